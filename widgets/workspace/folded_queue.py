"""The queue folded to its narrowest: of each incident the shape of its severity and what is left of its time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from console.records.models import Incident
from widgets.base import theme
from widgets.base.deadlines import COLOURS, deadline_words
from widgets.base.formats import age_text
from widgets.base.icon_button import IconButton
from widgets.base.labels import tooltip_text
from widgets.base.severity import UNREAD, paint_severity, severity_said
from widgets.queue.incident_model import INCIDENT_ROLE
from widgets.words.drill import drill_word

FOLDED_PX, ROW_PX, SHAPE_PX, BAR_PX = 64, 54, 20, 3
Index = QModelIndex | QPersistentModelIndex


def short_deadline(now: datetime, incident: Incident) -> tuple[str, str]:
    """The time left, or the time over with a minus before it, and how loud that is (`deadlines.deadline_words`)."""
    _words, level = deadline_words(incident, now)
    deadline = incident.running_deadline
    if deadline is None:
        return "", level
    left = (deadline - now).total_seconds()
    text = age_text(max(60.0, abs(left)))
    return (f"\N{MINUS SIGN}{text}" if left < 0 else text), level


class _Rows(QStyledItemDelegate):
    now: datetime | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt names it
        """All alike."""
        return QSize(40, theme.current().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Shape above, deadline below."""
        incident: Incident | None = index.data(INCIDENT_ROLE)
        if incident is None or self.now is None:
            return
        look, box = theme.current(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("selected"))
            painter.fillRect(QRect(box.left(), box.top(), look.px(BAR_PX), box.height()), look.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.color("ground2"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("soft"))
        side = look.px(SHAPE_PX)
        shape = QRectF(box.left() + (box.width() - side) / 2, box.top() + look.px(7), side, side)
        paint_severity(painter, shape, incident.severity, digit=UNREAD if "severity" in incident.unread else "")
        words, level = short_deadline(self.now, incident)
        font = look.font("caption")
        font.setPixelSize(min(font.pixelSize(), look.px(11)))
        painter.setFont(font)
        painter.setPen(look.color(COLOURS.get(level, "text2")))
        below = QRect(box.left(), int(shape.bottom()) + look.px(3), box.width(), look.px(20))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt names it
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """In words what shape and time stand for, and whose they are."""
        incident: Incident | None = index.data(INCIDENT_ROLE)
        if event.type() != QEvent.Type.ToolTip or incident is None or self.now is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tooltip_text(row_words(incident, self.now)), view)
        return True


def row_words(incident: Incident, now: datetime) -> str:
    """All that a folded row stands for, line by line."""
    due, _level = deadline_words(incident, now)
    drill = drill_word() if incident.drill else ""
    first = " · ".join(part for part in (drill, severity_said(incident), due) if part)
    return "\n".join(part for part in (first, incident.title, incident.code, incident.place) if part)


class FoldedQueue(QWidget):
    """`unfolded()`: the whole queue is wanted; `activated(id)`: this incident is to be opened; `menu_wanted(id, at)`:
    what can be done with it, at a point of the screen. It shares rows and the chosen one with the table that it stands
    for."""

    unfolded = Signal()
    activated = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, model: QAbstractItemModel, chosen: QItemSelectionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foldedQueue")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._button = IconButton("panel-left-open", self.tr("Unfold the queue"), "Ctrl+B", self)
        self._button.clicked.connect(self.unfolded)
        self._rows = QListView(self)
        self._rows.setModel(model)
        self._rows.setSelectionModel(chosen)
        self._paint = _Rows(self._rows)
        self._rows.setItemDelegate(self._paint)
        self._rows.setUniformItemSizes(True)
        self._rows.setMouseTracking(True)
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setAccessibleName(self.tr("Incident queue, folded"))
        self._rows.clicked.connect(self._on_clicked)
        self._rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._rows.customContextMenuRequested.connect(self._on_menu)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._rows, 1)
        self.setFixedWidth(theme.current().px(FOLDED_PX))

    def put_below(self, part: QWidget) -> None:
        """Let this stand below the rows."""
        self._box.addWidget(part)

    def tick(self, now: datetime) -> None:
        """Deadlines have come nearer."""
        self._paint.now = now
        if self.isVisible():
            self._rows.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        incident: Incident | None = index.data(INCIDENT_ROLE)
        if incident is not None:
            self.activated.emit(incident.id)

    def _on_menu(self, at: QPoint) -> None:
        incident: Incident | None = self._rows.indexAt(at).data(INCIDENT_ROLE)
        if incident is not None:
            self.menu_wanted.emit(incident.id, self._rows.viewport().mapToGlobal(at))
