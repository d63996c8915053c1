"""Keeps what is being typed, so that a console that is killed in the middle of a sentence gives it back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from console.base.errors import StorageError
from offline_cache.drafts import Draft, DraftFile

_log = logging.getLogger(__name__)
T = TypeVar("T")
PAUSE_S = 0.4
"""A draft is on the disk this long after a key at the latest, and the time of one write."""
KEPT_FOR = timedelta(days=30)
Key = tuple[str, str, str]


class Blocking(Protocol):
    """Runs something that blocks, such as a file, on a thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]:
        """What it answers."""


class Drafts:
    """The drafts of whoever sits here. `owner()` is their id; nobody sees another's."""

    def __init__(
        self, file: DraftFile, blocking: Blocking, owner: Callable[[], str], now: Callable[[], datetime]
    ) -> None:
        self._file = file
        self._blocking = blocking
        self._owner = owner
        self._now = now
        self._drafts: dict[Key, Draft] = {}
        self._changed = asyncio.Event()
        self._saved = asyncio.Event()
        self._saved.set()
        self._task: asyncio.Task[None] | None = None
        self.trouble = ""
        """Code of what keeps drafts from the disk now; empty where they are kept."""

    async def start(self) -> None:
        """Read what was kept and begin to keep."""
        since = (datetime.now(UTC) - KEPT_FOR).timestamp() * 1000
        found = await self._blocking(self._file.load)
        self._drafts = {(one.owner, one.target, one.verb): one for one in found if one.at_ms >= since} | self._drafts
        self._task = asyncio.get_running_loop().create_task(self._write_always(), name="drafts")

    async def stop(self) -> None:
        """Write what is not written yet and end."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if not self._saved.is_set():
            await self._write()

    def get(self, target: str, verb: str) -> Draft | None:
        """What was typed for `verb` on `target` and neither saved nor thrown away."""
        return self._drafts.get((self._owner(), target, verb))

    def of_verb(self, verb: str) -> list[Draft]:
        """All that was typed for `verb`, whatever it is about."""
        owner = self._owner()
        return [draft for (who, _target, what), draft in self._drafts.items() if (who, what) == (owner, verb)]

    def keep(self, target: str, verb: str, fields: Mapping[str, str]) -> None:
        """Keep the text as it is now; nothing but blanks is no draft."""
        if not any(text.strip() for text in fields.values()):
            self.drop(target, verb)
            return
        key = (self._owner(), target, verb)
        before = self._drafts.get(key)
        if before is not None and before.fields == fields:
            return
        self._drafts[key] = Draft(*key, dict(fields), round(self._now().timestamp() * 1000))
        self._touch()

    def drop(self, target: str, verb: str) -> None:
        """It was saved as an action, or thrown away."""
        if self._drafts.pop((self._owner(), target, verb), None) is not None:
            self._touch()

    async def settled(self) -> None:
        """Wait until all that is known here is on the disk."""
        await self._saved.wait()

    def _touch(self) -> None:
        self._changed.set()
        self._saved.clear()

    async def _write_always(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(PAUSE_S)
            await self._write()
            if self.trouble:
                self._changed.set()
                await asyncio.sleep(PAUSE_S * 5)

    async def _write(self) -> None:
        self._changed.clear()
        drafts = tuple(self._drafts.values())
        try:
            await self._blocking(lambda: self._file.save(drafts))
        except StorageError as error:
            if not self.trouble:
                _log.warning("drafts cannot be kept: %s", error.code)
            self.trouble = error.code
            return
        self.trouble = ""
        if not self._changed.is_set():
            self._saved.set()


def text_of(draft: Draft) -> str:
    """All that was typed, a field a line."""
    return "\n".join(text for text in draft.fields.values() if text)


def typed_at(draft: Draft) -> datetime:
    """When the last key was."""
    return datetime.fromtimestamp(draft.at_ms / 1000, UTC)
