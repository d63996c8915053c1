"""Feeds a wall's index of open incidents: all of them once, from then on only those that changed, for every tile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from console.base.beat import Beat
from console.base.changes import Change
from console.session import Session
from console.walls.open_incidents import OpenIncidents
from views.base.refresher import Ids, Refresher

Heard = Callable[[frozenset[str]], None]
"""Told the cameras that came into alarm or left it; none where something else about incidents changed."""


class WallIncidents:
    """One for a wall. `index` is what its tiles show; `listen` tells them when it has changed."""

    def __init__(self, session: Session, failed: Callable[[BaseException], None]) -> None:
        self._session = session
        self.index = OpenIncidents()
        self._looked = asyncio.Event()
        self._has_read = self._is_whole = False
        self._listeners: list[Heard] = []
        self._beat = Beat(failed)
        self._refresher = Refresher(self._read, failed)
        self._stop = session.changes.subscribe({"incident", "outbox"}, self._on_change)
        self._refresher.ask()

    async def ready(self) -> bool:
        """Wait for the first look; whether the index has ever been read."""
        await self._looked.wait()
        return self._has_read

    def listen(self, heard: Heard) -> Callable[[], None]:
        """Hear of changes from now on; calling the answer ends it."""
        self._listeners.append(heard)

        def end() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return end

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def _on_change(self, change: Change) -> None:
        # What of ours the server refused is told without the incident that it was about.
        self._refresher.ask(change.ids if change.kind == "incident" else None)

    async def _read(self, ids: Ids) -> None:
        """All of it at first and after a failure, else the incidents that changed."""
        store, whole = self._session.store, self._is_whole
        self._is_whole = False
        try:
            if ids is None or not whole:
                cameras = self.index.put(await store.incidents(open_only=True))
            else:
                cameras = self.index.put(await store.incidents_of(ids), ids)
            self._has_read = self._is_whole = True
        finally:
            self._looked.set()
        for heard in tuple(self._listeners):
            with self._beat.part(heard):
                heard(cameras)
