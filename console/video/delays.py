"""How long pictures take from their arrival to the screen: a histogram that costs one addition a picture."""

from __future__ import annotations

STEP_MS, STEPS = 1.0, 1000


class Delays:
    """Delays in steps of a millisecond; those of a second and more share the last step."""

    def __init__(self) -> None:
        self._counts = [0] * STEPS
        self.count = 0

    def clear(self) -> None:
        """Begin anew."""
        self._counts = [0] * STEPS
        self.count = 0

    def add(self, delay_s: float) -> None:
        """One picture's delay in seconds."""
        self._counts[min(STEPS - 1, max(0, int(delay_s * 1000 / STEP_MS)))] += 1
        self.count += 1

    def quantile_ms(self, share: float) -> float:
        """The delay in ms that `share` (0 to 1) of the pictures did not exceed; 0 where there was none."""
        wanted, seen = share * self.count, 0
        for step, count in enumerate(self._counts):
            seen += count
            if seen >= wanted and seen:
                return (step + 1) * STEP_MS
        return 0.0

    def report(self) -> dict[str, float]:
        """p50, p99 and the longest, in ms."""
        return {name: self.quantile_ms(share) for name, share in (("p50", 0.5), ("p99", 0.99), ("max", 1.0))}
