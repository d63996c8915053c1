"""Fields whose mark is one of our icons: the tick of a box, the arrow of a list. A style sheet knows only files."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton

from widgets.base import icons, theme


class TickBox(QCheckBox):
    """A box to tick."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The box as the style draws it, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self))
        side = theme.current().px(icons.CAPTION)
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(box.center())
        painter = QPainter(self)
        icons.paint(painter, mark, "check", "on_accent" if self.isEnabled() else icons.OFF)
        painter.end()


class DropDown(QComboBox):
    """A list that opens under its field."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The field as the style draws it, then the arrow."""
        super().paintEvent(event)
        look = theme.current()
        side = look.px(icons.CONTROL)
        box = QRectF(self.width() - side - look.px(8), (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        icons.paint(painter, box, "chevron-down", "text2" if self.isEnabled() else icons.OFF)
        painter.end()
