"""The box in which the map of the place stands, with one line over its foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label

HIGH_PX, EDGE_PX = 124, 8


class MapGround(QFrame):
    """Empty it says what comes here; `put` gives it a map."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("openGround")
        self._empty = label(self.tr("The map comes here once the place is known"), "caption", self, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._empty)
        self._words = ElidedLabel("", "caption", self)
        self._words.setObjectName("openGroundWords")
        self._words.set_tone("")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.hide()
        self.measure()

    def put(self, part: QWidget) -> None:
        """Let this stand in all of the box from now on."""
        self._empty.hide()
        self._box.addWidget(part)
        part.show()
        self._words.raise_()

    def say(self, words: str) -> None:
        """Over the foot of the map, such as how far around is looked; empty for nothing."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._words.raise_()
        self._place()

    def measure(self) -> None:
        """Another scale has other measures."""
        self.setFixedHeight(theme.current().px(HIGH_PX))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The line stays at the foot."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self.measure()

    def _place(self) -> None:
        edge = theme.current().px(EDGE_PX)
        hint = self._words.sizeHint()
        width = min(hint.width() + 2 * edge, self.width() - edge)
        high = hint.height() + edge // 2
        self._words.setGeometry(edge // 2, self.height() - high - edge // 2, max(1, width), high)
