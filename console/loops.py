"""The tasks that keep a session in step with its backend: hear wake-ups, pull, deliver, judge links."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from console.api import Api
from console.changes import Changes
from console.delivery import Delivery, backoff_s
from console.errors import IocError, LinkError, SignInError, StorageError
from console.links import Links
from console.notices import Notices
from console.store import Store
from console.sync import Puller
from offline_cache.cache import Cache

T = TypeVar("T")
_log = logging.getLogger(__name__)
QUIET_PULL_S = 10.0
"""With the stream alive a pull is only made to prove that it works; wake-ups bring the rest."""
QUIET_DELIVER_S = 10.0
POLL_WAIT_S = 5.0
"""Long poll while there is no stream."""
RETRY_FIRST_S, RETRY_LAST_S = 0.5, 2.0
"""One desk that asks every two seconds is no storm, and what waits leaves within 5 s of the server's return."""
RETRY_LONG_S, RETRY_LONG_AFTER_S = 15.0, 600.0
SKEW_S = 5.0
LEARN_S = 300.0
"""How often the list of camera hosts and sign-ins is asked for anew."""


_Loop = Callable[[], Coroutine[Any, Any, None]]


class Host(Protocol):
    """What the loops need of a session."""

    changes: Changes
    notices: Notices
    links: Links
    store: Store

    @property
    def caches(self) -> tuple[Cache, Cache]:
        """The cache and the outbox."""

    async def call(self, work: Callable[[Api], T]) -> T:
        """Run a blocking call of the contract on a net thread."""

    async def needs_points(self) -> bool:
        """Whether no history was ever fetched."""

    async def points_fetched(self) -> None:
        """Remember that it was."""

    async def learn_cameras(self) -> None:
        """Ask whom the decoders may ask for pictures."""


