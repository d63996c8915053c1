"""Cameras that were lost together: one fault, told once, rather than once for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

WITHIN = timedelta(minutes=1)
"""What fails at one place is seen to fail within this: a switch takes all of its cameras, each at its next picture."""
LEAST = 2


class Lost(NamedTuple):
    """A camera without a picture: the area it stands in (empty where nobody said), and its last moment."""

    camera_id: str
    area: str
    since: datetime


class LostGroup(NamedTuple):
    """Cameras of one area, the first that went first; `since` is when that was."""

    area: str
    camera_ids: tuple[str, ...]
    since: datetime


def lost_together(lost: Iterable[Lost], within: timedelta = WITHIN) -> list[LostGroup]:
    """Groups of at least two cameras of one area that went within so long of the first of them, the largest first."""
    by_area: dict[str, list[Lost]] = {}
    for one in sorted(lost, key=lambda one: (one.since, one.camera_id)):
        by_area.setdefault(one.area, []).append(one)
    groups = [
        LostGroup(area, tuple(one.camera_id for one in run), run[0].since)
        for area, ones in by_area.items()
        if area
        for run in _runs(ones, within)
        if len(run) >= LEAST
    ]
    return sorted(groups, key=lambda group: (-len(group.camera_ids), group.since, group.area))


def _runs(ones: list[Lost], within: timedelta) -> list[list[Lost]]:
    """`ones`, in the order of their times, parted where one went later than `within` after the first of its run."""
    runs: list[list[Lost]] = []
    for one in ones:
        if runs and one.since - runs[-1][0].since <= within:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
