"""What many values come to: spans of five minutes, hours, and days of the city's own time."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby

from backend.points.door import DAY_MS, Point, Resolution, Rollup

FIVE_MINUTES_MS, HOUR_MS = 300_000, 3_600_000
Span = Callable[[int], int]
"""When the span began that a millisecond belongs to."""


def span_of(resolution: Resolution, zone: tzinfo) -> Span:
    """Spans of a resolution; days begin at midnight in `zone`.

    Hours are counted in UTC, so a zone that is off by a part of an hour has days that begin up to that much early.
    """
    if resolution == "day":
        return lambda at_ms: _midnight(at_ms // HOUR_MS, zone)
    return span_of_ms(FIVE_MINUTES_MS if resolution == "5min" else HOUR_MS)


def span_of_ms(step_ms: int) -> Span:
    """Spans of one length."""
    return lambda at_ms: at_ms // step_ms * step_ms


@functools.lru_cache(maxsize=200_000)
def _midnight(hour: int, zone: tzinfo) -> int:
    try:
        local = datetime.fromtimestamp(hour * 3600, zone)
        start = round(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):  # on the first or last day that a calendar has: a source's mistake
        start = hour * HOUR_MS // DAY_MS * DAY_MS
    return start // HOUR_MS * HOUR_MS


def rolled(points: Iterable[Point], span: Span) -> Iterator[Rollup]:
    """Values in the order of their times, span by span."""
    for start, among in groupby(points, lambda point: span(point[0])):
        values = [value for _at, value in among]
        yield Rollup(start, len(values), min(values), max(values), sum(values), values[-1])


def joined(rollups: Iterable[Rollup], span: Span) -> Iterator[Rollup]:
    """Spans in their order, put together to longer ones."""
    for start, among in groupby(rollups, lambda one: span(one.at_ms)):
        parts = list(among)
        yield Rollup(
            start,
            sum(part.number for part in parts),
            min(part.least for part in parts),
            max(part.greatest for part in parts),
            sum(part.total for part in parts),
            parts[-1].last,
        )
