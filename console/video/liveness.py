"""Decides, from times alone, what a tile must admit about its picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

LATE_S = 1.0
NO_FRAMES_S = 2.5
"""A freeze must show within 3 s of the last frame; the rest is for one poll and one paint."""
STILL_S, STILL_LOOKS = 4.0, 3
"""A picture that has not changed for so long, and for so many looks, is a frozen encoder; a camera's own clock moves
every second."""
BEHIND_S, CAUGHT_UP_S = 2.0, 1.5
"""Pictures that come so much later than the network could bring them show the past, however evenly they come."""
LONGEST_S = 60.0
"""Whatever a camera's rhythm is: an older picture is not live."""
SPAN_S, HITCHES_S = 10.0, 60.0
"""The rhythm is that of so long; three hitches in a minute belong to it, as far as being late goes."""
UNKNOWN_S = 12.5
"""How long the second picture may take: until it comes nobody knows how slow the camera is (0.1 pictures a second)."""
_STREAMING = frozenset({"live", "connecting"})


class Limits(NamedTuple):
    """Without a sign of life for so many seconds a stream is late, or has no pictures any more."""

    late_s: float
    no_frames_s: float


QUICK = Limits(LATE_S, NO_FRAMES_S)
UNKNOWN = Limits(UNKNOWN_S, UNKNOWN_S)


class Rhythm:
    """The usual interval of one camera's pictures, from looks at it a few times a second, and the limits that follow.

    Usual is the interval in which half of the last ten seconds and more were spent: a stall of 3 s among 25 pictures a
    second is not the rhythm, 10 s between two pictures are, once they came. Besides, the next interval may be as long
    as the last one: a camera that slows down is told once, not at each picture.
    """

    def __init__(self) -> None:
        self._gaps: deque[float] = deque()
        self._span_s = 0.0
        self._hitches: deque[tuple[float, float]] = deque(maxlen=3)
        self._sign_s = self._looked_s = self._quiet_s = 0.0
        self.limits = UNKNOWN

    def look(self, now: float, sign_s: float, first_s: float = 0.0) -> None:
        """One look: when the newest sign of life came, in monotonic seconds like `now`.

        `first_s` is the most that the first interval can be, where that is known before the second picture.
        """
        if first_s and self.limits is UNKNOWN:
            self.limits = _limits(first_s)
        if now - self._looked_s > LATE_S:
            self._sign_s = self._quiet_s = 0.0  # nobody looked: what came meanwhile, and when, is not known
        if sign_s == self._sign_s:
            self._quiet_s = now - sign_s
        elif self._sign_s:
            # More than one may have come since the last look: so long it was seen to be quiet, and not at all since.
            self._learn(now, min(sign_s - self._sign_s, self._quiet_s + now - self._looked_s))
            self._quiet_s = 0.0
        self._sign_s, self._looked_s = sign_s, now

    def lose(self) -> None:
        """The connection is lost: what passes until the next one is no interval."""
        self._sign_s = self._quiet_s = 0.0

    def _learn(self, now: float, gap_s: float) -> None:
        gaps = self._gaps
        gaps.append(gap_s)
        self._span_s += gap_s
        while self._span_s - gaps[0] > SPAN_S:
            self._span_s -= gaps.popleft()
        if gap_s > LATE_S:
            self._hitches.append((now, gap_s))
        elif self.limits is QUICK:
            return
        hitch_s = 0.0
        if len(self._hitches) == self._hitches.maxlen and now - self._hitches[0][0] < HITCHES_S:
            hitch_s = max(hitch for _, hitch in self._hitches)
        self.limits = _limits(max(_usual(gaps), gap_s), hitch_s)


def _limits(usual_s: float, hitch_s: float = 0.0) -> Limits:
    """Late after two usual intervals and a half, or a hitch that recurs; gone after three, if that is more."""
    no_frames_s = min(max(NO_FRAMES_S, 3 * usual_s), LONGEST_S)
    limits = Limits(min(max(LATE_S, 2 * usual_s + 0.5, 1.25 * hitch_s), no_frames_s), no_frames_s)
    return QUICK if limits == QUICK else limits


def _usual(gaps: Iterable[float]) -> float:
    """The median by time: half of all the time is spent in gaps that are no longer."""
    ordered = sorted(gaps)
    half, passed = sum(ordered) / 2, 0.0
    for gap in ordered:
        passed += gap
        if passed >= half:
            return gap
    return 0.0


def judge(
    told: str, now: float, arrived: float | None, changed: float, *,
    heard: float = 0.0, behind_s: float = 0.0, stills: int = STILL_LOOKS, limits: Limits = QUICK, before: str = "",
) -> str:  # fmt: skip
    """The state by name. `told` is the worker's word, the times are monotonic seconds.

    `arrived` is that of the newest picture that is shown (None: none yet), `heard` that of one which we left out
    ourselves; `changed` is when the picture last did (0: not known), `stills` how often it was looked at since.
    `before` is the last state: who was late has to catch up by more than a hair.
    """
    if told not in _STREAMING:
        return "connecting" if told == "hidden" else "no_frames" if told == "ended" else told
    if arrived is None:
        return "connecting"
    age = now - max(arrived, heard)
    if age > limits.no_frames_s or now - arrived > LONGEST_S:
        return "no_frames"
    if age > limits.late_s or behind_s > (CAUGHT_UP_S if before == "late" else BEHIND_S):
        return "late"
    if changed and now - changed > STILL_S and stills >= STILL_LOOKS:
        return "frozen"
    return "live"
