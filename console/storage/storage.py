"""Keeps both files usable through whatever the disk does, and says at any moment how they stand.

What is damaged goes aside and is built anew; a full disk is given its reserve; after a write or sync that failed, the
outbox is written to a new file before anything is called saved again. All of it while the screens go on reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from console.base.changes import Changes
from console.base.errors import StorageError
from console.base.notices import Notices
from console.records.models import Actor, PendingAction
from console.storage.desk_outbox import DeskOutbox, genuine
from console.verbs.actions import Action
from contract.kinds import KINDS
from offline_cache import feeds, health, salvage
from offline_cache.cache import Cache
from offline_cache.errors import storage_error
from offline_cache.journal import Journal
from offline_cache.schema import migrate_cache, migrate_outbox

_log = logging.getLogger(__name__)
T = TypeVar("T")
StorageState = Literal["ok", "full", "read_only", "rebuilding"]
Trouble = Literal["full", "read_only", "cache", "outbox"]
"""`cache` and `outbox`: the file is damaged or has failed, and is to be built anew."""
TEND_S = 1.0
CHECK_S, CHECK_SHARE = 20.0, 50
"""How often the files are read through for damage; never more than a fiftieth of the time goes into it."""
FEW_BYTES = 2**20
SHOWN_KINDS = (*KINDS, "points", "outbox")


class Blocking(Protocol):
    """Runs something that blocks, such as a file, on a thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]:
        """What it answers."""


