"""The tile type `picture`: a plan, a map, an announcement as a picture file, known by the digest of its content."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from views.tile import Binding, Config, Stage
from widgets import theme
from widgets.video_paint import CAPTION_PX, paint_words

FOLDER = "attachments"
"""In the data folder: files that are named by their SHA-256, with or without an ending."""
MOST_BYTES = 20 * 2**20
MOST_PX = 3840
_DIGEST = re.compile(r"[0-9a-f]{64}")


def load_picture(folder: Path, sha256: str) -> QImage | None:
    """The picture with this digest; None where there is none, or what is there is not it. Blocks."""
    if not _DIGEST.fullmatch(sha256):
        return None
    for path in sorted(folder.glob(f"{sha256}*")):
        try:
            if path.stat().st_size > MOST_BYTES:
                continue
            data = path.read_bytes()
        except OSError:
            continue
        image = QImage()
        if hashlib.sha256(data).hexdigest() == sha256 and image.loadFromData(data):
            if max(image.width(), image.height()) > MOST_PX:
                keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                image = image.scaled(MOST_PX, MOST_PX, keep, smooth)
            return image
    return None


class PictureTile(QWidget):
    """The whole picture, as large as it fits, under no caption unless it has a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._title, self._trouble = "", ""

    def set_picture(self, image: QImage | None, title: str, trouble: str) -> None:
        """Show this; without a picture, why there is none."""
        self._image, self._title, self._trouble, self._scaled = image, title, trouble, None
        self.setAccessibleName(" · ".join(part for part in (title, trouble if image is None else "") if part))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Scaled anew when it is painted."""
        super().resizeEvent(event)
        self._scaled = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The picture in the middle, its title at the foot."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("video_ground"))
        foot = look.px(CAPTION_PX) if self._title else 0
        room = QRect(0, 0, self.width(), max(1, self.height() - foot))
        if self._image is None:
            paint_words(painter, room, self._trouble, "", calm=True)
        else:
            if self._scaled is None:
                keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                self._scaled = self._image.scaled(room.size(), keep, smooth)
            target = self._scaled.rect()
            target.moveCenter(room.center())
            painter.drawImage(target, self._scaled)
        if self._title:
            strip = QRect(0, room.height(), self.width(), foot)
            painter.fillRect(strip, look.color("video_caption"))
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("video_text1"))
            inner = strip.adjusted(look.px(8), 0, -look.px(8), 0)
            text = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


def bind_picture(tile: PictureTile, stage: Stage, config: Config) -> Binding:
    """Let `tile` show the picture of `config["sha256"]` under `config["title"]`."""
    sha256, title = str(config.get("sha256", "")), str(config.get("title", ""))
    missing = QCoreApplication.translate("tiles", "This picture is not on this machine")

    async def read(binding: Binding) -> None:
        folder = stage.session.data_dir / FOLDER
        image = await stage.session.blocking(lambda: load_picture(folder, sha256))
        binding.name, binding.ref = title, sha256
        binding.state = lambda: "live" if image is not None else "missing"
        tile.set_picture(image, title, missing)

    return Binding(stage, set(), read)
