"""What a wall node showed while it could not tell anybody: kept on its disk, within bounds, until it is told.

Two files: one line of JSON for each entry that is over, and one small file with the entries that still go on, so that a
power cut costs seconds. The oldest entries go first where there are too many.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from offline_cache.plain_files import append, json_of, read_bytes, replace

MOST_BYTES = 16 * 2**20
"""Some 8,000 entries of 16 tiles each: an outage of a day in which every screen changes every 40 s."""
READ_MOST = 4 * MOST_BYTES
"""Of the file, which is written anew now and then."""
Tiles = Sequence[Mapping[str, Any]]
Entry = dict[str, Any]


class Spool:
    """Used on one thread; what `to_write` gives back is run on another, one after the other."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path, self._open_path = path, path.with_suffix(".open.json")
        self._most_bytes = most_bytes
        self._lines: deque[str] = deque()
        self._bytes = 0
        self._new: list[str] = []
        self._open: dict[str, Entry] = {}
        self._rewrite = False
        self.lost = 0
        """Entries that were dropped for want of room."""

    def load(self) -> None:
        """Take up what an earlier life left: what went on then ended with it. Blocks."""
        for line in _lines_of(self._path):
            self._keep(line)
        self._new.clear()
        with contextlib.suppress(OSError, ValueError):
            for entry in json_of(read_bytes(self._open_path)):
                if _is_entry(entry):
                    self._keep(_line(entry))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self._lines and not self._open

    def note(self, at: datetime, screens: Mapping[str, Tiles], since: datetime | None = None) -> None:
        """At this moment the screens show this; `since` when they do where nothing is known of them yet."""
        for screen in [one for one in self._open if one not in screens]:
            self._end(screen, at)
        for screen, tiles in screens.items():
            shown = [dict(tile) for tile in tiles]
            entry = self._open.get(screen)
            if entry is not None and entry["tiles"] == shown:
                entry["to"] = at.isoformat()
                continue
            if entry is not None:
                self._end(screen, at)
            begun = at if entry is not None or since is None else since
            self._open[screen] = {
                "screen": screen,
                "from": begun.isoformat(),
                "to": at.isoformat(),
                "tiles": shown,
            }

    def close(self, at: datetime) -> None:
        """Somebody hears again: what goes on from here on is told elsewhere."""
        for screen in tuple(self._open):
            self._end(screen, at)

    def batch(self, most: int = 200) -> list[Entry]:
        """The oldest entries that are over."""
        return [json.loads(line) for line, _number in zip(self._lines, range(most), strict=False)]

    def told(self, count: int) -> None:
        """The oldest `count` have arrived."""
        for _number in range(min(count, len(self._lines))):
            self._bytes -= len(self._lines.popleft())
        self._rewrite = True

    def to_write(self) -> Callable[[], None]:
        """What brings the disk up to date: to be run where blocking is allowed. Raises `OSError` there."""
        going_on = json.dumps(list(self._open.values()), ensure_ascii=False)
        rewrite, self._rewrite = self._rewrite, False
        lines = "".join(line + "\n" for line in (self._lines if rewrite else self._new))
        self._new.clear()

        def write() -> None:
            if rewrite:
                replace(self._path, lines, durable=True)
            elif lines:
                with append(self._path) as file:
                    file.write(lines.encode())
                    file.flush()
                    os.fsync(file.fileno())
            replace(self._open_path, going_on, durable=True)

        return write

    def _end(self, screen: str, at: datetime) -> None:
        entry = self._open.pop(screen)
        entry["to"] = at.isoformat()
        self._keep(_line(entry))

    def _keep(self, line: str) -> None:
        self._lines.append(line)
        self._new.append(line)
        self._bytes += len(line)
        while self._bytes > self._most_bytes and len(self._lines) > 1:
            self._bytes -= len(self._lines.popleft())
            self.lost += 1
            self._rewrite = True


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and {"screen", "from", "to", "tiles"} <= set(entry)


def _lines_of(path: Path) -> Iterator[str]:
    """The whole entries in the file; a line that a power cut left in half is none."""
    with contextlib.suppress(OSError):
        for line in read_bytes(path, READ_MOST).decode("utf-8", "replace").split("\n"):
            with contextlib.suppress(ValueError):
                if _is_entry(json_of(line)):
                    yield line
