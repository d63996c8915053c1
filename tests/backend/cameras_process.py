"""`python -m backend cameras` as a process with a clip cache of its own, and what it says."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.journeys.city import ROOT


class Cameras:
    """The process; its lines of both streams come in their order."""

    def __init__(self, cache: Path, *options: str, before: str = "") -> None:
        """`before`: what a shell does first."""
        self.cache = cache
        command = [sys.executable, "-m", "backend", "cameras", "--port", "0", "--cache", str(cache), "--lang", "en"]
        self.process = subprocess.Popen(
            ["sh", "-c", before + 'exec "$@"', "sh", *command, *options],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        self.lines: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """Lines as they come, to its end."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())
            yield self.lines[-1]

    def until(self, word: str) -> dict[str, Any]:
        """The next JSON line that says `word`. Raises AssertionError where it ended before."""
        for line in self:
            with contextlib.suppress(ValueError):
                said = json.loads(line)
                if isinstance(said, dict) and said.get(word):
                    return said
        raise AssertionError(f"it ended before it said {word}: {self.lines}")

    def clips(self) -> dict[str, int]:
        """Finished files by name, and which file each is."""
        return {path.name: path.stat().st_ino for path in self.cache.glob("*.main.h264")}

    def __enter__(self) -> Cameras:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.wait(30)
