"""What lies between the window and a box that must be answered first: it dims what is below and takes its clicks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme


class Scrim(QWidget):
    """Over the whole of `window`, below `box`, for as long as that is to be seen."""

    def __init__(self, window: QWidget, box: QWidget) -> None:
        super().__init__(window)
        self._window, self._box = window, box
        self.hide()

    def rise(self) -> None:
        """Lie over all that is there, and let the box lie over this."""
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._box.raise_()

    def sink(self) -> None:
        """Give what is below free."""
        self._window.removeEventFilter(self)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Dim it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().veil("scrim"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click beside the box is none on what lies below."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """As large as the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False
