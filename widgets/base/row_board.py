"""A board of rows: a line to search by, rows with the chosen one beside them, what stands there without any, and a foot
that says every key. As high as the window allows, so that nothing moves while rows come and go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.grouped_list import ROW_PX, GroupedList, Line
from widgets.base.icons import icon
from widgets.base.labels import label, rule, set_tooltip
from widgets.base.skeleton import Skeleton

ASK_MOST = 200
"""Letters in the search line."""
READ = "read"
READ_AGAIN: Mapping[int, str] = MappingProxyType({int(Qt.Key.Key_F5): READ})
_ONWARD = frozenset({Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_PageDown, Qt.Key.Key_End})
_ALONE = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})
Empty = tuple[str, str, str]
"""What stands in place of rows: a headline, a sentence, and the words of the button that reads again, or none."""


@dataclass(frozen=True)
class BoardWords:
    """What a board says of itself."""

    title: str
    line: str
    """What the search line is called."""
    hint: str
    """What can be typed in it, shown while nothing is."""
    tip: str
    keys: tuple[str, ...] = ()
    """Keys of its own, as the foot says them between those that all boards have."""


class RowBoard(DeskPage):
    """`asked(text)`: what to look for; `chosen(key)`: another row; `more`: somebody goes on beyond the last row;
    `pressed(name)`: a key of `letters`, or the button where there are no rows, which is `READ`."""

    asked = Signal(str)
    chosen = Signal(str)
    more = Signal()
    pressed = Signal(str)
    letters: Mapping[int, str] = READ_AGAIN
    """What keys mean while nothing is typed; F5 while something is, too."""
    shares = (3, 2)
    """Of the width: the rows' and the side's."""
    is_paged = True
    """Whether older rows come beyond the last one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self.search = QLineEdit(self)
        self.search.setMaxLength(ASK_MOST)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._found = label("", "caption", self)
        self._work = QWidget(self)
        self._list = GroupedList("", self._work)
        self._skeleton = Skeleton(ROW_PX, self)
        self._empty = EmptyState(self)
        self._foot = label("", "caption", self, wrap=True)
        self.search.returnPressed.connect(self._on_asked)
        self._list.chosen.connect(self.chosen)
        self._empty.chosen.connect(lambda: self.pressed.emit(READ))

    def finish(
        self, words: BoardWords, side: QWidget, *, before: Sequence[QWidget] = (), after: Sequence[QWidget] = (),
        above: QWidget | None = None, below: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Lay it out: parts `before` and `after` the search line, one `above` the rows and one `below` them."""
        self.setAccessibleName(words.title)
        self._list.setAccessibleName(words.title)
        self._title.setText(words.title)
        self.search.setAccessibleName(words.line)
        self.search.setPlaceholderText(words.hint)
        set_tooltip(self.search, words.tip)
        self._foot.setText(" · ".join(self._keys(words)))
        look = theme.current()
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        for part in before:
            top.addWidget(part)
        top.addWidget(self.search, 1)
        for part in (self._found, *after):
            top.addWidget(part)
        middle = QHBoxLayout(self._work)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(look.px(16))
        for part, share in zip((self._list, side), self.shares, strict=True):
            middle.addWidget(part, share)
        self.box.addLayout(top)
        if above is not None:
            self.box.addWidget(above)
        for part in (self._work, self._skeleton, self._empty):
            self.box.addWidget(part, 1)
        if below is not None:
            self.box.addWidget(below)
        self.box.addWidget(rule(self))
        self.box.addWidget(self._foot)

    def _keys(self, words: BoardWords) -> tuple[str, ...]:
        translate = QCoreApplication.translate
        walk, older = translate("rows", "↑ ↓ walk through the rows"), translate("rows", "End the last, then older ones")
        line, again = translate("rows", "/ searches"), translate("rows", "F5 reads again")
        return (walk, *((older,) if self.is_paged else ()), *words.keys, line, again, translate("rows", "Esc back"))

    def show_rows(self, found: str, lines: Sequence[Line], empty: Empty | None) -> None:
        """Rows, and how many in words. Where there are none: `empty`, or grey bars while it is None, for they are
        still being read."""
        self._found.setText(found)
        self._found.setVisible(bool(found))
        self._work.setVisible(bool(lines))
        self._skeleton.setVisible(not lines and empty is None)
        self._empty.setVisible(not lines and empty is not None)
        if empty is not None:
            self._empty.set_text(*empty)
        self._list.set_lines(lines)

    @property
    def is_loading(self) -> bool:
        """Whether grey bars stand in place of the rows."""
        return not self._skeleton.isHidden()

    def set_loading(self, *, on: bool) -> None:
        """Grey bars in place of the rows alone: what is looked for can be typed meanwhile. They go with `show_rows`."""
        if on:
            self.show_rows("", (), None)

    def key(self) -> str:
        """The chosen row."""
        return self._list.key()

    def rows(self) -> list[str]:
        """The keys of what is shown, in its order."""
        return self._list.keys()

    def choose(self, key: str) -> None:
        """Choose this row, where it is shown."""
        self._list.choose(key)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has another colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_glass"):
            self._glass.setIcon(icon("search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk through the rows, letters are the board's own."""
        key, types = event.key(), self.search.hasFocus()
        name = self.letters.get(int(key)) if event.modifiers() in _ALONE else None
        if key == Qt.Key.Key_Escape and types:
            self.setFocus()
        elif key == Qt.Key.Key_Slash and not types:
            self.search.setFocus()
        elif name is None or (types and key != Qt.Key.Key_F5):
            self._walk(event)
        elif not event.isAutoRepeat():
            self.pressed.emit(name)

    def _walk(self, event: QKeyEvent) -> None:
        keys = self.rows()
        is_last = bool(keys) and self.key() == keys[-1]
        if not self._list.walk(event):
            super().keyPressEvent(event)
        elif is_last and event.key() in _ONWARD:
            self.more.emit()

    def _on_asked(self) -> None:
        self.setFocus()
        self.asked.emit(self.search.text().strip())
