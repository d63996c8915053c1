"""Brings what the server said into the cache, in named stages: snapshot, changes.

No sockets, no Qt, no clock of its own: the network is what `Source` says it is, so a simulator can drive this as well.
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from console.base.clock import SYSTEM_CLOCK, Clock
from console.base.errors import IocError, LinkError
from console.records.misread import NAMELESS, Misreads
from console.storage.store import search_text
from console.sync.measured import newest_points
from console.sync.page import brought as brought_page
from console.sync.page import page_of_changes, page_of_snapshot, skew_s
from contract.kinds import KINDS
from offline_cache import feeds, history, outbox
from offline_cache.cache import Cache
from offline_cache.errors import ReplacedError
from offline_cache.feeds import Item

_log = logging.getLogger(__name__)
PAGE = 500
Announce = Callable[[str, set[str] | None], None]


class Source(Protocol):
    """The reading half of the contract, asynchronously."""

    def snapshot(self, page: str | None) -> Coroutine[Any, Any, dict[str, Any]]:
        """A page of everything."""

    async def changes(self, cursor: str, limit: int, wait_s: float) -> dict[str, Any]:
        """Changes after `cursor`."""


class Asked(Protocol):
    """A question that is on its way: its answer is awaited later, or never."""

    def __await__(self) -> Generator[Any, None, dict[str, Any]]:
        """The answer."""

    def cancel(self) -> object:
        """Nobody waits for it any more."""


Begin = Callable[[Coroutine[Any, Any, dict[str, Any]]], Asked]


@dataclass(frozen=True)
class Pulled:
    """What one pull found: whether there is more to fetch, and how far off our clock is (seconds, server minus us)."""

    more: bool
    skew_s: float | None = None
    offered: int = 0
    """Own actions that a restored server has forgotten and that are sent again."""
    whole: bool = False
    """Whether it was a snapshot: histories of what is new in it are still to be learnt."""


class Puller:
    """One console's reading. `announce(kind, ids)` hears of every commit."""

    def __init__(
        self,
        cache: Cache,
        box: Cache,
        source: Source,
        announce: Announce,
        *,
        clock: Clock = SYSTEM_CLOCK,
        begin: Begin | None = None,
        misreads: Misreads | None = None,
    ) -> None:
        self._cache = cache
        self._box = box
        self._source = source
        self._announce = announce
        self._clock = clock
        self._begin: Begin = begin or _begin
        self._misreads = misreads or Misreads()
        self._agreed = ""
        """The epoch whose numbers the outbox goes by."""
        self._met = ""
        """What kept the last page from being taken in, once it was logged."""

    async def pull(self, wait_s: float, brought: Iterable[Mapping[str, Any]] = ()) -> Pulled:
        """Apply what wake-ups `brought`; where that is nothing new, fetch and apply one page, after a snapshot where
        there is nothing to go on from.

        Raises `LinkError`; what was applied before stays, and the cursor is never ahead of its page.
        """
        try:
            return await self._take_in(brought) or await self._pull(wait_s)
        except ReplacedError:
            _log.info("the cache was replaced while an answer was on its way; beginning anew")
            return Pulled(more=True)

    @contextmanager
    def _taking_in(self) -> Iterator[None]:
        """A page that cannot be taken in is an outage with a name, never silence under a live lamp; logged once."""
        try:
            yield
        except (IocError, ReplacedError):
            raise
        except Exception as error:
            if repr(error) != self._met:
                self._met = repr(error)
                _log.exception("a page could not be taken in")
            raise LinkError("bad_page", detail=type(error).__name__) from error
        self._met = ""

    async def _take_in(self, brought: Iterable[Mapping[str, Any]]) -> Pulled | None:
        """Apply those of the pages that follow upon what is here; None where none does."""
        pulled: Pulled | None = None
        for page in brought:
            cursor = await self._cache.read(lambda db: feeds.get_meta(db, "cursor"))
            new = brought_page(page, cursor) if cursor else None
            if new is not None:
                with self._taking_in():
                    offered = await self._apply(cursor, new)
                pulled = Pulled(more=False, offered=offered + (pulled.offered if pulled is not None else 0))
        return pulled

    async def _pull(self, wait_s: float) -> Pulled:
        cursor = await self._cache.read(lambda db: feeds.get_meta(db, "cursor"))
        if not cursor:
            await self.rebuild()
            return Pulled(more=True, whole=True)
        try:
            page = await self._source.changes(cursor, PAGE, wait_s)
        except LinkError as error:
            if error.code not in ("epoch_changed", "cursor_expired"):
                raise
            _log.info("the cache is rebuilt: %s", error.code)
            if error.code == "epoch_changed":
                await self._box.write(outbox.doubt_epoch)
                self._agreed = ""
            await self.rebuild()
            return Pulled(more=True, whole=True)
        with self._taking_in():
            offered = await self._apply(cursor, page)
        return Pulled(page.get("has_more") is True, skew_s(page.get("server_time"), self._clock.now()), offered)

    async def _apply(self, cursor: str, page: Mapping[str, Any]) -> int:
        """Write a page down; how many own actions the server has forgotten and is offered again."""
        said = page_of_changes(page, cursor, self._clock.now(), self._misreads.ids(NAMELESS))
        points = newest_points(said.items, self._clock.now())

        def apply(db: Any) -> dict[str, set[str]]:
            feeds.expect(db, "cursor", cursor)
            changed = feeds.apply_page(db, said.items, said.next_cursor, search_text)
            for series, measured in points.items():
                history.add_points(db, series, measured)
            return changed

        changed = await self._cache.write(apply)
        again: set[str] = set()
        if said.epoch != self._agreed:
            again = await self._box.write(lambda db: outbox.enter_epoch(db, said.epoch, said.last_seq))
            self._agreed = said.epoch
        settled = await self._settle(0 if page.get("has_more") is True else said.last_seq)
        for kind, ids in changed.items():
            self._announce(kind, ids)
        if points:
            self._announce("points", set(points))
        if settled or again:
            self._announce("outbox", settled | again)
        return len(again)

    async def _settle(self, last_seq: int) -> set[str]:
        """Own actions whose effect this cache now holds need no overlay any more."""
        waiting = await self._box.read(lambda db: outbox.in_states(db, (outbox.ANSWERED,)))
        if not waiting:
            return set()
        targets = {(row.target_type, row.target_id) for row in waiting}

        def versions(db: Any) -> dict[tuple[str, str], int]:
            return {
                (kind, key): version
                for kind in {kind for kind, _key in targets}
                for key, version, _data in feeds.rows(db, kind, [key for other, key in targets if other == kind])
            }

        seen = await self._cache.read(versions)
        return await self._box.write(lambda db: outbox.settle(db, seen, last_seq))

    async def rebuild(self) -> None:
        """Stage a whole snapshot and swap it in. One that shrinks what is here must be said twice.

        Raises `LinkError`, and `ReplacedError` where the file was replaced on the way.
        """
        epoch, cursor, staging = await self._stage()
        if await self._cache.read(feeds.shrinks):
            _log.info("the snapshot is much smaller than the cache; asking again")
            second = await self._stage()
            if second[0] != epoch:
                raise LinkError("empty_snapshot")
            epoch, cursor, staging = second
            if not await self._cache.read(feeds.has_staged):
                raise LinkError("empty_snapshot")

        def swap(db: Any) -> None:
            feeds.expect(db, "staging", staging)
            feeds.swap(db, epoch, cursor)

        await self._cache.write(swap)
        for kind in KINDS:
            self._announce(kind, None)

    async def _stage(self) -> tuple[str, str, str]:
        """Put a snapshot on the stage; its epoch, its cursor, its stage. The next page travels while one is written."""
        staging = await self._cache.write(feeds.begin_snapshot)
        epoch = cursor = ""
        page: str | None = None
        seen: set[str] = set()
        coming = self._begin(self._source.snapshot(None))
        try:
            while True:
                answer = await coming
                said = page_of_snapshot(answer, page, seen, self._clock.now())
                seen |= {page} if page is not None else set()
                epoch, page, cursor = said.epoch, said.next_page, cursor or said.as_of_cursor
                if page is not None:
                    coming = self._begin(self._source.snapshot(page))
                with self._taking_in():
                    await self._cache.write(functools.partial(_put_on, staging=staging, items=said.items))
                if page is None:
                    return epoch, cursor, staging
        finally:
            coming.cancel()


def _begin(asking: Coroutine[Any, Any, dict[str, Any]]) -> asyncio.Task[dict[str, Any]]:
    """Ask now and hear the answer later; one that nobody waits for any more fails in silence."""
    task = asyncio.get_running_loop().create_task(asking)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    return task


def _put_on(database: Any, staging: str, items: Iterable[Item]) -> None:
    feeds.expect(database, "staging", staging)
    feeds.stage(database, items, search_text)
