"""The room of the queue's benchmark: a real cache filled as a pull fills it, the real presenter, no server."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from console.base.changes import Changes
from console.records.models import Actor
from console.storage.store import Store, search_text
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache, migrate_outbox
from tests.bench.sync.load import incidents
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.queue.queue import QueuePresenter
from widgets.base import theme
from widgets.queue.panel import QueuePanel

OPEN = 5_000
PAGE = 500
CURSOR = "bench.1"
ME = Actor(id="ha.le", name="Lê Thu Hà", role="operator", desk="Bàn trực 2")
PEOPLE = ("ha.le", "bao.tran", "dung.ng")
KINDS = ("ngap-ham-chui", "chay", "tai-nan", "trat-tu", "ha-tang", "moi-truong")
Stored = tuple[str, dict[str, Any]]


def load(count: int, seed: int = 3) -> Iterator[Stored]:
    """`count` incidents of which `OPEN` lie evenly among them, with kinds, people and deadlines as a city has them."""
    chance = random.Random(seed)
    now = datetime.now(UTC)
    every = count // OPEN
    for number, (key, data) in enumerate(incidents(count)):
        if number % every:
            yield key, {**data, "state": "closed"}
            continue
        who = chance.choice((None, None, *PEOPLE))
        yield (
            key,
            {
                **data,
                "state": chance.choice(("new", "acknowledged", "in_progress")),
                "kind": chance.choice(KINDS),
                "severity": chance.choices((1, 2, 3, 4), (2, 8, 30, 60))[0],
                "created_at": iso(now - timedelta(minutes=chance.randrange(4, 2_000))),
                "deadline": iso(now + timedelta(minutes=chance.randrange(-100, 3_000))),
                "assignee_id": who,
                "assignee_name": who,
            },
        )


def iso(at: datetime) -> str:
    """An instant as the contract writes it."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Painted(QObject):
    """Tells when the rows, or what stands in their place, were painted anew."""

    def __init__(self, panel: QueuePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._waiting: asyncio.Future[float] | None = None
        for part in (panel, panel.table.viewport()):
            part.installEventFilter(self)

    async def after(self) -> float:
        """The moment (perf_counter) at which the next paint is done."""
        self._waiting = asyncio.get_running_loop().create_future()
        self._panel.table.viewport().update()
        self._panel.update()
        return await asyncio.wait_for(self._waiting, 10)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A timer without delay comes behind the whole paint."""
        if event.type() == QEvent.Type.Paint and self._waiting is not None:
            QTimer.singleShot(0, self._done)
        return False

    def _done(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(time.perf_counter())


class Room:
    """A desk's queue over a cache."""

    def __init__(self, folder: Path, cache: Cache, box: Cache, opened: list[Stored]) -> None:
        self.cache = cache
        self.changes = Changes()
        self.opened = opened
        self.versions = dict.fromkeys((key for key, _data in opened), 1)
        self.store = Store(cache, box)
        session = SimpleNamespace(changes=self.changes, store=self.store, actor=ME)
        context = Context(session, Options(), folder, Faults(), Timings(None, time.monotonic()), theme.current())  # type: ignore[arg-type]
        self.panel = QueuePanel()
        self.panel.resize(432, 980)
        self.presenter = QueuePresenter(context, self.panel)
        self.painted = Painted(self.panel)

    async def open(self) -> None:
        """Show the panel with its rows."""
        self.changes.attach(asyncio.get_running_loop())
        self.panel.show()
        self.presenter.start()
        end = time.monotonic() + 60
        while len(self.presenter.shown) < OPEN or self.presenter.open.warm(1):
            await asyncio.sleep(0.05)
            assert time.monotonic() < end, f"{len(self.presenter.shown)} rows after a minute"
        await self.painted.after()

    async def write(self, changed: list[Stored]) -> None:
        """Commit these as a pull would, and announce them."""
        items = []
        for key, data in changed:
            self.versions[key] = self.versions.get(key, 0) + 1
            items.append(Item("incident", key, self.versions[key], data))
        write = partial(feeds.apply_page, items=items, cursor=CURSOR, search_text=search_text)
        told = await self.cache.write(write)
        self.changes.emit("incident", told["incident"])


@asynccontextmanager
async def room(folder: Path, count: int) -> AsyncIterator[Room]:
    """A room over `count` incidents."""
    cache, box = Cache(folder / "cache.db", migrate_cache), Cache(folder / "outbox.db", migrate_outbox)
    await cache.open()
    await box.open()
    made: Room | None = None
    try:
        opened: list[Stored] = []
        page: list[Item] = []
        await cache.write(feeds.begin_snapshot)
        for key, data in load(count):
            if data["state"] != "closed":
                opened.append((key, data))
            page.append(Item("incident", key, 1, data))
            if len(page) == PAGE:
                await cache.write(partial(feeds.stage, items=page, search_text=search_text))
                page = []
        await cache.write(partial(feeds.stage, items=page, search_text=search_text))
        await cache.write(partial(feeds.swap, epoch="bench", cursor=CURSOR))
        made = Room(folder, cache, box, opened)
        await made.open()
        yield made
    finally:
        if made is not None:
            made.presenter.close()
            made.panel.close()
        cache.close()
        box.close()


def application() -> QApplication:
    """The one application, in the dark look."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication([])
    theme.apply(app, theme.load("dark"))
    return app
