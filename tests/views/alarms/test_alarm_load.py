"""The load of alarms: what counts as one, when it is a flood, who asks again, and what the strip says of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import HistoryEntry, Incident, Shift
from contract.records.shift import Person
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, play
from tests.views.played_session import NOW, incident
from views.alarms.alarm_load import AlarmLoad


class Watch:
    """The load over a city, and which alarms it told of."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.load = AlarmLoad(room.context, room.window)
        room.later(self.load.close)
        self.arrived: list[list[str]] = []
        self.load.arrived.connect(lambda found: self.arrived.append([one.id for one in found]))

    async def start(self) -> None:
        self.load.start()
        await self.room.settle()
        self.tick()

    def tick(self) -> None:
        self.load.tick(self.room.now)

    async def come(self, *incidents: Incident) -> None:
        self.room.city.known |= {one.id: one for one in incidents}
        await self.room.hear("incident", *(one.id for one in incidents))
        self.tick()


def _shift(people: int) -> Shift:
    here = tuple(Person(id=f"p{number}", name=f"Người {number}") for number in range(people))
    return Shift(id="current", name="Ca ngày", starts_at=NOW, ends_at=NOW, people=here)


def _many(count: int) -> list[Incident]:
    return [incident(f"i{number}") for number in range(count)]


def test_what_was_open_at_the_start_is_no_news_and_what_comes_later_is(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        assert watch.arrived == []
        drill = incident("drill").model_copy(update={"drill": True})
        known = incident("known").model_copy(update={"acknowledged_at": NOW})
        old = incident("old").model_copy(update={"created_at": NOW - timedelta(hours=2)})
        await watch.come(incident("new"), drill, known, old)
        assert watch.arrived == [["new"]], "an exercise, what somebody has seen and what is old ring no bell"
        await watch.come(incident("new"))
        assert watch.arrived == [["new"]], "what only changed is no alarm again"
        assert {one.id for one in watch.load.incidents()} == {"one", "new", "known", "old"}
        await watch.come(incident("new", "resolved"))
        assert {one.id for one in watch.load.incidents()} == {"one", "known", "old"}

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)


def test_a_flood_begins_above_ten_for_each_operator_and_ends_by_itself(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        assert watch.load.words == "", "ten can be handled"
        await watch.come(incident("eleventh"))
        assert "FLOOD" in watch.load.words
        assert "11" in watch.load.words
        room.city.put(_shift(2))
        await room.hear("shift")
        watch.load.flood_since = None
        watch.tick()
        assert watch.load.words == "", "two operators can handle them"
        room.city.put(_shift(1))
        await room.hear("shift")
        watch.tick()
        assert watch.load.state()["flood"]
        room.now += timedelta(minutes=11)
        watch.tick()
        assert watch.load.words == ""
        assert watch.load.state()["last_10_minutes"] == 0

    play(qapp, PlayedCity(tmp_path, _many(10)), story)


def test_a_critical_one_that_was_acknowledged_and_left_alone_asks_again(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        assert not watch.load.asking
        room.now += timedelta(minutes=10)
        watch.tick()
        assert watch.load.asking == ("left",)
        assert watch.load.words.startswith("1 acknowledged critical without any action")
        done = room.city.known["left"].model_copy(
            update={"history": (HistoryEntry(at=room.now, verb="note", actor_name="Hà", text="Đã gọi"),)}
        )
        await watch.come(done)
        assert watch.load.words == "", "somebody is at it again"

    left = incident("left", "acknowledged").model_copy(update={"severity": 1, "acknowledged_at": NOW})
    quiet = incident("quiet", "acknowledged").model_copy(update={"acknowledged_at": NOW})
    play(qapp, PlayedCity(tmp_path, [left, quiet]), story)


def test_what_is_put_aside_is_told_until_its_time_is_up(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        assert watch.load.state()["shelved"] == ["soon", "later"], "the next to come back first"
        room.now += timedelta(minutes=30)
        assert watch.load.state()["shelved"] == ["later"]

    def aside(key: str, minutes: int, severity: int = 3) -> Incident:
        until = NOW + timedelta(minutes=minutes)
        return incident(key).model_copy(update={"shelved_until": until, "severity": severity})

    play(qapp, PlayedCity(tmp_path, [aside("later", 60), aside("soon", 15), aside("critical", 60, 1)]), story)


def test_when_reading_fails_it_is_said_once_and_the_load_stays_as_it_was(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        watch.tick()
        assert watch.load.words == "", "before the first reading nothing is claimed"
        await watch.start()
        room.city.trouble = StorageError("busy")
        await watch.come(incident("lost"))
        await watch.come(incident("lost"))
        assert [level for level, _text in room.notices] == ["warning"]
        assert [one.id for one in watch.load.incidents()] == ["one"]
        room.city.trouble = None
        await watch.come(incident("other"))
        assert {one.id for one in watch.load.incidents()} == {"one", "lost", "other"}, "what was missed comes with it"

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)
