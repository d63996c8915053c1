"""The contract on net threads, watched: how long answers take, and what time the server has."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from console.base.notices import Notices
from console.base.server_time import SKEW_S, ServerTime, boot_s
from console.net.api import Api
from console.net.links import Links

T = TypeVar("T")


class Far(Protocol):
    """What is needed of a session."""

    links: Links
    notices: Notices
    time: ServerTime

    async def call(self, work: Callable[[Api], T]) -> T:
        """Run a blocking call of the contract on a net thread."""


async def timed(session: Far, call: Awaitable[T]) -> T:
    """Await a call that was not asked to wait, and remember how long its answer took."""
    began = boot_s()
    answer = await call
    session.links.took(boot_s() - began)
    return answer


def digest(api: Api, cursor: str) -> dict[str, Any]:
    """Counts and digests of every type as of `cursor`. Blocks; raises `LinkError`."""
    return api.call("GET", "/v1/sync/digest", {"cursor": cursor})


def many_points(api: Api, series: Sequence[Mapping[str, str]], limit: int) -> dict[str, Any]:
    """Measured values of many indicators. Blocks; raises `LinkError`."""
    return api.call("POST", "/v1/points:query", body={"series": list(series), "limit": limit})


class Remote:
    """What the loops ask of a backend. `step(loop, flying)` hears of every call and every answer."""

    def __init__(self, session: Far, step: Callable[[str, bool], None]) -> None:
        self._session = session
        self._step = step
        self._skew_s: float | None = None
        """How far the server's clock was ahead of ours at the last answer, and how long that answer took."""
        self._took_s = 0.0
        self._skewed = False
        self.outbox_age_s = 0.0
        """For how long the oldest unsent action has waited; told with the next question, for who watches over all."""

    async def snapshot(self, page: str | None) -> dict[str, Any]:
        """A page of everything."""
        return await self._stepping("pull", self._session.call(lambda api: api.snapshot(page)))

    async def changes(self, cursor: str, limit: int, wait_s: float) -> dict[str, Any]:
        """Changes after `cursor`."""
        began = boot_s()
        call = self._session.call(lambda api: api.changes(cursor, limit, wait_s, self.outbox_age_s))
        answer = await self._stepping("pull", call if wait_s else timed(self._session, call))
        self._took_s = boot_s() - began
        self._skew_s = self._skew_of(answer.get("server_time"))
        return answer

    async def digest(self, cursor: str) -> dict[str, Any]:
        """Counts and digests of every type as of `cursor`."""
        return await self._stepping("pull", self._session.call(lambda api: digest(api, cursor)))

    async def points(self, indicator_id: str, since: str | None) -> dict[str, Any]:
        """Measured values of an indicator."""
        return await self._stepping("histories", self._session.call(lambda api: api.points(indicator_id, since)))

    async def many_points(self, series: Sequence[Mapping[str, str]], limit: int) -> dict[str, Any]:
        """Measured values of many, each from its `since` on."""
        return await self._stepping("histories", self._session.call(lambda api: many_points(api, series, limit)))

    async def push(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        """Deliver actions."""
        return await self._stepping("deliver", timed(self._session, self._session.call(lambda api: api.push(batch))))

    def judge_clock(self) -> None:
        """Learn the server's time from the last answer, and tell once where this machine's clock is off."""
        if self._skew_s is None:
            return
        self._session.time.learn(self._skew_s, self._took_s)
        skewed = abs(self._skew_s) > SKEW_S + self._took_s  # the way of the answer is part of what seems to be skew
        if skewed and not self._skewed:
            self._session.notices.post("clock_skew", "warning", seconds=round(self._skew_s))
        elif self._skewed and not skewed:
            self._session.notices.take_back("clock_skew")
        self._skewed = skewed

    async def _stepping(self, name: str, call: Awaitable[dict[str, Any]]) -> dict[str, Any]:
        self._step(name, True)
        try:
            return await call
        finally:
            self._step(name, False)

    def _skew_of(self, server_time: object) -> float | None:
        try:
            return (datetime.fromisoformat(str(server_time)) - self._session.time.local()).total_seconds()
        except (ValueError, TypeError):
            return None
