"""Presenters over a real cache and outbox, without the desk's window and without a network: what they read and save is
real, the time stands still, and the links are as the story says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.base.settings import Settings
from console.records.models import Link, LinkChannel, LinkState, OutboxState, PendingAction
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds, outbox
from offline_cache.feeds import Item
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import comes, rests
from tests.views.desk_room import HA
from views.base.commands import NOTHING, Registry, Said
from views.base.context import Context
from views.base.faults import Faults
from views.base.overlays import Overlays
from views.program.command_line import Options
from views.program.timings import Timings
from widgets.base import theme
from widgets.base.labels import ElidedLabel, FittedLabel

Story = Callable[["CacheRoom"], Awaitable[None]]


class CacheRoom:
    """What presenters are built from. `told`: notices with their levels; `started`: commands that something pressed."""

    def __init__(self, session: Session, folder: Path, options: Options) -> None:
        self.session, self.folder = session, folder
        self.now = datetime.now(UTC)
        self.told: list[tuple[str, str]] = []
        self.started: list[tuple[str, Said]] = []
        self.links: dict[LinkChannel, Link] = {}
        session.links.all = lambda: self.links  # type: ignore[method-assign]
        session.links.state = self._state  # type: ignore[method-assign]
        faults = Faults()
        faults.show = lambda text, level: self.told.append((text, level))
        self.context = Context(session, options, folder, faults, Timings(None, 0.0), theme.current())
        self.context.now = lambda: self.now
        self.window = QWidget()
        self.window.resize(1600, 1000)
        self.registry = Registry()
        self.overlays = Overlays(self.context, self.window, self.registry)
        self.ends: list[Callable[[], object]] = [self.overlays.close]
        """What is to be ended with the room, the last first."""
        self._version = 1
        self.standing: set[asyncio.Task[object]] = set()

    def _state(self, channel: LinkChannel) -> LinkState:
        return self.links[channel].state if channel in self.links else LinkState.DOWN

    def start(self, name: str, args: Said = NOTHING) -> None:
        """Run a command as a key or a button does; a refusal becomes a notice."""
        self.started.append((name, args))
        self.context.start_task(self.registry.run(name, args))

    async def run(self, name: str, /, **args: Any) -> Any:
        """Run a command to its end."""
        done = await self.registry.run(name, args)
        await self.settle()
        return done

    async def settle(self) -> None:
        """Let everything be done that waits in the loop."""
        await rests(self.standing)

    async def until(self, test: Callable[[], object], what: str, timeout_s: float = 10.0) -> None:
        """Let the program run until `test` passes."""
        await comes(test, what, timeout_s)

    async def write(self, kind: str, key: str, **data: object) -> None:
        """Commit a record as a pull would, and announce it; without data it is gone."""
        await self.write_all(kind, {key: data})

    async def write_all(self, kind: str, records: Mapping[str, Mapping[str, object]]) -> None:
        """The same for several of a kind, on one page."""
        self._version += 1
        items = [Item(kind, key, self._version, dict(data) or None) for key, data in records.items()]
        work = partial(feeds.apply_page, items=items, cursor="c", search_text=search_text)
        self.session.changes.emit(kind, (await self.session.caches[0].write(work))[kind])
        await self.settle()

    async def saved(self) -> list[PendingAction]:
        """The operator's acts that are on the disk."""
        return await self.session.store.outbox()

    async def answer(self, action_id: str, state: OutboxState, reason: str = "") -> None:
        """The server has answered one of the acts."""
        box = self.session.caches[1]
        await box.write(lambda db: outbox.set_state(db, action_id, str(state), reason))
        self.session.changes.emit("outbox")
        await self.settle()

    def link(self, channel: LinkChannel, state: LinkState, *, reason: str = "") -> None:
        """From now on this channel is so."""
        self.links[channel] = Link(channel=channel, state=state, since=self.now, last_ok=self.now, reason=reason)
        self.session.changes.emit("links")


def failing(error: Exception) -> Callable[..., Awaitable[Any]]:
    """A reading, or a call, that ends so."""

    async def fail(*_args: object, **_named: object) -> Any:
        raise error

    return fail


def words(part: QWidget) -> str:
    """All that labels in this part say, as far as they are shown in it; what a narrow one cuts off is said as well."""
    shown = (one for one in part.findChildren(QLabel) if one.text() and one.isVisibleTo(part))
    return "\n".join(one.whole() if isinstance(one, ElidedLabel | FittedLabel) else one.text() for one in shown)


def at_cache(qapp: QApplication, folder: Path, story: Story, options: Options | None = None) -> None:
    """Tell a story; Hà is signed in."""

    async def tell() -> None:
        session = Session(Settings(credentials="file"), folder, with_video=False)
        await session.start()
        session.people.actor = HA
        standing = asyncio.all_tasks()
        room = CacheRoom(session, folder, options or Options())
        room.standing = standing
        try:
            await story(room)
        finally:
            for end in reversed(room.ends):
                done = end()
                if asyncio.iscoroutine(done):
                    await done
            await session.stop()
            room.window.deleteLater()

    with qt_loop(qapp) as loop:
        loop.run_until_complete(tell())
