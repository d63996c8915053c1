"""How a desk is laid out: queue left, work in the middle, the incident right, truth on top, load at the bottom."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from widgets.base.focus import within
from widgets.incidents.panel import IncidentPanel
from widgets.queue.panel import QueuePanel
from widgets.sync.status_strip import BottomStrip, TopStrip
from widgets.video.grid import VideoGrid

NARROW_PX, LOW_PX = 1600, 900
QUEUE_PX, QUEUE_NARROW_PX, INCIDENT_PX = 432, 360, 408
INDICATORS_PX, INDICATORS_LOW_PX = 180, 150
GAP_PX = 6


class Columns(QWidget):
    """The panels in three columns; where there is no room for three, the incident folds over the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.top = TopStrip(self)
        self.bottom = BottomStrip(self)
        self.queue_panel = QueuePanel(self)
        self.incident_panel = IncidentPanel(self)
        self.grid = VideoGrid(self)
        self.indicator_row = QWidget(self)
        self.folded = False
        """Whether the incident folds over the middle, for want of width."""
        middle = QVBoxLayout()
        middle.setContentsMargins(GAP_PX, GAP_PX, GAP_PX, GAP_PX)
        middle.setSpacing(GAP_PX)
        middle.addWidget(self.grid, 1)
        middle.addWidget(self.indicator_row)
        self._middle = QWidget(self)
        self._middle.setLayout(middle)
        self._over = QStackedLayout()
        self._over.addWidget(self._middle)
        self._work = QHBoxLayout()
        self._work.setContentsMargins(0, 0, 0, 0)
        self._work.setSpacing(0)
        self._work.addWidget(self.queue_panel)
        self._work.addLayout(self._over, 1)
        self._work.addWidget(self.incident_panel)
        self.incident_panel.setFixedWidth(INCIDENT_PX)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        box.addLayout(self._work, 1)
        box.addWidget(self.bottom)

    @property
    def is_incident_over(self) -> bool:
        """Whether the folded incident lies over the middle now."""
        return self.folded and self._over.currentWidget() is self.incident_panel

    def show_incident(self) -> None:
        """Over the middle, where it has no column of its own."""
        if self.folded:
            self._over.setCurrentWidget(self.incident_panel)

    def show_middle(self) -> None:
        """The cameras instead of the incident that lay over them; a keyboard that was in it goes to the queue."""
        had = within(self.incident_panel)
        self._over.setCurrentWidget(self._middle)
        if had:
            self.queue_panel.rows.take_keyboard()

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """The queue."""
        return self.queue_panel.rows.keyboard_after(gone)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Where there is no room for three columns the incident folds over the middle."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW_PX
        self.queue_panel.setFixedWidth(QUEUE_NARROW_PX if narrow else QUEUE_PX)
        self.indicator_row.setFixedHeight(INDICATORS_LOW_PX if event.size().height() < LOW_PX else INDICATORS_PX)
        if narrow != self.folded or (self._work.count() == 3 and narrow):
            self._fold(narrow)

    def _fold(self, narrow: bool) -> None:
        self.folded = narrow
        self._work.removeWidget(self.incident_panel)
        self._over.removeWidget(self.incident_panel)
        if narrow:
            self.incident_panel.setMinimumWidth(0)
            self.incident_panel.setMaximumWidth(16777215)
            self._over.addWidget(self.incident_panel)
            self.show_middle()
        else:
            self.incident_panel.setFixedWidth(INCIDENT_PX)
            self._work.addWidget(self.incident_panel)
            self.incident_panel.show()


def middle_px(width: int) -> int:
    """What a desk of this width leaves to the middle."""
    return width - (QUEUE_NARROW_PX if width < NARROW_PX else QUEUE_PX + INCIDENT_PX)
