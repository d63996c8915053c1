"""Measures how evenly the event loop beats: a gap is time in which no key press would have been answered."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 10
_BUCKETS_MS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)


class Pulse(QObject):
    """A heartbeat of 10 ms on the Qt loop that keeps the longest gap and a histogram of all of them.

    A gap is the time between two beats less the beat itself, so an idle loop shows about 0.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._last = 0.0
        self.reset()

    def start(self) -> None:
        """Begin to beat."""
        self.reset()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        """End the beat; the numbers stay."""
        self._timer.stop()

    def reset(self) -> None:
        """Forget what was measured so far."""
        self._last = time.monotonic()
        self._worked = time.thread_time()
        self._max_ms, self._max_ended, self._max_worked_ms = 0.0, self._last, 0.0
        self._counts = [0] * (len(_BUCKETS_MS) + 1)
        self._beats = 0

    def _on_beat(self) -> None:
        now, worked = time.monotonic(), time.thread_time()
        gap_ms = max(0.0, (now - self._last) * 1000 - BEAT_MS)
        self._last = now
        self._beats += 1
        if gap_ms > self._max_ms:
            self._max_ms, self._max_ended, self._max_worked_ms = gap_ms, now, (worked - self._worked) * 1000
        self._worked = worked
        bucket = sum(gap_ms > edge for edge in _BUCKETS_MS)
        self._counts[bucket] += 1

    def report(self) -> dict[str, object]:
        """`max_ms`, when it ended by the clock that never turns back, for how long this thread had the processor in it,
        `p99_ms` (upper edge of its bucket), `beats` and the histogram by upper edge in ms."""
        histogram = {str(edge): count for edge, count in zip((*_BUCKETS_MS, "more"), self._counts, strict=True)}
        return {
            "max_ms": round(self._max_ms, 2),
            "max_ended_s": self._max_ended,
            "max_worked_ms": round(self._max_worked_ms, 2),
            "p99_ms": self._percentile(0.99),
            "beats": self._beats,
            "histogram": histogram,
        }

    def _percentile(self, share: float) -> float:
        wanted, seen = share * self._beats, 0
        for edge, count in zip(_BUCKETS_MS, self._counts, strict=False):
            seen += count
            if seen >= wanted:
                return min(float(edge), round(self._max_ms, 2))
        return round(self._max_ms, 2)
