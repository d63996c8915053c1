"""A virtual X screen of our own: a display number that the server picks, gone with the context."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.end_with_us import end_with_us


@contextmanager
def screen(width: int = 1920, height: int = 1080, authority: Path | None = None) -> Iterator[dict[str, str]]:
    """Run Xvfb; yields the environment that a program needs to draw on it. `authority`: who may, else everybody."""
    end_with_us()
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24"]
    command += ["-noreset", "-nolisten", "tcp"]
    command += ["-auth", str(authority)] if authority is not None else []
    server = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(60)
