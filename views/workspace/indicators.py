"""The page of all indicators: read when it opens, and true while it is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.analysis.trend import history_of
from console.base.changes import Change
from console.records.models import Indicator, LinkChannel, LinkState
from views.base.commands import Registry
from views.base.context import Context
from views.base.overlays import Overlays
from views.base.refresher import Ids, Refresher
from widgets.indicators.board import IndicatorBoard


class IndicatorPage(QObject):
    """Costs nothing while it is closed."""

    def __init__(self, context: Context, overlays: Overlays) -> None:
        super().__init__(overlays.window)
        self._context = context
        self.board = IndicatorBoard(overlays.window)
        overlays.add("indicators", self.board)
        self.shown: list[Indicator] = []
        self._refresher = Refresher(self._read, context.faults.met)
        self._points = Refresher(self._read_points, context.faults.met, interval_s=1.0)
        changes = context.session.changes
        self._stops = [
            changes.subscribe({"indicator"}, self._on_change),
            changes.subscribe({"points"}, self._on_points),
        ]

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-indicators", lambda _args: self._show())

    def close(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self._points.close()

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        if self.board.isVisible():
            self._tell(now)

    def state(self) -> dict[str, Any]:
        """What is shown."""
        return {"indicator_page": [one.id for one in self.shown] if self.board.isVisible() else None}

    async def _show(self) -> None:
        await self.board.open_with(lambda: self._read(None))
        self._refresher.ask()  # what came meanwhile may have been read before what was begun earlier
        self._points.ask()

    def _on_change(self, change: Change) -> None:
        if self.board.isVisible():
            self._refresher.ask(change.ids)

    def _on_points(self, change: Change) -> None:
        if self.board.isVisible():
            self._points.ask(change.ids)

    async def _read(self, _ids: Ids) -> None:
        before = [one.id for one in self.shown]
        self.shown = await self._context.session.store.indicators()
        if len(self.shown) != len(self.board.tiles):
            self.board.show_tiles(len(self.shown))
        if before != [one.id for one in self.shown]:
            for tile in self.board.tiles:
                tile.forget_points()
            self._points.ask()
        self._tell(self._context.now())

    def _tell(self, now: datetime) -> None:
        link = self._context.session.links.all().get(LinkChannel.INDICATORS)
        since = link.since if link is not None and link.state == LinkState.DOWN else None
        for tile, indicator in zip(self.board.tiles, self.shown, strict=False):
            tile.set_offline_since(since)
            tile.set_indicator(indicator, now)

    async def _read_points(self, ids: Ids) -> None:
        now, store = self._context.now(), self._context.session.store
        for tile, indicator in list(zip(self.board.tiles, self.shown, strict=False)):
            if ids is None or indicator.id in ids:
                tile.set_points(await store.points(indicator.id, now - history_of(indicator.period)))
