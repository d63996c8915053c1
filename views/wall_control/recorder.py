"""The wall recorder's view: what was on which screen when, with its pictures, found by camera, time and incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from views.arguments.table import Taking
from views.arguments.wall import ShowWallRecorder
from views.base.commands import Registry
from views.base.context import Context
from views.base.overlays import Overlays
from views.wall_control.reasons import wall_at
from views.wall_control.recorder_pages import Asked, RecordingPages
from views.wall_control.recorder_rows import RecordingRows
from views.wall_control.recorder_search import WINDOW, understood
from views.wall_control.recorder_stills import RecordingStills
from views.wall_control.watch import WallWatch
from widgets.walls.recorder import WallRecorder

FOLLOW = timedelta(seconds=5)
"""How often what is shown up to now is read anew while it is open."""


class RecorderPresenter(QObject):
    """Asks only while it is open; a page at a time, older ones when somebody goes on beyond the last row."""

    def __init__(self, context: Context, overlays: Overlays, watch: WallWatch) -> None:
        super().__init__(overlays.window)
        self._context, self._watch = context, watch
        self.board = WallRecorder(overlays.window)
        overlays.add("wall-recorder", self.board)
        self._pages = RecordingPages(context, self._fill)
        self._rows = RecordingRows(self._pages, watch)
        self._stills = RecordingStills(context.session)
        self._shown_still = ""
        self.board.asked.connect(lambda text: self._context.start_task(self._look(text)))
        self.board.pressed.connect(lambda _name: self._context.start_task(self._ask(self._pages.asked)))
        self.board.moved.connect(self._move)
        self.board.more.connect(lambda: self._context.start_task(self._pages.more(wall_at(self._watch).id)))
        self.board.chosen.connect(lambda key: self._context.start_task(self._show(key)))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_WALL_RECORDER, self._open, lambda _args: None if self._watch.wall else "no_wall")

    def tick(self, now: datetime) -> None:
        """Once a second: what is on the wall goes on while somebody looks at what was; a named time is over."""
        if self.board.isVisible() and self._pages.is_due(now, FOLLOW):
            self._context.start_task(self._follow())

    def state(self) -> dict[str, Any]:
        """What is found and shown, as plain data."""
        return {
            "recorder": {
                "open": self.board.isVisible(), "key": self.board.key(), "trouble": self._pages.trouble,
                "still": self._shown_still,
                "rows": [
                    {"key": key, "screen": one.screen, "from": one.starts_at.isoformat(),
                     "to": one.ends_at.isoformat(), "refs": [tile.ref for tile in one.tiles], "still": one.still}
                    for key, one in self._pages.entries.items()
                ],
            }
        }  # fmt: skip

    async def _open(self, args: ShowWallRecorder) -> object:
        self.board.search.setText(args.text)
        await self.board.open_with(lambda: self._begin(args))
        return {"rows": len(self._pages.entries)}

    async def _begin(self, args: ShowWallRecorder) -> None:
        asked = await self._understood(args.text)
        asked = replace(
            asked,
            screen=args.screen or asked.screen,
            camera=args.camera or asked.camera,
            incident=args.incident or asked.incident,
        )
        await self._ask(asked)

    async def _look(self, text: str) -> None:
        await self._ask(await self._understood(text))

    async def _understood(self, text: str) -> Asked:
        return await understood(text, self._context.session.store, wall_at(self._watch), self._context.now())

    def _move(self, by: int) -> None:
        """An hour earlier or later than what is shown."""
        until = self._pages.asked.until or self._context.now()
        until = min(until + WINDOW * by, self._context.now() + WINDOW / 2)
        asked = replace(self._pages.asked, since=until - WINDOW, until=until)
        self._context.start_task(self._ask(asked))

    async def _ask(self, asked: Asked) -> None:
        await self._pages.ask(wall_at(self._watch).id, asked)
        await self._choose_first()

    async def _follow(self) -> None:
        """What came since; the chosen row stays, and where there was none the newest is chosen."""
        was_empty = not self._pages.entries
        await self._pages.follow(wall_at(self._watch).id)
        if was_empty:
            await self._choose_first()

    async def _choose_first(self) -> None:
        keys = self.board.rows()
        if keys:
            self.board.choose(keys[0])
            await self._show(keys[0])

    def _fill(self) -> None:
        self.board.show_rows(self._rows.found(), self._rows.lines(self._context.now()), self._rows.empty())
        if self._pages.entries:
            self.board.set_lanes(*self._rows.lanes())

    async def _show(self, key: str) -> None:
        entry = self._pages.entries.get(key)
        if entry is None:
            return
        kept = await self._stills.of(entry, self._pages.entries.values(), wall_at(self._watch).id)
        if self.board.key() == key:
            self._shown_still = kept.still
            self.board.show_picture(kept.image, kept.why_none, kept.what)
