"""Numbers to call, and below them who works in this watch: one of them may be the one that somebody looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label
from widgets.base.overlay import Overlay
from widgets.base.scrolled import Scrolled

NUMBER_PX, ROW_PX, BAR_PX, MOST_PX = 180, 28, 3, 560


@dataclass(frozen=True)
class ContactRow:
    """Where somebody is reached, who that is, and what stands beside; `key` is what a row is called for."""

    key: str
    number: str
    name: str
    beside: str = ""


class _Row(QWidget):
    """One line; the one that was looked for stands out as what is chosen does everywhere."""

    def __init__(self, row: ContactRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.is_meant = False
        look = theme.current()
        box = QHBoxLayout(self)
        box.setContentsMargins(look.px(8), 0, look.px(8), 0)
        number = ElidedLabel(row.number, "strong", self)
        number.setFixedWidth(look.px(NUMBER_PX))
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # its own would leave it none
        box.addWidget(number)
        box.addWidget(label(row.name, "text", self), 1)
        box.addWidget(label(row.beside, "caption", self))
        self.setMinimumHeight(look.px(ROW_PX))
        self.setAccessibleName(" · ".join(part for part in (row.number, row.name, row.beside) if part))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Ground and bar of what is chosen."""
        if self.is_meant:
            look, painter = theme.current(), QPainter(self)
            painter.fillRect(self.rect(), look.color("selected"))
            painter.fillRect(QRect(0, 0, look.px(BAR_PX), self.height()), look.color("accent"))
            painter.end()


class ContactList(Overlay):
    """Numbers to call, the emergency ones first; then the room."""

    wide_px = 600

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Numbers to call"))
        self._list = QWidget(self)
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._scroll = Scrolled(self)
        self._scroll.setAccessibleName(self.tr("Numbers to call"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._list)
        self._parts: list[QWidget] = []
        self._rows: list[_Row] = []
        self.box.addWidget(self._scroll, 1)

    def set_contacts(self, numbers: Sequence[ContactRow], room: Sequence[ContactRow] = ()) -> None:
        """Those to call, and those who work in this watch, in the order in which they are shown."""
        meant = self.meant()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        first = [_Row(row, self._list) for row in numbers]
        heading = [self._heading()] if room else []
        last = [_Row(row, self._list) for row in room]
        self._rows, self._parts = [*first, *last], [*first, *heading, *last]
        for part in self._parts:
            self._lines.addWidget(part)
        self._mark(meant)
        self._scroll.setFixedHeight(min(self._lines.totalMinimumSize().height(), theme.current().px(MOST_PX)))
        self.place()

    def _heading(self) -> QWidget:
        look = theme.current()
        made = label(self.tr("In this watch"), "strong", self._list)
        made.setContentsMargins(look.px(8), look.px(12), 0, look.px(4))
        return made

    def open_at(self, key: str) -> None:
        """Open, with the row of this key standing out; none where there is none."""
        self._mark(key)
        self.open()
        meant = next((row for row in self._rows if row.is_meant), None)
        if meant is not None:
            self._scroll.ensureWidgetVisible(meant)

    def meant(self) -> str:
        """The key of the row that stands out; empty where none does."""
        return next((row.row.key for row in self._rows if row.is_meant), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows go through what does not fit."""
        bar = self._scroll.verticalScrollBar()
        steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[event.key()] * theme.current().px(ROW_PX))
        super().keyPressEvent(event)

    def _mark(self, key: str) -> None:
        for row in self._rows:
            row.is_meant = bool(key) and row.row.key == key
            row.update()
