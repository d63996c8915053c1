"""The picture of a camera near the incident, 16:9, with its caption, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.icon_button import IconButton
from widgets.base.labels import label
from widgets.places.nearby import metres_text
from widgets.video.tile import VideoTile

CAPTION_PX, STEP_PX = 24, 28
"""The caption of a tile, and the side of the buttons at its right end."""


class _Steps(QWidget):
    """How far the camera is, which of how many, and both ways; at the right end of the tile's caption."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.far, self.count = label("", "caption", self), label("", "caption", self)
        self.before = IconButton("chevron-left", self.tr("Previous camera nearby"), parent=self, side=STEP_PX)
        self.after = IconButton("chevron-right", self.tr("Next camera nearby"), parent=self, side=STEP_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.far, self.before, self.count, self.after):
            row.addWidget(part)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The ground of the caption. The buttons are a little higher, to be hit."""
        look = theme.current()
        painter = QPainter(self)
        ground = self.rect().adjusted(0, self.height() - look.px(CAPTION_PX), 0, 0)
        painter.fillRect(ground, look.color("ground1"))
        painter.end()


class NearCamera(QWidget):
    """`stepped(by)`: another camera is wanted; `opened(camera_id)`: this one, large; `seen`: it came into sight or left
    it, and with it the need for a stream."""

    stepped = Signal(int)
    opened = Signal(str)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera_id = ""
        self.tile = VideoTile(self)
        self.tile.setMinimumSize(1, 1)
        self.tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._steps = _Steps(self)
        self._steps.before.clicked.connect(lambda: self.stepped.emit(-1))
        self._steps.after.clicked.connect(lambda: self.stepped.emit(1))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_camera(self, camera_id: str, metres: float | None, place: int, count: int) -> None:
        """Stand for this camera, the one in `place` (from 1) of `count`; without an id there is none to be seen."""
        self._camera_id = camera_id
        self._steps.far.setText(metres_text(metres) if metres is not None else "")
        self._steps.far.setVisible(metres is not None)
        self._steps.count.setText(f"{place}/{count}")
        for part in (self._steps.before, self._steps.count, self._steps.after):
            part.setVisible(count > 1)
        self.setVisible(bool(camera_id))
        self._lay_out()

    def name_keys(self, before: str, after: str) -> None:
        """The keys of both ways."""
        self._steps.before.say(self.tr("Previous camera nearby"), before)
        self._steps.after.say(self.tr("Next camera nearby"), after)

    def place_words(self) -> str:
        """Which of how many is shown; empty where none is."""
        return self._steps.count.text() if self._camera_id else ""

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt names it
        """A picture is as high as it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt names it
        """16:9, and the caption below it."""
        return width * 9 // 16 + theme.current().px(CAPTION_PX)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As in a pane of a usual desk."""
        return QSize(376, self.heightForWidth(376))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The tile takes all of it."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt names it
        """Somebody looks."""
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt names it
        """Nobody looks any more."""
        super().hideEvent(event)
        self.seen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click shows it large."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton and self._camera_id:
            self.opened.emit(self._camera_id)

    def _lay_out(self) -> None:
        look = theme.current()
        self.tile.setGeometry(self.rect())
        width, height = self._steps.sizeHint().width(), look.px(STEP_PX)
        self._steps.setGeometry(self.width() - width, self.height() - height, width, height)
        self.tile.keep_free(width)
