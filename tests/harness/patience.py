"""How long a test waits for something: seconds of a machine that keeps nobody waiting.

A bound on a wait says "so long on a machine of one's own". Where others have the processor too, the kernel tells for
how long somebody was ready to run and did not (pressure stall information, and what a hypervisor stole), and that time
does not count. What must be fast is measured by `tests/bench`.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

SLOWEST = 10.0
"""However busy the machine, a wait ends after so many times its bound."""
_TICKS_S = os.sysconf("SC_CLK_TCK")


class Patience:
    """Begins with its making; `is_over` once `seconds` have passed that count."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._began = time.monotonic()
        self._stalled = _stalled_s()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to hope for."""
        passed = time.monotonic() - self._began
        counted = passed - (_stalled_s() - self._stalled)
        return max(counted, passed / SLOWEST) > self._seconds


def _stalled_s() -> float:
    """For how long some task was kept waiting for a processor since the machine started; as far as the kernel tells."""
    stalled = 0.0
    with contextlib.suppress(OSError, ValueError, IndexError):
        some = Path("/proc/pressure/cpu").read_text(encoding="ascii").splitlines()[0]
        stalled = int(some.rpartition("total=")[2]) / 1e6
    with contextlib.suppress(OSError, ValueError, IndexError):
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()
        stalled += int(first[8]) / _TICKS_S / (os.cpu_count() or 1)
    return stalled
