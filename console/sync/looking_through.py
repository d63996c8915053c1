"""Looks through what arrives, whether a screen shows it or not, and tells what of it could not be read.

Screens read what they show by the same door. This one reads the rest: a contact that is wanted next week, an alarm
rule of a wall that stands elsewhere; and what was found odd once is looked at again until it is mended or gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Iterable

from console.base.changes import Change, Changes
from console.base.errors import StorageError
from console.base.notices import Notices
from console.records.misread import NAMELESS, POINTS, Misread
from console.records.reading import Oddity, Reading
from console.storage.store import Store
from console.sync.record_types import MANY, MODELS
from offline_cache import feeds
from offline_cache.cache import Cache

_log = logging.getLogger(__name__)
PAUSE_S = 0.3
"""A page brings changes of many types, and they are told together."""


class LookingThrough:
    """One session's; `start` and `close` on the loop's thread."""

    def __init__(self, cache: Cache, store: Store, changes: Changes, notices: Notices) -> None:
        self._cache = cache
        self._store = store
        self._changes = changes
        self._notices = notices
        self._wanted: dict[str, set[str] | None] = {}
        self._task: asyncio.Task[None] | None = None
        self._stop: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Look at everything once, and from now on at what changes."""
        kinds = {*MODELS, NAMELESS, "misread", "storage"}
        self._stop = self._changes.subscribe(kinds, self._on_change)
        for kind in (*MODELS, NAMELESS):
            self._ask(kind, None)

    async def close(self) -> None:
        """Look no more."""
        self._stop()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))

    def _on_change(self, change: Change) -> None:
        self._ask(change.kind, None if change.ids is None else set(change.ids))

    def _ask(self, kind: str, ids: set[str] | None) -> None:
        before = self._wanted.get(kind, set())
        self._wanted[kind] = None if ids is None or before is None else before | ids
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._look(), name="looking-through")

    async def _look(self) -> None:
        while self._wanted:
            await asyncio.sleep(PAUSE_S)
            wanted, self._wanted = self._wanted, {}
            for kind, ids in wanted.items():
                with contextlib.suppress(StorageError):  # storage tells how it stands itself
                    await self._read(kind, ids)
            self._tell(self._store.misreads.untold())

    async def _read(self, kind: str, ids: set[str] | None) -> None:
        misreads = self._store.misreads
        if kind == NAMELESS:
            await self._read_nameless()
        model = MODELS.get(kind)
        if model is None:
            return
        odd = misreads.ids(kind) if ids is None else misreads.ids(kind) & ids
        if kind not in MANY:
            await self._store.records(kind, model, ids)
        elif ids is not None or odd:
            await self._store.records(kind, model, ids if ids is not None else odd)
        misreads.gone(kind, odd - await self._here(kind, odd))
        if kind == "indicator":
            points = misreads.ids(POINTS)
            misreads.gone(POINTS, points - await self._here(kind, points))

    async def _here(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Those of these records that the cache has, readable or not."""
        wanted = tuple(ids)
        return {row[0] for row in await self._cache.read(lambda db: feeds.rows(db, kind, wanted))}

    async def _read_nameless(self) -> None:
        misreads = self._store.misreads
        rows = await self._cache.read(lambda db: feeds.rows(db, NAMELESS))
        for key, _version, text in rows:
            data = json.loads(text)
            of, field, why, said = (str(data.get(name, "")) for name in ("of", "field", "why", "said"))
            misreads.heard(NAMELESS, key, hash(text), Reading(None, (Oddity(field, why, said),), of))
        misreads.gone(NAMELESS, misreads.ids(NAMELESS) - {row[0] for row in rows})

    def _tell(self, fresh: list[Misread]) -> None:
        if not self._store.misreads.all():
            self._notices.take_back("misread")
        if not fresh:
            return
        for one in fresh:
            facts = [(odd.field, odd.why, odd.said) for odd in one.oddities]
            _log.info("not read: %s %s %s", one.kind, one.id, facts)
        self._notices.post("misread", "warning", count=len(fresh), first=fresh[0])
