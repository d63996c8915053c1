"""A whole city in hand: a session that reads from lists, and the window that a presenter stands in.

For presenters that read more than incidents. Nothing is kept on a disk, nothing is asked of a network, and nothing is
written before a test says so; `trouble` is what every read meets until it is taken away.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.base.changes import Changes
from console.base.notices import Notices
from console.base.server_time import ServerTime
from console.base.settings import Settings
from console.net.links import Links
from console.people.device_key import DeviceKey
from console.plans.store import PlanStore
from console.records.misread import Misreads
from console.records.models import (
    Camera,
    CityNotice,
    Incident,
    Indicator,
    OutboxState,
    PendingAction,
    Point,
    Shift,
    Source,
)
from console.records.said import Record
from console.shifts.store import ShiftStore
from console.storage.drafts import Drafts
from console.storage.store import Store
from console.sync.catch_up import CatchUp
from console.video.fleet import Fleet
from contract.records.shift import Person
from offline_cache.drafts import DraftFile
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import rests
from tests.views.played_session import NOW, PlayedSession, context_of, said
from views.base.commands import Registry, Said
from views.base.overlays import Overlays
from views.desk.desk import Desk
from views.desk.verbs import DeskVerbs
from views.desk.workplace import Workplace
from views.incidents.verbs import IncidentVerbs
from widgets.base.grouped_list import LINE_ROLE, GroupedList, Line
from widgets.base.labels import ElidedLabel

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class PlayedDecisions:
    """Writes down what was decided about our own actions, which are out of the outbox with it."""

    def __init__(self, decided: Callable[[str], None]) -> None:
        self.told: list[tuple[str, ...]] = []
        self._decided = decided

    def _tell(self, *said: str) -> None:
        self.told.append(said)
        self._decided(said[1])

    async def retry(self, key: str) -> None:
        """Say it again."""
        self._tell("retry", key)

    async def put_away(self, key: str) -> None:
        """Leave the server's."""
        self._tell("put_away", key)

    async def combine(self, key: str, text: str) -> None:
        """Say both."""
        self._tell("combine", key, text)

    async def withdraw(self, key: str) -> None:
        """Take it back."""
        self._tell("withdraw", key)


