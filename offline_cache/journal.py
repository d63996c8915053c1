"""The outbox's second copy: one JSON line per saved action, fsynced, readable when the database is not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


class Journal:
    """Appends lines; used from the outbox's writer thread alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number: int | None = None

    def append(self, line: Mapping[str, Any]) -> None:
        """Write one line and wait until the disk has it. Raises OSError."""
        if self._number is None:
            self._number = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.write(self._number, json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        os.fsync(self._number)

    def read(self) -> list[dict[str, Any]]:
        """All whole lines; a line that a power cut left half is passed over."""
        if not self._path.exists():
            return []
        lines = []
        for text in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict):
                lines.append(line)
        return lines

    def rewrite(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Keep just `lines`: what was settled need not be kept twice."""
        self.close()
        fresh = self._path.with_suffix(".new")
        number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            for line in lines:
                os.write(number, json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            os.fsync(number)
        finally:
            os.close(number)
        fresh.replace(self._path)

    def close(self) -> None:
        """Let go of the file."""
        if self._number is not None:
            os.close(self._number)
            self._number = None
