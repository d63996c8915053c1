"""The data folder of one console: held for one program, its files open, read by screens, and swept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import IO

from console.base.surroundings import Surroundings
from console.records.misread import Misreads
from console.storage.drafts import Drafts
from console.storage.retention import Retention
from console.storage.storage import Storage
from console.storage.store import Store
from offline_cache import health
from offline_cache.drafts import DraftFile


class DataFolder:
    """`owner` says whose drafts are shown: the id of whoever sits here, empty for nobody."""

    def __init__(self, around: Surroundings, owner: Callable[[], str]) -> None:
        self._folder = around.data_dir
        self.storage = Storage(self._folder, around.changes, around.notices, around.blocking)
        files = self.storage.files
        self.caches = files.cache, files.box
        """The cache and the outbox."""
        self.store = Store(*self.caches, Misreads(lambda: around.changes.emit("misread")))
        self.drafts = Drafts(DraftFile(self._folder / "drafts.json"), around.blocking, owner, around.time.now)
        self._retention = Retention(*self.caches)
        self._sweeping: asyncio.Task[None] | None = None
        self._lock: IO[bytes] | None = None

    def hold(self) -> None:
        """Keep others out. Raises `StorageError` in_use, and where nothing can be written."""
        self._lock = health.lock_folder(self._folder)

    async def open(self) -> None:
        """Open everything and begin to sweep. Raises `StorageError` where nothing can be kept."""
        await self.storage.open()
        await self.drafts.start()
        self._sweeping = asyncio.get_running_loop().create_task(self._retention.run(), name="retention")

    async def close(self) -> None:
        """Write what is not written yet, and close."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.wait((self._sweeping,))
        await self.drafts.stop()
        await self.storage.close()

    def let_go(self) -> None:
        """Let others in."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
