"""Which pictures this machine needs: those that layouts and walls name, ours that wait and drafts with them."""

from __future__ import annotations

from pathlib import Path

from offline_cache import feeds, outbox
from offline_cache.cache import Cache
from offline_cache.digest_files import named_in
from offline_cache.drafts import MOST_BYTES
from offline_cache.plain_files import read_bytes

STATES = (*outbox.UNSETTLED, *outbox.TROUBLED)


class NamedPictures:
    """Read from what is kept here, each time anew; pictures are named by their digests."""

    def __init__(self, cache: Cache, box: Cache, drafts: Path) -> None:
        self._cache = cache
        self._box = box
        self._drafts = drafts

    async def all(self) -> set[str]:
        """What layouts and wishes name, the server's and ours that wait. Raises `StorageError`."""
        texts = await self._cache.read(
            lambda db: [row[2] for kind in ("layout", "wall") for row in feeds.rows(db, kind)]
        )
        texts += await self._box.read(lambda db: outbox.payloads(db, "layout_save", STATES))
        return named_in(texts)

    async def are_known(self) -> bool:
        """Whether the server's layouts have ever come: before, nothing is superfluous. Raises `StorageError`."""
        return bool(await self._cache.read(lambda db: feeds.get_meta(db, "cursor")))

    def in_drafts(self) -> set[str]:
        """What layouts name that nobody has saved yet; reads a file. Raises OSError, ValueError."""
        return named_in([read_bytes(self._drafts, MOST_BYTES).decode()] if self._drafts.exists() else [])
