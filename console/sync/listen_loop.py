"""Holds the stream of wake-ups open, and has the cache pulled at each, or what it brought taken in."""

from __future__ import annotations

import asyncio
import logging

from console.base.errors import IocError
from console.net.api import Api, Wakeup
from console.sync.contact import Contact
from console.sync.host import Host
from console.sync.steps import Steps

_log = logging.getLogger(__name__)
WAKING = frozenset({"wake", "page"})


class ListenLoop:
    """The loop `listen` of a session."""

    def __init__(self, session: Host, contact: Contact, steps: Steps) -> None:
        self._session = session
        self._contact = contact
        self._steps = steps

    async def run(self) -> None:
        """For ever; a stream that ends is opened again after a pause."""
        heard: asyncio.Queue[Wakeup | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def receive(api: Api) -> bool:
            """Whether the server ended it in order, after it had said something."""
            spoke = False
            try:
                for wakeup in api.wakeups():
                    spoke = True
                    loop.call_soon_threadsafe(heard.put_nowait, wakeup)
                return spoke
            except IocError as error:
                _log.info("stream: %s", error.code)
                return False
            finally:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(heard.put_nowait, None)

        while True:
            self._steps.in_the_air("listen", True)
            work = asyncio.ensure_future(self._session.call(receive))
            while (wakeup := await heard.get()) is not None:
                self._steps.in_the_air("listen", True)
                self._contact.streaming = True
                self._session.links.heard()
                if wakeup.page is not None:
                    self._contact.brought.append(wakeup.page)
                if wakeup.name in WAKING:
                    self._contact.pull.set()
            self._contact.streaming = False
            # A server that is put into a new version says goodbye, and another takes the next stream within seconds.
            if not await work:
                self._session.links.stream_lost()
            self._contact.pull.set()
            await self._steps.pause("listen", self._contact.pause_s())
