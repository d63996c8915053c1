"""Small pictures for the tiles of a layout's editor, read on a thread, and what is told of those that are not here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from console.base.changes import Change
from console.walls.picture_files import PictureState
from offline_cache.digest_files import is_digest
from views.base.context import Context
from views.layouts.faces import Shown
from views.tiles.picture import is_cut_off, picture_words
from views.tiles.picture_files import load_picture

THUMB_PX = 640
"""Of the longer side: a tile that fills the editor's screen is still a picture."""
KEPT_MOST = 64


class LayoutThumbs(QObject):
    """`came`: something that a tile says of its picture is different."""

    came = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._images: dict[str, QImage | None] = {}
        self._stop = context.session.changes.subscribe({"picture"}, self._on_change)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def shown(self, config: Mapping[str, Any]) -> Shown:
        """The picture of a tile, and what is to be told of it. One that is not read yet comes later."""
        digest = str(config.get("sha256", ""))
        if not is_digest(digest):
            return Shown()
        if digest not in self._images:
            if len(self._images) >= KEPT_MOST:
                self._images.clear()
            self._images[digest] = None
            self._context.start_task(self._read(digest))
            return Shown()
        image, session = self._images[digest], self._context.session
        if image is not None:
            waits = self.tr("The picture is not on the server yet: it goes there by itself after saving.")
            return Shown(image, "" if session.pictures.is_sent(digest) else waits)
        state = session.pictures.state(digest)
        words = " · ".join(picture_words(state, is_down=is_cut_off(session)))
        return Shown(None, words, is_trouble=state is not PictureState.COMING)

    def _on_change(self, change: Change) -> None:
        for digest in change.ids or frozenset(self._images):
            if self._images.get(digest) is None:
                self._images.pop(digest, None)
        self.came.emit()

    async def _read(self, digest: str) -> None:
        session = self._context.session
        end = session.pictures.want(digest)
        try:
            folder = session.pictures.folder.path
            image = await session.blocking(lambda: load_picture(folder, digest, THUMB_PX))
            self._images[digest] = image
        finally:
            end()
        self.came.emit()
