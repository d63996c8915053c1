"""Answers a question about many indicators within its bounds: so many values in all, so many seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from backend.points.door import AT_ONCE, Asked, Pieces, PointStore, Resolution

TIME_S = 2.0
"""A console asks again for what is left; meanwhile others have their turn."""


@dataclass
class Found:
    """What there is of an indicator, oldest first, and from which millisecond on there may be more; None: no more."""

    rows: list[Any] = field(default_factory=list)
    next_ms: int | None = None


def answer(
    store: PointStore,
    asked: Sequence[Asked],
    resolution: Resolution,
    limit: int,
    *,
    time_s: float = TIME_S,
    now_s: Callable[[], float] = time.monotonic,
) -> dict[str, Found]:
    """At most `limit` values (one at least, where there is one) of what is asked, in `time_s` and the time of one read.

    Raises `PointsDownError`.
    """
    found = {key: Found(next_ms=since_ms) for key, since_ms in asked}
    until_s, waiting, given = now_s() + time_s, iter(found.items()), 0
    while lot := [(key, one.next_ms or 0) for key, one in islice(waiting, AT_ONCE)]:
        before = ""
        with closing(_read(store, lot, resolution)) as pieces:
            for key, rows in pieces:
                if before not in ("", key):
                    found[before].next_ms = None
                before = key
                kept = [] if given and now_s() > until_s else rows[: limit - given]
                found[key].rows += kept
                given += len(kept)
                if len(kept) < len(rows):
                    found[key].next_ms = rows[len(kept)][0]
                    return found
        for key, _since_ms in lot:
            found[key].next_ms = None
        if now_s() > until_s:
            break
    return found


def _read(store: PointStore, lot: Sequence[Asked], resolution: Resolution) -> Pieces[Any]:
    return store.raw(lot) if resolution == "raw" else store.rolled(lot, resolution)
