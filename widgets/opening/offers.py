"""The list under a field: names with the letters bold that were typed, and right of each what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.base import theme
from widgets.base.grouped_list import Index
from widgets.base.labels import painted_text, tooltip_text
from widgets.opening.matched import runs
from widgets.opening.rows import OfferRow

ROW_PX, MOST_ROWS = 32, 6
BESIDE_MOST = 0.45
"""Of a row's width what stands right may take; the name has the rest, and what the other leaves."""
BESIDE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class _Rows(QStyledItemDelegate):
    """Name left, what it is right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.typed = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt names it
        """High enough for a finger."""
        return QSize(120, theme.current().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look = theme.current()
        box = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("selected"))
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()), look.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.color("soft"))
        inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
        beside = painted_text(str(index.data(BESIDE_ROLE) or ""))
        quiet = QFontMetrics(look.font("caption"))
        beside = quiet.elidedText(beside, Qt.TextElideMode.ElideRight, round(inner.width() * BESIDE_MOST))
        taken = quiet.horizontalAdvance(beside) + look.px(12) if beside else 0
        self._paint_name(painter, inner.adjusted(0, 0, -taken, 0), str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, beside)
        painter.restore()

    def _paint_name(self, painter: QPainter, room: QRect, name: str) -> None:
        """Piece by piece; the last one that fits ends in an ellipsis where another does not."""
        look = theme.current()
        fonts: dict[bool, QFont] = {True: look.font("strong"), False: look.font("text")}
        painter.setPen(look.color("text1"))
        left = room.left()
        for piece, was_typed in runs(painted_text(name), self.typed):
            metrics = QFontMetrics(fonts[was_typed])
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, max(0, room.right() + 1 - left))
            painter.setFont(fonts[was_typed])
            at = QRect(left, room.top(), room.right() + 1 - left, room.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += metrics.horizontalAdvance(piece)
            if shown != piece:
                return


class OfferList(QListView):
    """As high as its rows. The keyboard stays in the field above, which walks it. `taken(place)`: one was clicked."""

    taken = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self.setAccessibleName(name)
        self._offers: tuple[OfferRow, ...] = ()
        self._model = QStandardItemModel(self)
        self._rows = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(self._rows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda index: self.taken.emit(index.row()))
        self.hide()

    def offers(self) -> tuple[OfferRow, ...]:
        """What is listed, seen or not."""
        return self._offers

    def set_offers(self, offers: Sequence[OfferRow], typed: str) -> None:
        """List these; the first is the one that Enter takes, where anything was typed."""
        self._offers, self._rows.typed = tuple(offers), typed
        self._model.clear()
        for one in self._offers:
            item = QStandardItem(one.name)
            item.setData(one.beside, BESIDE_ROLE)
            item.setToolTip(tooltip_text(one.spoken))
            item.setAccessibleText(one.spoken)
            self._model.appendRow(item)
        first = self._model.index(0, 0) if self._offers and typed.strip() else QModelIndex()
        self.setCurrentIndex(first)
        self.measure()

    def current(self) -> OfferRow | None:
        """The row that Enter takes; None where none is."""
        row = self.currentIndex().row()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def step(self, by: int) -> None:
        """Walk so many rows, no farther than the ends."""
        if self._offers:
            row = max(0, min(len(self._offers) - 1, self.currentIndex().row() + by))
            self.setCurrentIndex(self._model.index(row, 0))

    def measure(self) -> None:
        """As high as its rows at this scale; more than fit scroll."""
        rows = min(MOST_ROWS, len(self._offers))
        self.setFixedHeight(rows * theme.current().px(ROW_PX) + 2 * self.frameWidth())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_offers"):
            self.measure()
