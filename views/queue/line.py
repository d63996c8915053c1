"""The queue's line and its views: what was typed as a filter, what is wrong in it, and the lines that were kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from console.queue.open_queue import ALL, OpenQueue
from console.queue.query import Query, Term, parse, searchable
from views.base.context import Context
from views.queue import saved_views
from views.queue.saved_views import BUILT_IN, KEYS_MOST, OWN, SavedViews
from views.queue.understood import Names, understood_words
from views.queue.words import mistake_words
from widgets.queue.panel import QueuePanel

MISTAKE_PAUSE_MS = 500
"""Who is still typing a term has made no mistake yet."""


class QueueLine(QObject):
    """Understands the line; a mistake in it is told when the hand rests."""

    def __init__(self, panel: QueuePanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self.query = ALL
        self.names: Names = lambda _key: {}
        """What wards, agencies and kinds there are, to tell by name what is meant."""
        self._pause = QTimer(self, singleShot=True, interval=MISTAKE_PAUSE_MS)
        self._pause.timeout.connect(self._tell)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._panel.search.text().strip()

    def type(self, text: str) -> None:
        """Put `text` into the line, as if a hand had typed it."""
        self._panel.search.setText(text)

    def read(self, text: str, states: Iterable[str]) -> Query:
        """The filter that was typed; `states` are the stations that there are."""
        typed = parse(text, states)
        self._panel.set_understood(understood_words(typed, self.names))
        self.query = by_kind_names(typed, self.names)
        self._pause.start()
        if not self.query.mistakes:
            self._tell()
        return self.query

    def close(self) -> None:
        """Tell nothing more."""
        self._pause.stop()

    def _tell(self) -> None:
        mistakes = self.query.mistakes
        self._panel.set_mistake(mistake_words(mistakes[0]) if mistakes else "")


def by_kind_names(query: Query, names: Names) -> Query:
    """A kind may be typed as the city calls it, though incidents carry what it is called among machines."""
    if not any(term.key == "kind" for term in query.terms):
        return query
    spelt = {key: searchable(name) for key, name in names("kind").items()}

    def widened(term: Term) -> Term:
        if term.key != "kind":
            return term
        meant = [searchable(key) for key, name in spelt.items() if any(value in name for value in term.values)]
        return replace(term, values=tuple(dict.fromkeys((*term.values, *meant))))

    return replace(query, terms=tuple(widened(term) for term in query.terms))


class QueueViews:
    """The views of whoever works here, counted and on offer."""

    def __init__(self, context: Context, panel: QueuePanel, queue: OpenQueue) -> None:
        self._context = context
        self._panel = panel
        self._queue = queue
        self.own = SavedViews()
        self._keeping = asyncio.Lock()
        """What is kept later is written later."""

    def know_actor(self) -> bool:
        """Take the views of the person who is signed in; whether that is somebody else than before."""
        actor = self._context.session.actor
        me = actor.id if actor else ""
        if me == self._queue.me:
            return False
        self._queue.set_me(me, self._context.now())
        self._take(saved_views.load(self._context.data_dir, me) if me else SavedViews())
        return True

    async def keep(self, own: SavedViews) -> bool:
        """Count and offer these from now on, and keep them; false where the disk would not."""
        self._take(own)
        folder, me = self._context.data_dir, self._queue.me
        async with self._keeping:
            return await self._context.session.blocking(lambda: saved_views.save(folder, me, own))

    def name_of(self, name: str) -> str:
        """The view that is meant, as it is called; `all` where there is none of that name."""
        own = self.own.named(name.removeprefix(OWN)) if name.startswith(OWN) else None
        return OWN + own.name if own is not None else name if name in BUILT_IN else "all"

    def query(self, name: str) -> Query:
        """What a view lets through."""
        return self.own.queries().get(name, ALL)

    def _take(self, own: SavedViews) -> None:
        self.own = own
        self._queue.set_views(own.queries(), self._context.now())
        keyed = enumerate(own.views[:KEYS_MOST], start=1)
        self._panel.set_own_views([(OWN + view.name, view.name, f"Ctrl+Alt+{number}") for number, view in keyed])
        self._panel.set_counts(self._queue.counts(), self._queue.drills())
