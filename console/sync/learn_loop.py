"""Learns what does not come with the changes: whom to ask for pictures, and the histories of indicators."""

from __future__ import annotations

import logging

from console.base.errors import LinkError, SignInError
from console.sync.contact import Contact
from console.sync.host import Host
from console.sync.pull import Puller
from console.sync.steps import Steps
from offline_cache import feeds
from offline_cache.errors import ReplacedError

_log = logging.getLogger(__name__)
POINTS_FETCHED = "points_fetched"
"""The cache's note that histories were ever fetched."""
LEARN_S, LEARN_AGAIN_S = 300.0, 3.0
"""How often the list of camera hosts and sign-ins is asked for anew; and after it could not be had."""


class LearnLoop:
    """The loop `learn`: one round at each return, and now and then."""

    def __init__(self, session: Host, puller: Puller, contact: Contact, steps: Steps) -> None:
        self._session = session
        self._puller = puller
        self._contact = contact
        self._steps = steps

    async def run(self) -> None:
        """For ever."""
        while True:
            self._contact.learn.clear()
            wait_s = LEARN_S
            if not self._contact.is_lost and not await self._round():
                wait_s = LEARN_AGAIN_S
            await self._steps.rest("learn", self._contact.learn, wait_s)

    async def _round(self) -> bool:
        """Ask for both; whether both were had."""
        cameras = await self._cameras()
        return await self._points() and cameras

    async def _cameras(self) -> bool:
        self._steps.in_the_air("learn", True)
        try:
            await self._session.learn_cameras()
        except (LinkError, SignInError) as error:
            _log.info("camera access: %s", error.code)
            return False
        return True

    async def _points(self) -> bool:
        self._steps.in_the_air("learn", False)
        cache, _box = self._session.caches
        fetched = await cache.read(lambda db: feeds.get_meta(db, POINTS_FETCHED))
        if fetched and not self._contact.points_due:
            return True
        try:
            await self._puller.fetch_points()
        except (LinkError, SignInError) as error:
            self._session.links.histories(error.code)
            return False
        except ReplacedError:
            self._contact.points_due = True
            return False
        self._contact.points_due = False
        self._session.links.histories()
        await cache.write(lambda db: feeds.set_meta(db, POINTS_FETCHED, "1"))
        return True
