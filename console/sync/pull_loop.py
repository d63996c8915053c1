"""Pulls when woken, and now and then to prove that it works; tells how the link stands by how that goes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from console.base.errors import LinkError, SignInError
from console.base.server_time import boot_s
from console.net.remote import Remote
from console.records.models import LinkChannel
from console.sync.contact import Contact
from console.sync.delivery import waiting_for_s
from console.sync.end_check import EndCheck
from console.sync.host import Host
from console.sync.outage import OutageWatch
from console.sync.pull import Puller
from console.sync.steps import Steps
from offline_cache import outbox

QUIET_PULL_S = 10.0
"""With the stream alive the server is only asked to prove that it answers; wake-ups bring the rest."""
DOUBTFUL_PULL_S = 2.0
"""As long as one slow answer alone says nothing."""
POLL_WAIT_S = 5.0
"""Long poll while there is no stream."""
WISHED_MOST_S = 60.0
"""A server that wishes to be left alone for longer is asked all the same: the queue on screen grows old."""
CATCH_UP_S = 60.0
"""What has not arrived so long after a return is waiting, not catching up."""

NEVER = float("-inf")


class PullLoop:
    """The loop `pull` of a session."""

    def __init__(self, session: Host, remote: Remote, outage: OutageWatch, contact: Contact, steps: Steps) -> None:
        self._session = session
        self._remote = remote
        self._outage = outage
        self._contact = contact
        self._steps = steps
        cache, self._box = session.caches
        self.puller = Puller(cache, self._box, remote, session.changes.emit, misreads=session.store.misreads)
        self._end_check = EndCheck(cache, remote, self.puller.rebuild, partial(_tell_drift, session))
        self._catching_up_since: float | None = None
        self._asked_at = NEVER

    async def run(self) -> None:
        """For ever, page by page."""
        self._steps.in_the_air("pull", False)
        await self._outage.begin()
        self._end_check.caught_up()  # somebody else may have signed in, who sees less than is kept here, or more
        more = True
        while True:
            self._contact.pull.clear()
            try:
                self._remote.outbox_age_s = await self._box.read(waiting_for_s)
                pulled = await self.puller.pull(
                    0.0 if self._contact.streaming or more else POLL_WAIT_S, self._brought()
                )
                if not pulled.more:
                    await self._end_check.look()
            except (LinkError, SignInError) as error:
                await self._failed(error)
                continue
            more = pulled.more
            if pulled.offered:
                self._contact.deliver.set()
            await self._succeeded(more)
            if pulled.whole:
                self._contact.learn.set()
                self._contact.histories.set()
            self._remote.judge_clock()
            if not more:
                doubtful = self._session.links.pace.may_be_slow
                quiet_s = (DOUBTFUL_PULL_S if doubtful else QUIET_PULL_S) if self._contact.streaming else 0.05
                await self._steps.rest("pull", self._contact.pull, quiet_s)

    def _brought(self) -> list[Mapping[str, Any]]:
        """What wake-ups brought; nothing where it is time to ask, which alone proves that asking works."""
        brought = list(self._contact.brought)
        self._contact.brought.clear()
        if brought and boot_s() - self._asked_at < QUIET_PULL_S:
            return brought
        self._asked_at = boot_s()
        return []

    async def _failed(self, error: LinkError | SignInError) -> None:
        self._asked_at = NEVER  # a stream that goes on is no proof that asking works again
        self._contact.failed(error)
        self._session.links.failed(error.code)
        await self._outage.notice(self._session.links.all()[LinkChannel.INCIDENTS])
        wished_s = error.retry_after_s if isinstance(error, LinkError) else None
        if wished_s is None:
            await self._steps.rest("pull", self._contact.pull, self._contact.pause_s())
        else:  # nobody wakes us sooner than the server wishes
            await self._steps.pause("pull", min(wished_s, WISHED_MOST_S))

    async def _succeeded(self, more: bool) -> None:
        self._contact.answered()
        if self._contact.is_lost:
            await self._outage.returning()
            self._contact.find()
            self._end_check.caught_up()
            self._catching_up_since = boot_s()
        orders = await self._orders_are_under_way()
        self._session.links.pulled(catching_up=more, orders_catching_up=orders)
        if more or orders:
            return
        summary = await self._outage.back()
        if summary is not None:
            self._session.catch_up = summary
            self._session.changes.emit("catch_up")

    async def _orders_are_under_way(self) -> bool:
        """Whether what waited for the server's return has still not all been sent, answered and pulled."""
        if self._catching_up_since is None:
            return False
        if boot_s() - self._catching_up_since <= CATCH_UP_S:
            if not self._contact.drained:
                return True
            states = (outbox.SENDING, outbox.ANSWERED)
            if await self._box.read(lambda db: bool(outbox.in_states(db, states))):
                return True
        self._catching_up_since = None
        return False


def _tell_drift(session: Host, _types: frozenset[str]) -> None:
    session.drift += 1
    session.notices.post("drift_mended", "warning")
