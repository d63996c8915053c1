"""The one door to measured values, whichever engine keeps them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, Protocol, TypeVar

from backend.base.problems import ProblemError

Series = tuple[str, Sequence[tuple[datetime, float]]]
"""Measured values of an indicator, each with its time."""
Point = tuple[int, float]
"""Milliseconds since 1970 (UTC), and the value."""
Resolution = Literal["raw", "5min", "hour", "day"]
"""Each value as it was measured, or what a span of time comes to."""
Asked = tuple[str, int]
"""An indicator, and from which millisecond on."""
DAY_MS = 86_400_000
AT_ONCE = 20
"""So many indicators are read together: enough that the way to the database costs little, and few enough that whoever
reads may stop between two lots."""
AGAIN_S = 10


class Rollup(NamedTuple):
    """What was measured in a span of time: from when, the number of values, the least, the greatest, their
    sum, the last."""

    at_ms: int
    number: float
    least: float
    greatest: float
    total: float
    last: float


@dataclass(frozen=True)
class Kept:
    """For how many days values are kept, by their resolution. The numbers are a pack's where it says none: a season as
    measured, two years to compare a week with the same one of the year before, ten for the trend of a city."""

    raw_days: int = 90
    five_minutes_days: int = 730
    hours_days: int = 3650
    """Of hours, and of the days that are made of them."""


class PointsDownError(ProblemError):
    """What keeps the measured values does not answer. Nothing else stops: records, actions and the feed go on."""

    def __init__(self, detail: str) -> None:
        super().__init__(503, "points-unavailable", detail, {"Retry-After": str(AGAIN_S)})


T = TypeVar("T")
Pieces = Generator[tuple[str, list[T]], None, None]
"""Indicators, each with some of what there is of it, oldest first; all pieces of one come together."""


class PointStore(Protocol):
    """Keeps what indicators measured, apart from the ledger: neither waits for the other's lock.

    Safe to call from several threads, and over one database from several servers. Every method raises
    `PointsDownError`.
    """

    def put(self, series: Sequence[Series]) -> None:
        """Keep these values. Late ones find their place; of two of the same time the one that arrived last holds.

        May be repeated: what is there already stays as it is. Where it fails a part may have been kept.
        """

    def raw(self, asked: Sequence[Asked]) -> Pieces[Point]:
        """Values of at most `AT_ONCE` indicators; of one that has none there may be no piece. Whoever has enough closes
        it."""

    def rolled(self, asked: Sequence[Asked], resolution: Resolution) -> Pieces[Rollup]:
        """The same by spans of time. A span that has begun is there as far as it goes; values that came late are in."""

    def upkeep(self, now_ms: int) -> None:
        """Put together what can be, and forget what need not be kept; to be called once an hour."""
