"""All commands in one list, found by typing; marks and đ need not be typed, keys stand beside the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.base import theme
from widgets.base.fold import folded, matches
from widgets.base.grouped_list import Index
from widgets.base.labels import label, tooltip_text
from widgets.base.overlay import Overlay

NAME_ROLE = int(Qt.ItemDataRole.UserRole) + 1
KEY_ROLE = NAME_ROLE + 1
REASON_ROLE = NAME_ROLE + 2
ROW_PX = 32
MOST_ROWS = 12

Entry = tuple[str, str, str, str]
"""Name, words, key, and why it is off now (empty where it is not)."""


THINGS_FROM, THINGS_MOST = 2, 40
"""Letters from which things are looked for beside commands, and how many are listed."""


@dataclass(frozen=True)
class Thing:
    """Something that can be opened: a camera, an incident, a number. `searched` is what is compared, without marks."""

    name: str
    """`kind:id`."""
    words: str
    beside: str
    searched: str


def things_found(things: Sequence[Thing], query: str) -> list[Entry]:
    """Those in which every word of `query` is, the ones that begin with it first; no more than can be looked over."""
    asked = folded(query).split()
    fitting = [one for one in things if all(word in one.searched for word in asked)]
    fitting.sort(key=lambda one: not one.searched.startswith(folded(query.strip())))
    return [(one.name, one.words, one.beside, "") for one in fitting[:THINGS_MOST]]


def found(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries that fit `query`: those whose words begin with it first, then the others in their order."""
    fitting = [entry for entry in entries if matches(query, f"{entry[1]} {entry[0].replace('-', ' ')}")]
    start = folded(query.strip())
    return sorted(fitting, key=lambda entry: (bool(entry[3]), not folded(entry[1]).startswith(start)))


class _Rows(QStyledItemDelegate):
    """Words left, key right; a command that is off tells why in place of its key."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt names it
        """High enough for a finger."""
        return QSize(120, theme.current().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one command."""
        look = theme.current()
        box = QRect(option.rect)
        reason = str(index.data(REASON_ROLE) or "")
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("selected"))
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()), look.color("accent"))
        inner = box.adjusted(look.px(12), 0, -look.px(12), 0)
        right = reason or str(index.data(KEY_ROLE) or "")
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setFont(look.font("text"))
        taken = painter.fontMetrics().horizontalAdvance(words) + look.px(16)
        painter.setPen(look.color("text2" if reason else "text1"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text2"))
        room = max(0, inner.width() - taken)
        right = painter.fontMetrics().elidedText(right, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        painter.restore()


class CommandPalette(Overlay):
    """`chosen(name)`: Enter or a click on a command that is on."""

    chosen = Signal(str)
    wide_px = 640
    at_top = True

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Commands"))
        self.setAccessibleName(self.tr("Commands"))
        self._entries: list[Entry] = []
        self._things: Sequence[Thing] = ()
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(self.tr("Type a command; marks are not needed"))
        self._line.setAccessibleName(self.tr("Search commands"))
        self._line.textChanged.connect(self._filter)
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.clicked.connect(self._choose)
        self._nothing = label(self.tr("No command matches"), "caption", self)
        self._nothing.hide()
        self.box.addWidget(self._line)
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._nothing)
        self._list.setFixedHeight(theme.current().px(ROW_PX) * MOST_ROWS)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """The commands there are now."""
        self._entries = list(entries)
        self._filter(self._line.text())

    def set_things(self, things: Sequence[Thing]) -> None:
        """What can be opened besides, once it is known."""
        self._things = things
        if self._line.text():
            self._filter(self._line.text())

    def names(self) -> list[str]:
        """The commands listed now, best first."""
        return [str(self._model.item(row).data(NAME_ROLE)) for row in range(self._model.rowCount())]

    def open(self) -> None:
        """Begin with an empty line."""
        self._line.clear()
        self._filter("")
        super().open()

    def first_focus(self) -> QWidget:
        """The line."""
        return self._line

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Up and Down walk the list, Enter runs."""
        steps = {
            int(Qt.Key.Key_Down): 1,
            int(Qt.Key.Key_Up): -1,
            int(Qt.Key.Key_PageDown): MOST_ROWS,
            int(Qt.Key.Key_PageUp): -MOST_ROWS,
        }
        if event.key() in steps:
            self._step(steps[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        else:
            super().keyPressEvent(event)

    def fitting(self, query: str) -> list[Entry]:
        """What is listed for what is typed."""
        things = things_found(self._things, query) if len(query.strip()) >= THINGS_FROM else []
        return [*found(self._entries, query), *things]

    def _filter(self, query: str) -> None:
        self._model.clear()
        for name, words, key, reason in self.fitting(query):
            item = QStandardItem(words)
            item.setData(name, NAME_ROLE)
            item.setData(key, KEY_ROLE)
            item.setData(reason, REASON_ROLE)
            item.setToolTip(tooltip_text(f"{words}\n{reason}" if reason else words))
            item.setAccessibleText(", ".join(part for part in (words, key, reason) if part))
            self._model.appendRow(item)
        self._nothing.setVisible(not self._model.rowCount())
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _step(self, by: int) -> None:
        last = self._model.rowCount() - 1
        row = max(0, min(last, self._list.currentIndex().row() + by))
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid() or index.data(REASON_ROLE):
            return
        name = str(index.data(NAME_ROLE))
        self.close()
        self.chosen.emit(name)
