"""Learns the histories of indicators: at once what a screen reads, the others slowly behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

from console.analysis.trend import history_of
from console.base.errors import LinkError, SignInError
from console.sync.contact import Contact
from console.sync.histories import Histories, Source
from console.sync.host import Host
from console.sync.steps import Steps
from offline_cache import feeds
from offline_cache.errors import ReplacedError

POINTS_FETCHED = "points_fetched"
"""The cache's note that histories were asked for: a file that took its place lacks them all."""
LOOK_S, AGAIN_S = 300.0, 3.0
"""How often it is looked for something to do; and after a question that was not answered."""
SLOWLY_S, SLOWLY_MOST = 10.0, 5000
"""The others: so often a question for so many values. 200 consoles that come back at once are then 20 questions a
second, each some 10 ms of the server's work; a city of 60 indicators is whole here after three minutes."""


class HistoryLoop:
    """The loop `histories`."""

    def __init__(self, session: Host, source: Source, contact: Contact, steps: Steps) -> None:
        self._session = session
        self._contact = contact
        self._steps = steps
        self._wanted = session.wanted
        self._histories = Histories(
            session.caches[0], source, session.changes.emit, session.time.now, session.store.misreads
        )
        self._waiting: dict[str, timedelta] = {}
        """What is still to be fetched since the server's last return, and how far back each is shown."""
        self._known: set[str] = set()
        """What was fetched since then, or is waiting."""

    async def run(self) -> None:
        """For ever."""
        self._wanted.heard = self._contact.histories.set
        while True:
            self._contact.histories.clear()
            wait_s = LOOK_S if self._contact.is_lost else await self._round()
            await self._steps.rest("histories", self._contact.histories, wait_s)

    async def _round(self) -> float:
        """One question, or as many as what is shown needs; for how many seconds to rest."""
        self._steps.in_the_air("histories", False)
        try:
            await self._look()
            shown = {key: self._waiting[key] for key in self._wanted.ids() if key in self._waiting}
            if shown:
                await self._histories.fetch(shown)
                whole = set(shown)
            else:
                whole = await self._histories.fetch_some(self._waiting, SLOWLY_MOST) if self._waiting else set()
        except (LinkError, SignInError) as error:
            self._session.links.histories(error.code)
            wished_s = error.retry_after_s if isinstance(error, LinkError) else None
            return max(AGAIN_S, wished_s or 0.0)
        except ReplacedError:
            self._contact.points_due = True
            return AGAIN_S
        self._waiting = {key: window for key, window in self._waiting.items() if key not in whole}
        self._session.links.histories()
        if whole and not self._waiting:
            await self._histories.prune()
        return SLOWLY_S if self._waiting else LOOK_S

    async def _look(self) -> None:
        """What has to be fetched: all after a return, and what is shown for the first time."""
        cache, _box = self._session.caches
        fetched = await cache.read(lambda db: feeds.get_meta(db, POINTS_FETCHED))
        if self._contact.points_due or not fetched:
            self._waiting = await cache.read(lambda db: _windows(feeds.rows(db, "indicator")))
            self._known = set(self._waiting)
            self._contact.points_due = False
            await cache.write(lambda db: feeds.set_meta(db, POINTS_FETCHED, "1"))
        new = [key for key in self._wanted.ids() if key not in self._known]
        if new:
            self._waiting |= await cache.read(lambda db: _windows(feeds.rows(db, "indicator", new)))
            self._known.update(self._waiting)


def _windows(rows: Iterable[tuple[str, int, str]]) -> dict[str, timedelta]:
    """How far back each indicator is shown."""
    found = {}
    for key, _version, text in rows:
        data = json.loads(text)
        period = data.get("period") if isinstance(data, Mapping) else None
        found[key] = history_of(period if isinstance(period, str) else "")
    return found
