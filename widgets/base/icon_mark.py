"""An icon that is no button: beside a word, in a caption, at the head of a notice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.base import icons, theme
from widgets.base.labels import set_tooltip


class IconMark(QWidget):
    """Takes its side and no more. Drawn when it is painted, so that a new theme needs nothing of it."""

    def __init__(
        self, name: str = "", role: str = "text2", side: int = icons.CONTROL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._side = name, role, side
        self.setFixedSize(self.sizeHint())

    def name(self) -> str:
        """The icon that is shown; empty where none is."""
        return self._name

    def show_icon(self, name: str, role: str = "", tip: str = "") -> None:
        """Show this icon, in the colour it has where no `role` is said; `tip` says in words what it means."""
        self._name, self._role = name, role or self._role
        set_tooltip(self, tip)
        self.setAccessibleName(tip)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A square of its side."""
        side = theme.current().px(self._side)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme may be of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedSize(self.sizeHint())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Draw the icon, if there is one."""
        if not self._name:
            return
        painter = QPainter(self)
        icons.paint(painter, QRectF(self.rect()), self._name, self._role)
        painter.end()
