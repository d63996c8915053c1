"""Pictures of screens that stand still, kept so that a restart does not let them run on."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPixmap

from console.walls.node import ShownScreen
from offline_cache.plain_files import read_bytes, replace

_log = logging.getLogger(__name__)
MOST_BYTES = 64 * 2**20
"""Of a screen of 8K as a PNG."""
AT, OF = "ioc-at", "ioc-of"
Blocking = Callable[[Callable[[], None]], Awaitable[None]]


class FrozenPictures:
    """One file for each screen that stands still, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, datetime] = {}

    def load(self, screen: ShownScreen) -> tuple[QPixmap, datetime] | None:
        """What stood on this screen when the program ended; None where it was something else or nothing."""
        image = _read(self._path(screen.id))
        if image.isNull() or image.text(OF) != _content(screen):
            return None
        with contextlib.suppress(ValueError):
            at = datetime.fromisoformat(image.text(AT))
            self._kept[screen.id] = at
            return QPixmap.fromImage(image), at
        return None

    def work(self, screen: ShownScreen, picture: QPixmap | None, at: datetime | None) -> Callable[[], None] | None:
        """What brings the disk up to date, to be run where blocking is allowed; None where it is."""
        if self._kept.get(screen.id) == at:
            return None
        path = self._path(screen.id)
        if picture is None or at is None:
            self._kept.pop(screen.id, None)
            return lambda: path.unlink(missing_ok=True)
        self._kept[screen.id] = at
        image = picture.toImage()
        image.setText(AT, at.isoformat())
        image.setText(OF, _content(screen))

        def write() -> None:
            content = QByteArray()
            buffer = QBuffer(content)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            try:
                self._folder.mkdir(mode=0o700, exist_ok=True)
                if image.save(buffer, "PNG"):  # type: ignore[call-overload]
                    replace(path, bytes(content.data()))
                    return
            except OSError as error:
                _log.warning("no picture of a screen that stands still could be kept: %s", error)
                return
            _log.warning("no picture of a screen that stands still could be kept at %s", path)

        return write

    def _path(self, screen_id: str) -> Path:
        return self._folder / f"{hashlib.sha256(screen_id.encode()).hexdigest()[:16]}.png"


def _read(path: Path) -> QImage:
    """A null image where there is none."""
    try:
        return QImage.fromData(read_bytes(path, MOST_BYTES))
    except OSError:
        return QImage()


def _content(screen: ShownScreen) -> str:
    """Which content the picture is of: another wish under the same name is another picture."""
    text = "\n".join(part.model_dump_json() for part in screen.parts)
    return hashlib.sha256(text.encode()).hexdigest()
