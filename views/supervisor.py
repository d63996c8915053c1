"""Keeps a console running: `main.py --supervised …` starts the rest of the line as a child and again after a crash.

Imported before anything else and by itself, so that the process that watches stays small: it needs no Qt, no settings
and no network.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

FLAG = "--supervised"
RESTARTED = "IOC_RESTARTED"
"""Set for a child that follows one that fell, so that it can say so."""
FIRST_PAUSE_S, LAST_PAUSE_S = 0.5, 30.0
STEADY_S = 60.0
"""Who has lived so long fell by chance: the pauses begin from the first again."""
CRASHED = frozenset({1, 70})
"""Python's own code for what nobody caught, and ours for a fault of ours. All others are answers, not crashes."""
CONSOLE_OOM = 200
"""Where memory runs out, decoders go first (see console.video.limits), then the console, and we bring both back."""
PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
_PR_SET_PDEATHSIG = 1
_log = logging.getLogger(__name__)


def is_asked(arguments: Sequence[str]) -> bool:
    """Whether `arguments` ask for a supervised console; a task that only answers is none."""
    return FLAG in arguments and not {"doctor", "verify-evidence"} & set(arguments)


class Supervisor:
    """One console after the other, until one ends in order or somebody asks for the end."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._end = threading.Event()

    def run(self) -> int:
        """The exit code of the last console; 128 + n where signal n ended it on request."""
        for number in PASSED_ON:
            signal.signal(number, self._on_signal)
        pause_s = FIRST_PAUSE_S
        while True:
            began = time.monotonic()
            self._child = subprocess.Popen(self._command, preexec_fn=_as_child)  # noqa: PLW1509 - no threads here
            code = self._child.wait()
            if self._end.is_set() or not (code < 0 or code in CRASHED):
                return code if code >= 0 else 128 - code
            if time.monotonic() - began >= STEADY_S:
                pause_s = FIRST_PAUSE_S
            _log.error("the console ended with %d and is started again in %.1f s", code, pause_s)
            if self._end.wait(pause_s):
                return 128 + signal.SIGTERM
            pause_s = min(pause_s * 2, LAST_PAUSE_S)
            os.environ[RESTARTED] = str(code)
            # The line on standard input was read by the first; who signed in there is still signed in.
            self._command = [part for part in self._command if part != "--sign-in-stdin"]

    def _on_signal(self, number: int, _frame: object) -> None:
        if number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._end.set()
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                self._child.send_signal(signal.SIGTERM if number == signal.SIGHUP else number)


def _as_child() -> None:
    """In the child, before it is a console: end with us, and be the one to go where memory runs out."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(CONSOLE_OOM), encoding="ascii")


def run(arguments: Sequence[str]) -> int:
    """Run `main.py` with the rest of `arguments` until it ends in order."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    rest = [part for part in arguments if part != FLAG]
    return Supervisor([sys.executable, sys.argv[0], *rest]).run()
