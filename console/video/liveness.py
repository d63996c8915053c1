"""Decides, from times alone, what a tile must admit about its picture."""

from __future__ import annotations

LATE_S = 1.0
NO_FRAMES_S = 2.5
"""A freeze must show within 3 s of the last frame; the rest is for one poll and one paint."""
STILL_S = 4.0
"""A picture that has not changed for so long is a frozen encoder; a camera's own clock moves every second."""
_STREAMING = frozenset({"live", "connecting"})


def judge(told: str, now: float, arrived: float | None, changed: float) -> str:
    """The state by name: `told` is the worker's word, the times are monotonic seconds (`changed` 0: not known)."""
    if told not in _STREAMING:
        return "connecting" if told == "hidden" else told
    if arrived is None:
        return "connecting"
    age = now - arrived
    if age > NO_FRAMES_S:
        return "no_frames"
    if age > LATE_S:
        return "late"
    if changed and now - changed > STILL_S:
        return "frozen"
    return "live"
