"""Keeps both files usable through whatever the disk does, and says at any moment how they stand.

What is damaged goes aside and is built anew; a full disk is given its reserve; after a write or sync that failed, the
outbox is written to a new file before anything is called saved again. All of it while the screens go on reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from console.base.changes import Changes
from console.base.errors import StorageError
from console.base.notices import Notices
from console.people.author_key import AuthorKey
from console.records.models import Actor, PendingAction
from console.storage.desk_files import Blocking, DeskFile, DeskFiles
from console.verbs.actions import Action
from contract.kinds import KINDS
from offline_cache import feeds, health
from offline_cache.salvage import Salvage

_log = logging.getLogger(__name__)
StorageState = Literal["ok", "full", "read_only", "rebuilding"]
Trouble = Literal["full", "read_only"] | DeskFile
"""`cache` and `outbox`: the file is damaged or has failed, and is to be built anew."""
TEND_S = 1.0
CHECK_S, CHECK_SHARE = 20.0, 50
"""How often the files are read through for damage; never more than a fiftieth of the time goes into it."""
FEW_BYTES = 2**20
SHOWN_KINDS = (*KINDS, "points", "outbox")


class Storage:
    """The cache, the outbox and its journal, in one folder."""

    def __init__(self, folder: Path, changes: Changes, notices: Notices, blocking: Blocking) -> None:
        self.folder = folder
        self.files = DeskFiles(folder, self._failed, blocking)
        self.rebuilt: Callable[[], None] = lambda: None
        """Called when the cache is new and empty: it wants to be filled."""
        self._changes = changes
        self._notices = notices
        self._blocking = blocking
        self._troubles: set[Trouble] = set()
        self._empty = False
        self._begun_anew = ""
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
        begun_anew = await self.files.open_cache()
        if begun_anew:
            self._tell_begun_anew(begun_anew)
        self._tell_recovered(await self.files.open_outbox())
        if not await self._blocking(lambda: _has_room(self.folder)):
            await self._room_gone()
        self._task = asyncio.create_task(self._tend_always(), name="storage")

    def _tell_begun_anew(self, code: str) -> None:
        self._notices.post(code, "warning")
        self._begun_anew = code
        self._empty = True

    def _tell_recovered(self, found: Salvage | None) -> None:
        if found is not None:
            self._notices.post("salvaged", "warning", saved=found.saved, total=found.total)

    async def close(self) -> None:
        """Let go of everything."""
        self._closing = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.files.close()

    # saving

    async def save(
        self, action: Action, actor: Actor, instead_of: str | None = None, key: AuthorKey | None = None
    ) -> PendingAction:
        """Save what `actor` did, signed with their `key`; returns once it is on the disk.

        Raises `StorageError`: then it is not saved.

        A lock that another program holds is waited for: the screens say so, and nothing is saved or refused meanwhile.
        """
        if self._troubles - {"cache"}:
            await self._tend()
            self._refuse_in_trouble()
        while True:
            try:
                saved = await self.files.outbox.save(action, actor, instead_of, key)
            except StorageError as error:
                if error.code == "busy" and not self._closing:
                    continue
                await self._judge(error)
                raise
            if self.files.outbox.behind:
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

    def _failed(self, file: DeskFile, error: StorageError) -> None:
        """Hear of a failure of a file, on the loop's thread."""
        if error.code == "full":
            self._troubles.add("full")
        elif error.code == "read_only":
            self._troubles.add("read_only")
        elif error.code in {"io_error", "corrupt"} and error.params.get("detail") != "closed":
            _log.warning("%s: %s %s", file, error.code, error.params)
            if error.code == "corrupt":
                self.files.damaged.add(file)
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
        elif state in {"full", "read_only"}:
            self._notices.take_back("storage_ok")
        self._changes.emit("storage")

    async def _tend_always(self) -> None:
        checked, pause_s = time.monotonic(), CHECK_S
        while True:
            troubled = bool(self._troubles or self._empty or self.files.outbox.behind)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TEND_S if troubled else CHECK_S / 4):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self._tend()
                if not self._troubles and time.monotonic() - checked > pause_s:
                    began = time.monotonic()
                    await self.files.check()
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
                if self.files.outbox.behind and not self._troubles:
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
        await self.files.checkpoint()
        self._announce()

    async def _mend_outbox(self) -> None:
        found = await self.files.mend_outbox()
        self._troubles.discard("outbox")
        self._tell_recovered(found)
        for kind in ("outbox", "incident"):
            self._changes.emit(kind)

    async def _mend_cache(self) -> None:
        empty = await self.files.mend_cache()
        self._troubles.discard("cache")
        if not empty:
            return
        self._tell_begun_anew("corrupt")
        for kind in SHOWN_KINDS:
            self._changes.emit(kind)
        self.rebuilt()

    async def _second_copy(self) -> None:
        self._notices.post("second_copy", "warning")
        await self.files.outbox.shorten()
        if not self.files.outbox.behind:
            self._notices.take_back("second_copy")

    async def _fill(self) -> None:
        """A new cache is whole once a snapshot has come."""
        if self._empty and await self.files.cache.read(lambda db: feeds.get_meta(db, "cursor") != ""):
            self._empty = False
            self._notices.take_back(self._begun_anew)
            self._notices.post("rebuilt", "info")


def _has_room(folder: Path) -> bool:
    return health.keep_ballast(folder) or _few_left(folder)


def _few_left(folder: Path) -> bool:
    return health.free_bytes(folder) >= FEW_BYTES
