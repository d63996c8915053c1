"""How long the interface of a console is held up: the promise of faults.md, judged on machines that others share."""

from __future__ import annotations

import math
from types import TracebackType
from typing import Self

from tests.harness.kept_waiting import KeptWaiting
from tests.journeys.driver import Driver

GAP_MS = 100.0
"""Nothing may hold the interface up for longer (faults.md)."""


class HeldUp:
    """Watches one console from `begin` on (at first: from here on); `pid` where a supervisor started it."""

    def __init__(self, console: Driver, pid: int | None = None) -> None:
        self._console = console
        self._machine = KeptWaiting(console.process.pid if pid is None else pid)

    def __enter__(self) -> Self:
        self._machine.__enter__()
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._machine.__exit__(kind, error, trace)

    def begin(self) -> None:
        """Forget what was seen so far."""
        self._console.do("loop-gap", reset=True)
        self._machine.reset()

    def figures(self, most_ms: float = math.inf) -> dict[str, float]:
        """The longest gap, and how long the machine kept the console from running.

        Fails where the first is more than is promised, the second aside: next to nothing on a machine of our own. More
        than `most_ms` no machine excuses.
        """
        gap, machine = float(self._console.do("loop-gap")["max_ms"]), self._machine.longest_ms()
        allowed = min(GAP_MS + machine, most_ms)
        assert gap <= allowed, f"held up for {gap} ms; the machine kept it waiting for {machine} ms"
        return {"gap_ms": round(gap, 1), "machine_kept_waiting_ms": machine}
