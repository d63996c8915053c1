"""The loops that keep a session in step with its backend: hear wake-ups, pull, deliver, learn, watch."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol, TypeVar

from console.base.beat import Beat
from console.base.changes import Changes
from console.base.errors import UNREADABLE, IocError, LinkError, SignInError, StorageError
from console.base.notices import Notices
from console.base.server_time import ServerTime, boot_s
from console.net.api import Api
from console.net.links import Links
from console.net.remote import Remote
from console.records.models import LinkChannel
from console.storage.store import Store
from console.sync.catch_up import CatchUp
from console.sync.delivery import Delivery, backoff_s
from console.sync.end_check import EndCheck
from console.sync.learner import Learner
from console.sync.outage import Away
from console.sync.pull import Puller
from console.sync.waking import Waking
from console.sync.watchdog import Keeper
from offline_cache import outbox
from offline_cache.cache import BUSY_S, Cache

T = TypeVar("T")
_log = logging.getLogger(__name__)
QUIET_PULL_S = 10.0
"""With the stream alive a pull is only made to prove that it works; wake-ups bring the rest."""
DOUBTFUL_PULL_S = 2.0
"""As long as one slow answer alone says nothing."""
QUIET_DELIVER_S = 10.0
POLL_WAIT_S = 5.0
"""Long poll while there is no stream."""
RETRY_FIRST_S, RETRY_LAST_S = 0.5, 2.0
"""One desk that asks every two seconds is no storm, and what waits leaves within 5 s of the server's return."""
RETRY_LONG_S, RETRY_LONG_AFTER_S = 15.0, 600.0
WISHED_MOST_S = 60.0
"""A server that wishes to be left alone for longer is asked all the same: the queue on screen grows old."""
LEARN_S, LEARN_AGAIN_S = 300.0, 3.0
"""How often the list of camera hosts and sign-ins is asked for anew; and after it could not be had."""
CATCH_UP_S = 60.0
"""What has not arrived so long after a return is waiting, not catching up."""


@dataclass(frozen=True)
class Bounds:
    """How long a step of a loop may take before it counts as stuck, in seconds."""

    air_s: float = 60.0
    """A call: its long poll and its deadline together are half of this."""
    storage_s: float = BUSY_S + 30.0
    """A transaction: another process may hold the lock for `BUSY_S`."""
    idle_s: float = 30.0
    """Beyond the pause that a loop has chosen."""


class Host(Protocol):
    """What the loops need of a session."""

    changes: Changes
    notices: Notices
    links: Links
    store: Store
    time: ServerTime
    catch_up: CatchUp | None
    drift: int
    """How often what was kept here was not what the server has."""

    @property
    def caches(self) -> tuple[Cache, Cache]:
        """The cache and the outbox."""

    async def call(self, work: Callable[[Api], T]) -> T:
        """Run a blocking call of the contract on a net thread."""

    def cut(self, hung_for_s: float | None = None) -> None:
        """Cut every connection in the air; calls that have hung for so long despite that lose their threads."""

    async def needs_points(self) -> bool:
        """Whether no history was ever fetched."""

    async def points_fetched(self) -> None:
        """Remember that it was."""

    async def learn_cameras(self) -> None:
        """Ask whom the decoders may ask for pictures."""


