"""The pictures of pieces of evidence that this desk has itself, read once each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from console.session import Session
from offline_cache.plain_files import read_bytes

KEPT_MOST = 12
BYTES_MOST = 32 * 2**20
"""Of a file; a still of a camera has some MB at the most."""


class EvidenceStills:
    """By the names of their files. What is not here, or no picture, is None."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder = session, folder
        self._known: dict[str, QImage | None] = {}

    def known(self, name: str) -> QImage | None:
        """A picture that was read."""
        return self._known.get(name)

    async def read(self, name: str) -> None:
        """Read it, on a thread, where nobody has yet."""
        if name in self._known or Path(name).name != name or Path(name).suffix != ".png":
            return
        path = self._folder / name
        image = await self._session.blocking(lambda: _read(path))
        while len(self._known) >= KEPT_MOST:
            self._known.pop(next(iter(self._known)))
        self._known[name] = image


def _read(path: Path) -> QImage | None:
    try:
        image = QImage.fromData(read_bytes(path, BYTES_MOST))
    except OSError:
        return None
    return image if not image.isNull() else None
