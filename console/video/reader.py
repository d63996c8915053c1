"""What the two readers have in common: what they are asked for, and how each picture's time is watched."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, field
from typing import Protocol

from console.video.envelope import STEP_S, Envelope
from console.video.frames import Ring
from console.video.liveness import LONGEST_S, UNKNOWN_S
from console.video.packets import Recent

OPEN_S, LONGEST_OPEN_S, READ_S = 6.0, 15.0, 4.0
"""FFmpeg has a picture of RTSP when the next one begins: one in ten seconds takes more than ten to open."""
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
    open_s: float = OPEN_S
    """How long the next opening may take."""
    read_s: float = UNKNOWN_S
    """How long a packet may take: until the camera's rhythm is known, as long as the slowest camera's second one."""
    alive_by: str = ""
    """How this camera is told that we are still here, once it has taken the way that it offered badly."""
    patience_s: float = OPEN_S
    touched_s: float = field(default_factory=time.monotonic)

    def touch(self, patience_s: float) -> None:
        """Here I am; the call that comes now lasts `patience_s` at most."""
        self.patience_s, self.touched_s = patience_s, time.monotonic()

    def ends_at(self) -> float:
        """When the call that was announced last has to be over, monotonic."""
        return self.touched_s + self.patience_s

    def learn(self, slowest_s: float) -> None:
        """The longest interval between two packets of late; 0 says nothing."""
        if slowest_s > 0.0:
            self.read_s = min(max(READ_S, 2 * slowest_s), LONGEST_S)

    def wait_longer(self) -> None:
        """An opening ended for want of time: a camera may be so slow that its first picture takes more."""
        self.open_s = min(2 * self.open_s, LONGEST_OPEN_S)

    def is_stuck(self, now: float) -> bool:
        """Whether the reader has not come back from a call that should have ended."""
        return now - self.touched_s > self.patience_s + STUCK_S


class Reader(Protocol):
    """Plays one address into `Playing.ring` until it is stopped or the stream ends; raises what went wrong."""

    def run(self) -> None:
        """Open and play."""

    def interrupt(self) -> None:
        """Come back from waiting for the camera, at once where that is possible; called by another thread."""

    def is_stuck(self, now: float) -> bool:
        """Whether a thread of its own hangs."""

    def why(self) -> str:
        """The cause, as far as it is known, of there being no picture yet: one of `reasons.REASONS`."""


class Timing:
    """How evenly and how late pictures come, from their own times and those of their arrival.

    Late is what the network did. What the camera's clock did (it runs slow or fast, counts by a rate that is not the
    true one, is set) is taken out by `Envelope`.
    """

    def __init__(self) -> None:
        self._line = Envelope()
        self._transit = self._arrived_s = 0.0
        self._least, self._least_at_s = math.inf, 0.0
        self._usual_s, self._count = 0.0, 0
        self._began_s, self._until_s = 0.0, -1.0
        self.jitter_s = 0.0
        self.steady_behind_s = 0.0
        """How late the least late picture of the last second was: one late picture makes no late camera."""

    @property
    def behind_s(self) -> float:
        """How much later the newest picture came than an undelayed one would have."""
        return max(0.0, self._transit - self._line.at(self._arrived_s))

    def note(self, pts_s: float, arrived_s: float) -> bool:
        """One more picture; whether a second is over and the figures are new. Jitter: RFC 3550, 6.4.1."""
        transit = arrived_s - pts_s
        if self._until_s < 0.0:
            self._begin(pts_s, arrived_s)
        late_s = transit - self._transit
        self._transit = transit
        self.jitter_s += (abs(late_s) - self.jitter_s) / 16
        if late_s > STEP_S:
            self._look_for_step(arrived_s - self._arrived_s, late_s)
        self._arrived_s = arrived_s
        if transit < self._least:
            self._least, self._least_at_s = transit, arrived_s
        self._count += 1
        if arrived_s < self._until_s:
            return False
        self._close(pts_s)
        return True

    def _begin(self, pts_s: float, arrived_s: float) -> None:
        self._transit = arrived_s - pts_s
        self._arrived_s, self._began_s, self._until_s = arrived_s, pts_s, arrived_s + SPAN_S
        self._count = -1  # an interval has two ends
        self._line.add(arrived_s, self._transit)

    def _look_for_step(self, gap_s: float, late_s: float) -> None:
        """A picture that came when it was due and says that it is older: the clock was set back."""
        by_s = min(late_s, self._usual_s - (gap_s - late_s))
        if by_s > STEP_S:
            self._line.shift(by_s)
            self._least += by_s
            self._began_s -= by_s

    def _close(self, pts_s: float) -> None:
        """A second is over."""
        step_s = (pts_s - self._began_s) / self._count
        if 0.0 < step_s < LONGEST_STEP_S:
            self._usual_s += (step_s - self._usual_s) / (8 if self._usual_s else 1)
        self._began_s, self._count = pts_s, 0
        self.steady_behind_s = max(0.0, self._least - self._line.at(self._least_at_s))
        self._line.add(self._least_at_s, self._least)
        self._least, self._until_s = math.inf, self._arrived_s + SPAN_S


class Arrivals(Timing):
    """The same where the pictures' times were made up from a frame rate, and say nothing about delay."""

    def note(self, pts_s: float, arrived_s: float) -> bool:
        """One more picture. Jitter is how much its interval differs from the mean of those before."""
        gap_s = arrived_s - self._arrived_s
        self._arrived_s = arrived_s
        if self._until_s < 0.0:
            self._until_s = arrived_s + SPAN_S
            return False
        self.jitter_s += (abs(gap_s - self._usual_s) - self.jitter_s) / 16
        self._usual_s += (gap_s - self._usual_s) / 16
        if arrived_s < self._until_s:
            return False
        self._until_s = arrived_s + SPAN_S
        return True

    @property
    def behind_s(self) -> float:
        """Nobody can tell."""
        return 0.0


SPAN_S = 1.0
LONGEST_STEP_S = 30.0
"""Between two pictures of the slowest camera; what is more is no picture's step but the clock's."""
