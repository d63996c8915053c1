"""The console's side of one decoder process: start, orders, beats, end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from console.video import protocol

ROOT = Path(__file__).resolve().parents[2]
SILENT_S = 3.5
"""A worker beats twice a second; one that has been silent for so long hangs."""


class Decoder:
    """A worker process and its socket."""

    def __init__(self, turnstile_fd: int) -> None:
        self._end, other = protocol.pair()
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        environment |= {"PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
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
        self._beaten = time.monotonic() + 5.0

    def send(self, message: dict[str, Any], fd: int | None = None) -> None:
        """Order something; a worker that is gone is noticed by `alive`."""
        protocol.send(self._end, message, fd)

    def alive(self) -> bool:
        """Whether it runs and beats."""
        try:
            while protocol.receive(self._end)[0] is not None:
                self._beaten = max(self._beaten, time.monotonic())
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
