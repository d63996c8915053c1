"""Small pictures in the editor: there once they are read, and why one is not."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom, at_cache
from views.layouts.thumbs import THUMB_PX, LayoutThumbs

Told = Callable[[CacheRoom, LayoutThumbs, list[None]], Awaitable[None]]


def with_thumbs(qapp: QApplication, folder: Path, story: Told) -> None:
    async def told(room: CacheRoom) -> None:
        parent = QObject()
        thumbs = LayoutThumbs(room.context, parent)
        came: list[None] = []
        thumbs.came.connect(lambda: came.append(None))
        room.ends += [parent.deleteLater, thumbs.close]
        await story(room, thumbs, came)
        await room.settle()

    at_cache(qapp, folder, told)


def png(wide: int) -> bytes:
    image = QImage(wide, wide // 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#12ab34"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def test_a_picture_that_is_here_is_shown_small_and_said_to_wait_for_the_server(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom, thumbs: LayoutThumbs, came: list[None]) -> None:
        digest = await room.session.pictures.keep(png(2000), ".png")
        first = thumbs.shown({"sha256": digest})
        assert (first.image, first.words) == (None, ""), "it is not read yet"
        await room.until(lambda: thumbs.shown({"sha256": digest}).image, "it is read")
        assert came
        shown = thumbs.shown({"sha256": digest})
        assert shown.image is not None
        assert shown.image.width() == THUMB_PX
        assert "not on the server yet" in shown.words
        assert not shown.is_trouble

    with_thumbs(qapp, tmp_path, story)


def test_one_that_is_not_here_says_so_and_comes_when_it_has_come(qapp: QApplication, tmp_path: Path) -> None:
    content = png(40)

    async def story(room: CacheRoom, thumbs: LayoutThumbs, came: list[None]) -> None:
        digest = hashlib.sha256(content).hexdigest()
        thumbs.shown({"sha256": digest})
        await room.until(lambda: came, "it is looked for")
        told = thumbs.shown({"sha256": digest})
        assert told.image is None
        assert told.words == "Picture on its way · No network: it comes once that is back"
        assert not told.is_trouble
        await room.session.pictures.keep(content, ".png")
        await room.until(lambda: thumbs.shown({"sha256": digest}).image, "it has come")

    with_thumbs(qapp, tmp_path, story)


def test_a_tile_without_a_picture_has_nothing_to_be_told(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, thumbs: LayoutThumbs, came: list[None]) -> None:
        for config in ({}, {"sha256": ""}, {"sha256": "../../etc/passwd"}):
            assert thumbs.shown(config) == thumbs.shown({})
        await room.settle()
        assert came == [], "nothing is looked for"

    with_thumbs(qapp, tmp_path, story)
