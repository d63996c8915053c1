"""All that can be done or opened in one list, found by typing; marks and đ need not be typed, keys stand beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.base import icons, theme
from widgets.base.formats import number_text
from widgets.base.grouped_list import Index
from widgets.base.labels import label, tooltip_text
from widgets.base.overlay import Overlay
from widgets.shell.ranking import Entry, Finder, Thing

__all__ = ["CommandPalette", "Entry", "Thing"]

NAME_ROLE = int(Qt.ItemDataRole.UserRole) + 1
KEY_ROLE = NAME_ROLE + 1
REASON_ROLE = NAME_ROLE + 2
ICON_ROLE = NAME_ROLE + 3
ROW_PX = 32
MOST_ROWS = 12

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "camera": "cctv",
        "incident": "siren",
        "indicator": "chart-line",
        "person": "user",
        "contact": "phone",
        "place": "map-pin",
        "ward": "map-pin",
        "setting": "settings",
    }
)
"""By the kind of thing; a command has the sign of the page that it opens, or the usual one."""
COMMAND_ICON = "chevron-right"


class _Rows(QStyledItemDelegate):
    """Sign and words left, key right; a command that is off tells why in place of its key."""

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
        if sign := str(index.data(ICON_ROLE) or ""):
            side = look.px(icons.CONTROL)
            at = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            icons.paint(painter, at, sign, "text3" if reason else "text2")
            inner.setLeft(inner.left() + side + look.px(10))
        right = reason or str(index.data(KEY_ROLE) or "")
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setFont(look.font("text"))
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() * 3 // 4)
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
        self._title.setText(self.tr("Search anything"))
        self.setAccessibleName(self.tr("Search anything"))
        self._finder = Finder()
        self._icons: Mapping[str, str] = {}
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(
            self.tr("Command, incident, camera, place, person, setting; marks are not needed")
        )
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
        self._more = label("", "caption", self)
        self._more.hide()
        self.box.addWidget(self._line)
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._nothing)
        self.box.addWidget(self._more)
        self._list.setFixedHeight(theme.current().px(ROW_PX) * MOST_ROWS)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """The commands there are now."""
        self._finder.set_entries(entries)
        self._filter(self._line.text())

    def set_signs(self, icons_of: Mapping[str, str]) -> None:
        """By their names, the icons of commands that have one of their own."""
        self._icons = icons_of

    def set_things(self, things: Sequence[Thing]) -> None:
        """What can be opened besides, once it is known."""
        self._finder.set_things(things)
        self._filter(self._line.text())

    def set_used(self, names: Sequence[str]) -> None:
        """What was chosen before, the last one first."""
        self._finder.set_used(names)

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
        found = self._finder.find(query)
        self._tell_more(found.more)
        return list(found.entries)

    def _tell_more(self, count: int) -> None:
        self._more.setText(self.tr("{n} more: type another letter").format(n=number_text(count)) if count else "")
        self._more.setVisible(bool(count))

    def _sign(self, name: str) -> str:
        kind, is_thing, _key = name.partition(":")
        return ICONS.get(kind, "") if is_thing else self._icons.get(name, COMMAND_ICON)

    def _filter(self, query: str) -> None:
        self._model.clear()
        for name, words, key, reason in self.fitting(query):
            item = QStandardItem(words)
            item.setData(name, NAME_ROLE)
            item.setData(key, KEY_ROLE)
            item.setData(reason, REASON_ROLE)
            item.setData(self._sign(name), ICON_ROLE)
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
