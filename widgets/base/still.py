"""One picture in its own shape, or in words why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.base import theme

LEAST_PX, WORDS_PX = 120, 16


class StillPicture(QWidget):
    """As large as there is room for. `name` is what it shows, for those who hear it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.current().px(LEAST_PX))
        self.setAccessibleName(name)

    def show_picture(self, image: QImage | None, words: str) -> None:
        """This picture; `words` where there is none."""
        self._image, self._words = image, words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Nothing of it is cut: it is looked at as what it is."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), look.color("video_ground"))
        if self._image is not None:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            corner = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
            painter.drawImage(QRect(corner, size), self._image)
        else:
            painter.setFont(look.font("text"))
            painter.setPen(look.color("video_text2"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            side = look.px(WORDS_PX)
            painter.drawText(self.rect().adjusted(side, side, -side, -side), flags, self._words)
        painter.end()
