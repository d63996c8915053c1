"""Keeps a console running: `main.py --supervised …` starts the rest of the line as a child and again after a crash.

A wall is always kept running so, since nobody sits there, and is watched besides: its event loop sends a heartbeat,
and a wall that stands still without having died is ended and begun anew. Where systemd started us, it is told.

Imported before anything else and by itself, so that the process that watches stays small: it needs no Qt, no settings
and no network.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from console.base.hardening import PR_SET_DUMPABLE
from views.program.service_notify import ServiceNotify

FLAG, ALONE = "--supervised", "--unsupervised"
RESTARTED = "IOC_RESTARTED"
"""Set for a child that follows one that fell, so that it can say so."""
FIRST_PAUSE_S, LAST_PAUSE_S = 0.5, 30.0
STEADY_S = 60.0
"""Who has lived so long fell by chance: the pauses begin from the first again."""
WALL_LAST_PAUSE_S, WALL_STEADY_S = 4.0, 3.0
"""A wall is wanted back within 5 s, and who ends it again and again is not the wall itself."""
BEAT = "IOC_BEAT"
"""Number of the pipe that a wall's event loop writes into, once a second (`views.wall_node.unattended`)."""
FIRST_BEAT_S = 120.0
"""A wall that restores a damaged cache at start may take so long until its event loop turns."""
SILENT_S = 15.0
"""A loop that has not turned for so long will not turn again: the longest that it may stand still is 0.1 s."""
STOP_S, LAST_WORDS_S = 10.0, 2.0
"""How long the end may take once it was asked for; how long who is hung may take to say where."""
CRASHED = frozenset({1, 70})
"""Python's own code for what nobody caught, and ours for a fault of ours. All others are answers, not crashes."""
CONSOLE_OOM = 200
"""Where memory runs out, decoders go first (see console.video.limits), then the console, and we bring both back."""
PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
_PR_SET_PDEATHSIG = 1
_log = logging.getLogger(__name__)


def is_asked(arguments: Sequence[str]) -> bool:
    """Whether `arguments` ask for a supervised console; a task that only answers is none.

    A wall is supervised unless somebody else does so: `--unsupervised`, or a test at its control channel.
    """
    asked = set(arguments)
    if {"doctor", "verify-evidence", "--help", "-h", "--version"} & asked:
        return False
    return FLAG in asked or (is_wall(arguments) and not asked & {ALONE, "--control", "--seconds", "--screenshots"})


def is_wall(arguments: Sequence[str]) -> bool:
    """Whether nobody sits before it."""
    return any(part == "--wall" or part.startswith("--wall=") for part in arguments)


class Supervisor:
    """One console after the other, until one ends in order or somebody asks for the end."""

    def __init__(
        self,
        command: Sequence[str],
        notify: ServiceNotify | None = None,
        *,
        first_beat_s: float = FIRST_BEAT_S,
        silent_s: float = SILENT_S,
    ) -> None:
        self._command = list(command)
        self._is_wall = is_wall(command)
        self._steady_s, self._last_pause_s = (
            (WALL_STEADY_S, WALL_LAST_PAUSE_S) if self._is_wall else (STEADY_S, LAST_PAUSE_S)
        )
        self._notify = notify or ServiceNotify({})
        self._first_beat_s, self._silent_s = first_beat_s, silent_s
        self._child: subprocess.Popen[bytes] | None = None
        self._end = threading.Event()

    def run(self) -> int:
        """The exit code of the last console; 128 + n where signal n ended it on request."""
        for number in PASSED_ON:
            signal.signal(number, self._on_signal)
        pause_s, restarts = FIRST_PAUSE_S, 0
        while True:
            began = time.monotonic()
            code = self._one_life()
            if self._end.is_set() or not (code < 0 or code in CRASHED):
                return code if code >= 0 else 128 - code
            if time.monotonic() - began >= self._steady_s:
                pause_s = FIRST_PAUSE_S
            restarts += 1
            _log.error("the console ended with %d and is started again in %.1f s", code, pause_s)
            self._notify.status(f"ended with {code}, started again {restarts} times")
            if self._end.wait(pause_s):
                return 128 + signal.SIGTERM
            self._notify.alive()
            pause_s = min(pause_s * 2, self._last_pause_s)
            os.environ[RESTARTED] = str(code)
            # The line on standard input was read by the first; who signed in there is still signed in.
            self._command = [part for part in self._command if part != "--sign-in-stdin"]

    def _one_life(self) -> int:
        """Start a console and watch it until it is gone; its code as `subprocess` gives it."""
        heard, told = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            environment = {**os.environ, BEAT: str(told)} if self._is_wall else None
            beats = (told,) if self._is_wall else ()
            self._child = child = subprocess.Popen(
                self._command,
                preexec_fn=_as_child,  # noqa: PLW1509 - no threads here
                pass_fds=beats,
                env=environment,
            )
            os.close(told)
            told = -1
            self._watch(child, heard)
            return child.wait()
        finally:
            os.close(heard)
            if told >= 0:
                os.close(told)

    def _watch(self, child: subprocess.Popen[bytes], heard: int) -> None:
        """Return when the child is gone, or was ended because it stood still."""
        watched = select.poll()
        process = os.pidfd_open(child.pid)
        watched.register(process, select.POLLIN)
        watched.register(heard, select.POLLIN)
        last, limit_s, ending = time.monotonic(), self._first_beat_s, 0.0
        try:
            while child.poll() is None:
                ready = {fd for fd, _event in watched.poll(1000)}
                self._notify.alive()
                now = time.monotonic()
                beats = _drain(heard) if heard in ready else 0
                if beats is None:
                    watched.unregister(heard)
                elif beats:
                    if limit_s != self._silent_s:
                        self._notify.ready()
                        self._notify.status("running")
                    last, limit_s = now, self._silent_s
                if self._end.is_set():
                    self._notify.stopping()
                    ending = ending or now
                    if now - ending > STOP_S:
                        child.kill()
                elif self._is_wall and now - last > limit_s:
                    _log.error("the wall has stood still for %.0f s and is ended", now - last)
                    _abort(child)
                    return
        finally:
            os.close(process)

    def _on_signal(self, number: int, _frame: object) -> None:
        if number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._end.set()
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                self._child.send_signal(signal.SIGTERM if number == signal.SIGHUP else number)


def _drain(heard: int) -> int | None:
    """How many beats came; None where nobody is left to send one."""
    with contextlib.suppress(BlockingIOError):
        return len(os.read(heard, 4096)) or None
    return 0


def _abort(child: subprocess.Popen[bytes]) -> None:
    """Let it say where it hangs (Python writes its stacks on SIGABRT), then end it."""
    child.send_signal(signal.SIGABRT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(LAST_WORDS_S)
    child.kill()


def _as_child() -> None:
    """In the child, before it is a console: end with us, and be the one to go where memory runs out."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    # Of a process that is closed to others (`console.base.hardening`) nothing below /proc is its own to write.
    libc.prctl(PR_SET_DUMPABLE, 1)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(CONSOLE_OOM), encoding="ascii")


def run(arguments: Sequence[str]) -> int:
    """Run `main.py` with the rest of `arguments` until it ends in order."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    rest = [part for part in arguments if part != FLAG]
    rest += [ALONE] if is_wall(rest) else []
    return Supervisor([sys.executable, sys.argv[0], *rest], ServiceNotify()).run()
