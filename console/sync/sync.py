"""Everything that keeps one console's cache in step with its server, and tells what came of that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from console.base.surroundings import Surroundings
from console.net.connection import Connection
from console.storage.data_folder import DataFolder
from console.sync.catch_up import CatchUp
from console.sync.looking_through import LookingThrough
from console.sync.loops import Loops
from console.sync.wanted import Wanted


class Sync:
    """Made once; loops run while somebody is signed in. What the loops need (`console.sync.host`) is found here."""

    def __init__(
        self,
        around: Surroundings,
        connection: Connection,
        data: DataFolder,
        learn_cameras: Callable[[], Awaitable[None]],
        owner_id: Callable[[], str],
    ) -> None:
        self.changes, self.notices, self.time = around.changes, around.notices, around.time
        self.links, self.call, self.cut = connection.links, connection.call, connection.cut
        self.caches, self.store = data.caches, data.store
        self.learn_cameras, self.owner_id = learn_cameras, owner_id
        self.catch_up: CatchUp | None = None
        """What the last outage has changed."""
        self.drift = 0
        """How often since the start what was kept here was not what the server has, and was fetched anew."""
        self.wanted = Wanted()
        """Which histories screens read."""
        self.store.history_read = self.wanted.read
        self._storage = data.storage
        self._looking = LookingThrough(self.caches[0], self.store, self.changes, self.notices)
        self._loops: Loops | None = None

    def look(self) -> None:
        """Look through what is kept here, from now on."""
        self._looking.start()

    def make(self) -> None:
        """Be ready for a backend."""
        self._loops = Loops(self)
        self._storage.rebuilt = self._loops.refill

    def begin(self) -> None:
        """Somebody has signed in: run, or try everything now; nothing without a backend."""
        if self._loops is not None:
            self._loops.start()

    async def end(self) -> None:
        """Nobody is signed in any more: end every loop and wait for it."""
        if self._loops is not None:
            await self._loops.stop()

    def saved(self) -> None:
        """Something waits to be sent."""
        if self._loops is not None:
            self._loops.wake_delivery()

    async def close(self) -> None:
        """End for good."""
        await self.end()
        await self._looking.close()
