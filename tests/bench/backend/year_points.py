"""A year of what indicators measured, as arrays that the server would have made of it.

An array is packed by the server's own code, for each day of some indicators; the others have the same values.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from backend.points.arrays import packed
from backend.points.door import DAY_MS, Kept
from backend.points.folding import BLOCK_DAYS, FIVE_MINUTES_S, HOUR_S, block_of, laid_over

MINUTE_MS, MINUTES = 60_000, 1440
PATTERNS = 25
"""Indicators whose arrays are packed."""
Row = tuple[str, int, bool, bytes] | tuple[str, int, int, bytes]


class Blocks(NamedTuple):
    """Arrays of one indicator by the first day that each has."""

    days: dict[int, bytes]
    five_minutes: dict[int, bytes]
    hours: dict[int, bytes]


def blocks(number: int, today: int, days: int) -> Blocks:
    """Of an indicator that reported each minute until `today` (days since 1970), as long as each is kept."""
    values = {day: measured(number, day) for day in range(today - days, today)}
    kept, hour_days = Kept(), dict(BLOCK_DAYS)[HOUR_S]
    found = Blocks({}, {}, {})
    of_block: dict[int, dict[int, dict[int, float]]] = {}
    for day, told in values.items():
        of_block.setdefault(block_of(day, hour_days), {})[day] = told
        if day >= today - kept.raw_days:
            found.days[day] = packed(list(told), list(told.values()))
        if day >= today - kept.five_minutes_days:
            found.five_minutes[day] = _rolled({day: told}, FIVE_MINUTES_S)
    for first, some in of_block.items():
        found.hours[first] = _rolled(some, HOUR_S)
    return found


def measured(number: int, day: int) -> dict[int, float]:
    """What it measured on that day, with one decimal."""
    chance = random.Random(number * 100_000 + day)
    level = chance.uniform(50, 150)
    told = {}
    for minute in range(MINUTES):
        level += chance.gauss(0, 0.5)
        told[day * DAY_MS + minute * MINUTE_MS] = round(level, 1)
    return told


def rows(patterns: list[Blocks], names: list[str]) -> Iterator[tuple[str, list[Row]]]:
    """Table and rows, in the order in which a city writes them: all indicators of a day, then those of the next."""
    for day in sorted(patterns[0].days):
        yield "point_days", [(key, day, True, _of(patterns, at).days[day]) for at, key in enumerate(names)]
    for day in sorted(patterns[0].five_minutes):
        some: list[Row] = [
            (key, FIVE_MINUTES_S, day, _of(patterns, at).five_minutes[day]) for at, key in enumerate(names)
        ]
        yield "point_rollups", some
    for day in sorted(patterns[0].hours):
        yield "point_rollups", [(key, HOUR_S, day, _of(patterns, at).hours[day]) for at, key in enumerate(names)]


def _of(patterns: list[Blocks], at: int) -> Blocks:
    return patterns[at % len(patterns)]


def _rolled(values: dict[int, dict[int, float]], step_s: int) -> bytes:
    spans = laid_over([], values, step_s)
    return packed([one.at_ms for one in spans], *zip(*(one[1:] for one in spans), strict=True))
