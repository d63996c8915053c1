"""F1: every key and what it does, in two columns, readable in one look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label
from widgets.base.overlay import Overlay

COLUMNS = 2
REST_PX = 150
"""What of the window's height the rest of the panel and its margins take."""
ROW_PX = 24


class KeysSheet(Overlay):
    """A still list; Esc or F1 closes it."""

    wide_px = 760

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Keys"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box.addWidget(self._scroll, 1)
        self.box.addWidget(label(self.tr("Esc closes"), "caption", self))

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Key and words, in the order in which they are read."""
        look = theme.current()
        page = QWidget(self._scroll)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, look.px(8), 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        rows = -(-len(keys) // COLUMNS)
        for place, (key, words) in enumerate(keys):
            column = place // max(1, rows) * 2
            name = label(key, "strong", page)
            name.setMinimumWidth(look.px(96))
            grid.addWidget(name, place % max(1, rows), column)
            grid.addWidget(ElidedLabel(words, "text", page), place % max(1, rows), column + 1)
            grid.setColumnStretch(column + 1, 1)
        grid.setRowStretch(rows, 1)
        self._scroll.setWidget(page)
        room = self._window.height() - look.px(REST_PX)
        self._scroll.setMinimumHeight(max(look.px(80), min(look.px(ROW_PX) * (rows + 1), look.px(560), room)))
        if self.isVisible():
            self.place()

    def first_focus(self) -> QWidget:
        """The list, so that arrows and PageDown go through it."""
        return self._scroll

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt names it
        """F1 closes what F1 opened."""
        if event.key() == Qt.Key.Key_F1:  # type: ignore[attr-defined]
            self.close()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]