class Storage:
    """The cache, the outbox and its journal, in one folder."""

    def __init__(self, folder: Path, changes: Changes, notices: Notices, blocking: Blocking) -> None:
        self.folder = folder
        self.cache = Cache(folder / "cache.db", migrate_cache, failed=lambda error: self._failed("cache", error))
        self.box = Cache(
            folder / "outbox.db",
            migrate_outbox,
            synchronous="FULL",
            readers=1,
            failed=lambda error: self._failed("outbox", error),
        )
        self.outbox = DeskOutbox(self.box, Journal(folder / "outbox.jsonl"))
        self.rebuilt: Callable[[], None] = lambda: None
        """Called when the cache is new and empty: it wants to be filled."""
        self._changes = changes
        self._notices = notices
        self._blocking = blocking
        self._troubles: set[Trouble] = set()
        self._empty = False
        self._damaged: set[Trouble] = set()
        self._closing = False
        self._mending = asyncio.Lock()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._told: StorageState = "ok"

    @property
    def state(self) -> StorageState:
        """How storage stands; what keeps an operator from saving goes first."""
        if "read_only" in self._troubles:
            return "read_only"
        if "full" in self._troubles:
            return "full"
        return "rebuilding" if self._troubles or self._empty else "ok"

    # opening and closing

    async def open(self) -> None:
        """Look at both files, put right what is damaged, open them. Raises `StorageError` where nothing can be kept."""
        if not await self._blocking(lambda: health.is_sound(self.cache.path, health.tables_whole)):
            await self._blocking(lambda: health.quarantine(self.cache.path))
            self._tell_corrupt()
        mended = await self._blocking(lambda: _put_right(self.box.path, self.outbox.journal))
        try:
            await self.cache.reopen(None, lambda: None)
        except StorageError as error:
            if error.code not in {"cache_too_new", "corrupt"}:
                raise
            await self.cache.reopen(None, lambda: _set_aside(self.cache.path))
            self._tell_corrupt(error.code)
        await self.box.open()
        recovered = await self.outbox.open()
        if mended is not None or recovered:
            saved, total = (mended.saved, mended.total) if mended is not None else (recovered, recovered)
            self._notices.post("salvaged", "warning", saved=saved, total=total)
        if not await self._blocking(lambda: _has_room(self.folder)):
            await self._room_gone()
        self._task = asyncio.create_task(self._tend_always(), name="storage")

    def _tell_corrupt(self, code: str = "corrupt") -> None:
        self._notices.post(code, "warning")
        self._empty = True

    async def close(self) -> None:
        """Let go of everything."""
        self._closing = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for close in (self.cache.close, self.box.close, self.outbox.journal.close):
            await self._blocking(close)

    # saving

    async def save(self, action: Action, actor: Actor, instead_of: str | None = None) -> PendingAction:
        """Save what `actor` did; returns once it is on the disk. Raises `StorageError`: then it is not saved.

        A lock that another program holds is waited for: the screens say so, and nothing is saved or refused meanwhile.
        """
        if self._troubles - {"cache"}:
            await self._tend()
            self._refuse_in_trouble()
        while True:
            try:
                saved = await self.outbox.save(action, actor, instead_of)
            except StorageError as error:
                if error.code == "busy" and not self._closing:
                    continue
                await self._judge(error)
                raise
            if self.outbox.behind:
                self._wake.set()
            return saved

    def _refuse_in_trouble(self) -> None:
        for code in ("full", "read_only"):
            if code in self._troubles:
                raise StorageError(code)
        if "outbox" in self._troubles:
            raise StorageError("io_error")

    async def _judge(self, error: StorageError) -> None:
        """Tell a read-only or a full disk from a failing one before the refusal is worded."""
        if error.code != "io_error":
            return
        try:
            await self._blocking(lambda: health.probe(self.folder))
        except StorageError as found:
            if found.code in {"full", "read_only"}:
                error.code = found.code
                self._failed("outbox", found)

    # trouble

    def _failed(self, file: Trouble, error: StorageError) -> None:
        """Hear of a failure of a file, on the loop's thread."""
        if error.code == "full":
            self._troubles.add("full")
        elif error.code == "read_only":
            self._troubles.add("read_only")
        elif error.code in {"io_error", "corrupt"} and error.params.get("detail") != "closed":
            _log.warning("%s: %s %s", file, error.code, error.params)
            if error.code == "corrupt":
                self._damaged.add(file)
            self._troubles.add(file)
        else:
            return
        self._announce()
        self._wake.set()

    def _announce(self) -> None:
        before, state = self._told, self.state
        if state == before:
            return
        self._told = state
        _log.warning("storage is %s", state)
        if state == "ok" and before in {"full", "read_only"}:
            self._notices.post("storage_ok", "info")
        self._changes.emit("storage")

    async def _tend_always(self) -> None:
        checked, pause_s = time.monotonic(), CHECK_S
        while True:
            troubled = bool(self._troubles or self._empty or self.outbox.behind)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TEND_S if troubled else CHECK_S / 4):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self._tend()
                if not self._troubles and time.monotonic() - checked > pause_s:
                    began = time.monotonic()
                    await self.box.check()
                    await self.cache.check()
                    checked = time.monotonic()
                    pause_s = max(CHECK_S, (checked - began) * CHECK_SHARE)
            except StorageError as error:
                _log.info("storage is still in trouble: %s", error.code)
            if self._troubles:
                await asyncio.sleep(TEND_S / 2)  # a file that keeps failing is not tried in a storm

    async def _tend(self) -> None:
        """Put right what can be put right now."""
        async with self._mending:
            try:
                if self._troubles:
                    await self._tend_disk()
                if "outbox" in self._troubles:
                    await self._mend_outbox()
                if "cache" in self._troubles:
                    await self._mend_cache()
                if self.outbox.behind and not self._troubles:
                    await self._second_copy()
                await self._fill()
            except StorageError as error:
                _log.info("storage is still in trouble: %s", error.code)
            self._announce()

    async def _tend_disk(self) -> None:
        try:
            await self._blocking(lambda: health.probe(self.folder))
            self._troubles.discard("read_only")
        except StorageError as error:
            if error.code == "full":
                self._troubles.add("full")
            elif error.code == "read_only":
                self._troubles.add("read_only")
                raise
        if "full" in self._troubles:
            if await self._blocking(lambda: health.keep_ballast(self.folder) and _few_left(self.folder)):
                self._troubles.discard("full")
            else:
                await self._room_gone()

    async def _room_gone(self) -> None:
        """Free the reserve: deleting and checkpoints need room, and what was saved is to be sent and marked."""
        self._troubles.add("full")
        await self._blocking(lambda: health.drop_ballast(self.folder))
        for file in (self.box, self.cache):
            with contextlib.suppress(StorageError):
                await file.maintain(_checkpoint)
        self._announce()

    async def _mend_outbox(self) -> None:
        path = self.box.path
        if self.box.is_open and "outbox" not in self._damaged:
            await self.box.reopen(
                lambda db: salvage.copy_outbox(db, path), lambda: _as_storage(lambda: salvage.swap_outbox(path))
            )
            found = None
        else:
            told: list[salvage.Salvage | None] = []
            await self.box.reopen(
                None, lambda: told.append(_mended(path, self.outbox.journal, "outbox" in self._damaged))
            )
            found = told[0]
        self._damaged.discard("outbox")
        if not await self.box.maintain(health.quick_check):
            self._damaged.add("outbox")
            raise StorageError("corrupt")
        recovered = await self.outbox.open()
        # A commit that reaches the disk is the only proof that the next one can.
        await self.box.write(lambda db: feeds.set_meta(db, "mended_ms", str(time.time_ns() // 1_000_000)))
        self._troubles.discard("outbox")
        if found is not None or recovered:
            saved, total = (found.saved, found.total) if found is not None else (recovered, recovered)
            self._notices.post("salvaged", "warning", saved=saved, total=total)
        for kind in ("outbox", "incident"):
            self._changes.emit(kind)

    async def _mend_cache(self) -> None:
        path, damaged = self.cache.path, "cache" in self._damaged
        left: list[bool] = []

        def swap() -> None:
            # A disk that failed for a while need not have damaged anything.
            left.append(not damaged and health.is_sound(path))
            if not left[0]:
                _set_aside(path)

        await self.cache.reopen(None, swap)
        self._troubles.discard("cache")
        self._damaged.discard("cache")
        if left[0]:
            return
        self._tell_corrupt()
        for kind in SHOWN_KINDS:
            self._changes.emit(kind)
        self.rebuilt()

    async def _second_copy(self) -> None:
        self._notices.post("second_copy", "warning")
        await self.outbox.shorten()

    async def _fill(self) -> None:
        """A new cache is whole once a snapshot has come."""
        if self._empty and await self.cache.read(lambda db: feeds.get_meta(db, "cursor") != ""):
            self._empty = False
            self._notices.post("rebuilt", "info")


def _has_room(folder: Path) -> bool:
    return health.keep_ballast(folder) or _few_left(folder)


def _few_left(folder: Path) -> bool:
    return health.free_bytes(folder) >= FEW_BYTES


def _set_aside(path: Path) -> None:
    _as_storage(lambda: health.quarantine(path))


def _put_right(path: Path, journal: Journal) -> salvage.Salvage | None:
    """Runs while nobody has the outbox open."""

    def work() -> salvage.Salvage | None:
        salvage.finish_swap(path)
        return None if health.is_sound(path) else salvage.mend_outbox(path, journal, genuine)

    return _as_storage(work)


def _mended(path: Path, journal: Journal, damaged: bool) -> salvage.Salvage | None:
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
