"""What the two readers have in common: what they are asked for, and how each picture's time is watched."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Protocol

from console.video.frames import Ring
from console.video.packets import Recent

OPEN_S, READ_S = 6.0, 4.0
STUCK_S = 1.5
"""A call that lasts so much longer than it may is taken for hung: its process has to go."""


@dataclass
class Playing:
    """One stream as a reader sees it: where its pictures go, what is kept, and what it is told meanwhile."""

    ring: Ring
    stop: threading.Event
    recent: Recent
    pace: str = "full"
    frames: int = 0
    patience_s: float = OPEN_S
    touched_s: float = field(default_factory=time.monotonic)

    def touch(self, patience_s: float) -> None:
        """Here I am; the call that comes now lasts `patience_s` at most."""
        self.patience_s, self.touched_s = patience_s, time.monotonic()

    def is_stuck(self, now: float) -> bool:
        """Whether the reader has not come back from a call that should have ended."""
        return now - self.touched_s > self.patience_s + STUCK_S


class Reader(Protocol):
    """Plays one address into `Playing.ring` until it is stopped or the stream ends; raises what went wrong."""

    def run(self) -> None:
        """Open and play."""


class Timing:
    """How evenly and how late pictures come, from their own times and those of their arrival."""

    def __init__(self) -> None:
        self._quickest: float | None = None
        self._transit = 0.0
        self.jitter_s = 0.0
        self.behind_s = 0.0

    def note(self, pts_s: float, arrived_s: float) -> None:
        """One more picture. Jitter is the running mean of RFC 3550, 6.4.1."""
        transit = arrived_s - pts_s
        if self._quickest is None or transit < self._quickest or abs(transit - self._transit) > JUMP_S:
            self._quickest, self._transit = transit, transit
        self.jitter_s += (abs(transit - self._transit) - self.jitter_s) / 16
        self._transit = transit
        self.behind_s = transit - self._quickest


JUMP_S = 30.0
"""A step in the camera's own time, not a delay."""
