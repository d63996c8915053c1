"""Two people, incidents that one of them holds, handovers between them, and the room of the shift."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from console.records.models import (
    Incident,
    Shift,
)
from console.records.shift import Handover
from contract.records.shift import Person
from tests.views.played_city import PlayedCity, PlayedRoom
from tests.views.played_session import NOW, incident
from views.shifts.room import ShiftRoom

HA, BAO = Person(id="ha.le", name="Lê Thu Hà"), Person(id="bao.tran", name="Trần Gia Bảo")


def held(key: str, **facts: Any) -> Incident:
    return incident(key, "acknowledged").model_copy(update={"assignee_id": "ha.le", **facts})


def handover(key: str, *items: str, **facts: Any) -> Handover:
    told = [{"incident_id": one, "code": f"SC-{one}", "title": f"Ngập {one}", "state": "new"} for one in items]
    signed = {"side": "giver", "actor_id": "bao.tran", "actor_name": "Trần Gia Bảo", "at": NOW - timedelta(hours=1)}
    given = {"from_id": "bao.tran", "from_name": "Trần Gia Bảo", "to_id": "ha.le", "to_name": "Lê Thu Hà"}
    whole = {"id": key, "version": 1, "items": told, "signatures": [signed], **given, **facts}
    return Handover.model_validate(whole)


def city(folder: Path, *records: Handover, incidents: tuple[Incident, ...] = ()) -> PlayedCity:
    ends = NOW + timedelta(hours=6)
    shift = Shift(id="current", version=3, name="Ca ngày", starts_at=NOW, ends_at=ends, people=(HA, BAO))
    known = incidents or (held("one"), held("two", severity=1), incident("other"))
    return PlayedCity(folder, known, [shift, *records])


class HandoverDesk:
    """The room of the shift with its two panels."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        at = room.workplace()
        self.desk, self.streams = at.desk, at.desk.streams
        self.shift = ShiftRoom(at)
        room.later(self.shift.close)
        self.shift.bind(room.registry)
        self.give, self.take = self.shift.giving.panel, self.shift.taking.panel

    def acted(self) -> list[tuple[str, dict[str, Any]]]:
        return [(one.type, one.payload) for one in self.room.city.acted]


async def handover_desk(room: PlayedRoom) -> HandoverDesk:
    desk = HandoverDesk(room)
    await room.settle()
    return desk
