"""The loops that keep a session in step with its backend: hear wake-ups, pull, deliver, learn, fetch
histories, watch."""

from __future__ import annotations

import asyncio

from console.net.remote import Remote
from console.sync.contact import Contact
from console.sync.delivery_loop import DeliveryLoop
from console.sync.history_loop import HistoryLoop
from console.sync.host import Host
from console.sync.learn_loop import LearnLoop
from console.sync.listen_loop import ListenLoop
from console.sync.outage import OutageWatch
from console.sync.pull_loop import PullLoop
from console.sync.steps import Bounds, Steps
from console.sync.watch_loop import WatchLoop
from console.sync.watchdog import Watchdog


class Loops:
    """Runs while somebody is signed in."""

    def __init__(self, session: Host, bounds: Bounds | None = None) -> None:
        self._session = session
        self._bounds = bounds or Bounds()
        self._watchdog = Watchdog(self._free, lambda code, params: session.notices.post(code, "error", **params))
        self._contact = contact = Contact(session.notices)
        steps = Steps(self._watchdog.step, self._bounds)
        remote = Remote(session, steps.in_the_air)
        outage = OutageWatch(*session.caches, session.time.now)
        pull = PullLoop(session, remote, outage, contact, steps)
        self._watch = WatchLoop(session, self._watchdog, outage, contact)
        self._loops = {
            "listen": ListenLoop(session, contact, steps).run,
            "pull": pull.run,
            "deliver": DeliveryLoop(session, remote, contact, steps).run,
            "learn": LearnLoop(session, contact, steps).run,
            "histories": HistoryLoop(session, remote, contact, steps).run,
            "watch": self._watch.run,
        }

    def start(self) -> None:
        """Begin; where they run already, try everything now."""
        if self._watchdog.running:
            self._contact.try_all()
            return
        self._contact.begin()
        self._watch.begin()
        self._watchdog.start(self._loops)

    async def stop(self) -> None:
        """End every loop and wait for it."""
        await self._watchdog.stop()

    def wake_delivery(self) -> None:
        """Something was saved."""
        self._contact.deliver.set()

    def refill(self) -> None:
        """The cache was replaced by an empty one: fetch everything now, not when it is next looked."""
        self._contact.pull.set()

    async def _free(self) -> None:
        """Let go of what a stuck loop holds: its connections, then its thread where even that did not end it."""
        self._session.cut()
        await asyncio.sleep(0.5)
        self._session.cut(self._bounds.air_s / 2)
