"""Whether this machine has too much to do, from its own processor time: sheds pictures late and gives back later."""

from __future__ import annotations

from pathlib import Path

from console.video.stream import Pace

HIGH, HIGH_S = 0.85, 4.0
LOW, LOW_S = 0.60, 20.0
STEPS = (Pace.FULL, Pace.HALF, Pace.KEY)
_STAT = Path("/proc/stat")


class Pressure:
    """Fed with the share of processor time in use; `pace` is what cameras of no priority get."""

    def __init__(self) -> None:
        self._level = 0
        self._high_since: float | None = None
        self._low_since: float | None = None

    @property
    def pace(self) -> Pace:
        """For cameras that may be shed."""
        return STEPS[self._level]

    def note(self, busy: float, now: float) -> None:
        """The machine was busy for this share of the time since the last note; one step at a time, both ways."""
        self._high_since = _since(self._high_since, now) if busy > HIGH else None
        self._low_since = _since(self._low_since, now) if busy < LOW else None
        if self._high_since is not None and now - self._high_since >= HIGH_S:
            self._level, self._high_since = min(self._level + 1, len(STEPS) - 1), None
        if self._low_since is not None and now - self._low_since >= LOW_S:
            self._level, self._low_since = max(self._level - 1, 0), None


def _since(before: float | None, now: float) -> float:
    return now if before is None else before


class Load:
    """Share of the machine's processor time in use between two calls (Linux: proc(5), /proc/stat, first line)."""

    def __init__(self) -> None:
        self._before = _ticks()

    def busy(self) -> float:
        """0 to 1 since the last call; 0 where the system does not tell."""
        before, self._before = self._before, _ticks()
        whole = self._before[0] - before[0]
        return (self._before[1] - before[1]) / whole if whole > 0 else 0.0


def _ticks() -> tuple[int, int]:
    """All ticks so far, and those in which something ran."""
    try:
        numbers = [int(word) for word in _STAT.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    except (OSError, ValueError):
        return 0, 0
    idle = numbers[3] + numbers[4]
    return sum(numbers), sum(numbers) - idle
