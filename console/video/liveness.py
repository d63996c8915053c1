"""Decides, from times alone, what a tile must admit about its picture."""

from __future__ import annotations

LATE_S = 1.0
NO_FRAMES_S = 2.5
"""A freeze must show within 3 s of the last frame; the rest is for one poll and one paint."""
STILL_S = 4.0
"""A picture that has not changed for so long is a frozen encoder; a camera's own clock moves every second."""
BEHIND_S = 2.0
"""Pictures that come so much later than the connection's quickest show the past, however evenly they come."""
KEY_SLACK_S = 4.0
"""Where keyframes alone are shown, two of them may lie so far apart: half of the longest interval in use, 8 s."""
_STREAMING = frozenset({"live", "connecting"})


def judge(
    told: str, now: float, arrived: float | None, changed: float, *, behind_s: float = 0.0, slack_s: float = 0.0
) -> str:
    """The state by name: `told` is the worker's word, the times are monotonic seconds (`changed` 0: not known)."""
    if told not in _STREAMING:
        return "connecting" if told == "hidden" else "no_frames" if told == "ended" else told
    if arrived is None:
        return "connecting"
    age = now - arrived - slack_s
    if age > NO_FRAMES_S:
        return "no_frames"
    if age > LATE_S or behind_s > BEHIND_S:
        return "late"
    if changed and now - changed > STILL_S + slack_s:
        return "frozen"
    return "live"
