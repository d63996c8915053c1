"""Places that tell the same fact agree, in every state that a desk can be brought into without a server.

Each pair stands in `PAIRS`: what one place shows and what the other does, read off the screen as an operator reads it.
A new place that tells a fact which is told elsewhere comes in here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.plans.in_force import Announced
from console.queue.census import census
from console.records.models import Incident, LinkChannel
from console.walls.open_incidents import OpenIncidents
from offline_cache.errors import StorageError
from tests.views.desk_room import Room, at_desk
from tests.views.plans.planned_city import activation, plan
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play, texts
from tests.views.played_session import NOW, incident
from views.alarms.room import AlarmRoom
from views.plans.room import PlanRoom
from views.workspace.pages import DESK
from views.workspace.room import WorkspaceRoom
from widgets.base.deadlines import deadline_words
from widgets.base.severity import SeverityMark, severity_said
from widgets.sync.channel_mark import TONES
from widgets.sync.outbox_list import OutboxList

LATE, SOON = NOW - timedelta(minutes=5), NOW + timedelta(minutes=9)


def _one(key: str, state: str = "new", **facts: Any) -> Incident:
    return incident(key, state).model_copy(update={"deadline": SOON, **facts})


FLOOD = tuple(_one(f"f{n}", kind="ngap", ward="Hòa An", deadline=LATE if n % 5 else SOON) for n in range(14))
STATES: Mapping[str, tuple[tuple[Incident, ...], tuple[Any, ...]]] = MappingProxyType(
    {
        "calm": ((_one("one", severity=2), _one("two", deadline=LATE)), ()),
        "acknowledged and late": ((_one("one", "acknowledged", acknowledged_at=NOW, deadline=LATE, severity=1),), ()),
        "ended here, on its way": ((_one("one", "resolved", pending=("resolve",), deadline=LATE), _one("two")), ()),
        "folded and put aside": (
            (_one("one"), _one("two", joined_into="one"), _one("aside", shelved_until=SOON, deadline=LATE)),
            (),
        ),
        "critical, and put aside or folded": (
            (
                _one("one", severity=1),
                _one("aside", severity=1, shelved_until=SOON),
                _one("two", severity=1, joined_into="one"),
                _one("taken", "acknowledged", severity=1, acknowledged_at=NOW),
            ),
            (),
        ),
        "not readable": ((_one("one", severity=1, unread=("severity",)), _one("two")), ()),
        "a flood": ((_one("one", severity=1), *FLOOD, _one("aside", shelved_until=SOON)), ()),
        "a flood, with a drill in it": ((_one("one", severity=1), *FLOOD, _one("drill", drill=True, severity=1)), ()),
        "a drill": ((_one("one"), _one("drill", drill=True, deadline=LATE)), (plan(), activation(drill=True, level=2))),
        "a plan that runs": ((_one("one"),), (plan(), activation(level=2))),
    }
)


@dataclass
class Seen:
    """A whole desk with the rooms that tell of alarms and of plans."""

    room: PlayedRoom

    async def start(self) -> None:
        self.at = self.room.workplace()
        self.desk = self.at.desk
        self.alarms = AlarmRoom(self.at)
        bundle = cast("Any", SimpleNamespace(gather=lambda *_said: None))
        self.plans = PlanRoom(self.at, bundle)
        self.pages = WorkspaceRoom(self.at)
        for part in (self.alarms, self.plans, self.pages):
            part.bind(self.room.registry)
            self.room.later(part.close)
        self.alarms.load.start()
        self.desk.strips.start()
        await chosen(self.room, self.desk, "one")
        await self.room.settle()
        self.alarms.load.tick(self.room.now)
        self.desk.tick()
        for one in self.pages.ticking():
            one.tick(self.room.now)
        self.alarms.board._fill(self.room.now)
        await self.room.settle()
        self.announced = Announced(
            await self.room.city.city_notices(), self.plans.known.activations, self.plans.known.plans
        )

    @property
    def known(self) -> dict[str, Incident]:
        return self.room.city.known

    def head(self, pattern: str) -> int:
        """A number of the queue's head."""
        found = [re.search(pattern, text) for text in texts(self.desk.queue_panel)]
        return next((int(one[1]) for one in found if one is not None), 0)

    def chip(self, name: str) -> int:
        """The count on a chip, as it is written."""
        chips = self.desk.queue_panel._chips
        return int(next(one.text() for one in chips if one.name == name).split()[-1])

    def spoken(self) -> str:
        """The row of the chosen incident, as it is read out."""
        table = self.desk.queue_panel.table
        return str(table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def pane(self) -> str:
        """The chosen incident's pane."""
        panel = self.desk.incident_panel
        shapes = [one.accessibleName() for one in panel.findChildren(SeverityMark) if one.isVisible()]
        return "\n".join([*texts(panel), *shapes])

    def wall(self) -> Any:
        """What the count on a wall counts."""
        index = OpenIncidents()
        index.put(self.known.values())
        return census(index.known, self.room.now)

    def chosen(self) -> Incident:
        """The incident that is shown."""
        return self.known["one"]

    def flood_sum(self) -> int:
        """What the parts of a flood come to; in calm what is open."""
        told = self.alarms.flood.state()
        return len(told["single"]) + sum(told["groups"].values()) if "open" in told else self.head(r"^(\d+) open")

    def cameras(self) -> set[str]:
        """Each place that tells how many cameras have a picture."""
        parts = [part for text in texts(self.desk.bottom) for part in text.split(" · ")]
        said = [text for text in (*texts(self.desk.top), *parts) if "ideo" in text or "amera" in text]
        return {found[0] for text in said if (found := re.search(r"\d+/\d+", text))}

    def badge(self) -> int:
        """What the rail counts at the desk's own place."""
        return self.desk.rail.buttons[DESK].badge

    def shelved(self) -> int:
        """How many the board says are put aside."""
        lines = self.alarms.board.board._list._lines.lines
        found = [re.match(r"Shelved \((\d+)\)", line.words) for line in lines if not line.key]
        return next(int(one[1]) for one in found if one is not None)

    def loads(self) -> list[str]:
        """The load as it is written at the foot, then on the board."""
        foot = " · ".join(self.desk.bottom._facts)
        board = self.alarms.board.board._figures.text()
        return [
            found[1] for text, what in ((foot, r"load: ([\d,.]+)"), (board, r"^([\d,.]+) for each"))
            if (found := re.search(what, text))
        ]  # fmt: skip

    def badge_level(self) -> int:
        """The level that is painted on top."""
        found = self.desk.top._notice.shown
        return found.level if found is not None else 0

    def late_rows(self) -> int:
        """Rows that say that they are overdue, without those of a drill."""
        rows = [one for one in self.desk.queue.shown if not one.drill]
        return sum(deadline_words(one, self.room.now)[1] == "overdue" for one in rows)


def _counts(text: str) -> bool:
    """Whether it says how much time there is, or that there is none left."""
    return any(word in text for word in (" left", "overdue", "due "))


Told = Callable[[Seen], object]
PAIRS: Mapping[str, tuple[Told, Told]] = MappingProxyType(
    {
        "open: head and chip": (lambda s: s.head(r"^(\d+) open"), lambda s: s.chip("all")),
        "open: head and wall": (lambda s: s.head(r"^(\d+) open"), lambda s: s.wall().open),
        "open: head and rows": (
            lambda s: s.head(r"^(\d+) open"),
            lambda s: sum(not one.drill for one in s.desk.queue.shown),
        ),
        "open: head and flood": (lambda s: s.head(r"^(\d+) open"), lambda s: s.flood_sum()),
        "overdue: head and chip": (lambda s: s.head(r"(\d+) overdue"), lambda s: s.chip("overdue")),
        "overdue: head and wall": (lambda s: s.head(r"(\d+) overdue"), lambda s: s.wall().overdue),
        "overdue: head and rows": (lambda s: s.head(r"(\d+) overdue"), lambda s: s.late_rows()),
        "drills: head and queue": (lambda s: s.head(r"(\d+) of a drill"), lambda s: s.wall().drills),
        "severity: row and pane": (
            lambda s: severity_said(s.chosen()) in s.spoken(),
            lambda s: severity_said(s.chosen()) in s.pane(),
        ),
        "overdue: row and pane": (lambda s: "overdue" in s.spoken(), lambda s: "overdue" in s.pane()),
        "counting down: row and pane": (lambda s: _counts(s.spoken()), lambda s: _counts(s.pane())),
        "critical: rail and wall": (lambda s: s.badge(), lambda s: s.wall().urgent),
        "critical: rail and rows": (
            lambda s: s.badge(),
            lambda s: sum(
                one.severity == 1 and one.acknowledged_at is None and one.is_open and not one.drill
                for one in s.desk.queue.shown
            ),
        ),
        "open: head and lock": (lambda s: s.head(r"^(\d+) open"), lambda s: len(s.alarms.load.incidents())),
        "shelved: board and wall": (lambda s: s.shelved(), lambda s: s.wall().shelved),
        "load: foot and board": (lambda s: len(set(s.loads())), lambda _s: 1),
        "level: top and wall": (
            lambda s: s.badge_level(),
            lambda s: found.level if (found := s.announced.at(s.room.now)) is not None else 0,
        ),
        "level: top and plan": (
            lambda s: s.desk.strips.level.level if s.desk.strips.level is not None else 0,
            lambda s: max((one.level for one in s.plans.known.running() if not one.drill), default=0),
        ),
        "drill: top and frame": (
            lambda s: "DRILL" in texts(s.desk.top),
            lambda s: s.plans.running.drill.is_running,
        ),
        "cameras: all places": (lambda s: len(s.cameras()) <= 1, lambda _s: True),
        "load: strip and board": (
            lambda s: s.desk.strips.alarm_rate(s.room.now),
            lambda s: s.alarms.load.rate(s.room.now),
        ),
    }
)


@pytest.mark.parametrize("state", STATES)
def test_what_is_told_in_two_places_is_the_same(state: str, tmp_path: Path, qapp: QApplication) -> None:
    incidents, records = STATES[state]

    async def story(room: PlayedRoom) -> None:
        seen = Seen(room)
        await seen.start()
        told = {name: (one(seen), other(seen)) for name, (one, other) in PAIRS.items()}
        assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}
        assert seen.alarms.flood.board.isVisible() == ("flood" in state), "it is the state that it is called"

    play(qapp, PlayedCity(tmp_path, incidents, records), story)


