"""All numbers of the city on one page, each as its tile, in the city's own order."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.scrolled import Scrolled
from widgets.indicators.indicator_tile import IndicatorTile

TILE_PX, HIGH_PX, GAP_PX = 346, 138, 6


class IndicatorBoard(DeskPage):
    """As many tiles as are asked for, in as many columns as there is room for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Indicators"))
        self.setAccessibleName(self.tr("Indicators"))
        self.tiles: list[IndicatorTile] = []
        self._columns = 0
        self._inner = QWidget(self)
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scrolled(self)
        self._scroll.setWidget(self._inner)
        self._scroll.setAccessibleName(self.tr("Indicators"))
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("No indicators yet"), self.tr("What the city's sources report in numbers will appear here.")
        )
        self.box.addWidget(self._scroll, 1)
        self.box.addWidget(self._empty, 1)
        self.show_tiles(0)

    def first_focus(self) -> QWidget:
        """The list, so that arrows and PageDown go through it."""
        return self._scroll

    def show_tiles(self, count: int) -> None:
        """So many; where there is none it is said why."""
        while len(self.tiles) > count:
            self.tiles.pop().deleteLater()
        while len(self.tiles) < count:
            self.tiles.append(IndicatorTile(self._inner))
        self._scroll.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has other columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = theme.current()
        columns = max(1, self.width() // look.px(TILE_PX + GAP_PX))
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setSpacing(look.px(GAP_PX))
        for place, tile in enumerate(self.tiles):
            tile.setFixedHeight(look.px(HIGH_PX))
            self._grid.addWidget(tile, place // columns, place % columns)
            tile.show()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(-(-len(self.tiles) // columns), 1)
