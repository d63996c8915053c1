"""The last half hour of the cameras that are shown: when an incident of one of them began, up to the live picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.base import theme
from widgets.base.formats import minute_text
from widgets.base.labels import tooltip_text
from widgets.base.severity import level_of, severity_word

SPAN = timedelta(minutes=30)
STEP = timedelta(minutes=10)
WIDTH_PX, HEIGHT_PX = 330, 32
PAD_PX, REACH_PX = 12, 5
"""What is left free at both ends; how far from a mark a click still means it."""


class Moment(NamedTuple):
    """When an incident began."""

    incident_id: str
    at: datetime
    severity: int
    title: str


class Timeline(QWidget):
    """`incident_chosen(id)`: its mark was pressed."""

    incident_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = datetime.fromtimestamp(0, UTC)
        self._moments: tuple[Moment, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._tell()

    def set_moments(self, moments: Sequence[Moment], now: datetime) -> None:
        """Incidents of the cameras that are shown; those that began before are left out."""
        shown = tuple(one for one in moments if now - SPAN <= one.at <= now)
        if shown != self._moments or now.replace(second=0) != self._now.replace(second=0):
            self._moments = shown
            self._now = now
            self._tell()
            self.update()

    def moment_at(self, x: float) -> Moment | None:
        """The incident whose mark is there, the nearest of several."""
        found = min(self._moments, key=lambda one: abs(self._across(one.at) - x), default=None)
        near = found is not None and abs(self._across(found.at) - x) <= theme.current().px(REACH_PX)
        return found if near else None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As wide as half an hour is told apart."""
        look = theme.current()
        return QSize(look.px(WIDTH_PX), look.px(HEIGHT_PX))

    def event(self, event: QEvent) -> bool:
        """What a mark stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.moment_at(event.pos().x())
            QToolTip.showText(event.globalPos(), tooltip_text(_said(found)) if found is not None else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A hand over what can be pressed."""
        if self.moment_at(event.position().x()) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Open the incident."""
        found = self.moment_at(event.position().x())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.incident_chosen.emit(found.incident_id)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The line with its times, the marks upon it, and now."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("ground1"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        height = self._line()
        painter.setPen(QPen(look.color("text3"), 1))
        painter.drawLine(QPoint(look.px(PAD_PX), height), QPoint(self._end(), height))
        painter.setFont(look.font("axis"))
        metrics = painter.fontMetrics()
        for number in range(int(SPAN / STEP)):
            at = self._now - SPAN + number * STEP
            text = minute_text(at)
            left = round(self._across(at))
            painter.drawLine(QPoint(left, height), QPoint(left, height + look.px(3)))
            room = QRect(left - (0 if not number else metrics.horizontalAdvance(text) // 2), height + look.px(3),
                         metrics.horizontalAdvance(text) + 1, self.height() - height - look.px(3))  # fmt: skip
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        for one in self._moments:
            painter.setPen(QPen(look.color(f"severity{level_of(one.severity)}"), look.px(2)))
            across = self._across(one.at)
            painter.drawLine(QPointF(across, look.px(4)), QPointF(across, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("text1"))
        painter.drawEllipse(QPointF(self._end(), height), look.px(3.5), look.px(3.5))
        painter.setPen(look.color("text1"))
        painter.setFont(look.font("caption"))
        room = QRect(self._end() + look.px(8), 0, self.width() - self._end() - look.px(8), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._live())
        painter.end()

    def _live(self) -> str:
        return self.tr("Live")

    def _line(self) -> int:
        return theme.current().px(15)

    def _end(self) -> int:
        """Where now is."""
        look = theme.current()
        return self.width() - QFontMetrics(look.font("caption")).horizontalAdvance(self._live()) - look.px(PAD_PX + 8)

    def _across(self, at: datetime) -> float:
        begin = theme.current().px(PAD_PX)
        return begin + ((at - (self._now - SPAN)) / SPAN) * (self._end() - begin)

    def _tell(self) -> None:
        words = self.tr("Incidents of these cameras in the last 30 minutes: {count}")
        self.setAccessibleName(words.format(count=len(self._moments)))


def _said(one: Moment) -> str:
    return f"{minute_text(one.at)} · {severity_word(one.severity)} · {one.title}"
