"""How a desk is laid out: rail and queue left, work in the middle, the incident right, truth on top, load at the foot.

Where there is little room the incident has a column only while it is looked at, and the queue folds for it; on a page
the queue is folded as well. Cameras stay in sight beside an incident at every size.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.desk import rail_places
from widgets.base import theme
from widgets.base.desk_page import STAGE
from widgets.base.desk_scale import desk_scale
from widgets.base.focus import within
from widgets.incidents.panel import IncidentPanel
from widgets.queue.panel import QueuePanel
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.top_strip import TopStrip
from widgets.video.middle import Middle
from widgets.workspace.folded_queue import FOLDED_PX, FoldedQueue
from widgets.workspace.rail import Rail, rail_px

NARROW_PX, WIDE_PX, WIDEST_PX = 1600, 2304, 3840
QUEUE_NARROW_PX, QUEUE_PX, QUEUE_WIDE_PX, QUEUE_WIDEST_PX = 320, 400, 440, 560
INCIDENT_NARROW_PX, INCIDENT_PX, INCIDENT_WIDE_PX, INCIDENT_WIDEST_PX = 360, 408, 480, 640


class Columns(QWidget):
    """The panels side by side. `staged()`: pages stand elsewhere now; `folded_by_hand(folded)`."""

    staged = Signal()
    folded_by_hand = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = Rail(rail_places.work(), rail_places.foot(), self)
        self.top = TopStrip(self)
        self.bottom = BottomStrip(self)
        self.queue_panel = QueuePanel(self)
        table = self.queue_panel.table
        self.folded_queue = FoldedQueue(table.model(), table.selectionModel(), self)
        self.incident_panel = IncidentPanel(self)
        self.middle = Middle(self)
        self.camera_bar, self.grid, self.indicator_row = self.middle.bar, self.middle.grid, self.middle.board
        self.folded = False
        """Whether the incident has a column only while it is looked at, for want of width."""
        self._by_hand = self._has_page = False
        self._lay_out()
        self.folded_queue.unfolded.connect(self.unfold_queue)
        self._show_queue()

    def _lay_out(self) -> None:
        work = QHBoxLayout()
        for part in (self.queue_panel, self.folded_queue, self.middle, self.incident_panel):
            work.addWidget(part, 1 if part is self.middle else 0)
        beside = QVBoxLayout()
        beside.addWidget(self.top)
        beside.addLayout(work, 1)
        beside.addWidget(self.bottom)
        box = QHBoxLayout(self)
        box.addWidget(self.rail)
        box.addLayout(beside, 1)
        for layout in (work, beside, box):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    @property
    def is_incident_over(self) -> bool:
        """Whether the incident has taken the queue's room now."""
        return self.folded and not self.incident_panel.isHidden()

    @property
    def is_queue_folded(self) -> bool:
        """Whether of the queue shapes and deadlines alone are seen."""
        return self._by_hand or self._has_page or self.is_incident_over

    def show_incident(self) -> None:
        """In the queue's room, where it has no column of its own."""
        if self.folded:
            self.incident_panel.show()
            self._show_queue()

    def show_middle(self) -> None:
        """The whole queue instead of the incident that took its room; a keyboard that was in it goes to the queue."""
        had = within(self.incident_panel)
        self.incident_panel.setHidden(self.folded)
        self._show_queue()
        if had:
            self.queue_panel.rows.take_keyboard()

    def show_page(self, *, shown: bool) -> None:
        """A page stands over the middle and the incident, or does no more: what it covers is not painted."""
        self._has_page = shown
        for part in (self.middle, self.incident_panel):
            part.setUpdatesEnabled(not shown)
        self._show_queue()

    def fold_queue(self, *, folded: bool) -> None:
        """As somebody wants it."""
        self._by_hand = folded
        self._show_queue()

    def toggle_queue(self) -> None:
        """Fold what is unfolded; an incident that took the room of the queue gives it back."""
        if self.is_incident_over:
            self.show_middle()
            return
        self.fold_queue(folded=not self._by_hand)
        self.folded_by_hand.emit(self._by_hand)

    def unfold_queue(self) -> None:
        """All of it, whatever folded it on the desk; only a page keeps it folded."""
        if self.is_incident_over:
            self.show_middle()
        if self._by_hand:
            self.toggle_queue()

    def _show_queue(self) -> None:
        folded = self.is_queue_folded
        self.queue_panel.setHidden(folded)
        self.folded_queue.setHidden(not folded)

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """The queue; where it is folded, the incident."""
        if self.is_queue_folded and not self.incident_panel.isHidden():
            return self.incident_panel
        return self.queue_panel.rows.keyboard_after(gone)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Every column as wide as the screen has room for."""
        super().resizeEvent(event)
        self._measure(event.size().width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Larger text wants wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_has_page"):
            self._measure(self.width())

    def _measure(self, width: int) -> None:
        self.rail.measure(width)
        queue, incident = column_px(width)
        self.queue_panel.setFixedWidth(queue)
        self.incident_panel.setFixedWidth(incident)
        if is_narrow(width) != self.folded:
            self.folded = is_narrow(width)
            self.incident_panel.setHidden(self.folded)
            self._show_queue()
        self._set_stage()

    def _set_stage(self) -> None:
        look = theme.current()
        left, top = rail_px(self.width()) + look.px(FOLDED_PX), self.top.height()
        stage = QRect(left, top, self.width() - left, self.height() - top - self.bottom.height())
        self.window().setProperty(STAGE, stage.translated(self.mapTo(self.window(), QPoint(0, 0))))
        self.staged.emit()


def _larger(width: int) -> float:
    """By how much text is larger here than this width suggests."""
    return max(1.0, theme.current().scale / desk_scale(width))


def is_narrow(width: int) -> bool:
    """Whether an incident has a column only while it is looked at. With larger text a desk has the room of a smaller
    one, as on a desktop that scales."""
    return width / _larger(width) < NARROW_PX


def column_px(width: int) -> tuple[int, int]:
    """What queue and incident take of a desk of this width."""
    share = _larger(width)
    room = width / share
    queue, incident = QUEUE_PX, INCIDENT_PX
    if is_narrow(width):
        queue, incident = QUEUE_NARROW_PX, INCIDENT_NARROW_PX
    elif room >= WIDEST_PX:
        queue, incident = QUEUE_WIDEST_PX, INCIDENT_WIDEST_PX
    elif room >= WIDE_PX:
        queue, incident = QUEUE_WIDE_PX, INCIDENT_WIDE_PX
    return round(queue * share), round(incident * share)


def middle_px(width: int) -> int:
    """What a desk of this width leaves to the middle."""
    queue, incident = column_px(width)
    return width - rail_px(width) - queue - (0 if is_narrow(width) else incident)
