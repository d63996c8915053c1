"""A city with one plan that can be activated, and the desk that leads it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from console.records.checklist import Contact
from console.records.models import Indicator
from console.records.plan import Activation, Plan
from tests.views.played_city import PlayedCity, PlayedRoom
from tests.views.played_session import NOW
from views.plans.room import PlanRoom

STEPS = (
    {"id": "warn", "text": "Báo động", "minutes": 5},
    {"id": "ask", "text": "Nước còn lên?", "answers": [{"id": "yes", "text": "Còn"}, {"id": "no", "text": "Hết"}]},
    {"id": "note", "text": "Ghi lại", "evidence": "note"},
)


def plan(key: str = "lu", **facts: Any) -> Plan:
    """The flood's."""
    made: dict[str, Any] = {
        "name": "Phòng lũ", "hazard": "flood", "checklist": STEPS, "stand_down": [{"id": "thank", "text": "Cảm ơn"}],
        "scale": {"kind": "flood_alarm", "levels": [{"level": 1, "name": "thấp"}, {"level": 2, "name": "cao"}]},
        "roles": [{"id": "chief", "name": "Chỉ huy", "contact": "c1"}], "cameras": ["cam"], "indicators": ["muc-nuoc"],
        "agencies": [{"id": "police", "name": "Công an"}, {"id": "power", "name": "Điện lực"}],
        "report_every_min": {"1": 60},
    }  # fmt: skip
    return Plan.model_validate({"id": key, "version": 4, **made, **facts})


def activation(key: str = "run", **facts: Any) -> Activation:
    """It runs since an hour."""
    since = NOW - timedelta(hours=1)
    made = {"plan_id": "lu", "plan_name": "Phòng lũ", "level": 1, "activated_at": since, "by": "Trần Gia Bảo"}
    return Activation.model_validate({"id": key, "version": 1, **made, **facts})


def city(folder: Path, *records: Activation) -> PlayedCity:
    """One plan, what it shows, and what runs."""
    number = Indicator(id="muc-nuoc", name="Mực nước", value=3.5, decimals=1, unit="m", as_of=NOW, period="hour")
    contact = Contact(id="c1", name="Ông Ba", number="0900 000 111")
    return PlayedCity(folder, (), [plan(), number, contact, *records])


class PlanDesk:
    """The room of plans, and the bundle it gathers by."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.told = 0
        self.gathered: list[tuple[str, list[str], list[str]]] = []
        self.at = at = room.workplace()
        self.overlays = at.overlays
        bundle = cast("Any", SimpleNamespace(gather=lambda *said: self.gathered.append(said)))
        self.plans = PlanRoom(at, bundle)
        self.plans.running.told.connect(self._tell)
        self.plans.bind(room.registry)
        room.later(self.plans.close)
        self.list, self.panel = self.plans.list.list, self.plans.view.panel

    def _tell(self) -> None:
        self.told += 1

    def acted(self) -> list[tuple[str, dict[str, Any]]]:
        """The verbs that were saved, and what they said."""
        return [(one.type, one.payload) for one in self.room.city.acted]


async def plan_desk(room: PlayedRoom) -> PlanDesk:
    """It has read everything."""
    desk = PlanDesk(room)
    await room.settle()
    return desk
