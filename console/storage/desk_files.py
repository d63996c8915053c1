"""Both files of a desk and the journal beside them: opened, and put right or built anew where they are damaged."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from console.storage.desk_outbox import DeskOutbox, genuine
from offline_cache import feeds, health, salvage
from offline_cache.cache import Cache
from offline_cache.errors import StorageError, storage_error
from offline_cache.journal import Journal
from offline_cache.salvage import Salvage
from offline_cache.schema import migrate_cache, migrate_outbox

T = TypeVar("T")
DeskFile = Literal["cache", "outbox"]


class Blocking(Protocol):
    """Runs something that blocks, such as a file, on a thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]:
        """What it answers."""


class DeskFiles:
    """The cache, the outbox and its journal, in one folder; `failed` hears of each failure, on the loop's thread."""

    def __init__(self, folder: Path, failed: Callable[[DeskFile, StorageError], None], blocking: Blocking) -> None:
        self.cache = Cache(folder / "cache.db", migrate_cache, failed=lambda error: failed("cache", error))
        self.box = Cache(
            folder / "outbox.db",
            migrate_outbox,
            synchronous="FULL",
            readers=1,
            failed=lambda error: failed("outbox", error),
        )
        self.outbox = DeskOutbox(self.box, Journal(folder / "outbox.jsonl"))
        self.damaged: set[DeskFile] = set()
        """What SQLite has found damaged: it is not trusted any more, even if it seems whole later."""
        self._blocking = blocking

    async def open_cache(self) -> str:
        """Open the cache; the code of why it was begun anew, empty where it was kept. Raises `StorageError`."""
        why = ""
        path = self.cache.path
        if not await self._blocking(lambda: health.is_sound(path, health.tables_whole)):
            await self._blocking(lambda: health.quarantine(path))
            why = "corrupt"
        try:
            await self.cache.reopen(None, lambda: None)
        except StorageError as error:
            if error.code not in {"cache_too_new", "corrupt"}:
                raise
            await self.cache.reopen(None, lambda: _set_aside(path))
            why = error.code
        return why

    async def open_outbox(self) -> Salvage | None:
        """Open the outbox; what was recovered, None where nothing had to be. Raises `StorageError`."""
        found = await self._blocking(lambda: _put_right(self.box.path, self.outbox.journal))
        await self.box.open()
        return _recovered(found, await self.outbox.open())

    async def close(self) -> None:
        """Let go of everything."""
        for close in (self.cache.close, self.box.close, self.outbox.journal.close):
            await self._blocking(close)

    async def check(self) -> None:
        """Read both files through for damage, which `failed` hears of. Raises `StorageError`."""
        await self.box.check()
        await self.cache.check()

    async def checkpoint(self) -> None:
        """Bring what stands in the files' logs into them, as far as can be done now; it frees room."""
        for file in (self.box, self.cache):
            with contextlib.suppress(StorageError):
                await file.maintain(_checkpoint)

    async def mend_outbox(self) -> Salvage | None:
        """Write the outbox to a new file; what was recovered, None where nothing had to be. Raises `StorageError`."""
        path = self.box.path
        found: list[Salvage | None] = []
        if self.box.is_open and "outbox" not in self.damaged:
            await self.box.reopen(
                lambda db: salvage.copy_outbox(db, path), lambda: _as_storage(lambda: salvage.swap_outbox(path))
            )
        else:
            damaged = "outbox" in self.damaged
            await self.box.reopen(None, lambda: found.append(_mended(path, self.outbox.journal, damaged)))
        self.damaged.discard("outbox")
        if not await self.box.maintain(health.quick_check):
            self.damaged.add("outbox")
            raise StorageError("corrupt")
        recovered = await self.outbox.open()
        # A commit that reaches the disk is the only proof that the next one can.
        await self.box.write(lambda db: feeds.set_meta(db, "mended_ms", str(time.time_ns() // 1_000_000)))
        return _recovered(found[0] if found else None, recovered)

    async def mend_cache(self) -> bool:
        """Open the cache anew; whether it had to be begun anew as well, and is empty. Raises `StorageError`."""
        path, damaged = self.cache.path, "cache" in self.damaged
        left: list[bool] = []

        def swap() -> None:
            # A disk that failed for a while need not have damaged anything.
            left.append(not damaged and health.is_sound(path))
            if not left[0]:
                _set_aside(path)

        await self.cache.reopen(None, swap)
        self.damaged.discard("cache")
        return not left[0]


def _recovered(found: Salvage | None, from_journal: int) -> Salvage | None:
    return found if found is not None or not from_journal else Salvage(from_journal, from_journal)


def _set_aside(path: Path) -> None:
    _as_storage(lambda: health.quarantine(path))


def _put_right(path: Path, journal: Journal) -> Salvage | None:
    """Runs while nobody has the outbox open."""

    def work() -> Salvage | None:
        salvage.finish_swap(path)
        return None if health.is_sound(path) else salvage.mend_outbox(path, journal, genuine)

    return _as_storage(work)


def _mended(path: Path, journal: Journal, damaged: bool) -> Salvage | None:
    """What was found damaged is not trusted, even if it seems whole by now."""
    if not damaged or not path.exists():
        return _put_right(path, journal)
    return _as_storage(lambda: salvage.mend_outbox(path, journal, genuine))


def _checkpoint(connection: Any) -> None:
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _as_storage(work: Callable[[], T]) -> T:
    try:
        return work()
    except OSError as error:
        raise storage_error(error) from error
