"""The levels of a plan as a list to choose from, and lists whose rows a finger finds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from console.records.plan import Plan
from widgets.base import theme
from widgets.plans.words import level_text

ROW_PX = 30


def make_roomy(rows: QListWidget) -> None:
    """Rows that a finger finds, and no room below them."""
    height = theme.current().px(ROW_PX)
    for place in range(rows.count()):
        rows.item(place).setSizeHint(QSize(0, height))
    rows.setFixedHeight(height * max(1, rows.count()) + 2 * rows.frameWidth())


class LevelList(QListWidget):
    """The levels of a plan, chosen by arrows or by their digit."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._levels: list[int] = []

    def set_plan(self, plan: Plan) -> None:
        """Show the plan's levels, none of them chosen."""
        self._levels = [one.level for one in plan.scale.levels]
        self.clear()
        self.addItems([level_text(plan, level) for level in self._levels])
        make_roomy(self)

    def level(self) -> int | None:
        """Which one was chosen; None for none."""
        # A list that gets the keyboard makes its first row the current one: only what is selected was chosen.
        row = next((index.row() for index in self.selectedIndexes()), -1)
        return self._levels[row] if 0 <= row < len(self._levels) else None

    def choose(self, level: int) -> None:
        """Choose this level."""
        if level in self._levels:
            self.setCurrentRow(self._levels.index(level))

    def choose_none(self) -> None:
        """Take the choice back."""
        self.setCurrentRow(-1)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """A digit chooses the level of that number."""
        number = event.key() - Qt.Key.Key_0
        if number in self._levels and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(number)
        else:
            super().keyPressEvent(event)
