"""The console's side of one decoder process: start, orders, beats, answers, end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from console.video import protocol

ROOT = Path(__file__).resolve().parents[2]
SILENT_S = 3.0
"""A worker beats twice a second; one that has been silent for so long hangs."""
START_S = 5.0
MEMORY = MappingProxyType(
    {"MALLOC_ARENA_MAX": "2"}
)
"""glibc's allocator: pictures of the same few sizes come and go, so that giving them back each time only costs faults."""


class Decoder:
    """A worker process and its socket. `answered(message)` hears what it answers."""

    def __init__(self, turnstile_fd: int, answered: Callable[[dict[str, Any]], None]) -> None:
        self._end, other = protocol.pair()
        self._answered = answered
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        environment |= {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", **MEMORY}
        with other:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "console.video.worker", str(other.fileno()), str(turnstile_fd)],
                pass_fds=(other.fileno(), turnstile_fd),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        self._end.setblocking(False)
        self._beaten = time.monotonic() + START_S
        self.gated: bool | None = None
        """Whether the kernel keeps its gate (`console.video.gate`); None before it said."""

    def send(self, message: dict[str, Any], fd: int | None = None) -> bool:
        """Order something; false where the worker is gone, which `alive` notices."""
        return protocol.send(self._end, message, fd)

    def alive(self) -> bool:
        """Whether it runs and beats; passes its answers on."""
        try:
            while (message := protocol.receive(self._end)[0]) is not None:
                self._beaten = max(self._beaten, time.monotonic())
                if "gate" in message:
                    self._beaten = time.monotonic()
                    self.gated = bool(message["gate"])
                elif "answer" in message:
                    self._answered(message)
        except BlockingIOError:
            pass
        except OSError:
            return False
        return self.process.poll() is None and time.monotonic() - self._beaten < SILENT_S

    def hang_up(self) -> None:
        """Close the socket: the order to end."""
        self._end.close()

    def reap(self, wait_s: float) -> None:
        """Wait for the end, then force it."""
        try:
            self.process.wait(wait_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
