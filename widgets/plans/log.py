"""The log of a plan that writes itself, the newest first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.records.plan import Activation
from widgets.base.formats import day_minute_text
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import label
from widgets.plans.words import line_mark, line_state, line_text, line_who

LOG_SHOWN = 300


class PlanLog(QWidget):
    """A title over lines that are walked by keys; a line that is new is shown at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ("", 0)
        title = self.tr("Log of the plan")
        self._lines = GroupedList(title, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label(title, "strong", self))
        box.addWidget(self._lines, 1)

    def show_log(self, one: Activation, now: datetime) -> None:
        """Show what this activation's log says."""
        self._lines.set_lines(_log_lines(one, now))
        before, self._shown = self._shown, (one.id, len(one.log))
        if before != self._shown:
            self._lines.step(-len(one.log))

    def walk(self, event: QKeyEvent) -> bool:
        """Go through the lines; whether the key was for that."""
        return self._lines.walk(event)


def _log_lines(one: Activation, now: datetime) -> list[Line]:
    """The newest first."""
    return [
        Line(
            f"{place}:{line.action_id}:{line.event}", line_text(line), line_who(line), day_minute_text(now, line.at),
            line_state(line), "late" if line.pending else "text3", icon=line_mark(line),
        )
        for place, line in reversed(list(enumerate(one.log)))
    ][:LOG_SHOWN]  # fmt: skip
