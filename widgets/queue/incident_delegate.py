"""Paints one incident on two lines: shape, title and deadline; source, place, who has it, and how long it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from console.records.models import Incident
from contract.records.incident import Channel
from widgets.base import theme
from widgets.base.deadlines import COLOURS, deadline_words
from widgets.base.formats import age_text
from widgets.base.grouped_list import Index
from widgets.base.labels import tooltip_text
from widgets.base.reading_order import kept_in_order
from widgets.base.severity import UNREAD, paint_severity, side_of, unread_words
from widgets.base.tags import paint_hatch, paint_icon, paint_tag
from widgets.queue.incident_model import INCIDENT_ROLE
from widgets.words.drill import drill_word

Marks = Callable[[str], tuple[int, int]]
"""How many incidents are joined under one, by its id, and how many more may be the same."""
ROW_PX, DENSE_PX = 54, 42
# Joined once: a flag of Qt that is made in each row of each paint costs more than the line that it is for.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SELECTED, _UNDER_MOUSE, _FOCUSED = (
    QStyle.StateFlag.State_Selected.value,
    QStyle.StateFlag.State_MouseOver.value,
    QStyle.StateFlag.State_HasFocus.value,
)
MOST_CACHED = 4096


def channel_word(channel: str) -> str:
    """Where an incident came from; a channel that a newer backend invented is shown as it is written."""
    translate = QCoreApplication.translate
    if channel == Channel.FIELD_REPORT:
        return translate("channel", "Field report")
    if channel == Channel.SENSOR:
        return translate("channel", "Sensor")
    if channel == Channel.CAMERA:
        return translate("channel", "Camera")
    if channel == Channel.SECURITY:
        return translate("channel", "Information security")
    if channel == Channel.EMERGENCY:
        return translate("channel", "Emergency call")
    return str(channel)


def row_tag(incident: Incident) -> str:
    """The word in a frame: that it is an exercise, or that nobody has taken it yet; empty where neither."""
    if incident.drill:
        return drill_word()
    if incident.is_open and incident.acknowledged_at is None:
        return QCoreApplication.translate("QueuePanel", "Not acknowledged")
    return ""


def second_line(incident: Incident) -> str:
    """Source, ward, and who has it."""
    source = incident.source_name or channel_word(incident.channel)
    return " · ".join(part for part in (source, incident.ward, incident.assignee_name) if part)


@dataclass(frozen=True)
class _Look:
    """Fonts and measures of one theme, made once for all rows."""

    theme: theme.Theme
    title: QFont
    caption: QFont
    tag: QFont
    title_metrics: QFontMetrics
    caption_metrics: QFontMetrics


class IncidentDelegate(QStyledItemDelegate):
    """Rows of equal height; elided texts are remembered, since a row is painted far more often than it changes."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.now: datetime | None = None
        self.marks: Marks = lambda _id: (0, 0)
        self.row_height = 0
        """Of every row in pixels; 0 takes the theme's."""
        self._elided: dict[tuple[str, int, str], str] = {}
        self._look: _Look | None = None

    def refresh_look(self) -> None:
        """Forget fonts and widths of the theme before."""
        self._look = None
        self._elided.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt names it
        """Two lines with air; the same for every row."""
        return QSize(160, self.row_height or theme.current().row_px(ROW_PX, DENSE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        incident: Incident | None = index.data(INCIDENT_ROLE)
        if incident is None or self.now is None:
            return
        look = self._taken_look()
        colors = look.theme
        box = QRect(option.rect)
        state = option.state.value
        selected = bool(state & _SELECTED)
        painter.save()
        self._paint_ground(painter, box, colors, state, drill=incident.drill)
        side = side_of(20)
        left = box.left() + colors.px(16)
        apart = colors.row_px(4, 1)
        lines = 2 * colors.line_height("text") + apart
        top = box.top() + max(0, (box.height() - lines) // 2)
        digit = UNREAD if "severity" in incident.unread else ""
        paint_severity(painter, QRectF(left, top, side, side), incident.severity, digit=digit)
        text = QRect(left + side + colors.px(14), top, 0, colors.line_height("text"))
        text.setRight(box.right() - colors.px(14))
        self._paint_first(painter, text, look, incident)
        text.translate(0, colors.line_height("text") + apart)
        self._paint_second(painter, text, look, incident, selected)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, colors: theme.Theme, state: int, *, drill: bool) -> None:
        if state & _SELECTED:
            painter.fillRect(box, colors.color("selected"))
            painter.fillRect(QRect(box.left(), box.top(), colors.px(3), box.height()), colors.color("accent"))
        elif state & _UNDER_MOUSE:
            painter.fillRect(box, colors.color("ground2"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colors.color("soft"))
        if drill:
            paint_hatch(painter, QRect(box.left() + colors.px(3), box.top(), colors.px(6), box.height() - 1))
        if state & _FOCUSED and not state & _SELECTED:
            painter.setPen(colors.color("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -2))

    def _paint_first(self, painter: QPainter, box: QRect, look: _Look, incident: Incident) -> None:
        due, level = deadline_words(incident, self.now) if self.now else ("", "none")
        colors = look.theme
        painter.setFont(look.title if level in COLOURS else self._plain(look))
        painter.setPen(colors.color(COLOURS.get(level, "text1")))
        painter.drawText(box, _RIGHT, due)
        taken = look.title_metrics.horizontalAdvance(due) + (colors.px(12) if due else 0)
        painter.setFont(look.title)
        painter.setPen(colors.color("text1"))
        title = self._fit(incident.title, box.width() - taken, look.title_metrics, "t")
        painter.drawText(box, _LEFT, kept_in_order(title))

    def _paint_second(self, painter: QPainter, box: QRect, look: _Look, incident: Incident, selected: bool) -> None:
        colors = look.theme
        icon, text, role = self._right_of(incident)
        painter.setFont(look.caption)
        painter.setPen(colors.color("text2" if role == "text3" and selected else role))
        painter.drawText(box, _RIGHT, text)
        taken = look.caption_metrics.horizontalAdvance(text) + colors.px(8)
        if icon:
            taken += paint_icon(painter, box.adjusted(0, 0, colors.px(4) - taken, 0), icon, role)
        tag = row_tag(incident)
        if tag:
            room = box.adjusted(0, 0, -taken, 0)
            taken += paint_tag(painter, room, tag, look.tag, role="late" if incident.drill else "text2") + colors.px(8)
        painter.setPen(colors.color("text2"))
        line = self._fit(second_line(incident), box.width() - taken, look.caption_metrics, "c")
        painter.drawText(box, _LEFT, kept_in_order(line))

    def _right_of(self, incident: Incident) -> tuple[str, str, str]:
        """An icon, words, and their colour."""
        if incident.conflicts:
            return "git-merge", self.tr("in conflict"), "severity1"
        if incident.refused:
            return "circle-x", self.tr("refused"), "severity1"
        if incident.pending:
            return "circle-dashed", self.tr("waiting to send"), "late"
        if incident.unread:
            return "circle-alert", unread_words(incident), "late"
        age = (self.now - incident.created_at).total_seconds() if self.now else 0.0
        return "", " · ".join((*self.mark_words(incident.id), age_text(age))), "text2"

    def mark_words(self, incident_id: str) -> list[str]:
        """What else is known of it: how many are joined under it, how many may be the same."""
        joined, alike = self.marks(incident_id)
        words = [self.tr("+{n} joined").format(n=joined)] if joined else []
        return [*words, self.tr("{n} alike").format(n=alike)] if alike else words

    def _plain(self, look: _Look) -> QFont:
        return look.theme.font("text")

    def _fit(self, text: str, width: int, metrics: QFontMetrics, kind: str) -> str:
        key = (text, width, kind)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) >= MOST_CACHED:
                self._elided.clear()
            flat = " ".join(text[:400].split())
            found = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, max(0, width))
            self._elided[key] = found
        return found

    def _taken_look(self) -> _Look:
        colors = theme.current()
        if self._look is None or self._look.theme is not colors:
            self._elided.clear()
            title, caption = colors.font("strong"), colors.font("caption")
            tag = QFont(caption)
            if not colors.is_wall:  # there no text may be smaller than what is read from the last seat
                tag.setPixelSize(max(colors.px(11), caption.pixelSize() - 1))
            self._look = _Look(colors, title, caption, tag, QFontMetrics(title), QFontMetrics(caption))
        return self._look

    def helpEvent(  # noqa: N802 - Qt names it
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole text of both lines, letter by letter."""
        incident: Incident | None = index.data(INCIDENT_ROLE)
        if event.type() != QEvent.Type.ToolTip or incident is None:
            return False
        marks = " · ".join(self.mark_words(incident.id))
        tag, unread = row_tag(incident), unread_words(incident)
        parts = (incident.title, second_line(incident), tag, incident.place, incident.code, marks, unread)
        QToolTip.showText(event.globalPos(), tooltip_text("\n".join(part for part in parts if part)), view)
        return True
