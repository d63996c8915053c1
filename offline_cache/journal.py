"""The outbox's second copy: one JSON line per saved action, fsynced, readable when the database is not."""

from __future__ import annotations

import json
import logging
import os
import time
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from offline_cache.plain_files import OddFileError, is_own, json_of, read_bytes

_log = logging.getLogger(__name__)

MOST_BYTES = 256 * 2**20
"""Of a hundred thousand actions with the longest notes; a journal is written anew long before."""
_ODD = os.O_NOFOLLOW | os.O_NONBLOCK
"""Whatever lies under our name: no link is followed, and nobody is waited for at a pipe's other end."""
SUM = "sum"
"""Each line carries one of its own, so that a changed letter is found out. The first version's had none."""


def _text(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()


def _sum(line: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(_text(line)):08x}"


class Files(Protocol):
    """The calls of the operating system that a journal makes, handed in so that a simulator can cut its power."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """A file's number."""

    def write(self, number: int, data: bytes) -> int:
        """Append; how much of it."""

    def fsync(self, number: int) -> None:
        """Wait until the disk has it."""

    def close(self, number: int) -> None:
        """Let go."""

    def replace(self, old: Path, new: Path) -> None:
        """Rename."""

    def read_bytes(self, path: Path) -> bytes | None:
        """All of a file; None where there is none."""


class SystemFiles:
    """The machine's own."""

    open = staticmethod(os.open)
    write = staticmethod(os.write)
    fsync = staticmethod(os.fsync)
    close = staticmethod(os.close)
    replace = staticmethod(os.replace)

    @staticmethod
    def read_bytes(path: Path) -> bytes | None:
        """All of a file; None where there is none. Raises `OddFileError` for what we cannot have written."""
        if not is_own(path):
            raise OddFileError("not a regular file")
        return read_bytes(path, MOST_BYTES) if path.exists() else None


class Journal:
    """Appends lines; used from the outbox's writer thread alone."""

    def __init__(self, path: Path, *, files: Files | None = None) -> None:
        self._path = path
        self._files: Files = files or SystemFiles()
        self._number: int | None = None

    def append(self, line: Mapping[str, Any]) -> None:
        """Write one line and wait until the disk has it. Raises OSError; then nothing can be said of the line."""
        try:
            if self._number is None:
                self._number = self._open()
            self._write(self._number, line)
            self._files.fsync(self._number)
        except OSError:
            # A later fsync that succeeds says nothing of pages that an earlier one failed to write: open it anew.
            self.close()
            raise

    def _open(self) -> int:
        number = self._files.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | _ODD, 0o600)
        # Ends a line that a failed write or a power cut left half: the next one would be lost with it.
        self._files.write(number, b"\n")
        self._sync_folder()
        return number

    def _write(self, number: int, line: Mapping[str, Any]) -> None:
        rest = _text({**line, SUM: _sum(line)}) + b"\n"
        while rest:
            rest = rest[self._files.write(number, rest) :]

    def _sync_folder(self) -> None:
        """A name is on the disk only once its folder is."""
        folder = self._files.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._files.fsync(folder)
        finally:
            self._files.close(folder)

    def read(self) -> list[dict[str, Any]]:
        """All whole lines; one that a power cut left half, or a bad disk changed, is passed over."""
        lines = []
        for text in self._content().split(b"\n"):
            try:
                line = json_of(text)
            except ValueError:
                continue
            if isinstance(line, dict) and line.pop(SUM, None) in {_sum(line), None}:
                lines.append(line)
        return lines

    def _content(self) -> bytes:
        """All of it. What is no file of ours under its name goes aside: it holds up no start, and nothing is lost."""
        try:
            return self._files.read_bytes(self._path) or b""
        except OddFileError as error:
            aside = self._path.with_name(f"{self._path.name}.odd-{time.time_ns()}")
            self._files.replace(self._path, aside)
            _log.warning("the journal is %s and was put aside", error)
            return b""

    def rewrite(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Keep just `lines`: what was settled need not be kept twice. Raises OSError; the old one stays then."""
        self.close()
        fresh = self._path.with_suffix(".new")
        number = self._files.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | _ODD, 0o600)
        try:
            for line in lines:
                self._write(number, line)
            self._files.fsync(number)
        finally:
            self._files.close(number)
        self._files.replace(fresh, self._path)
        self._sync_folder()

    def close(self) -> None:
        """Let go of the file."""
        if self._number is not None:
            self._files.close(self._number)
            self._number = None
