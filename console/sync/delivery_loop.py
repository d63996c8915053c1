"""Sends what was done here, while there is something to send and somebody to take it."""

from __future__ import annotations

import logging
import random

from console.base.errors import IocError, LinkError, SignInError
from console.base.server_time import boot_s
from console.net.remote import Remote
from console.sync.contact import Contact
from console.sync.delivery import Delivery, backoff_s
from console.sync.host import Host
from console.sync.steps import Steps

_log = logging.getLogger(__name__)
QUIET_DELIVER_S = 10.0


class DeliveryLoop:
    """The loop `deliver` of a session."""

    def __init__(self, session: Host, remote: Remote, contact: Contact, steps: Steps) -> None:
        self._session = session
        self._contact = contact
        self._steps = steps
        _cache, box = session.caches
        self._delivery = Delivery(
            box,
            remote.push,
            lambda code, level, params: session.notices.post(code, level, **params),
            own=session.owner_id,
        )
        self._chance = random.Random()  # noqa: S311 - jitter, not a secret

    async def run(self) -> None:
        """For ever."""
        failures = 0
        contact = self._contact
        while True:
            contact.deliver.clear()
            contact.returned.clear()
            if contact.is_lost:
                # Numbering is final: what waits for a server that is known to be away can still be taken back.
                await self._steps.rest("deliver", contact.deliver, QUIET_DELIVER_S)
                continue
            try:
                await self._drain()
            except (LinkError, SignInError) as error:
                failures += 1
                _log.info("delivery: %s", error.code)
                contact.refused(error)
                self._session.links.sent(error.code)
                await self._back_off(error, failures)
            else:
                failures = 0
                await self._steps.rest("deliver", contact.deliver, QUIET_DELIVER_S)

    async def _drain(self) -> None:
        while True:
            self._steps.in_the_air("deliver", False)
            sent = await self._delivery.round()
            if sent is None:
                if not self._contact.drained:
                    self._contact.drained = True
                    self._contact.pull.set()
                return
            self._session.links.sent()
            self._session.changes.emit("outbox")
            self._contact.pull.set()
            if sent.again:
                return

    async def _back_off(self, error: IocError, failures: int) -> None:
        """Leave the server alone for as long as it wishes; else until the link returns, or for a random while."""
        wished_s = error.retry_after_s if isinstance(error, LinkError) else None
        rest_s = backoff_s(failures, self._chance) if wished_s is None else wished_s
        self._session.links.next_try_s = boot_s() + rest_s
        if wished_s is None:
            await self._steps.rest("deliver", self._contact.returned, rest_s)
        else:
            await self._steps.pause("deliver", wished_s)
