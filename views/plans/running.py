"""What runs, told whatever else is open: in words on the desk's strip, and a drill by a mark around everything."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.records.plan import drill_running
from views.desk.workplace import Workplace
from views.plans.known_plans import KnownPlans
from widgets.plans.drill import DrillFrame
from widgets.plans.words import short_text
from widgets.words.drill import drill_word


class RunningPlans(QObject):
    """A voice of the alert line. `told`: see `words`."""

    told = Signal()

    def __init__(self, at: Workplace, known: KnownPlans) -> None:
        super().__init__(at.window)
        self._context, self._known, self._top = at.context, known, at.desk.top
        self.drill = DrillFrame(at.window, at.desk.top.isVisible)
        self._strips = at.desk.strips
        self._strips.running_plans = lambda: (known.activations, known.plans)
        known.changed.connect(self._on_changed)

    def tick(self, _now: datetime) -> None:
        """Once a second: the mark of a drill comes above whatever is new."""
        self.drill.place()

    @property
    def words(self) -> str:
        """What the strip must say: what runs, at which level, and when the next report is due."""
        now = self._context.now()
        parts = [short_text(one, self._known.plans.get(one.plan_id), now) for one in self._known.running()]
        return " · ".join([*parts, self.tr("F9 opens it")]) if parts else ""

    def state(self) -> dict[str, Any]:
        """What is told, as plain data."""
        return {"drill": self.drill.is_running, "words": self.words}

    def _on_changed(self) -> None:
        drill = drill_running(self._known.activations)
        self._top.set_drill(drill_word() if drill else "")
        self.drill.set_running(drill)
        self._strips.tick(self._context.now())
        self.told.emit()
