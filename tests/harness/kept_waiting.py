"""How long a busy machine kept a process from running: what a gap of its loop is not to blame for."""

from __future__ import annotations

import bisect
import contextlib
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.harness.waiting import until

LOOK_S = 0.03


class KeptWaiting:
    """Watches the threads of `pid` by the kernel's own count (schedstat: time spent ready to run, not running).

    All of them: a thread that is kept from running while it holds the interpreter's lock holds up the first one too.
    And those of who traces it, for whom each of its calls waits. On a machine with nothing else to do this is next to
    nothing.
    """

    def __init__(self, pid: int) -> None:
        self._of = Path(f"/proc/{pid}")
        self._ended = threading.Event()
        self._looked: list[float] = []
        self._withheld_ms: list[float] = []
        """At each look all that was withheld since the first."""
        self._thread = threading.Thread(target=self._watch, name=f"kept-waiting-{pid}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(5)

    def within_ms(self, began: float, ended: float) -> float:
        """How long it was kept waiting between two moments of `time.monotonic`, by the looks around them."""
        until(lambda: self._ended.is_set() or (self._looked and self._looked[-1] > ended), "a look at it")
        first = max(0, bisect.bisect_left(self._looked, began) - 1)
        last = min(len(self._looked) - 1, bisect.bisect_right(self._looked, ended))
        return round(self._withheld_ms[last] - self._withheld_ms[first], 1)

    def _watch(self) -> None:
        before: dict[str, int] = {}
        withheld_ms = 0.0
        while not self._ended.wait(LOOK_S):
            waited_ns = self._look()
            withheld_ms += sum(count - before.get(thread, count) for thread, count in waited_ns.items()) / 1e6
            before = waited_ns
            self._withheld_ms.append(withheld_ms)
            self._looked.append(time.monotonic())

    def _look(self) -> dict[str, int]:
        found = {}
        for process in (self._of, *self._tracer()):
            for task in process.glob("task/*/schedstat"):
                with contextlib.suppress(OSError, IndexError):  # threads come and go
                    found[task.parent.name] = int(task.read_text(encoding="ascii").split()[1])
        return found

    def _tracer(self) -> tuple[Path, ...]:
        with contextlib.suppress(OSError):
            for line in (self._of / "status").read_text(encoding="utf-8").splitlines():
                if line.startswith("TracerPid:") and (tracer := line.split()[1]) != "0":
                    return (Path("/proc") / tracer,)
        return ()
