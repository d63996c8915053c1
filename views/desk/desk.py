"""The desk: its columns, and the presenters that keep them as the cache has it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.base.beat import Beat
from console.records.models import Incident
from views.base.commands import Registry
from views.base.context import Context
from views.desk.columns import Columns, is_narrow, middle_px
from views.desk.state import screen_state
from views.incidents.panel import IncidentPresenter
from views.indicators.row import IndicatorPresenter
from views.queue.queue import QueuePresenter
from views.sync.strips import StripsPresenter
from views.video.parts import CameraParts


class Desk(Columns):
    """One operator's screen. `chosen` names a command whose button was pressed."""

    chosen = Signal(str)

    def __init__(self, context: Context, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._beat = Beat(context.faults.met)
        parts = CameraParts(context, self._on_live, self.grid, self)
        self.streams, self.cameras = parts.streams, parts.cameras
        self.queue = QueuePresenter(context, self.queue_panel, self)
        self.incident = IncidentPresenter(context, self.incident_panel, registry, self)
        self.bar = parts.over(self.camera_bar, self.chosen.emit)
        self.bar.incidents = self.queue.incidents
        self.camera_bar.timeline.incident_chosen.connect(self.open_incident)
        self.indicators = IndicatorPresenter(context, self.indicator_row, self)
        self.strips = StripsPresenter(
            context,
            self.top,
            self.bottom,
            incidents=self.queue.incidents,
            indicators=lambda: self.indicators.shown,
            parent=self,
        )
        self.queue.selected.connect(self.incident.show)
        self.queue.activated.connect(lambda _id: self.open_incident())
        self.incident.shown.connect(lambda: self.cameras.link(self.incident.incident))
        self.incident_panel.command_chosen.connect(self.chosen)
        self.top.search_wanted.connect(lambda: self.chosen.emit("open-palette"))
        self.queue_panel.head.fold_wanted.connect(lambda: self.chosen.emit("fold-queue"))
        self.queue_panel.past_wanted.connect(lambda: self.chosen.emit("search-past"))

    def start(self, width: int) -> None:
        """Read the cache; `width` decides the grid that nobody has chosen yet."""
        side = self._context.arrangement.side or (2 if is_narrow(width) else 3)
        self.cameras.start(side)
        self.indicators.fit(middle_px(width))
        self.queue.start()
        self.indicators.start()
        self.strips.start()

    def stop(self) -> None:
        """Listen no more, and let every stream go."""
        for part in (self.queue, self.incident, self.cameras, self.indicators, self.strips, self.streams):
            part.close()

    def tick(self) -> None:
        """Once a second: ages, deadlines, clock."""
        now = self._context.now()
        for part in (self.queue, self.incident, self.indicators, self.strips, self.bar):
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
        """As many indicators as there is room for."""
        super().resizeEvent(event)
        self.indicators.fit(middle_px(event.size().width()))

    def open_incident(self, incident_id: str | None = None) -> None:
        """Bring the incident, or the named one, over the middle where it has no column of its own."""
        if incident_id is not None:
            self.queue.select(incident_id)
        self.show_incident()
        self.incident_panel.setFocus()

    def back(self) -> None:
        """One step back: the enlarged camera, then the folded incident, then the search, then the queue."""
        if self.cameras.focus_id is not None:
            self.cameras.toggle_focus(None)
            return
        if self.is_incident_over:
            self.show_middle()
        else:
            self.queue_panel.search.clear()
        self.queue_panel.rows.take_keyboard()

    def _on_live(self, live: int) -> None:
        self._context.timings.mark(f"live_pictures_{live}")
        self.bar.tick(self._context.now())

    def state(self) -> dict[str, Any]:
        """What is on screen, as plain data."""
        return screen_state(self, self._context)