@pytest.mark.parametrize("state", ["full", "read_only"])
def test_what_is_not_saved_is_red_wherever_it_is_told(state: str, tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        seen = Seen(room)
        await seen.start()
        mark = seen.desk.top._links["storage"]
        assert (mark.level, seen.desk.bottom.property("outage") == "grave") == ("ok", False)
        room.city.storage.state = state
        seen.desk.tick()
        assert (mark.level, dict(TONES)[mark.level]) == ("error", "severity1")
        assert seen.desk.bottom.property("outage") == "grave"
        room.city.told_in_vain = StorageError(state)
        seen.at.context.start_task(room.registry.run("acknowledge-incident", {"incident": "one"}))
        await room.settle()
        assert [level for level, _words in room.notices] == ["error"], "nobody believes that it was saved"
        room.city.storage.state, room.city.told_in_vain = "ok", None
        seen.desk.tick()
        assert (mark.level, seen.desk.bottom.property("outage") == "grave") == ("ok", False), "it goes by itself"

    play(qapp, PlayedCity(tmp_path, (_one("one"),), ()), story)


def test_what_waits_to_be_sent_is_one_number(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        for text in ("Đã gọi tổ trực", "Đang tới"):
            await desk.run("add-note", incident="one", text=text)
        await desk.run("show-outbox")
        window = desk.window
        page = next(one for one in window.findChildren(OutboxList) if one.isVisible())
        strips = window.desk.strips
        await desk.until(lambda: strips.waiting == 2, "it is counted")
        strips.tick(datetime.now(UTC))
        [listed] = [re.search(r"(\d+) waiting", text) for text in texts(page) if "waiting" in text and "need" in text]
        top = re.search(r"\d+", window.desk.top._links[LinkChannel.ORDERS].text())
        foot = re.search(r"send: (\d+)", window.desk.bottom._hint.text())
        assert [one[found] for one, found in ((listed, 1), (top, 0), (foot, 1)) if one is not None] == ["2"] * 3

    at_desk(qapp, tmp_path, story)
