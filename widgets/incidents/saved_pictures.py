"""The last pictures that were saved for an incident, small, each with its camera and time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label

COLUMNS = 3
PARTS = 3
"""Of one picture: itself, whose it is, how it is with it."""
WIDTH_PX, HEIGHT_PX = 116, 66


class _Thumbnail(QWidget):
    """One picture, its whole, on black."""

    def __init__(self, image: QImage, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self._image = image
        self.setFixedSize(look.px(WIDTH_PX), look.px(HEIGHT_PX))
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The picture in its own proportions."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("ground0"))
        if not self._image.isNull():
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(
                (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        painter.end()


class PictureRow(QWidget):
    """Shows pictures with their words; none hides it. `evidence_wanted`: what the server has of them."""

    evidence_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(self.tr("Saved pictures"), "strong", self)
        self._title.set_tone("text2")
        self._at_server = QPushButton(self.tr("At the server"), self)
        self._at_server.setProperty("chip", True)
        self._at_server.setAccessibleName(self.tr("Evidence at the server"))
        self._at_server.clicked.connect(self.evidence_wanted)
        self._at_server.hide()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._at_server)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._parts: list[QWidget] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addLayout(self._grid)
        self.hide()

    def offer_server(self, *, on: bool) -> None:
        """Whether somebody is here who sees what the server has."""
        self._at_server.setVisible(on)

    def set_pictures(self, pictures: Sequence[tuple[QImage, str, tuple[str, str]]]) -> None:
        """Each picture with its camera and time, and how it is with it at the server: in words, and how loud."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for number, (image, words, (state, tone)) in enumerate(pictures):
            thumbnail = _Thumbnail(image, " · ".join(part for part in (words, state) if part), self)
            caption, standing = ElidedLabel(words, "caption", self), ElidedLabel(state, "caption", self)
            standing.set_tone(tone)
            for row, part in enumerate((thumbnail, caption, standing)):
                self._grid.addWidget(part, number // COLUMNS * PARTS + row, number % COLUMNS)
                self._parts.append(part)
        self._grid.setColumnStretch(COLUMNS, 1)
        self.setVisible(bool(pictures))

    def count(self) -> int:
        """How many are shown."""
        return 0 if self.isHidden() else len(self._parts) // PARTS
