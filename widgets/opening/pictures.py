"""Pictures of the moment that go along with a new incident, each with its camera and time, until one is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.base import icons, theme
from widgets.base.icon_button import IconButton
from widgets.base.labels import ElidedLabel
from widgets.opening.rows import PictureRow
from widgets.video.picture import placed

WIDE_PX, HIGH_PX = 112, 63
PICTURES_MOST = 3
"""Made once: so the keyboard comes to them in their order."""


class _Thumbnail(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self.setFixedSize(look.px(WIDE_PX), look.px(HIGH_PX))

    def show_image(self, image: QImage | None, name: str) -> None:
        """This picture; None where there is none."""
        self._image = image if image is not None and not image.isNull() else None
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Cropped to its place, as a tile is; without one the sign of that."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("video_ground"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            where = placed(self._image.size(), self.rect(), fills=True)
            painter.drawImage(where.target, self._image, where.part)
        else:
            side = look.px(icons.RAIL)
            box = QRect(0, 0, side, side)
            box.moveCenter(self.rect().center())
            icons.paint(painter, QRectF(box), "video-off", "video_text2")
        painter.end()


class _Picture(QWidget):
    """`dropped(camera)`."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._camera = ""
        self.thumbnail = _Thumbnail(self)
        self._title = ElidedLabel("", "text", self, lines=2)
        self._beside = ElidedLabel("", "caption", self, lines=2)
        self.drop = IconButton("x", self.tr("Leave this picture out"), "Enter", self)
        self.drop.clicked.connect(lambda: self.dropped.emit(self._camera))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._beside)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.thumbnail)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.drop)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        self._row.setSpacing(theme.current().px(10))
        self.thumbnail.measure()

    def show_row(self, row: PictureRow) -> None:
        """Stand for this one."""
        self._camera = row.camera
        self.thumbnail.show_image(row.image, row.title)
        self._title.setText(row.title)
        self._beside.setText(row.beside)
        self.drop.setAccessibleDescription(row.title)


class PictureList(QWidget):
    """`dropped(camera)`: its picture is not to go along. None hides it."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[PictureRow, ...] = ()
        self.setAccessibleName(self.tr("Pictures that go along"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._rows = tuple(_Picture(self) for _place in range(PICTURES_MOST))
        for row in self._rows:
            row.dropped.connect(self.dropped)
            self._box.addWidget(row)
        self.measure()
        self.set_rows(())

    def row_parts(self) -> tuple[_Picture, ...]:
        """The rows that are seen."""
        return self._rows[: len(self._shown)]

    def set_rows(self, rows: Sequence[PictureRow]) -> None:
        """These, the nearest camera first."""
        self._shown = tuple(rows[:PICTURES_MOST])
        for place, part in enumerate(self._rows):
            if place < len(self._shown):
                part.show_row(self._shown[place])
            part.setVisible(place < len(self._shown))
        self.setVisible(bool(self._shown))

    def measure(self) -> None:
        """Another scale has other measures."""
        self._box.setSpacing(theme.current().px(6))
        for row in self._rows:
            row.measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self.measure()
