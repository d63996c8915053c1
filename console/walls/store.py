"""What the wall's screens read: walls and layouts from the cache with ours laid over them, and what the nodes really
show, which only the server knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from console.net.api import Api
from console.records.models import Layout
from console.records.wall import Actual, AlarmRule, LayoutVersion, Recording, Still, Wall
from console.storage.store import Store
from console.walls import api as wall_api
from console.walls.actions import layouts_with, overlay
from console.walls.api import Asked

T = TypeVar("T")
STILLS_KEPT = 64
"""As many screens as any wall has: what was fetched is not fetched again while it is the same."""


class Call(Protocol):
    """`Session.call`: runs a blocking call of the contract on a net thread."""

    def __call__(self, work: Callable[[Api], T]) -> Awaitable[T]:
        """Raises `LinkError`, `SignInError`."""


class WallStore:
    """Reads around walls. What is in the cache never waits for the network; the rest raises `LinkError`.

    The outbox is read first: what is settled between two reads is in the records then, and not lost from sight.
    """

    def __init__(self, store: Store, call: Call) -> None:
        self._store = store
        self._call = call
        self._stills: dict[tuple[str, str], Still] = {}

    # from the cache

    async def walls(self) -> list[Wall]:
        """All walls, in the order of their ids."""
        saved = await self._store.outbox()
        found = await self._store.records("wall", Wall)
        return sorted((overlay(wall, saved) for wall in found), key=lambda wall: wall.id)

    async def wall(self, name: str, *, ours: bool = True) -> Wall | None:
        """One wall, with what waits of `ours` or as the server alone said it; None where there is none."""
        saved = await self._store.outbox() if ours else []
        found = next(iter(await self._store.records("wall", Wall, (name,))), None)
        return overlay(found, saved) if found is not None and ours else found

    async def alarm_rules(self) -> list[AlarmRule]:
        """What fills reserved slots, in the order in which rules are asked."""
        return sorted(await self._store.records("alarm_rule", AlarmRule), key=lambda rule: (rule.order, rule.id))

    async def layouts(self) -> list[Layout]:
        """All layouts, with ours that are on their way."""
        saved = await self._store.outbox()
        return layouts_with(await self._store.layouts(), saved)

    # from the server

    async def actual(self, name: str, *, glance: bool = False) -> Actual:
        """What the wall really shows; a `glance` lets its nodes send no more stills than without."""
        return await self._call(lambda api: wall_api.actual(api, name, glance=glance))

    async def still(self, name: str, screen: str) -> Still | None:
        """How a screen looked last; None where nobody knows."""
        known = self._stills.get((name, screen))
        etag = known.etag if known is not None else ""
        fresh = await self._call(lambda api: wall_api.still(api, name, screen, etag))
        if fresh is None:
            return known
        if len(self._stills) >= STILLS_KEPT:
            self._stills.clear()
        self._stills[name, screen] = fresh
        return fresh

    async def recording(
        self,
        name: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        screen: str = "",
        camera: str = "",
        incident: str = "",
        page: str | None = None,
    ) -> Recording:
        """A page of what was on the wall, the newest first."""
        asked = {"from": since and since.isoformat(), "to": until and until.isoformat(), "screen": screen}
        asked |= {"camera": camera, "incident": incident, "page": page}
        query = {key: value for key, value in asked.items() if value}
        return await self._call(lambda api: wall_api.recording(api, name, query))

    async def recorded_still(self, name: str, still_id: str) -> Still | None:
        """A picture of the recording."""
        return await self._call(lambda api: wall_api.recorded_still(api, name, still_id))

    async def versions(self, layout: str) -> list[LayoutVersion]:
        """Every version of a layout that was saved, the newest first."""
        return await self._call(lambda api: wall_api.versions(api, layout))

    # what a node says; only the wall's own token may

    async def report(self, name: str, node: str, said: Mapping[str, Any]) -> Asked:
        """Say what a node shows; the answer tells whether somebody looks."""
        return await self._call(lambda api: wall_api.report(api, name, node, said))

    async def send_still(self, name: str, node: str, screen: str, *, jpeg: bytes, at: datetime) -> None:
        """Say how a screen looks: at most 200 kB and 480 px wide."""
        await self._call(lambda api: wall_api.send_still(api, name, node, screen, jpeg=jpeg, at=at))

    async def send_recording(self, name: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Say what a node showed while it could not report."""
        await self._call(lambda api: wall_api.send_recording(api, name, entries))
