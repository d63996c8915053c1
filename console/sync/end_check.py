"""Holds what is kept here against what the server has: a lost change would otherwise stay lost until the next rebuild.

At the end of each catch-up and once an hour, counts and digests of every type are compared (`contract.digest`), for
exactly the cursor that this cache stands at. Where they differ, everything is fetched anew, and somebody is told.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from console.base.errors import LinkError
from console.base.server_time import boot_s
from contract.digest import Digest, digests
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.errors import ReplacedError

_log = logging.getLogger(__name__)
EVERY_S = 3600.0
NOT_THERE = 404
_THEIRS = TypeAdapter(dict[str, Digest])


class Asked(Protocol):
    """Who is asked."""

    def digest(self, cursor: str) -> Coroutine[Any, Any, dict[str, Any]]:
        """Counts and digests as of `cursor`. Raises `LinkError`."""


class EndCheck:
    """One console's. `told` hears what was mended; until that is done it stays due."""

    def __init__(
        self,
        cache: Cache,
        asked: Asked,
        rebuild: Callable[[], Awaitable[None]],
        told: Callable[[frozenset[str]], None],
        now_s: Callable[[], float] = boot_s,
    ) -> None:
        self._cache, self._asked, self._rebuild, self._told, self._now_s = cache, asked, rebuild, told, now_s
        self._due_s: float | None = 0.0
        """When it is due; None for never: the server cannot be asked."""
        self._beyond_mending: frozenset[tuple[str, str]] = frozenset()
        """What a rebuild could not mend: records that no cache takes in. It is not tried again for the same."""

    def caught_up(self) -> None:
        """A catch-up has ended: look at the next opportunity."""
        if self._due_s is not None:
            self._due_s = self._now_s()

    async def look(self) -> None:
        """Compare, if it is due and nothing newer waits to be pulled. Raises `LinkError` where a rebuild does."""
        if self._due_s is None or self._now_s() < self._due_s:
            return
        differ = await self._differ()
        if differ is None:
            return
        odd = frozenset(differ.items())
        if not odd or odd == self._beyond_mending:
            self._due_s = self._now_s() + EVERY_S
            return
        _log.warning("what is kept here differs from the server's: %s", ", ".join(sorted(differ)))
        try:
            await self._rebuild()
        except ReplacedError:
            return  # an empty cache is filled anew anyway
        self._due_s = self._now_s() + EVERY_S
        self._told(frozenset(differ))
        left = await self._differ()
        self._beyond_mending = frozenset(left.items()) if left else frozenset()
        if self._beyond_mending:
            _log.warning("some of it cannot be taken in here: %s", ", ".join(sorted(left or ())))

    async def _differ(self) -> dict[str, str] | None:
        """The server's digest of each type that differs; None where it cannot be told now."""
        cursor = await self._cache.read(lambda db: feeds.get_meta(db, "cursor"))
        if not cursor:
            return None
        try:
            answer = await self._asked.digest(cursor)
        except LinkError as error:
            if error.params.get("status") == NOT_THERE:
                self._due_s = None  # a server of before there were any
            _log.info("no digests: %s", error.code)
            return None
        try:
            theirs = _THEIRS.validate_python(answer["types"])
            if answer["cursor"] != cursor or answer["behind"] is not False:
                return None
        except (KeyError, ValidationError):
            _log.info("no digests: bad_answer")
            return None
        ours = await self._cache.read(lambda db: digests(feeds.versions(db)) if _at(db, cursor) else None)
        if ours is None:
            return None
        none = Digest(count=0, digest="")
        return {kind: theirs.get(kind, none).digest for kind in {*ours, *theirs} if ours.get(kind) != theirs.get(kind)}


def _at(database: Any, cursor: str) -> bool:
    return feeds.get_meta(database, "cursor") == cursor
