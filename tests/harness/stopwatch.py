"""A clock for tests that cannot be held against a bound.

What takes at most so long is a wait (`tests/harness/patience.py`), and what must be fast is a benchmark: a test that
compares two readings of the clock is wrong wherever the machine is busy. What is left is to see that nothing came too
early, to go by a beat, to write a figure into a table, and to hand a moment to code that asks for one.
"""

from __future__ import annotations

import time


class Stopwatch:
    """Begins with its making."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def has_passed(self, seconds: float) -> bool:
        """Whether at least so long has passed: true of a slow machine too."""
        return time.monotonic() - self._began >= seconds

    def sleep_to(self, seconds: float) -> None:
        """Sleep until so long after the beginning; not at all where that is over."""
        time.sleep(max(0.0, self._began + seconds - time.monotonic()))

    @property
    def told_s(self) -> str:
        """How long it has been (s), for a table or a sentence: text, which is compared with no bound."""
        return f"{time.monotonic() - self._began:.1f}"


def from_now(seconds: float) -> float:
    """The moment so long after now on the clock of `time.monotonic`, for code that is handed one."""
    return time.monotonic() + seconds
