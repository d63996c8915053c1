"""A long list in groups: two lines a row, a shape and a word for where it stands. Painted, so 500 rows cost little.

The list never takes the keyboard: the panel that holds it walks through it, so that its letters stay commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.base import icons, theme
from widgets.base.labels import tooltip_text
from widgets.base.reading_order import kept_in_order
from widgets.base.severity import paint_severity, severity_word
from widgets.base.tags import Shares, paint_hatch, paint_shares, paint_tag, shares_width, shares_words, tag_width

ROW_PX, HEADING_PX = 48, 34
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One row, or a group's heading where `key` is empty. `tone` is a colour role of the theme."""

    key: str
    words: str
    below: str = ""
    at: str = ""
    state: str = ""
    tone: str = "text2"
    mark: str = ""
    severity: int = 0
    """Its shape stands in place of the mark; 0 where there is none."""
    icon: str = ""
    """Stands in place of the mark too; before a heading's words where it is that of a heading."""
    digit: str = ""
    """In the shape, in place of the severity's own."""
    at_tone: str = "text2"
    pill: str = ""
    """Behind the words: how many it stands for."""
    shares: Shares = ()
    """Behind what is below: how many of which severity."""
    tag: str = ""
    """In a frame before the state."""
    strong: bool = False
    """Its words are a title, as in the queue's own rows."""
    drill: bool = False
    """It belongs to an exercise: hatched at its edge."""

    @property
    def spoken(self) -> str:
        """Everything the row says, for those who cannot see it, and for the tooltip."""
        severity = severity_word(self.severity) if self.severity and not self.digit else ""
        words = f"{self.words} {self.pill}".rstrip()
        parts = (words, self.below, shares_words(self.shares), severity, self.tag, self.state, self.at)
        return "\n".join(part for part in parts if part)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; where only words changed nothing moves."""
        if [line.key for line in lines] == [line.key for line in self.lines]:
            self.lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt names and asks it so
        """Rows and headings."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, and what it says."""
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(line.spoken) if line.key else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken.replace("\n", ", ")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not self.lines[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt names it
        """Headings are lower."""
        line: Line = index.data(LINE_ROLE)
        return QSize(160, theme.current().px(ROW_PX if line.key else HEADING_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        line: Line = index.data(LINE_ROLE)
        box = QRect(option.rect)
        painter.save()
        if line.key:
            self._row(painter, box, line, bool(option.state & QStyle.StateFlag.State_Selected))
        else:
            look = theme.current()
            if line.drill:
                paint_hatch(painter, QRect(box.left(), box.top(), box.width(), look.px(6)))
            foot = box.adjusted(look.px(8), look.px(8) if line.drill else look.px(4), -look.px(12), -look.px(2))
            room = foot.adjusted(0, 0, -self._right(painter, foot, (line.at, "caption", line.at_tone)), 0)
            if line.icon:
                side = look.px(icons.CAPTION)
                middle = room.center().y() - side / 2
                icons.paint(painter, QRectF(room.left(), middle, side, side), line.icon)
                room.setLeft(room.left() + side + look.px(6))
            self._left(painter, room, (line.words, "strong", "text2"))
        painter.restore()

    def _row(self, painter: QPainter, box: QRect, line: Line, chosen: bool) -> None:
        look = theme.current()
        if chosen:
            painter.fillRect(box, look.color("selected"))
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()), look.color("accent"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("soft"))
        if line.drill:
            paint_hatch(painter, QRect(box.left(), box.top(), look.px(6), box.height() - 1))
        painter.setFont(look.font("title"))
        painter.setPen(look.color(line.tone))
        side = QRect(box.left() + look.px(8), box.top(), look.px(20), box.height())
        shape = QRectF(0, 0, side.width(), side.width())
        shape.moveCenter(QRectF(side).center())
        if line.severity:
            paint_severity(painter, shape, line.severity, digit=line.digit)
        elif line.icon:
            inset = (side.width() - look.px(icons.CONTROL)) / 2
            icons.paint(painter, shape.adjusted(inset, inset, -inset, -inset), line.icon, line.tone)
        else:
            painter.drawText(side, Qt.AlignmentFlag.AlignCenter, line.mark)
        inner = box.adjusted(look.px(36), look.px(3), -look.px(12), -look.px(3))  # two lines with all their marks
        if not (line.below or line.state or line.shares or line.tag):
            self._upper(painter, inner, line)  # one line stands in the middle
            return
        half = inner.height() // 2
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(half)
        lower.setTop(inner.top() + half)
        self._upper(painter, upper, line)
        self._lower(painter, lower, line)

    def _upper(self, painter: QPainter, box: QRect, line: Line) -> None:
        """Words and how many they stand for; at the right when."""
        look = theme.current()
        room = box.adjusted(
            0, 0, -self._right(painter, box, (line.at, "strong" if line.strong else "figures", line.at_tone)), 0
        )
        pill = tag_width(line.pill, look.font("caption"))
        beside = room.adjusted(0, 0, -(pill + look.px(8)) if pill else 0, 0)
        said = (line.words, "strong" if line.strong else "text", "text1")
        end = box.left() + self._left(painter, beside, said) + look.px(8)
        paint_tag(painter, QRect(end, box.top(), pill, box.height()), line.pill, look.font("caption"), round_=True)

    def _lower(self, painter: QPainter, box: QRect, line: Line) -> None:
        """What is below with its shares; at the right where it stands, and the word in its frame before that."""
        look = theme.current()
        font = look.font("caption")
        room = box.adjusted(0, 0, -self._right(painter, box, (line.state, "caption", line.tone)), 0)
        tag = paint_tag(painter, room, line.tag, font, role="late" if line.drill else "text2")
        room.adjust(0, 0, -(tag + look.px(8)) if tag else 0, 0)
        shares = shares_width(line.shares, font)
        beside = room.adjusted(0, 0, -(shares + look.px(8)) if shares else 0, 0)
        end = room.left() + self._left(painter, beside, (line.below, "caption", "text2")) + look.px(8)
        paint_shares(painter, QRect(end, box.top(), shares, box.height()), line.shares, font)

    def _right(self, painter: QPainter, box: QRect, said: tuple[str, str, str]) -> int:
        """Words at the right end, at most two thirds of it; the width that is no longer free."""
        look = theme.current()
        words, font, tone = said
        painter.setFont(look.font(font))
        painter.setPen(look.color(tone))
        most = box.width() * 2 // 3
        shown = painter.fontMetrics().elidedText(kept_in_order(words), Qt.TextElideMode.ElideRight, most)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        return painter.fontMetrics().horizontalAdvance(shown) + look.px(16) if shown else 0

    def _left(self, painter: QPainter, box: QRect, said: tuple[str, str, str]) -> int:
        """Words at the left end, cut where there is no more room; the width that they took."""
        look = theme.current()
        words, font, tone = said
        painter.setFont(look.font(font))
        painter.setPen(look.color(tone))
        flat = kept_in_order(" ".join(words.split()))
        shown = painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


class GroupedList(QListView):
    """`chosen(key)`: another row is chosen; `opened(key)`: it was clicked twice."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.key()))
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.key()))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the chosen row stays, and where it went its neighbour is chosen, among other rows the first."""
        key, place = self.key(), self.currentIndex().row() if {*self.keys()} & {line.key for line in lines} else 0
        self._lines.set_lines(lines)
        keys = [line.key for line in lines]
        if key in keys and key:
            self._choose(keys.index(key))
        elif any(keys):
            here = min(max(place, 0), len(keys) - 1)
            after = [row for row in range(here, len(keys)) if keys[row]]
            self._choose(after[0] if after else max(row for row in range(here) if keys[row]))

    def key(self) -> str:
        """The chosen row's key; empty where none is."""
        row = self.currentIndex().row()
        return self._lines.lines[row].key if 0 <= row < len(self._lines.lines) else ""

    def keys(self) -> list[str]:
        """Every row's key in the order shown, without headings."""
        return [line.key for line in self._lines.lines if line.key]

    def choose(self, key: str) -> None:
        """Choose this row, if it is there."""
        for row, line in enumerate(self._lines.lines):
            if line.key == key and key:
                self._choose(row)

    def choose_only(self, key: str) -> None:
        """Choose this row, and none where it is not there."""
        if key and key in self.keys():
            self.choose(key)
        else:
            self.setCurrentIndex(QModelIndex())

    def step(self, by: int) -> None:
        """Choose the row `by` further, passing over headings, staying within the list."""
        rows = [row for row, line in enumerate(self._lines.lines) if line.key]
        if rows:
            here = rows.index(self.currentIndex().row()) if self.currentIndex().row() in rows else -1
            self._choose(rows[max(0, min(len(rows) - 1, here + by))])

    def walk(self, event: QKeyEvent) -> bool:
        """Up, Down, PageUp, PageDown, Home and End; false for any other key."""
        far = len(self._lines.lines)
        steps = {
            int(Qt.Key.Key_Down): 1,
            int(Qt.Key.Key_J): 1,
            int(Qt.Key.Key_Up): -1,
            int(Qt.Key.Key_K): -1,
            int(Qt.Key.Key_PageDown): 8,
            int(Qt.Key.Key_PageUp): -8,
            int(Qt.Key.Key_Home): -far,
            int(Qt.Key.Key_End): far,
        }
        by = steps.get(int(event.key()))
        if by is not None:
            self.step(by)
        return by is not None

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self._lines.index(row))
        heading = row == 1 and not self._lines.lines[0].key
        self.scrollTo(self._lines.index(0 if heading else row))
