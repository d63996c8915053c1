"""A day's shift with two people and a log of three lines, and its room over a whole desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from console.records.models import Shift
from console.records.shift import ShiftEntry
from contract.records.shift import Person
from tests.views.played_city import PlayedCity, PlayedRoom
from tests.views.played_session import NOW, incident
from views.shifts.room import ShiftRoom

PEOPLE = (Person(id="ha.le", name="Lê Thu Hà", desk="Bàn 1"), Person(id="bao.tran", name="Trần Gia Bảo"))


def day_shift(**facts: Any) -> Shift:
    ends = NOW + timedelta(hours=6)
    return Shift(id="current", version=3, name="Ca ngày", starts_at=NOW, ends_at=ends, people=PEOPLE, **facts)


def log_line(key: str, minutes: int = 0, **facts: Any) -> ShiftEntry:
    at = NOW - timedelta(minutes=minutes)
    return ShiftEntry.model_validate({"id": key, "at": at, "actor_name": "Lê Thu Hà", "shift_name": "Ca ngày", **facts})


def city(folder: Path) -> PlayedCity:
    log = (
        log_line("new", 1, text="Xe đã tới", incident_id="one"),
        log_line("pinned", 5, text="Chờ Sở trả lời", pinned=True),
        log_line("down", 9, kind="automatic", event="source_down", params={"name": "Trạm bơm"}),
    )
    return PlayedCity(folder, [incident("one")], [day_shift(), *log])


class Watch:
    """The room of the shift over a whole desk; the incident `one` is shown."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        at = room.workplace()
        self.desk, self.overlays = at.desk, at.overlays
        self.shift = ShiftRoom(at)
        room.later(self.shift.close)
        self.shift.bind(room.registry)
        self.log, self.form = self.shift.log.log, self.shift.writing.form

    async def start(self) -> None:
        self.desk.queue.start()
        await self.room.settle()
        assert self.desk.known(None) is not None

    def acted(self) -> list[tuple[str, dict[str, Any]]]:
        told = ("shift_name", "shift_starts_at")
        return [
            (one.type, {name: value for name, value in one.payload.items() if name not in told})
            for one in self.room.city.acted
        ]
