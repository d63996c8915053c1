"""What can be done with the camera that has the keyboard: a few buttons with their keys, at the foot of its picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.base import theme
from widgets.base.icon_button import tip_of
from widgets.base.labels import button_text, set_tooltip
from widgets.video.tile import VideoTile

HEIGHT_PX, PAD_PX = 36, 4
VEIL_ALPHA = 115
"""45 % of what lies over a picture."""

Action = tuple[str, str, str]
"""A command's name, its words, and its key."""


class TileActions(QWidget):
    """One for a whole grid, upon whichever tile has the keyboard; it never takes that itself. `chosen(name)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._buttons: list[QPushButton] = []
        self.hide()

    def offer(self, actions: Sequence[Action]) -> None:
        """These commands."""
        for old in self._buttons:
            old.deleteLater()
        self._buttons = []
        for name, text, key in actions:
            button = QPushButton(button_text(f"{text} · {key}" if key else text), self)
            button.setProperty("chip", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            set_tooltip(button, tip_of(text, key))
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self._row.addWidget(button)
            self._buttons.append(button)
        self._row.addStretch(1)

    def stand_on(self, tile: VideoTile | None) -> None:
        """At the foot of this tile's picture; nowhere where it is too small for them, or there is none."""
        look = theme.current()
        pad = look.px(PAD_PX)
        self._row.setContentsMargins(pad, pad, pad, pad)
        self._row.setSpacing(pad)
        if tile is None or not self._buttons or self.sizeHint().width() > tile.width() - 2 * pad:
            self.hide()
            return
        room = tile.picture_size()
        self.setGeometry(
            tile.x() + pad, tile.y() + room.height() - look.px(HEIGHT_PX) - pad, room.width() - 2 * pad,
            look.px(HEIGHT_PX),
        )  # fmt: skip
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """A veil, through which the picture is seen."""
        veil = QColor(theme.current().color("scrim"))
        veil.setAlpha(VEIL_ALPHA)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()
