"""What a machine knows before anybody is signed in: whether its server answers, and how old its own data are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.icon_mark import IconMark
from widgets.base.labels import ElidedLabel, PlainLabel, label

ROW_GAP_PX = 20
Fact = tuple[str, str, str, str]
"""Icon, name, value and tone."""


class MachineFacts(QWidget):
    """A few rows, each with its icon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._grid = QGridLayout(self)
        half = look.px(ROW_GAP_PX) // 2
        self._grid.setContentsMargins(0, half, 0, half)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(ROW_GAP_PX))
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[IconMark, ElidedLabel, PlainLabel]] = []

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        while len(self._rows) < len(facts):
            made = IconMark(parent=self), ElidedLabel("", "text", self), label("", "text", self)
            for column, part in enumerate(made):
                self._grid.addWidget(part, len(self._rows), column)
            self._rows.append(made)
        for place, (mark, name, value) in enumerate(self._rows):
            fact = facts[place] if place < len(facts) else ("", "", "", "")
            mark.show_icon(fact[0])
            name.setText(fact[1])
            value.setText(fact[2])
            value.set_tone(fact[3] or "text2")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """A quiet line above each row."""
        look, painter = theme.current(), QPainter(self)
        half = look.px(ROW_GAP_PX) // 2
        for mark, name, _value in self._rows:
            if name.whole():
                top = min(mark.geometry().top(), name.geometry().top()) - half
                painter.fillRect(QRect(0, top, self.width(), 1), look.color("soft"))
        painter.end()

    def words(self) -> list[str]:
        """What is told now."""
        return [f"{name.whole()}: {value.text()}" for _mark, name, value in self._rows if name.whole()]
