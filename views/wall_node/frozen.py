"""Pictures of screens that stand still, kept so that a restart does not let them run on."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap

from console.walls.node import ShownScreen

_log = logging.getLogger(__name__)
AT, OF = "ioc-at", "ioc-of"
Blocking = Callable[[Callable[[], None]], Awaitable[None]]


class FrozenPictures:
    """One file for each screen that stands still, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, datetime] = {}

    def load(self, screen: ShownScreen) -> tuple[QPixmap, datetime] | None:
        """What stood on this screen when the program ended; None where it was something else or nothing."""
        image = QImage(str(self._path(screen.id)))
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
            self._folder.mkdir(exist_ok=True)
            draft = path.with_suffix(".new.png")
            if image.save(str(draft), "PNG"):  # type: ignore[call-overload]
                draft.replace(path)
            else:
                _log.warning("no picture of a screen that stands still could be kept at %s", path)

        return write

    def _path(self, screen_id: str) -> Path:
        return self._folder / f"{hashlib.sha256(screen_id.encode()).hexdigest()[:16]}.png"


def _content(screen: ShownScreen) -> str:
    """Which content the picture is of: another wish under the same name is another picture."""
    text = "\n".join(part.model_dump_json() for part in screen.parts)
    return hashlib.sha256(text.encode()).hexdigest()
