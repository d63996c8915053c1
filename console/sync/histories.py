"""Fetches histories of indicators: many in one question, of each only what is missing here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from console.base.errors import IocError, LinkError
from console.records.misread import Misreads
from console.sync.measured import keep_points
from contract.points import MOST_IDS, MOST_POINTS
from offline_cache import feeds, history
from offline_cache.cache import Cache
from offline_cache.errors import ReplacedError

_log = logging.getLogger(__name__)
NOT_THERE = 404


class Source(Protocol):
    """Whoever has them. Each raises `LinkError`."""

    async def many_points(self, series: Sequence[Mapping[str, str]], limit: int) -> dict[str, Any]:
        """Measured values of many indicators, each from its `since` on."""

    async def points(self, indicator_id: str, since: str | None) -> dict[str, Any]:
        """Measured values of one."""


@dataclass
class _Begun:
    """How far one history goes here, and from where on it is asked for."""

    newest: str
    since: str
    odd: int = 0
    """How many of its values were none."""


class Histories:
    """One console's. `announce("points", ids)` hears what came."""

    def __init__(
        self,
        cache: Cache,
        source: Source,
        announce: Callable[[str, set[str] | None], None],
        now: Callable[[], datetime],
        misreads: Misreads | None = None,
    ) -> None:
        self._cache = cache
        self._source = source
        self._announce = announce
        self._now = now
        self._misreads = misreads or Misreads()
        self._begun: dict[str, _Begun] = {}
        """Those of which a part has come."""
        self._one_by_one = False
        """Whether the server is of before one could ask for many."""

    async def fetch(self, windows: Mapping[str, timedelta]) -> None:
        """Fill these up to now, `MOST_IDS` at most; what lies farther back than an indicator's window nobody looks at.

        Raises `LinkError`, and `ReplacedError` where the file was replaced on the way: it lacks what came before.
        """
        left = windows
        while left:
            done = await self.fetch_some(left)
            left = {key: window for key, window in left.items() if key not in done}

    async def fetch_some(self, windows: Mapping[str, timedelta], limit: int = MOST_POINTS) -> set[str]:
        """The same with one question for so many values; those that are whole now. Raises as `fetch`."""
        asked = {key: windows[key] for key in list(windows)[:MOST_IDS]}
        new = {key: window for key, window in asked.items() if key not in self._begun}
        self._begun |= await self._cache.read(lambda db: _begun(db, new, self._now()))
        try:
            whole = await self._asked({key: self._begun[key] for key in asked}, limit)
        except (IocError, ReplacedError):
            self._begun.clear()  # begin again from what the file says
            raise
        for key in whole:
            self._misreads.points(key, self._begun.pop(key).odd)
        return whole

    async def prune(self, days: float = history.KEPT_DAYS) -> None:
        """Forget what is older."""
        now_ms = round(self._now().timestamp() * 1000)
        await self._cache.write(lambda db: history.prune_points(db, now_ms, days))

    async def _asked(self, begun: Mapping[str, _Begun], limit: int) -> set[str]:
        if not self._one_by_one:
            try:
                return await self._many(begun, limit)
            except LinkError as error:
                if error.params.get("status") != NOT_THERE:
                    raise
                self._one_by_one = True
                _log.info("histories are asked for one by one: the server knows no other way")
        key = next(iter(begun))
        await self._one(key, begun[key])
        return {key}

    async def _many(self, begun: Mapping[str, _Begun], limit: int) -> set[str]:
        series = [{"id": key, "since": one.since} for key, one in begun.items()]
        answer = await self._source.many_points(series, limit)
        came = _series(answer, begun)
        whole = {key for key, (_points, following) in came.items() if following is None}
        if not whole and not any(points for points, _following in came.values()):
            raise LinkError("bad_answer", detail="points")  # it would be asked for ever
        await self._keep(begun, {key: points for key, (points, _following) in came.items() if points})
        for key, (_points, following) in came.items():
            begun[key].since = following or ""
        return whole

    async def _one(self, key: str, one: _Begun) -> None:
        since: str | None = one.since
        while since:
            answer = await self._source.points(key, since)
            points, following = answer.get("points"), answer.get("next_since")
            if not isinstance(points, list) or not isinstance(following, str | None) or following == since:
                raise LinkError("bad_answer", detail="points")
            await self._keep({key: one}, {key: points} if points else {})
            since = following

    async def _keep(self, begun: Mapping[str, _Begun], came: Mapping[str, list[Any]]) -> None:
        now = self._now()

        def keep(database: Any) -> None:
            for key, points in came.items():
                one = begun[key]
                one.newest, lost = keep_points(database, key, one.newest, points, now)
                one.odd += lost

        await self._cache.write(keep)
        if came:
            self._announce("points", set(came))


def _begun(database: Any, windows: Mapping[str, timedelta], now: datetime) -> dict[str, _Begun]:
    found = {}
    for key, window in windows.items():
        newest = feeds.get_meta(database, f"points:{key}")
        begin = (now - window).isoformat(timespec="milliseconds")
        late = newest and datetime.fromisoformat(newest) > now - window
        found[key] = _Begun(newest, newest if late else begin)
    return found


def _series(answer: Mapping[str, Any], asked: Mapping[str, _Begun]) -> dict[str, tuple[list[Any], str | None]]:
    """Of each indicator that was asked for what came, and where it goes on. Raises `LinkError` bad_answer."""
    found = {}
    said = answer.get("series")
    for one in said if isinstance(said, list) else ():
        if isinstance(one, Mapping) and one.get("id") in asked:
            points, following = one.get("points"), one.get("next_since")
            if isinstance(points, list) and isinstance(following, str | None):
                found[str(one["id"])] = (points, following)
    if found.keys() != asked.keys():
        raise LinkError("bad_answer", detail="points")
    return found
