"""Which parts of a page are seen, how much of each, and what somebody who points at a place is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QToolTip,
    QWidget,
)

ENDLESS = 1e6


@dataclass(frozen=True)
class Room:
    """What can be seen of a widget, in its own coordinates; endless where one can scroll to the rest."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_none(self) -> bool:
        """Whether nothing of it is to be seen."""
        return self.right <= self.left or self.bottom <= self.top


def parts(page: QWidget) -> Iterator[QWidget]:
    """The page and all in it that is shown somewhere on it."""
    yield page
    for part in page.findChildren(QWidget):
        if part.isVisibleTo(page) and part.width() > 0 and part.height() > 0 and not part.isWindow():
            yield part


def is_inner(part: QWidget) -> bool:
    """Whether Qt made it inside a control of its own: the line of a spin box, the cross of a line, scroll bars."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit):
            return True
        if isinstance(above, QAbstractItemView) and part.objectName().startswith("qt_"):
            return True
        above = above.parentWidget()
    return isinstance(part, QScrollBar | QHeaderView) or part.objectName().startswith("qt_")


def room_of(part: QWidget, page: QWidget) -> Room:
    """What the page lets see of it: nothing above it in the tree cuts the rest off."""
    left, top, right, bottom = 0.0, 0.0, float(part.width()), float(part.height())
    across, down = _scrolls(_area_of(part))  # rows are painted on it, and scrolled
    below, at = part, QPoint(0, 0)
    while below is not page and (above := below.parentWidget()) is not None:
        at += below.pos()
        goes_across, goes_down = _scrolls(_area_of(above))
        across, down = across or goes_across, down or goes_down  # from here on the area is cut, not what is in it
        if not across:
            left, right = max(left, -at.x()), min(right, above.width() - at.x())
        if not down:
            top, bottom = max(top, -at.y()), min(bottom, above.height() - at.y())
        below = above
    if across:
        left, right = -ENDLESS, ENDLESS
    return Room(left, -ENDLESS if down else top, right, ENDLESS if down else bottom)


def _area_of(part: QWidget) -> QAbstractScrollArea | None:
    """The area that `part` is the viewport of."""
    above = part.parentWidget()
    return above if isinstance(above, QAbstractScrollArea) and above.viewport() is part else None


def _scrolls(area: QAbstractScrollArea | None) -> tuple[bool, bool]:
    """Whether one can scroll it across, and down: a list's last row may always be half seen."""
    if area is None:
        return False, False
    down = isinstance(area, QAbstractItemView) or area.verticalScrollBar().maximum() > 0
    return area.horizontalScrollBar().maximum() > 0, down


def is_covered(part: QWidget, place: QPoint, page: QWidget) -> bool:
    """Whether something lies over `place` of the page that `part` cannot be seen through. A label hides nothing."""
    top = page.childAt(place)
    if top is None or top is part or part.isAncestorOf(top) or top.isAncestorOf(part):
        return False
    above = top
    while (parent := above.parentWidget()) is not None and not parent.isAncestorOf(part):
        above = parent
    return not isinstance(above, QLabel)


def is_told(part: QWidget, place: QPoint) -> bool:
    """Whether somebody who points at `place` of this part reads the rest in a tooltip."""
    asked: QWidget | None = part
    while asked is not None:
        told = QHelpEvent(QEvent.Type.ToolTip, place, part.mapToGlobal(place))
        told.setAccepted(True)
        if QApplication.sendEvent(asked, told) and told.isAccepted():
            QToolTip.hideText()
            return True
        place = asked.mapToParent(place)
        asked = asked.parentWidget() if not asked.isWindow() else None
    return False


def of_page(part: QWidget, page: QWidget) -> QRect:
    """Where it is on the page."""
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def name_of(part: QWidget) -> str:
    """Which part it is, for a list that outlives its words: its kind, and what it stands in."""
    names: list[str] = []
    at: QWidget | None = part
    while at is not None and len(names) < 2:
        if not at.objectName().startswith("qt_") and type(at) is not QWidget:
            names.append(type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names)


def as_rect(ink: QRectF) -> QRect:
    """Whole pixels that hold it."""
    return ink.toAlignedRect()
