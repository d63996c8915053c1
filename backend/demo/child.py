"""One process of the demo, from its start to its end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from backend.base.end_with_parent import die_with_parent

STOP_S = 6.0
"""Children end by themselves within a second; a machine that is short of everything gets this long."""


class Child:
    """One process of the demo. It gets SIGTERM when this process dies, however it dies."""

    def __init__(self, name: str, arguments: Sequence[str], root: Path) -> None:
        self.name = name
        self.ready: dict[str, Any] | None = None
        self.words = ""
        """The last that it said to people."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend", *arguments],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,  # Ctrl+C in a terminal is for us, who then end the children in order
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - no thread runs in this process
        )

    def say(self, text: str) -> None:
        """Write a line to its standard input, which stays open: its end tells the child that we are gone."""
        stream = self.process.stdin
        if stream is None:
            return
        try:
            stream.write(text.encode() + b"\n")
            stream.flush()
        except BrokenPipeError:
            return  # it died already, and the watch says so


def end(children: Sequence[Child]) -> None:
    """Ask all of `children` to end, and kill those that have not in time."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    limit = time.monotonic() + STOP_S
    for child in children:
        try:
            child.process.wait(timeout=max(0.05, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait(timeout=1.0)
        for stream in (child.process.stdin, child.process.stdout, child.process.stderr):
            if stream is not None and not stream.closed:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
