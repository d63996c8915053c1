"""Learns what does not come with the changes: whom to ask for pictures, and the histories of indicators."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from console.base.errors import LinkError, SignInError
from console.net.links import Links
from console.sync.pull import Puller
from offline_cache.errors import ReplacedError

_log = logging.getLogger(__name__)


class Pupil(Protocol):
    """What is needed of a session."""

    links: Links

    async def needs_points(self) -> bool:
        """Whether no history was ever fetched."""

    async def points_fetched(self) -> None:
        """Remember that it was."""

    async def learn_cameras(self) -> None:
        """Ask whom the decoders may ask for pictures."""


class Learner:
    """One round at each return, and now and then. `step(loop, flying)` hears of every call and every answer."""

    def __init__(self, session: Pupil, puller: Puller, step: Callable[[str, bool], None]) -> None:
        self._session = session
        self._puller = puller
        self._step = step
        self.points_due = False
        """Whether values may have been missed."""

    async def round(self) -> bool:
        """Ask for both; whether both were had."""
        cameras = await self._cameras()
        return await self._points() and cameras

    async def _cameras(self) -> bool:
        self._step("learn", True)
        try:
            await self._session.learn_cameras()
        except (LinkError, SignInError) as error:
            _log.info("camera access: %s", error.code)
            return False
        return True

    async def _points(self) -> bool:
        self._step("learn", False)
        if not self.points_due and not await self._session.needs_points():
            return True
        try:
            await self._puller.fetch_points()
        except (LinkError, SignInError) as error:
            self._session.links.histories(error.code)
            return False
        except ReplacedError:
            self.points_due = True
            return False
        self.points_due = False
        self._session.links.histories()
        await self._session.points_fetched()
        return True
