"""Which backups stay: the newest of each of so many days, weeks and months. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

_PART = re.compile(r"(daily|weekly|monthly)=(\d{1,3})")


@dataclass(frozen=True)
class Keep:
    """Of so many days, ISO weeks and months that have a backup, the newest one each."""

    daily: int = 0
    weekly: int = 0
    monthly: int = 0


def keep_of(text: str) -> Keep | None:
    """`daily=7,weekly=4,monthly=12`, understood. Raises ValueError for anything else, and where nothing would stay.

    `all` removes none.
    """
    if text == "all":
        return None
    found: dict[str, int] = {}
    for part in text.split(","):
        told = _PART.fullmatch(part.strip())
        if told is None or told[1] in found:
            raise ValueError(f"“{part}” is none of daily=N, weekly=N, monthly=N")
        found[told[1]] = int(told[2])
    if not any(found.values()):
        raise ValueError("nothing would stay")
    return Keep(**found)


def kept(moments: Iterable[datetime], keep: Keep) -> set[datetime]:
    """Those of `moments` (UTC) that stay. The newest always does."""
    newest_first = sorted(set(moments), reverse=True)
    stays = set(newest_first[:1])
    for count, period in _periods(keep):
        seen: set[tuple[int, int]] = set()
        for moment in newest_first:
            if len(seen) < count and period(moment) not in seen:
                seen.add(period(moment))
                stays.add(moment)
    return stays


def _periods(keep: Keep) -> tuple[tuple[int, Callable[[datetime], tuple[int, int]]], ...]:
    return (
        (keep.daily, lambda at: (at.year, at.timetuple().tm_yday)),
        (keep.weekly, lambda at: (at.isocalendar().year, at.isocalendar().week)),
        (keep.monthly, lambda at: (at.year, at.month)),
    )
