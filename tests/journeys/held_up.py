"""How long a console's interface is held up: the promise of docs/reference/faults.md, judged on shared machines."""

from __future__ import annotations

import math
from types import TracebackType
from typing import Self

from tests.harness.kept_waiting import KeptWaiting
from tests.journeys.driver import Driver

GAP_MS = 100.0
"""Nothing may hold the interface up for longer (docs/reference/faults.md)."""


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

    def figures(self, most_ms: float = math.inf) -> dict[str, float]:
        """The longest gap, and how long the machine kept the console from running meanwhile.

        Fails where the first is more than is promised, the second aside: next to nothing on a machine of our own. More
        than `most_ms` is excused only by a machine that withheld as much.
        """
        seen = self._console.do("loop-gap")
        gap, ended = float(seen["max_ms"]), float(seen["max_ended_s"])
        machine = self._machine.within_ms(ended - gap / 1000, ended)
        allowed = GAP_MS + machine if machine >= most_ms else min(GAP_MS + machine, most_ms)
        worked = seen["max_worked_ms"]
        assert gap <= allowed, f"held up for {gap} ms, in which it worked {worked} ms and was kept waiting {machine} ms"
        return {"gap_ms": round(gap, 1), "machine_kept_waiting_ms": machine}
