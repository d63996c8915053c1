"""Whether a desk may stand open after a restart: proven by a mark, so that no edited or lost file opens a locked one.

While a desk is open, a small file in its folder holds a random mark, and the place of the sign-in the mark's hash.
Locking forgets both. A desk whose two halves do not fit together starts locked: whoever edits, deletes or brings back
an older one of its files has locked it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from offline_cache.plain_files import read_bytes, replace

T = TypeVar("T")
FILE = "desk-open"
MARK_MOST = 200


class MarkPlace(Protocol):
    """Where the hash is kept."""

    def load_open(self) -> str | None:
        """What is kept; None for nothing."""

    def save_open(self, text: str) -> bool:
        """Keep it; false where the place does not work."""


class Blocking(Protocol):
    """Runs something that blocks on a thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]:
        """What it answers."""


class OpenMark:
    """One desk's, with the data folder `folder`. `demand` is called before anything is shown."""

    def __init__(self, place: MarkPlace, folder: Path, blocking: Blocking) -> None:
        self._place = place
        self._path = folder / FILE
        self._blocking = blocking
        self._one_at_a_time = asyncio.Lock()
        self._fits = True

    async def demand(self) -> None:
        """A sign-in of an earlier start was taken up: that its desk was open then has to be proven."""
        self._fits = await self._blocking(self._looked)

    def fits(self) -> bool:
        """Whether the desk may stand open: it was when it was last left, or somebody has said a password since."""
        return self._fits

    async def renew(self) -> None:
        """The desk is open: somebody has just proven to be who they are."""
        mark = secrets.token_urlsafe(24)
        self._fits = True
        await self._keep(mark, _hash(mark))

    async def forget(self) -> None:
        """The desk is locked: no mark fits any more."""
        self._fits = False
        await self._keep("", "")

    async def _keep(self, mark: str, digest: str) -> None:
        def work() -> None:
            self._place.save_open(digest)
            with suppress(OSError):  # it starts locked then
                replace(self._path, mark) if mark else self._path.unlink(missing_ok=True)

        async with self._one_at_a_time:
            await self._blocking(work)

    def _looked(self) -> bool:
        try:
            mark = read_bytes(self._path, MARK_MOST).decode("ascii")
        except (OSError, ValueError):
            return False
        known = (self._place.load_open() or "").strip()
        return bool(mark and known) and hmac.compare_digest(_hash(mark).encode(), known.encode())


def _hash(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