class Loops:
    """Runs while somebody is signed in."""

    def __init__(self, session: Host) -> None:
        self._session = session
        cache, box = session.caches
        self._puller = Puller(cache, box, _Remote(session), session.changes.emit)
        self._delivery = Delivery(
            box, lambda batch: session.call(lambda api: api.push(batch)),
            lambda code, level, params: session.notices.post(code, level, **params),
        )  # fmt: skip
        self._tasks: list[asyncio.Task[None]] = []
        self._pull_now = asyncio.Event()
        self._deliver_now = asyncio.Event()
        self._streaming = False
        self._down_since: float | None = None
        self._skewed = False
        self._learnt = -LEARN_S
        self._chance = random.Random()  # noqa: S311 - jitter, not a secret

    def start(self) -> None:
        """Begin; once."""
        if self._tasks:
            self._pull_now.set()
            self._deliver_now.set()
            return
        loops = {"listen": self._listen, "pull": self._pull, "deliver": self._deliver, "watch": self._watch}
        create = asyncio.get_running_loop().create_task
        self._tasks = [create(self._guard(name, loop), name=name) for name, loop in loops.items()]

    async def stop(self) -> None:
        """End every task and wait for it."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def wake_delivery(self) -> None:
        """Something was saved."""
        self._deliver_now.set()

    async def _guard(self, name: str, loop: _Loop) -> None:
        """A loop that falls over is a bug of ours: it is logged and begun again, never silently dead."""
        while True:
            try:
                await loop()
            except StorageError as error:
                _log.warning("storage: %s", error.code)
                self._session.notices.post(error.code, "error")
            except asyncio.CancelledError:
                raise
            except Exception:  # noqa: BLE001 - the last net of a loop; it is logged with its trace
                _log.exception("%s fell over and begins again", name)
            await asyncio.sleep(2.0)

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
            work = asyncio.ensure_future(self._session.call(receive))
            while (name := await heard.get()) is not None:
                self._streaming = True
                self._session.links.heard()
                if name == "wake":
                    self._pull_now.set()
            self._streaming = False
            self._session.links.stream_lost()
            await work
            self._pull_now.set()
            await asyncio.sleep(self._pause_s())

    async def _pull(self) -> None:
        """Pull when woken, and now and then to prove that it works."""
        more = True
        while True:
            self._pull_now.clear()
            try:
                pulled = await self._puller.pull(0.0 if self._streaming or more else POLL_WAIT_S)
            except (LinkError, SignInError) as error:
                self._failed(error)
                await self._sleep(self._pull_now, self._pause_s())
                continue
            more = pulled.more
            await self._succeeded(more)
            self._judge_clock(pulled.skew_s)
            if not more:
                await self._sleep(self._pull_now, QUIET_PULL_S if self._streaming else 0.05)

    async def _succeeded(self, more: bool) -> None:
        returned = self._down_since is not None
        self._down_since = None
        if returned:
            self._deliver_now.set()
        if returned or time.monotonic() - self._learnt > LEARN_S:
            self._learnt = time.monotonic()
            await self._learn_cameras()
        pending = await self._session.store.pending_count()
        self._session.links.pulled(catching_up=more or (returned and pending > 0))
        if (not more and await self._session.needs_points()) or (returned and not more):
            await self._fetch_points()

    async def _learn_cameras(self) -> None:
        try:
            await self._session.learn_cameras()
        except (LinkError, SignInError) as error:
            _log.info("camera access: %s", error.code)
            self._learnt = -LEARN_S

    async def _fetch_points(self) -> None:
        try:
            await self._puller.fetch_points()
        except (LinkError, SignInError) as error:
            self._failed(error)
        else:
            await self._session.points_fetched()

    def _judge_clock(self, skew_s: float | None) -> None:
        skewed = skew_s is not None and abs(skew_s) > SKEW_S
        if skewed and not self._skewed and skew_s is not None:
            self._session.notices.post("clock_skew", "warning", seconds=round(skew_s))
        self._skewed = skewed

    def _failed(self, error: IocError) -> None:
        if self._down_since is None:
            self._down_since = time.monotonic()
        if isinstance(error, SignInError):
            self._session.notices.post(error.code, "warning")
        self._session.links.failed(error.code)

    def _pause_s(self) -> float:
        """How long to leave the server alone: short while somebody may wait, longer when it stays away."""
        if self._down_since is not None and time.monotonic() - self._down_since > RETRY_LONG_AFTER_S:
            return self._chance.uniform(RETRY_LAST_S, RETRY_LONG_S)
        return self._chance.uniform(RETRY_FIRST_S, RETRY_LAST_S)

    async def _deliver(self) -> None:
        """Send while there is something to send and somebody to take it."""
        failures = 0
        while True:
            self._deliver_now.clear()
            if self._down_since is not None:
                # Numbering is final: what waits for a server that is known to be away can still be taken back.
                await self._sleep(self._deliver_now, QUIET_DELIVER_S)
                continue
            try:
                while (sent := await self._delivery.round()) is not None:
                    failures = 0
                    self._session.changes.emit("outbox")
                    self._pull_now.set()
                    if sent.again:
                        break
                await self._sleep(self._deliver_now, QUIET_DELIVER_S)
            except (LinkError, SignInError) as error:
                failures += 1
                self._failed(error)
                wished = error.retry_after_s if isinstance(error, LinkError) else None
                await self._sleep(self._deliver_now, wished or backoff_s(failures, self._chance))

    async def _watch(self) -> None:
        """Silence is a sign too."""
        while True:
            await asyncio.sleep(1.0)
            self._session.links.judge()

    @staticmethod
    async def _sleep(event: asyncio.Event, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()


class _Remote:
    """The reading half of the contract, on net threads."""

    def __init__(self, session: Host) -> None:
        self._session = session

    async def snapshot(self, page: str | None) -> dict[str, Any]:
        """A page of everything."""
        return await self._session.call(lambda api: api.snapshot(page))

    async def changes(self, cursor: str, limit: int, wait_s: float) -> dict[str, Any]:
        """Changes after `cursor`."""
        return await self._session.call(lambda api: api.changes(cursor, limit, wait_s))

    async def points(self, indicator_id: str, since: str | None) -> dict[str, Any]:
        """Measured values."""
        return await self._session.call(lambda api: api.points(indicator_id, since))
