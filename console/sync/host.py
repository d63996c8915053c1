"""What keeping in step with a backend needs of a session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from console.base.changes import Changes
from console.base.notices import Notices
from console.base.server_time import ServerTime
from console.net.api import Api
from console.net.links import Links
from console.storage.store import Store
from console.sync.catch_up import CatchUp
from console.sync.wanted import Wanted
from offline_cache.cache import Cache

T = TypeVar("T")


class Host(Protocol):
    """A session, as its loops see it."""

    changes: Changes
    notices: Notices
    links: Links
    store: Store
    time: ServerTime
    wanted: Wanted
    catch_up: CatchUp | None
    drift: int
    """How often what was kept here was not what the server has."""

    @property
    def caches(self) -> tuple[Cache, Cache]:
        """The cache and the outbox."""

    async def call(self, work: Callable[[Api], T]) -> T:
        """Run a blocking call of the contract on a net thread."""

    def owner_id(self) -> str:
        """In whose sign-in everything is asked and sent; empty for nobody's."""

    def cut(self, hung_for_s: float | None = None) -> None:
        """Cut every connection in the air; calls that have hung for so long despite that lose their threads."""

    def learn_cameras(self) -> Awaitable[None]:
        """Ask whom the decoders may ask for pictures."""
