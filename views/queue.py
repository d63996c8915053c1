"""The queue's presenter: which incidents are shown, in which order, and which one is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal

from console.changes import Change
from console.models import Channel, Incident, IncidentState
from views.context import Context
from views.refresher import Ids, Refresher
from widgets.queue_panel import QueuePanel

DUE_SOON = timedelta(minutes=30)
SEARCH_PAUSE_MS = 150

Test = Callable[[Incident, str, datetime], bool]


def _overdue(incident: Incident, _me: str, now: datetime) -> bool:
    return incident.deadline is not None and incident.deadline < now


def _due_soon(incident: Incident, _me: str, now: datetime) -> bool:
    return incident.deadline is not None and now <= incident.deadline < now + DUE_SOON


FILTERS: Mapping[str, Test] = MappingProxyType(
    {
        "all": lambda _incident, _me, _now: True,
        "mine": lambda incident, me, _now: bool(me) and incident.assignee_id == me,
        "unacknowledged": lambda incident, _me, _now: incident.state == IncidentState.NEW,
        "due_soon": _due_soon,
        "overdue": _overdue,
        "security": lambda incident, _me, _now: incident.channel == Channel.SECURITY,
    }
)


def in_order(incidents: list[Incident]) -> list[Incident]:
    """Worst first; within a severity the nearest deadline, then the oldest, so that rows keep their place."""

    def rank(incident: Incident) -> tuple[int, float, float, str]:
        deadline = incident.deadline.timestamp() if incident.deadline else float("inf")
        return incident.severity, deadline, incident.created_at.timestamp(), incident.id

    return sorted(incidents, key=rank)


class QueuePresenter(QObject):
    """Ties `Store`'s incidents to the queue panel. `selected` names the incident whose details are wanted."""

    selected = Signal(str)
    activated = Signal(str)
    changed = Signal()

    def __init__(self, context: Context, panel: QueuePanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._panel = panel
        self._known: dict[str, Incident] = {}
        self._found: frozenset[str] | None = None
        self._search = ""
        self.filter = "all"
        self.selected_id: str | None = None
        self.shown: list[Incident] = []
        self._loaded = False
        self._refresher = Refresher(self._read, context.faults.met)
        self._search_pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._searcher = Refresher(self._find, context.faults.met)
        self._search_pause.timeout.connect(self._on_search_pause)
        self._unsubscribe = context.session.changes.subscribe({"incident", "outbox"}, self._on_change)
        panel.filter_chosen.connect(self.choose_filter)
        panel.search_edited.connect(self.search)
        panel.table.incident_selected.connect(self._on_selected)
        panel.table.incident_activated.connect(self.activated)
        panel.set_filter(self.filter)

    def start(self) -> None:
        """Read everything once, and show it as it was last shown."""
        self.choose_filter(self._context.arrangement.filter)
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        self._refresher.close()
        self._searcher.close()

    def incident(self, incident_id: str | None) -> Incident | None:
        """An open incident as last read; None where it is not known."""
        return self._known.get(incident_id) if incident_id else None

    def incidents(self) -> list[Incident]:
        """All open incidents as last read."""
        return list(self._known.values())

    def choose_filter(self, name: str) -> None:
        """Show only what `name` lets through."""
        self.filter = name if name in FILTERS else "all"
        self._panel.set_filter(self.filter)
        self._show()

    def search(self, text: str) -> None:
        """Show only what matches `text`; the empty text ends the search."""
        self._search = text.strip()
        if self._search:
            self._search_pause.start()
        else:
            self._search_pause.stop()
            self._found = None
            self._show()

    def _on_search_pause(self) -> None:
        self._searcher.ask()

    def step(self, by: int) -> None:
        """Select the incident `by` rows further, staying within the list."""
        ids = [incident.id for incident in self.shown]
        if not ids:
            return
        here = ids.index(self.selected_id) if self.selected_id in ids else -1 if by > 0 else len(ids)
        self.select(ids[max(0, min(len(ids) - 1, here + by))])

    def select(self, incident_id: str) -> None:
        """Select a row and let its details be shown."""
        self._panel.table.select(incident_id)
        self._on_selected(incident_id)

    def tick(self, now: datetime) -> None:
        """Ages and deadlines move on once a second."""
        self._panel.table.tick(now)
        self._count(now)

    def _on_change(self, change: Change) -> None:
        self._refresher.ask(change.ids if change.kind == "incident" else None)

    def _on_selected(self, incident_id: str) -> None:
        if incident_id != self.selected_id:
            self.selected_id = incident_id
            self.selected.emit(incident_id)

    async def _read(self, ids: Ids) -> None:
        store = self._context.session.store
        if ids is None:
            self._known = {incident.id: incident for incident in await store.incidents(open_only=True)}
        else:
            found = {incident.id: incident for incident in await store.incidents_of(ids) if incident.is_open}
            for incident_id in ids - found.keys():
                self._known.pop(incident_id, None)
            self._known |= found
        self._loaded = True
        self._show()

    async def _find(self, _ids: Ids) -> None:
        search = self._context.session.store.search
        self._found = frozenset(await search(self._search, open_only=True)) if self._search else None
        self._show()

    def _show(self) -> None:
        if not self._loaded:
            return
        now = self._context.now()
        passes = FILTERS[self.filter]
        me = self._me()
        kept = [
            incident
            for incident in self._known.values()
            if passes(incident, me, now) and (self._found is None or incident.id in self._found)
        ]
        self.shown = in_order(kept)
        self._panel.table.set_incidents(self.shown, now)
        self._count(now)
        if self.shown:  # a timer without delay comes behind the paint that these rows have asked for
            QTimer.singleShot(0, self._on_painted)
        if self.selected_id is None and self.shown:
            remembered = self._context.arrangement.incident
            shown = {incident.id for incident in self.shown}
            self.select(remembered if remembered in shown else self.shown[0].id)
        self.changed.emit()

    def _on_painted(self) -> None:
        self._context.timings.mark("queue_rows")

    def _count(self, now: datetime) -> None:
        me = self._me()
        self._panel.set_counts(
            {name: sum(test(incident, me, now) for incident in self._known.values()) for name, test in FILTERS.items()}
        )

    def _me(self) -> str:
        actor = self._context.session.actor
        return actor.id if actor else ""
