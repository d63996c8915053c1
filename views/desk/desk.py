"""The desk: queue left, work in the middle, the incident right, truth on top, load at the bottom."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from console.base.beat import Beat
from console.records.models import Incident
from views.arguments.desk import OfCamera, SearchIncidents, SelectIncident
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Run
from views.base.context import Context
from views.desk.state import screen_state
from views.incidents.panel import IncidentPresenter
from views.incidents.verbs import Ask, IncidentVerbs
from views.indicators.row import IndicatorPresenter
from views.queue.queue import QueuePresenter
from views.sync.strips import StripsPresenter
from views.video.grid import CameraPresenter, linked_camera
from views.video.streams import StreamTiles
from widgets.base.focus import within
from widgets.incidents.panel import IncidentPanel
from widgets.queue.panel import QueuePanel
from widgets.sync.status_strip import BottomStrip, TopStrip
from widgets.video.grid import VideoGrid

NARROW_PX, LOW_PX = 1600, 900
QUEUE_PX, QUEUE_NARROW_PX, INCIDENT_PX = 432, 360, 408
INDICATORS_PX, INDICATORS_LOW_PX = 180, 150
GAP_PX = 6


class Desk(QWidget):
    """One operator's screen. `chosen` names a command whose button was pressed."""

    chosen = Signal(str)

    def __init__(self, context: Context, registry: Registry, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.top = TopStrip(self)
        self.bottom = BottomStrip(self)
        self.queue_panel = QueuePanel(self)
        self.incident_panel = IncidentPanel(self)
        self.grid = VideoGrid(self)
        self.indicator_row = QWidget(self)
        self.folded = False
        """Whether the incident folds over the middle, for want of width."""
        self._beat = Beat(context.faults.met)
        self._build()
        self.streams = StreamTiles(context.session.fleet, self._on_live, self)
        self.queue = QueuePresenter(context, self.queue_panel, self)
        self.incident = IncidentPresenter(context, self.incident_panel, registry, self)
        self.cameras = CameraPresenter(context, self.grid, self.streams, self)
        self.indicators = IndicatorPresenter(context, self.indicator_row, self)
        self.strips = StripsPresenter(
            context,
            self.top,
            self.bottom,
            incidents=self.queue.incidents,
            indicators=lambda: self.indicators.shown,
            parent=self,
        )
        self._bind(registry)
        IncidentVerbs(context, self.known, ask).bind(registry)
        self._join()

    def _build(self) -> None:
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

    def _join(self) -> None:
        self.queue.selected.connect(self.incident.show)
        self.queue.activated.connect(lambda _id: self.open_incident())
        self.incident.shown.connect(lambda: self.cameras.link(self.incident.incident))
        self.incident_panel.command_chosen.connect(self.chosen)

    def start(self, width: int) -> None:
        """Read the cache; `width` decides the grid that nobody has chosen yet."""
        side = self._context.arrangement.side or (2 if width < NARROW_PX else 3)
        self.cameras.start(side)
        self.indicators.fit(width - QUEUE_PX - INCIDENT_PX if width >= NARROW_PX else width - QUEUE_NARROW_PX)
        self.queue.start()
        self.indicators.start()
        self.strips.start()

    def stop(self) -> None:
        """Listen no more, and let every stream go."""
        for part in (self.queue, self.incident, self.cameras, self.indicators, self.strips, self.streams):
            part.close()

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """The queue."""
        return self.queue_panel.rows.keyboard_after(gone)

    def tick(self) -> None:
        """Once a second: ages, deadlines, clock."""
        now = self._context.now()
        for part in (self.queue, self.incident, self.indicators, self.strips):
            with self._beat.part(part):
                part.tick(now)
        for other in (self.streams.tick, self._remember):
            with self._beat.part(other):
                other()

    def _remember(self) -> None:
        """What is shown, for the next start; in a second's time where somebody walks through the queue."""
        shown = {"page": self.cameras.page, "filter": self.queue.filter, "incident": self.queue.selected_id}
        arrangement = self._context.arrangement
        if self.queue.shown and shown != {name: getattr(arrangement, name) for name in shown}:
            self._context.remember(**shown)

    def known(self, incident_id: str | None) -> Incident | None:
        """The incident that a verb means: the named one, else the one whose details are shown."""
        shown = self.incident.incident
        if incident_id is None or (shown is not None and shown.id == incident_id):
            return shown
        return self.queue.incident(incident_id)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Where there is no room for three columns the incident folds over the middle."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        narrow = width < NARROW_PX
        self.queue_panel.setFixedWidth(QUEUE_NARROW_PX if narrow else QUEUE_PX)
        self.indicator_row.setFixedHeight(INDICATORS_LOW_PX if height < LOW_PX else INDICATORS_PX)
        if narrow != self.folded or (self._work.count() == 3 and narrow):
            self._fold(narrow)
        taken = QUEUE_NARROW_PX if narrow else QUEUE_PX + INCIDENT_PX
        self.indicators.fit(width - taken)

    def _fold(self, narrow: bool) -> None:
        self.folded = narrow
        self._work.removeWidget(self.incident_panel)
        self._over.removeWidget(self.incident_panel)
        if narrow:
            self.incident_panel.setMinimumWidth(0)
            self.incident_panel.setMaximumWidth(16777215)
            self._over.addWidget(self.incident_panel)
            _show_middle(self)
        else:
            self.incident_panel.setFixedWidth(INCIDENT_PX)
            self._work.addWidget(self.incident_panel)
            self.incident_panel.show()

    def open_incident(self, incident_id: str | None = None) -> None:
        """Bring the incident, or the named one, over the middle where it has no column of its own."""
        if incident_id is not None:
            self.queue.select(incident_id)
        if self.folded:
            self._over.setCurrentWidget(self.incident_panel)
        self.incident_panel.setFocus()

    def back(self) -> None:
        """One step back: the enlarged camera, then the folded incident, then the search, then the queue."""
        if self.cameras.focus_id is not None:
            self.cameras.toggle_focus(None)
        elif self.folded and self._over.currentWidget() is self.incident_panel:
            _show_middle(self)
            self.queue_panel.rows.take_keyboard()
        else:
            self.queue_panel.search.clear()
            self.queue_panel.rows.take_keyboard()

    def _bind(self, registry: Registry) -> None:
        bind = registry.bind
        bind("next-incident", lambda _args: self.queue.step(1))
        bind("previous-incident", lambda _args: self.queue.step(-1))
        bind(Taking.SELECT_INCIDENT, self._select)
        bind(Taking.OPEN_INCIDENT, lambda args: self.open_incident(args.incident))
        bind("focus-queue", lambda _args: self.queue_panel.rows.take_keyboard())
        bind(Taking.SEARCH_INCIDENTS, self._search)
        bind(Taking.FOCUS_CAMERA, self._focus_camera, self._why_no_camera)
        for side in (2, 3, 4):
            bind(f"grid-{side}x{side}", _arranging(self.cameras, side))
        bind("overview", lambda _args: self.cameras.show_overview())
        bind("next-cameras", lambda _args: self.cameras.turn_page(1))
        bind("previous-cameras", lambda _args: self.cameras.turn_page(-1))

    def _select(self, args: SelectIncident) -> None:
        if self.queue.incident(args.incident) is None:
            raise CommandRefusedError("unknown_incident")
        self.queue.select(args.incident)

    def _search(self, args: SearchIncidents) -> None:
        if args.text is not None:
            self.queue_panel.search.setText(args.text)
        else:
            self.queue_panel.search.setFocus()

    def _why_no_camera(self, args: OfCamera) -> str | None:
        if args.camera is not None or self.cameras.current_id() is not None:
            return None
        return None if linked_camera(self.cameras.cameras, self.incident.incident) else "no_camera"

    def _focus_camera(self, args: OfCamera) -> None:
        if self.folded:
            _show_middle(self)  # the incident would lie over the enlarged picture
        chosen = args.camera or self.cameras.current_id()
        self.cameras.toggle_focus(chosen or linked_camera(self.cameras.cameras, self.incident.incident))

    def _on_live(self, live: int) -> None:
        self._context.timings.mark(f"live_pictures_{live}")

    def state(self) -> dict[str, Any]:
        """What is on screen, as plain data."""
        return screen_state(self, self._context)


def _show_middle(desk: Desk) -> None:
    """The cameras instead of the incident that lay over them; a keyboard that was in it goes to the queue."""
    had = within(desk.incident_panel)
    desk._over.setCurrentWidget(desk._middle)
    if had:
        desk.queue_panel.rows.take_keyboard()


def _arranging(cameras: CameraPresenter, side: int) -> Run[Arguments]:
    return lambda _args: cameras.set_side(side)
