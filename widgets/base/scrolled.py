"""What is taller than its place and scrolls there, upwards and downwards alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """As wide as its place. Its bar comes where all of it, at the width without a bar, does not fit.

    Qt asks at the width that is there just now. Words that wrap are taller beside a bar: it comes, they no longer fit
    without it, or they do and it goes, each time with a whole new layout, until Python's stack is full.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def whole_height(self) -> int:
        """All that is in it, without a bar beside it."""
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if layout is None:
            return inner.sizeHint().height() if inner is not None else 0
        width = max(1, self.width() - 2 * self.frameWidth())
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another place."""
        self._settle_bar()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Something in it came, went or grew."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._settle_bar()
        return super().eventFilter(watched, event)

    def _settle_bar(self) -> None:
        fits = self.whole_height() <= self.height() - 2 * self.frameWidth()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