class PlayedStore(PlayedSession):
    """All that a store tells, from `records`, which a test may change at any time."""

    def __init__(self, incidents: Iterable[Incident], records: Iterable[Record], rows: Iterable[PendingAction]) -> None:
        super().__init__(incidents, rows)
        self.records_here: list[Record] = list(records)
        self.points_here: dict[str, list[Point]] = {}
        self.trouble: Exception | None = None

    def put(self, *records: Record) -> None:
        """Let these come, in the place of those of the same type and id."""
        gone = {(type(one), one.id) for one in records}
        self.records_here = [one for one in self.records_here if (type(one), one.id) not in gone]
        self.records_here += records

    def _meet(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def _of(self, model: type[R]) -> list[R]:
        self._meet()
        return [one for one in self.records_here if type(one) is model]

    async def records(self, _kind: str, model: type[R], ids: Iterable[str] | None = None) -> list[R]:
        """Those of one type."""
        return [one for one in self._of(model) if ids is None or one.id in set(ids)]

    async def is_empty(self) -> bool:
        """Whether nothing ever came."""
        return not self.known and not self.records_here

    async def incident(self, key: str, *, ours: bool = True) -> Incident | None:
        """One of them."""
        del ours  # nothing of ours is laid over what is here
        self._meet()
        return await super().incident(key)

    async def incidents(self, open_only: bool = True) -> list[Incident]:
        """All of them."""
        self._meet()
        return [one for one in self.known.values() if one.is_open or one.pending or not open_only]

    async def incidents_of(self, ids: Iterable[str]) -> list[Incident]:
        """Those that are here."""
        self._meet()
        return [self.known[key] for key in ids if key in self.known]

    async def cameras(self) -> list[Camera]:
        """In the order in which they came."""
        return self._of(Camera)

    async def indicators(self) -> list[Indicator]:
        """In the order in which they came."""
        return self._of(Indicator)

    async def points(self, indicator_id: str, since: datetime) -> list[Point]:
        """Its history."""
        self._meet()
        return [one for one in self.points_here.get(indicator_id, []) if one.at >= since]

    async def shift(self) -> Shift | None:
        """The watch that runs."""
        return next(iter(self._of(Shift)), None)

    async def people(self) -> list[Person]:
        """Who is on duty."""
        shift = await self.shift()
        return list(shift.people) if shift is not None else []

    async def sources(self) -> list[Source]:
        """What reports to the centre."""
        return self._of(Source)

    async def city_notices(self) -> list[CityNotice]:
        """What the city announces."""
        return self._of(CityNotice)

    async def outbox(self) -> list[PendingAction]:
        """Our own actions that are not settled."""
        self._meet()
        return [row for row in self.rows if row.state not in {OutboxState.SETTLED, OutboxState.PUT_AWAY}]

    async def pending_count(self) -> int:
        """How many wait."""
        return len(self.rows)


@dataclass
class Synced:
    """What the sync has told."""

    catch_up: CatchUp | None = None
    drift: int = 0


class PlayedCity(PlayedStore):
    """The session around it: its links, drafts and decisions, and a server that answers as it is told."""

    def __init__(
        self,
        folder: Path,
        incidents: Iterable[Incident] = (),
        records: Iterable[Record] = (),
        rows: Iterable[PendingAction] = (),
    ) -> None:
        super().__init__(incidents, records, rows)
        store = cast("Store", self)
        self.data_dir = folder
        self.settings = Settings()
        self.changes = Changes()
        self.links = Links(lambda: self.changes.emit("links"), time_of_day=lambda: NOW)
        self.misreads = Misreads(lambda: self.changes.emit("misread"))
        self.decisions = PlayedDecisions(self._leave_outbox)
        self.shifts = ShiftStore(store, self.blocking)
        self.plans = PlanStore(store)
        self.walls = SimpleNamespace(walls=self._no_walls)
        owner: Callable[[], str] = lambda: self.actor.id if self.actor else ""  # noqa: E731
        self.drafts = Drafts(DraftFile(folder / "drafts.json"), self.blocking, owner, lambda: NOW)
        self.notices = Notices()
        self.fleet = Fleet()
        self.sync = Synced()
        self.storage = SimpleNamespace(state="ok")
        self.device = DeviceKey.made("desk-1")
        self.time = ServerTime(lambda: NOW)
        self.evidence = SimpleNamespace(progress={})
        self.caches: Any = None
        """A real cache in their places, where a test needs one."""
        self.api: Any = None
        """What `call` hands to its work."""
        self.acts_as_oneself = True
        self.told_in_vain: Exception | None = None
        """What an act meets instead of being saved."""

    @property
    def owner_id(self) -> str:
        """Whoever sits here has signed in themselves."""
        return self.actor.id if self.actor else ""

    def connect(self) -> None:
        """The server answers and sends."""
        self.links.pulled(catching_up=False)
        self.links.heard()

    def _leave_outbox(self, action_id: str) -> None:
        self.rows = [row for row in self.rows if row.action_id != action_id]

    async def _no_walls(self) -> list[Any]:
        return []

    async def blocking(self, work: Callable[[], T]) -> T:
        """On no other thread: nothing here takes long."""
        return work()

    async def call(self, work: Callable[[Any], T]) -> T:
        """Ask the server that is played."""
        return work(self.api)

    async def act(self, action: Any) -> SimpleNamespace:
        """Save it, unless the disk is played to be full."""
        if self.told_in_vain is not None:
            raise self.told_in_vain
        return await super().act(action)


class PlayedRoom:
    """The window, the commands, and what was run and said."""

    def __init__(self, city: PlayedCity, folder: Path) -> None:
        self.city = city
        self.window = QWidget()
        self.window.resize(1600, 900)
        self.window.show()
        self.context = context_of(city, folder)
        self.now = NOW
        self.context.now = lambda: self.now
        self.registry = Registry()
        self.ran: list[tuple[str, dict[str, object]]] = []
        """What buttons and keys ran."""
        self.notices: list[tuple[str, str]] = []
        """What was said over the desk, level first."""
        self.context.faults.show = lambda text, level: self.notices.append((level, text))
        self._ends: list[Callable[[], object]] = [city.fleet.stop]

    def run(self, name: str, args: Said) -> None:
        """Write down what a button would have run."""
        self.ran.append((name, said(args)))

    async def do(self, name: str, **args: Any) -> object:
        """Run a command to its end, and let everything be read that follows from it."""
        done = await self.registry.run(name, args)
        await self.settle()
        return done

    async def settle(self) -> None:
        """Let everything be done that was begun."""
        await rests(set())

    async def hear(self, kind: str, *ids: str) -> None:
        """Something of this kind has changed, and is read."""
        self.city.changes.emit(kind, ids or None)
        await self.settle()

    def later(self, end: Callable[[], object]) -> None:
        """Do this when the story is over."""
        self._ends.insert(0, end)

    def desk(self) -> tuple[Desk, Overlays]:
        """A whole desk in the window, and what opens over it; it has read nothing yet."""
        overlays = Overlays(self.context, self.window, self.registry)
        desk = Desk(self.context, self.registry, self.window)
        for verbs in (DeskVerbs(desk), IncidentVerbs(self.context, desk.known, overlays.ask)):
            verbs.bind(self.registry)
        desk.resize(self.window.size())
        desk.show()
        for name in self.registry.missing():  # a finished screen has them all; a presenter's own come over these
            self.registry.bind(name, functools.partial(self.run, name))
        self.later(desk.stop)
        self.later(overlays.close)
        return desk, overlays

    def workplace(self) -> Workplace:
        """What a room of a whole desk is built on; nothing of it is read yet."""
        desk, overlays = self.desk()
        return Workplace(self.context, desk, overlays, self.registry, self.run)

    def close(self) -> None:
        """Leave nothing."""
        for end in self._ends:
            end()
        self.city.fleet.stop()
        self.window.close()
        self.window.deleteLater()


async def chosen(room: PlayedRoom, desk: Desk, key: str) -> None:
    """The queue is read, and this incident's details are shown."""
    desk.queue.start()
    await room.settle()
    desk.queue.select(key)
    await room.settle()
    shown = desk.incident.incident
    assert shown is not None, "nothing is shown"
    assert shown.id == key


Story = Callable[[PlayedRoom], Awaitable[None]]


def play(qapp: QApplication, city: PlayedCity, story: Story) -> None:
    """Tell a story in a loop of its own. What a listener throws is met as the program meets it."""

    async def tell() -> None:
        loop = asyncio.get_running_loop()
        city.changes.attach(loop)
        room = PlayedRoom(city, city.data_dir)
        loop.set_exception_handler(lambda _loop, told: room.context.faults.met(told["exception"]))
        try:
            await story(room)
            await room.settle()
        finally:
            room.close()

    with qt_loop(qapp) as running:
        running.run_until_complete(tell())


def texts(part: QWidget) -> list[str]:
    """What the labels in `part` say that can be seen, whole where there was too little room."""
    found = [one for one in part.findChildren(QLabel) if one.isVisible()]
    return [text for one in found if (text := one.whole() if isinstance(one, ElidedLabel) else one.text())]


def lines(part: QWidget) -> list[Line]:
    """The rows and headings of the list in `part`, none where it cannot be seen."""
    shown = [one for one in part.findChildren(GroupedList) if one.isVisible()]
    assert len(shown) <= 1, "which of the lists?"
    return [_line(one, row) for one in shown for row in range(one.model().rowCount())]


def _line(part: GroupedList, row: int) -> Line:
    line = part.model().index(row, 0).data(LINE_ROLE)
    assert isinstance(line, Line)
    return line


def words(found: Sequence[Line]) -> list[str]:
    """The first words of each row, a heading's among them."""
    return [line.words for line in found]


def pending(key: str, state: str = "waiting", **facts: Any) -> PendingAction:
    """An action of ours on the incident `one`, a note unless told otherwise."""
    told: dict[str, Any] = {"type": "note", "target_type": "incident", "target_id": "one", "payload": {"text": "x"}}
    who = {"actor_name": "Lê Thu Hà", "actor_id": "ha.le", "occurred_at": NOW}
    return PendingAction.model_validate({"action_id": key, "state": state, **who, **told, **facts})
