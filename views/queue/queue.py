"""The queue's presenter: which incidents are shown, in which order, and which one is selected."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from console.base.changes import Change
from console.queue.census import Census, census, urgent
from console.queue.open_queue import AGENCY, STATE, WARD, Delta, OpenQueue
from console.records.models import Incident
from console.verbs.life_cycle import kind_names
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.queue.line import QueueLine, QueueViews
from views.queue.news import WaitingNews
from views.queue.saved_views import BUILT_IN, SavedViews
from views.queue.words import news_words
from widgets.queue.panel import QueuePanel

FILTERS = tuple(BUILT_IN)
CHUNK = 200
"""Incidents that are judged in one turn of the loop when there are thousands at once."""
WARMED = 100
"""Texts that are prepared for the search in one turn."""


class QueuePresenter(QObject):
    """Ties `Store`'s incidents to the queue panel. `selected` names the incident whose details are wanted."""

    selected = Signal(str)
    activated = Signal(str)
    changed = Signal()

    def __init__(self, context: Context, panel: QueuePanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.panel = self._panel = panel
        self._table = panel.table
        self.open = OpenQueue(SavedViews().queries())
        self.views = QueueViews(context, panel, self.open)
        self.news = WaitingNews()
        self.line = QueueLine(panel, self)
        self.line.names = self._names
        self.filter = "all"
        self.selected_id: str | None = None
        self._loaded = False
        self._refresher = Refresher(self._read, context.faults.met)
        self._warmer = QTimer(self, interval=0)
        self._warmer.timeout.connect(lambda: None if self.open.warm(WARMED) else self._warmer.stop())
        self._unsubscribe = context.session.changes.subscribe({"incident", "outbox"}, self._on_change)
        panel.filter_chosen.connect(self.choose_filter)
        panel.search_edited.connect(self.search)
        panel.head.news_wanted.connect(self.show_news)
        self._table.incident_selected.connect(self._on_selected)
        self._table.incident_activated.connect(self.activated)
        self._table.touched.connect(self.news.touch)
        self._table.delegate.marks = lambda key: (len(self.open.joined(key)), len(self.open.like(key)))
        self._table.change_rows(context.now(), lambda model: model.set_key(self.open.key))
        panel.set_filter(self.filter)

    @property
    def shown(self) -> list[Incident]:
        """The rows, in their order."""
        return self._table.incidents()

    @property
    def is_loaded(self) -> bool:
        """Whether what is open is known: before that, no rows do not mean that there are none."""
        return self._loaded

    def start(self) -> None:
        """Read everything once, and show it as it was last shown."""
        self.views.know_actor()
        self.choose_filter(self._context.arrangement.filter)
        self.news.rest()
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        self._refresher.close()
        self._warmer.stop()
        self.line.close()

    def incident(self, incident_id: str | None) -> Incident | None:
        """An open incident as last read; None where it is not known."""
        return self.open.known.get(incident_id) if incident_id else None

    def incidents(self) -> list[Incident]:
        """All open incidents as last read."""
        return list(self.open.known.values())

    def census(self, now: datetime) -> Census:
        """How many there are, for every other place that tells a number of the open incidents."""
        return census(self.open.known, now)

    def urgent(self, now: datetime) -> int:
        """How many critical ones nobody has acknowledged, as `census` has it."""
        return urgent(self.open.known, now)

    def choose_filter(self, name: str) -> None:
        """Show only what the view of this name lets through; all where there is none."""
        self.filter = self.views.name_of(name)
        self._panel.set_filter(self.filter)
        self.news.touch()
        self._filter()

    def search(self, text: str) -> None:
        """Show only what the typed line lets through; what of it is not understood lets everything through."""
        self.line.read(text, self.open.tally.group(STATE))
        self.news.touch()
        self._filter()

    def step(self, by: int) -> None:
        """Select the incident `by` rows further, staying within the list."""
        ids = self._table.ids()
        if not ids:
            return
        here = ids.index(self.selected_id) if self.selected_id in ids else -1 if by > 0 else len(ids)
        self.select(ids[max(0, min(len(ids) - 1, here + by))])

    def select(self, incident_id: str) -> None:
        """Select a row and let its details be shown."""
        self.news.touch()
        self._table.select(incident_id)
        self._on_selected(incident_id)

    def show_news(self) -> None:
        """Let in what waits, and go to the top where it can be seen."""
        self.news.rest()
        self._release(self._context.now())
        self._table.scrollToTop()

    def state(self) -> dict[str, Any]:
        """The line, what waits, and the views with their counts, for those who look from outside."""
        return {
            "line": self.line.text,
            "mistakes": [mistake.code for mistake in self.line.query.mistakes],
            "waiting": sorted(self.news.waiting),
            "counts": self.open.counts(),
        }

    def tick(self, now: datetime) -> None:
        """Ages and deadlines move on once a second; what was waiting comes in when nobody reads any more."""
        if self.views.know_actor():
            self.choose_filter(self.filter)
        self._apply(self.open.pass_time(now), now)
        self._table.tick(now)
        if not self._loaded:
            self._panel.set_loading()
            self._refresher.ask()

    def _names(self, key: str) -> Mapping[str, str]:
        """What a term of the line may mean, by what is typed for it."""
        if key == "kind":
            return kind_names(self._context.life_cycles)
        if key == "assignee":
            return {one.assignee_name: one.assignee_name for one in self.open.known.values() if one.assignee_name}
        mark = {"ward": WARD, "agency": AGENCY}.get(key, "")
        return {name: name for name in self.open.tally.group(mark)} if mark else {}

    def _on_change(self, change: Change) -> None:
        self._refresher.ask(change.ids if change.kind == "incident" else None)

    def _on_selected(self, incident_id: str) -> None:
        if incident_id != self.selected_id:
            self.selected_id = incident_id
            self.selected.emit(incident_id)

    async def _read(self, ids: Ids) -> None:
        store = self._context.session.store
        ended: Collection[str]
        if not self._loaded and await store.is_empty():
            self._panel.set_loading()
            return  # nothing ever came: that is not the same as that nothing is open
        if ids is None or not self._loaded:
            found = {incident.id: incident for incident in await store.incidents(open_only=True)}
            ended = self.open.known.keys() - found.keys()
            changed = [one for one in found.values() if self.open.known.get(one.id) is not one]
        else:
            changed = [one for one in await store.incidents_of(ids) if one.is_open or one.pending]
            ended = ids - {one.id for one in changed}
        first, self._loaded = not self._loaded, True
        now = self._context.now()
        if len(changed) <= CHUNK and not first:
            self._apply(self.open.change(changed, ended, now), now)
        else:
            self.open.change((), ended, now)
            for at in range(0, len(changed), CHUNK):
                self.open.change(changed[at : at + CHUNK], (), now)
                await asyncio.sleep(0)
            self._filter()
            gc.freeze()  # thousands of records that stay need not be walked at each full collection (decision 030)
        self._warmer.start()

    def _filter(self) -> None:
        """Show all that the view and the line let through."""
        now = self._context.now()
        self.open.choose(self.views.query(self.filter), self.line.query, now)
        if not self._loaded:
            return
        self.news.clear()
        ids = self.open.rows(now)
        self._table.change_rows(now, lambda model: model.set_rows(ids, self.open.keys(ids), self.open.known))
        self._told(now)

    def _apply(self, delta: Delta, now: datetime) -> None:
        """Show what changed; what is new waits while somebody reads."""
        if not self._loaded:
            return
        reading = self.news.reading(scrolled=self._table.verticalScrollBar().value() > 0)
        self._table.held = reading
        self.news.forget(delta.gone)
        here = [one for one in delta.shown if self._table.version_of(one.id) is not None]
        fresh = [one for one in delta.shown if self._table.version_of(one.id) is None]
        come = self.news.admitted(fresh) if reading else fresh
        if here or come or delta.gone:
            self._table.change_rows(now, lambda model: model.change([*here, *come], delta.gone))
        if not reading and self.news.waiting:
            self._release(now)
        self._told(now)

    def _release(self, now: datetime) -> None:
        waiting = [one for key in self.news.waiting if (one := self.open.known.get(key)) and self.open.shows(one, now)]
        self.news.clear()
        self._table.change_rows(now, lambda model: model.change(waiting, ()))
        self._told(now)

    def _told(self, now: datetime) -> None:
        """Counts, bar and selection after the rows have changed."""
        self._panel.set_counts(self.open.counts(), self.open.drills())
        above = len(self._table.above(self.news.critical))
        self._panel.set_news(news_words(len(self.news.waiting), above), "Alt+N")
        if self._table.model().rowCount():  # a timer without delay comes behind the paint that these rows asked for
            QTimer.singleShot(0, lambda: self._context.timings.mark("queue_rows"))
            if self.selected_id is None:
                ids = self._table.ids()
                remembered = self._context.arrangement.incident
                self._table.select(remembered if remembered in ids else ids[0])
        self.changed.emit()