class Loops:
    """Runs while somebody is signed in."""

    def __init__(self, session: Host, bounds: Bounds | None = None) -> None:
        self._session = session
        self._bounds = bounds or Bounds()
        cache, box = session.caches
        self._beat = Beat(_log_fault)
        self._keeper = Keeper(self._free, lambda code, params: session.notices.post(code, "error", **params))
        self._remote = Remote(session, self._in_the_air)
        self._puller = Puller(cache, box, self._remote, session.changes.emit, misreads=session.store.misreads)
        self._learner = Learner(session, self._puller, self._in_the_air)
        self._delivery = Delivery(
            box, self._remote.push, lambda code, level, params: session.notices.post(code, level, **params)
        )
        self.end_check = EndCheck(cache, self._remote, self._puller.rebuild, partial(_tell_drift, session))
        self._away = Away(cache, box, session.time.now)
        self._waking = Waking()
        self._pull_now, self._deliver_now = asyncio.Event(), asyncio.Event()
        self._learn_now, self._returned = asyncio.Event(), asyncio.Event()
        self._streaming = False
        self._down_since: float | None = None
        self._catching_up_since: float | None = None
        self._drained = False
        self._refusal = ""
        self._chance = random.Random()  # noqa: S311 - jitter, not a secret

    def start(self) -> None:
        """Begin; where they run already, try everything now."""
        if self._keeper.running:
            for event in (self._pull_now, self._deliver_now, self._returned):
                event.set()
            return
        self._down_since = boot_s()
        self._waking.look()
        self._keeper.start(
            {
                "listen": self._listen,
                "pull": self._pull,
                "deliver": self._deliver,
                "learn": self._learn,
                "watch": self._watch,
            }
        )

    async def stop(self) -> None:
        """End every loop and wait for it."""
        await self._keeper.stop()

    def wake_delivery(self) -> None:
        """Something was saved."""
        self._deliver_now.set()

    def refill(self) -> None:
        """The cache was replaced by an empty one: fetch everything now, not when it is next looked."""
        self._pull_now.set()

    # what the keeper needs

    async def _free(self) -> None:
        """Let go of what a stuck loop holds: its connections, then its thread where even that did not end it."""
        self._session.cut()
        await asyncio.sleep(0.5)
        self._session.cut(self._bounds.air_s / 2)

    def _in_the_air(self, name: str, flying: bool) -> None:
        self._keeper.step(name, self._bounds.air_s if flying else self._bounds.storage_s)

    # hearing and pulling

    async def _listen(self) -> None:
        """Hold the stream of wake-ups open."""
        heard: asyncio.Queue[str | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def receive(api: Api) -> None:
            try:
                for name in api.wakeups():
                    loop.call_soon_threadsafe(heard.put_nowait, name)
            except IocError as error:
                _log.info("stream: %s", error.code)
            finally:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(heard.put_nowait, None)

        while True:
            self._in_the_air("listen", True)
            work = asyncio.ensure_future(self._session.call(receive))
            while (name := await heard.get()) is not None:
                self._in_the_air("listen", True)
                self._streaming = True
                self._session.links.heard()
                if name == "wake":
                    self._pull_now.set()
            self._streaming = False
            self._session.links.stream_lost()
            await work
            self._pull_now.set()
            pause_s = _pause_s(self._down_since, self._chance)
            self._keeper.step("listen", pause_s + self._bounds.idle_s)
            await asyncio.sleep(pause_s)

    async def _pull(self) -> None:
        """Pull when woken, and now and then to prove that it works."""
        self._keeper.step("pull", self._bounds.storage_s)
        await self._away.begin()
        more = True
        while True:
            self._pull_now.clear()
            try:
                pulled = await self._puller.pull(0.0 if self._streaming or more else POLL_WAIT_S)
                if not pulled.more:
                    await self.end_check.look()
            except (LinkError, SignInError) as error:
                self._failed(error)
                self._session.links.failed(error.code)
                await self._away.notice(self._session.links.all()[LinkChannel.INCIDENTS])
                wished_s = error.retry_after_s if isinstance(error, LinkError) else None
                if wished_s is None:
                    await self._sleep("pull", self._pull_now, _pause_s(self._down_since, self._chance))
                else:  # nobody wakes us sooner than the server wishes
                    await self._sleep("pull", asyncio.Event(), min(wished_s, WISHED_MOST_S))
                continue
            more = pulled.more
            if pulled.offered:
                self._deliver_now.set()
            await self._succeeded(more)
            if pulled.whole:
                self._learn_now.set()
            self._remote.judge_clock()
            if not more:
                doubtful = self._session.links.pace.may_be_slow
                quiet_s = (DOUBTFUL_PULL_S if doubtful else QUIET_PULL_S) if self._streaming else 0.05
                await self._sleep("pull", self._pull_now, quiet_s)

    async def _succeeded(self, more: bool) -> None:
        self._refusal = ""
        if self._down_since is not None:
            await self._away.returning()
            self._down_since = None
            self.end_check.caught_up()
            self._catching_up_since, self._drained, self._learner.points_due = boot_s(), False, True
            for event in (self._deliver_now, self._learn_now, self._returned):
                event.set()
        orders = await self._orders_are_under_way()
        self._session.links.pulled(catching_up=more, orders_catching_up=orders)
        if more or orders:
            return
        summary = await self._away.back()
        if summary is not None:
            self._session.catch_up = summary
            self._session.changes.emit("catch_up")

    async def _orders_are_under_way(self) -> bool:
        """Whether what waited for the server's return has still not all been sent, answered and pulled."""
        if self._catching_up_since is None:
            return False
        if boot_s() - self._catching_up_since <= CATCH_UP_S:
            if not self._drained:
                return True
            states = (outbox.SENDING, outbox.ANSWERED)
            _cache, box = self._session.caches
            if await box.read(lambda db: bool(outbox.in_states(db, states))):
                return True
        self._catching_up_since = None
        return False

    def _failed(self, error: IocError) -> None:
        if error.code in UNREADABLE:
            # We cannot read what it says, but it can take what we said: the outbox is drained as it is.
            if self._down_since is not None:
                self._down_since = None
                self._deliver_now.set()
        elif self._down_since is None:
            self._down_since = boot_s()
        self._refused(error)

    def _refused(self, error: IocError) -> None:
        """A sign-in that no longer holds is told once, not at every try."""
        if isinstance(error, SignInError) and error.code != self._refusal:
            self._refusal = error.code
            self._session.notices.post(error.code, "warning")

    # delivering

    async def _deliver(self) -> None:
        """Send while there is something to send and somebody to take it."""
        failures = 0
        while True:
            self._deliver_now.clear()
            self._returned.clear()
            if self._down_since is not None:
                # Numbering is final: what waits for a server that is known to be away can still be taken back.
                await self._sleep("deliver", self._deliver_now, QUIET_DELIVER_S)
                continue
            try:
                await self._drain()
            except (LinkError, SignInError) as error:
                failures += 1
                _log.info("delivery: %s", error.code)
                self._refused(error)
                self._session.links.sent(error.code)
                await self._back_off(error, failures)
            else:
                failures = 0
                await self._sleep("deliver", self._deliver_now, QUIET_DELIVER_S)

    async def _drain(self) -> None:
        while True:
            self._keeper.step("deliver", self._bounds.storage_s)
            sent = await self._delivery.round()
            if sent is None:
                if not self._drained:
                    self._drained = True
                    self._pull_now.set()
                return
            self._session.links.sent()
            self._session.changes.emit("outbox")
            self._pull_now.set()
            if sent.again:
                return

    async def _back_off(self, error: IocError, failures: int) -> None:
        """Leave the server alone for as long as it wishes; else until the link returns, or for a random while."""
        wished_s = error.retry_after_s if isinstance(error, LinkError) else None
        rest_s = backoff_s(failures, self._chance) if wished_s is None else wished_s
        self._session.links.next_try_s = boot_s() + rest_s
        if wished_s is None:
            await self._sleep("deliver", self._returned, rest_s)
        else:
            self._keeper.step("deliver", wished_s + self._bounds.idle_s)
            await asyncio.sleep(wished_s)

    # learning what does not come with the changes

    async def _learn(self) -> None:
        """Whom to ask for pictures, and the histories of indicators: at each return, and now and then."""
        while True:
            self._learn_now.clear()
            wait_s = LEARN_S
            if self._down_since is None and not await self._learner.round():
                wait_s = LEARN_AGAIN_S
            await self._sleep("learn", self._learn_now, wait_s)

    # watching

    async def _watch(self) -> None:
        """Silence is a sign too; and so is time that has passed without us."""
        links = self._session.links
        while True:
            await asyncio.sleep(1.0)
            with self._beat.part("keeper"):
                await self._keeper.check()
            with self._beat.part("clocks"):
                await self._look_at_clocks()
            with self._beat.part("links"):
                links.judge()
            with self._beat.part("away"):
                await self._away.notice(links.all()[LinkChannel.INCIDENTS])

    async def _look_at_clocks(self) -> None:
        """After a sleep every connection is suspect: cut all, pull at once. A clock that was set changes nothing."""
        gap = self._waking.look()
        if gap.moved_s:
            _log.info("the time of day was set by %.0f s", gap.moved_s)
        if not gap.away_s:
            return
        _log.info("nobody was awake for %.0f s", gap.away_s)
        self._keeper.slept(gap.away_s)
        self._session.links.pace.woke()
        await self._away.lost(self._session.time.now() - timedelta(seconds=gap.away_s))
        if self._down_since is None:
            self._down_since = boot_s()
        self._session.cut()
        self._pull_now.set()

    async def _sleep(self, name: str, event: asyncio.Event, seconds: float) -> None:
        self._keeper.step(name, seconds + self._bounds.idle_s)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()


def _tell_drift(session: Host, _types: frozenset[str]) -> None:
    session.drift += 1
    session.notices.post("drift_mended", "warning")


def _log_fault(error: BaseException) -> None:
    if isinstance(error, StorageError):
        _log.warning("storage: %s", error.code)  # it tells how it stands itself
    else:
        _log.error("a part of the watch fell over", exc_info=error)


def _pause_s(down_since: float | None, chance: random.Random) -> float:
    """How long to leave the server alone: short while somebody may wait, longer when it stays away."""
    if down_since is not None and boot_s() - down_since > RETRY_LONG_AFTER_S:
        return chance.uniform(RETRY_LAST_S, RETRY_LONG_S)
    return chance.uniform(RETRY_FIRST_S, RETRY_LAST_S)
