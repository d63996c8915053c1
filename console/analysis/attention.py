"""How many moving pictures the people in a room can watch: what one person still detects on several monitors.

The figures are those of docs/explanation/domain.md#the-room, from the PSDB's trials: one person detects 85, 74, 58 and
53 % of events on 1, 4, 6 and 9 monitors.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import pairwise

DETECTED = ((1, 0.85), (4, 0.74), (6, 0.58), (9, 0.53))
"""Monitors for one person, and the share of events that is detected."""
COMFORTABLE = 4
"""Between four and six the share falls fastest; up to four it is nearly that of one."""
WATCHED = frozenset({"camera", "slot", "tour"})
"""Of the tile types that come with the console, those whose pictures move and ask to be watched."""


@dataclass(frozen=True)
class Attention:
    """What the wall asks of those who sit before it."""

    tiles: int
    watchers: int

    @property
    def per_watcher(self) -> float:
        """Moving pictures for each person; for one where nobody is named."""
        return self.tiles / max(1, self.watchers)

    @property
    def detected(self) -> float:
        """The share of events that is still seen (0 to 1); beyond the trials it is their last figure, at the most."""
        return detected(self.per_watcher)

    @property
    def is_beyond(self) -> bool:
        """Whether nobody has measured so many."""
        return self.per_watcher > DETECTED[-1][0]

    @property
    def is_too_many(self) -> bool:
        """Whether there are more than can be watched well."""
        return self.per_watcher > COMFORTABLE

    @property
    def most(self) -> int:
        """How many these people can watch well."""
        return COMFORTABLE * max(1, self.watchers)


def attention(types: Iterable[str], watchers: int, watched: Container[str] = WATCHED) -> Attention:
    """What tiles of these types ask of so many watchers, where those of `watched` are to be watched."""
    return Attention(sum(kind in watched for kind in types), watchers)


def detected(monitors: float) -> float:
    """The share for one person with so many monitors, in a straight line between the trials' figures."""
    if monitors <= DETECTED[0][0]:
        return DETECTED[0][1]
    for (low, above), (high, below) in pairwise(DETECTED):
        if monitors <= high:
            return above + (below - above) * (monitors - low) / (high - low)
    return DETECTED[-1][1]
