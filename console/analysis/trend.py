"""What a trend may draw of measured points: where the line goes on, where it has a gap, and which points stand alone.

Nothing is invented between two reports that lie farther apart than their source allows. Times are POSIX seconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PERIOD_S: Mapping[str, int] = MappingProxyType(
    {"minute": 60, "five_minutes": 300, "hour": 3600, "day": 86400, "month": 31 * 86400}
)
"""How often an indicator's source promises to report, by the contract's word for it."""
MISSED = 2.5
"""Of so many periods without a report nothing is known: one report may be lost and the next one late (2 periods and
a half); two lost in a row are an outage. The promise decides, not what was observed: a source that is mostly down
would otherwise make its outages the rule."""
SHORT_S, LONG_S = 24 * 3600.0, 30 * 24 * 3600.0
AHEAD_S = 300.0
"""So far ahead of now a source's clock may be, as clocks of machines differ; what is later has no place on the axis."""
SLOW_S = 86400.0
"""What reports once a day or less has no trend within one: it is shown over 30 days, all else over 24 hours."""
_NONE: Floats = np.empty(0)
_BREAK: Floats = np.array([np.nan])


@dataclass(frozen=True)
class Trend:
    """What is drawn: the line, broken by NaN at every gap, and the points that have no neighbour to be joined to."""

    at: Floats
    values: Floats
    lone_at: Floats
    lone: Floats

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not len(self.at) and not len(self.lone_at)

    @property
    def all_values(self) -> Floats:
        """Every value drawn."""
        return np.concatenate((self.values[np.isfinite(self.values)], self.lone))


NOTHING = Trend(_NONE, _NONE, _NONE, _NONE)


def window_s(period_s: float | None) -> float:
    """How far back a trend looks, in seconds."""
    return LONG_S if period_s is not None and period_s >= SLOW_S else SHORT_S


def history_of(period: str) -> timedelta:
    """How far back the trend of an indicator is shown whose source promises to report so often."""
    return timedelta(seconds=window_s(PERIOD_S.get(period)))


def in_order(at: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Finite points in the order of their times; of several at one time the last that came counts (a value that was
    measured again replaces the old one)."""
    good = np.isfinite(at) & np.isfinite(values)
    at, values = at[good], values[good]
    order = np.argsort(at, kind="stable")
    at, values = at[order], values[order]
    last = np.append(at[1:] != at[:-1], True)[: len(at)]
    return at[last], values[last]


def within(at: Floats, values: Floats, since: float, until: float) -> tuple[Floats, Floats]:
    """The points from `since` to `until`, both included: what a clock in the future measured is not shown as now."""
    inside = (at >= since) & (at <= until)
    return at[inside], values[inside]


def allowed_s(at: Floats, period_s: float | None) -> float:
    """How far two neighbours may lie apart and still be joined; without a promised period their median distance is
    taken for one. `at` ascends."""
    if period_s is not None:
        return MISSED * period_s
    return MISSED * float(np.median(np.diff(at))) if len(at) > 1 else 0.0


def trend(at: Floats, values: Floats, period_s: float | None, pixel_s: float) -> Trend:
    """What is drawn of points that ascend in time, in about two points for each pixel of `pixel_s` seconds.

    Every gap that is wider than a pixel stays one, and every pixel keeps its lowest and highest value.
    """
    if not len(at):
        return NOTHING
    apart = max(allowed_s(at, period_s), pixel_s)
    edges = [0, *(np.flatnonzero(np.diff(at) > apart) + 1).tolist(), len(at)]
    parts: list[tuple[Floats, Floats]] = []
    lone: list[int] = []
    for begin, end in itertools.pairwise(edges):
        if end - begin == 1:
            lone.append(begin)
            continue
        if parts:
            parts.append((_BREAK, _BREAK))
        columns = max(1, round(float(at[end - 1] - at[begin]) / pixel_s)) if pixel_s > 0 else 0
        parts.append(reduced(at[begin:end], values[begin:end], columns))
    if not parts:
        return Trend(_NONE, _NONE, at, values)
    line, heights = (np.concatenate(sides) for sides in zip(*parts, strict=True))
    return Trend(line, heights, at[lone], values[lone])


def reduced(at: Floats, values: Floats, columns: int) -> tuple[Floats, Floats]:
    """A line without gaps in at most two points for each of `columns` equal spans of time, and its two ends: every
    span keeps its lowest and its highest value. `at` ascends, all is finite."""
    if columns < 1 or len(values) <= 2 * columns + 2:
        return at, values
    edges = np.searchsorted(at, np.linspace(at[0], at[-1], columns + 1)[1:-1])
    begins = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(at)]))
    keep = {0, len(at) - 1}
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        if begin < end:
            part = values[begin:end]
            keep |= {begin + int(part.argmin()), begin + int(part.argmax())}
    kept = sorted(keep)
    return at[kept], values[kept]


def levels(values: Floats, low: float, high: float) -> Floats:
    """`values` as parts of the way from `low` to `high` (0 to 1 between them), whatever their size: a painter's own
    arithmetic fails at 1e15 and at 1e-12, and the difference of two huge numbers is no number."""
    size = max(abs(low), abs(high)) or 1.0
    bottom, top = low / size, high / size
    return (values / size - bottom) / ((top - bottom) or 1.0)


def frame(values: Floats, limit: float | None) -> tuple[float, float]:
    """The lowest and highest value of the axis. A limit is on it where it lies within twice the values' own span: one
    far outside would press the curve flat. A constant has a tenth of itself above and below."""
    low, high = float(values.min()), float(values.max())
    size = max(abs(low), abs(high)) or 1.0
    low, high = low / size, high / size  # the span of two huge numbers would be infinite
    span = (high - low) or 0.1
    near = limit / size if limit is not None and np.isfinite(limit) else None
    if near is not None and low - 2 * span <= near <= high + 2 * span:
        low, high = min(low, near), max(high, near)
    pad = ((high - low) or span) * 0.08
    most = float(np.finfo(np.float64).max)
    return max(-most, (low - pad) * size), min(most, (high + pad) * size)


def change(at: Floats, values: Floats, span_s: float) -> float | None:
    """By how much the last value differs from the one `span_s` before it; None where none was reported near then: at
    most a quarter of the span earlier. `at` ascends, all is finite."""
    if len(at) < 2:
        return None
    then = float(at[-1]) - span_s
    place = int(np.searchsorted(at, then, side="right")) - 1
    if place < 0 or then - float(at[place]) > span_s / 4:
        return None
    found = float(values[-1]) - float(values[place])
    return found if np.isfinite(found) else None


def ticks(low: float, high: float) -> list[float]:
    """Two or three round numbers from `low` to `high`, for the labels of an axis; none where there is nothing round."""
    span = high - low
    if not (np.isfinite(span) and span > 0):
        return []
    power = 10.0 ** np.floor(np.log10(span))
    for step in (power * share for share in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0)):
        first, last = np.ceil(low / step), np.floor(high / step)
        if last - first <= 2:
            return [float(f"{number * step:.12g}") for number in np.arange(first, last + 1)]
    return []
