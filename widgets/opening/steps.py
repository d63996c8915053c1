"""The checklist that will be there once the incident is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.formats import number_text
from widgets.base.labels import ElidedLabel, rule
from widgets.opening.section import SectionHead

LINES_MOST, GAP_PX = 4, 4


class StepsAhead(QWidget):
    """Its name, how many steps there are, and the steps in their order. None hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = SectionHead(self.tr("Checklist that will run"), self, "strong")
        self._steps = ElidedLabel("", "caption", self, lines=LINES_MOST)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(rule(self))
        box.addSpacing(theme.current().px(GAP_PX))
        box.addWidget(self._head)
        box.addWidget(self._steps)
        self.hide()

    def set_steps(self, title: str, steps: Sequence[str]) -> None:
        """Of the checklist of this name."""
        count = self.tr("{n} steps").format(n=number_text(len(steps))) if steps else ""
        self._head.say(title, count)
        self._steps.setText(" · ".join(f"{number} {step}" for number, step in enumerate(steps, 1)))
        self._steps.setVisible(bool(steps))
        self.setAccessibleName(self._head.name())
        self.setAccessibleDescription(self._steps.whole())
        self.setVisible(bool(title or steps))

    def words(self) -> str:
        """The steps as they are shown."""
        return self._steps.whole()
