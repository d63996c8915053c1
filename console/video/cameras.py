"""The decoders of one console, and whom they may ask for pictures: learnt from the server, kept for the next outage."""

from __future__ import annotations

from console.base.errors import LinkError
from console.base.surroundings import Surroundings
from console.net.connection import Connection
from console.video import access
from console.video.fleet import Fleet
from offline_cache.cache import Cache


class Cameras:
    """Without `decode` no process is started."""

    def __init__(self, around: Surroundings, connection: Connection, cache: Cache, *, decode: bool) -> None:
        settings = around.settings
        self.fleet = Fleet(
            cameras_per_worker=settings.cameras_per_worker, reader=settings.reader, replay_s=settings.replay_seconds
        )
        self.fleet.set_access(None)
        self._around = around
        self._connection = connection
        self._cache = cache
        self._decode = decode

    def start(self) -> None:
        """Start what decodes."""
        if self._decode:
            self.fleet.start()

    async def stop(self) -> None:
        """End every process, and give back the memory of every picture."""
        await self._around.blocking(self.fleet.stop)

    async def take_up(self, sign_ins: access.SignIns) -> None:
        """Go on with what was known at the end of the last run."""
        self.fleet.set_access(await access.remembered(self._cache, sign_ins))

    async def learn(self) -> access.SignIns:
        """Ask whom the decoders may ask; the sign-ins, to be kept where the desk's own is.

        Raises `LinkError`, `SignInError`.
        """
        try:
            found = access.understood(await self._connection.call(lambda api: api.camera_access()))
        except LinkError as error:
            without = access.without_list(error)
            if without is None:
                raise
            found = without
        self.fleet.set_access(found)
        await access.remember(self._cache, found)
        return found.sign_ins
