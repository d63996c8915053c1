"""The presenter of a desk's numbers: which are shown, with their history, and since when they are cut off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from console.analysis.trend import history_of
from console.base.changes import Change
from console.records.models import Indicator, LinkChannel, LinkState
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from widgets.base import theme
from widgets.indicators.indicator_tile import IndicatorTile

TILE_WIDTH_PX, TILE_HEIGHT_PX = 210, 110
COLUMNS, GAP_PX = 3, 5


def one_of_each(indicators: list[Indicator], count: int) -> list[Indicator]:
    """`count` indicators: the first of every domain in the city's own order, then the second ones."""
    seen: dict[str, int] = {}
    ranked = []
    for place, indicator in enumerate(indicators):
        turn = seen.get(indicator.domain, 0)
        seen[indicator.domain] = turn + 1
        ranked.append((turn, place, indicator))
    return [indicator for _turn, _place, indicator in sorted(ranked, key=lambda row: row[:2])[:count]]


class IndicatorPresenter(QObject):
    """Fills rows of tiles, on the columns of the cameras; the choice is stable, so that a number keeps its place.
    `menu_wanted(id, at)`: what can be done with it is wanted at this point of the screen."""

    menu_wanted = Signal(str, QPoint)

    def __init__(self, context: Context, row: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._row = row
        # A wide number must never make the window wider than the screen: tiles share what there is.
        row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        row.installEventFilter(self)
        self._layout = QGridLayout(row)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP_PX)
        self._tiles: list[IndicatorTile] = []
        self._columns = 0
        self.shown: list[Indicator] = []
        self.known: list[Indicator] = []
        """All of the city, shown or not."""
        self._brought: tuple[str, ...] = ()
        self._refresher = Refresher(self._read, context.faults.met)
        self._points = Refresher(self._read_points, context.faults.met, interval_s=1.0)
        changes = context.session.changes
        self._stops = [
            changes.subscribe({"indicator"}, self._on_change),
            changes.subscribe({"points"}, lambda change: self._points.ask(change.ids)),
        ]

    def start(self) -> None:
        """Read everything once."""
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self._points.close()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """As many as there is room for."""
        if event.type() == QEvent.Type.Resize:
            self.fit(self._row.width(), self._row.height())
        elif isinstance(event, QContextMenuEvent):
            shown = zip(self._tiles, self.shown, strict=False)
            under = next((one.id for tile, one in shown if tile.geometry().contains(event.pos())), None)
            if under is not None:
                self.menu_wanted.emit(under, event.globalPos())
        return False

    def fit(self, width: int, height: int | None = None) -> None:
        """Show as many tiles as are readable in so many pixels, in two rows where they have the height for it; that of
        their place where none is said, and the columns that it asks for."""
        look = theme.current()
        height = self._row.height() if height is None else height
        columns = self._row.property("columns") or max(2, min(COLUMNS, width // look.px(TILE_WIDTH_PX)))
        rows = 2 if height >= 2 * look.px(TILE_HEIGHT_PX) + GAP_PX else 1
        count = columns * rows
        if (columns, count) == (self._columns, len(self._tiles)):
            return
        self._columns = columns
        while len(self._tiles) > count:
            tile = self._tiles.pop()
            self._layout.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        while len(self._tiles) < count:
            self._tiles.append(IndicatorTile(self._row))
        self._place()
        self._refresher.ask()

    def _place(self) -> None:
        """Columns of one width, whatever is in them."""
        for place, tile in enumerate(self._tiles):
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self._layout.addWidget(tile, place // self._columns, place % self._columns)
        for column in range(COLUMNS):
            self._layout.setColumnStretch(column, 1 if column < self._columns else 0)
        for row in range(2):
            self._layout.setRowStretch(row, 1 if row * self._columns < len(self._tiles) else 0)

    def bring(self, indicator_ids: Iterable[str]) -> None:
        """These come to the first places; with none the city's own choice is back."""
        self._brought = tuple(indicator_ids)
        self._refresher.ask()

    def tick(self, now: datetime) -> None:
        """Ages move on; during an outage each tile says since when it is cut off."""
        link = self._context.session.links.all().get(LinkChannel.INDICATORS)
        since = link.since if link is not None and link.state == LinkState.DOWN else None
        for tile, indicator in zip(self._tiles, self.shown, strict=False):
            tile.set_offline_since(since)
            tile.set_indicator(indicator, now)

    def _on_change(self, change: Change) -> None:
        shown, known = ({one.id for one in found} for found in (self.shown, self.known))
        if change.ids is None or shown & change.ids or change.ids - known:
            self._refresher.ask()
            self._points.ask(change.ids)

    async def _read(self, _ids: Ids) -> None:
        before = [indicator.id for indicator in self.shown]
        self.known = await self._context.session.store.indicators()
        by_id = {indicator.id: indicator for indicator in self.known}
        first = [by_id[key] for key in self._brought if key in by_id]
        rest = [one for one in one_of_each(self.known, len(self.known)) if one.id not in self._brought]
        self.shown = [*first, *rest][: len(self._tiles)]
        now = self._context.now()
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < len(self.shown))  # one that is gone would stand there with its last value for ever
        for place, (tile, indicator) in enumerate(zip(self._tiles, self.shown, strict=False)):
            if before[place : place + 1] != [indicator.id]:
                tile.forget_points()  # not for a moment another number's curve
            tile.set_indicator(indicator, now)
        if before != [indicator.id for indicator in self.shown]:
            self._points.ask()

    async def _read_points(self, ids: Ids) -> None:
        now = self._context.now()
        for tile, indicator in list(zip(self._tiles, self.shown, strict=False)):
            if ids is None or indicator.id in ids:
                since = now - history_of(indicator.period)
                points = await self._context.session.store.points(indicator.id, since)
                if tile in self._tiles:  # there may be room for fewer by now
                    tile.set_points(points)
