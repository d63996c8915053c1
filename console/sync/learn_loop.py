"""Learns what does not come with the changes: whom to ask for pictures, and where the server's audit stands."""

from __future__ import annotations

import logging

from console.base.errors import LinkError, SignInError
from console.sync.audit_heads import AuditHeads
from console.sync.contact import Contact
from console.sync.host import Host
from console.sync.steps import Steps

_log = logging.getLogger(__name__)
LEARN_S, LEARN_AGAIN_S = 300.0, 3.0
"""How often the list of camera hosts and sign-ins is asked for anew; and after it could not be had."""


class LearnLoop:
    """The loop `learn`: one round at each return, and now and then."""

    def __init__(self, session: Host, contact: Contact, steps: Steps) -> None:
        self._session = session
        self._contact = contact
        self._steps = steps
        self._heads = AuditHeads(session)

    async def run(self) -> None:
        """For ever."""
        while True:
            self._contact.learn.clear()
            wait_s = LEARN_S
            if not self._contact.is_lost:
                if not await self._cameras():
                    wait_s = LEARN_AGAIN_S
                await self._audit()
            await self._steps.rest("learn", self._contact.learn, wait_s)

    async def _audit(self) -> None:
        """Where it stands; what cannot be asked now is asked the next time."""
        self._steps.in_the_air("learn", True)
        try:
            await self._heads.look()
        except (LinkError, SignInError) as error:
            _log.info("the server's audit: %s", error.code)

    async def _cameras(self) -> bool:
        """Whether they were had."""
        self._steps.in_the_air("learn", True)
        try:
            await self._session.learn_cameras()
        except (LinkError, SignInError) as error:
            _log.info("camera access: %s", error.code)
            return False
        return True
