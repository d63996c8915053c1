"""When the first window and the live pictures came, in seconds since the process began; JSON lines for the bench."""

from __future__ import annotations

import json
import logging
import os
import time
from pathlib import Path

from offline_cache.plain_files import append

_log = logging.getLogger(__name__)


def process_age_s(fallback_start: float) -> float:
    """Seconds since the operating system started this process; since `fallback_start` (monotonic) elsewhere than Linux.

    Field 22 of /proc/self/stat is the start in clock ticks since boot (proc(5)).
    """
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        started_s = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic() - fallback_start


class Timings:
    """Writes each event once, to a file where one was asked for and to the log."""

    def __init__(self, path: Path | None, started: float) -> None:
        self._path = path
        self._started = started
        self._seen: set[str] = set()

    def mark(self, event: str) -> None:
        """`event` happened now; later calls with the same name are nothing."""
        if event in self._seen:
            return
        self._seen.add(event)
        line = {"event": event, "s": round(process_age_s(self._started), 3)}
        _log.info("%s after %s s", event, line["s"])
        if self._path is not None:
            with append(self._path) as file:
                file.write(json.dumps(line).encode() + b"\n")
