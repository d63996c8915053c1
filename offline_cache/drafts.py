"""What somebody is typing and has not saved: one small file of its own, replaced whole and fsynced each time.

It is no part of `cache.db`, which may be built anew at any moment, nor of `outbox.db`, whose writes are promises.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from offline_cache.errors import storage_error
from offline_cache.plain_files import json_of, read_bytes, replace

MOST = 300
"""Drafts that are kept, the newest first; a desk has some tens of open incidents."""
MOST_BYTES = 32 * 2**20
"""So many of the longest texts that a form takes."""


@dataclass(frozen=True)
class Draft:
    """One form's text: whose it is, what it is about, which verb's form, and when it was last typed in (ms, UTC)."""

    owner: str
    target: str
    verb: str
    fields: Mapping[str, str]
    at_ms: int


class DraftFile:
    """`drafts.json` of a data folder. Every call blocks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = threading.Lock()

    def load(self) -> list[Draft]:
        """What was kept; nothing where the file is missing. One that cannot be read goes aside, unharmed."""
        try:
            rows = json_of(read_bytes(self.path, MOST_BYTES))
            return [_draft(row) for row in rows]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            with suppress(OSError):
                os.replace(self.path, self.path.with_suffix(".damaged"))
            return []

    def save(self, drafts: Iterable[Draft]) -> None:
        """Keep these and no others. The old file or the new one is there, whatever happens. Raises `StorageError`."""
        kept = sorted(drafts, key=lambda draft: -draft.at_ms)[:MOST]
        data = json.dumps([asdict(draft) for draft in kept], ensure_ascii=False).encode()
        try:
            with self._writing:
                replace(self.path, data, durable=True)
        except OSError as error:
            raise storage_error(error) from error


def _draft(row: Mapping[str, object]) -> Draft:
    fields = row["fields"]
    if not isinstance(fields, dict):
        raise ValueError("fields")
    return Draft(
        owner=str(row["owner"]),
        target=str(row["target"]),
        verb=str(row["verb"]),
        fields={str(name): str(text) for name, text in fields.items()},
        at_ms=int(str(row["at_ms"])),
    )
