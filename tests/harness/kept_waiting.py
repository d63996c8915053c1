"""How long a busy machine kept a process from running: what a gap of its loop is not to blame for."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Self

LOOK_S, WINDOW_S = 0.03, 0.5


class KeptWaiting:
    """Watches the threads of `pid` by the kernel's own count (schedstat: time spent ready to run, not running).

    All of them: a thread that is kept from running while it holds the interpreter's lock holds up the first one too.
    And those of who traces it, for whom each of its calls waits. On a machine with nothing else to do this is next to
    nothing.
    """

    def __init__(self, pid: int) -> None:
        self._of = Path(f"/proc/{pid}")
        self._ended = threading.Event()
        self._longest_ms = 0.0
        self._thread = threading.Thread(target=self._watch, name=f"kept-waiting-{pid}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(5)

    def reset(self) -> None:
        """Forget what was seen so far."""
        self._longest_ms = 0.0

    def longest_ms(self) -> float:
        """The most that it was kept waiting within half a second."""
        return round(self._longest_ms, 1)

    def _watch(self) -> None:
        looks: deque[tuple[float, dict[str, int]]] = deque()
        while not self._ended.wait(LOOK_S):
            now, waited_ns = time.monotonic(), self._look()
            looks.append((now, waited_ns))
            while now - looks[0][0] > WINDOW_S:
                looks.popleft()
            before = looks[0][1]
            grown = sum(count - before.get(thread, count) for thread, count in waited_ns.items())
            self._longest_ms = max(self._longest_ms, grown / 1e6)

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
