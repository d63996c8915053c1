"""The layouts there are, and the saved versions of each: to open one, begin one, bring one in from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.file_line import in_folder
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label, set_tooltip, tooltip_text
from widgets.layouts.canvas import LayoutCanvas

KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PATH_MOST = 400
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class ShelfRow:
    """One line: its key, what it is called, and what is to be told about it."""

    key: str
    title: str
    detail: str = ""


class RowList(QListView):
    """Lines with a key each. `chosen(key)`: Enter or a double click; `shown(key)`: another line is the current one."""

    chosen = Signal(str)
    shown = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._rows: tuple[ShelfRow, ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.doubleClicked.connect(lambda index: self.chosen.emit(str(index.data(KEY_ROLE))))

    def wrap(self) -> None:
        """Long lines are sentences: they go on below."""
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show these; the current line stays the current one."""
        if tuple(rows) == self._rows:
            return
        before = self.key()
        self._rows = tuple(rows)
        self._model.clear()
        for row in rows:
            item = QStandardItem(f"{row.title}  ·  {row.detail}" if row.detail else row.title)
            item.setData(row.key, KEY_ROLE)
            item.setToolTip(tooltip_text(f"{row.title}\n{row.detail}" if row.detail else row.title))
            self._model.appendRow(item)
        keys = [row.key for row in rows]
        if rows:
            self.setCurrentIndex(self._model.index(keys.index(before) if before in keys else 0, 0))

    def key(self) -> str:
        """The current line's key; empty where there is none."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def choose(self, key: str) -> None:
        """Make this line the current one."""
        for row, one in enumerate(self._rows):
            if one.key == key:
                self.setCurrentIndex(self._model.index(row, 0))

    def rows(self) -> tuple[ShelfRow, ...]:
        return self._rows

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802
        """Tell which line is looked at."""
        super().currentChanged(current, previous)
        self.shown.emit(str(current.data(KEY_ROLE) or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Enter chooses; letters that mean something to the board go there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.key():
                self.chosen.emit(self.key())
        elif (
            event.key() == Qt.Key.Key_Escape
            or event.modifiers() & Qt.KeyboardModifier.ControlModifier
            or event.key() == Qt.Key.Key_Delete
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)


class LayoutShelf(QWidget):
    """`asked(verb, key)`: `look`, `look_version`, `open`, `new`, `remove`, `version`; `import`, `export` a path."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.layouts = RowList(self.tr("Layouts"), self)
        self.versions = RowList(self.tr("Saved versions"), self)
        self.told = label("", "caption", self, wrap=True)
        self.preview = LayoutCanvas(self)
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.preview.setAccessibleName(self.tr("How it looks"))
        self._folder = Path()
        self.path = QLineEdit(self)
        self.path.setMaxLength(PATH_MOST)
        self.path.setAccessibleName(self.tr("File: .toml, .yaml or .json"))
        set_tooltip(self.path, self.path.accessibleName())
        self.layouts.chosen.connect(lambda key: self.asked.emit("open", key))
        self.layouts.shown.connect(lambda key: self.asked.emit("look", key))
        self.versions.shown.connect(lambda key: self.asked.emit("look_version", key))
        self.versions.chosen.connect(lambda key: self.asked.emit("version", key))
        buttons = QHBoxLayout()
        for verb, words, key in (
            ("open", self.tr("Open"), "Enter"), ("new", self.tr("New layout"), "Ins"),
            ("remove", self.tr("Remove the layout"), "Del"),
        ):  # fmt: skip
            buttons.addWidget(self._button(verb, words, key))
        columns = QHBoxLayout()
        columns.setSpacing(look.px(20))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(label(self.tr("Layouts"), "panel_title", self))
        left.addWidget(self.layouts, 1)
        left.addLayout(buttons)
        right.addWidget(label(self.tr("Saved versions: Enter opens one, saving makes it the newest"), "caption", self))
        right.addWidget(self.versions, 2)
        right.addWidget(self.told)
        right.addWidget(self.preview, 3)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("File"), "caption", self))
        foot.addWidget(self.path, 1)
        foot.addWidget(self._button("import", self.tr("Bring in"), "Ctrl+I"))
        foot.addWidget(self._button("export", self.tr("Write out"), "Ctrl+Shift+S"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(columns, 1)
        box.addLayout(foot)

    def ask(self, verb: str) -> None:
        """As if the button of `verb` had been pressed."""
        key = self.file() if verb in ("import", "export") else self.layouts.key()
        self.asked.emit(verb, self.versions.key() if verb == "version" else key)

    def set_file(self, path: str) -> None:
        """Propose this, where nothing is typed; its name is shown."""
        self._folder = Path(path).parent
        if not self.path.text():
            self.path.setText(Path(path).name)

    def file(self) -> str:
        """The file that is meant: a name alone is in the folder of what was proposed."""
        return in_folder(self.path.text(), self._folder)

    def _button(self, verb: str, words: str, key: str) -> KeyButton:
        button = KeyButton(self)
        button.show_command(CommandButton(verb, words, key), primary=verb == "open")
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(button.sizeHint().width())
        button.clicked.connect(lambda: self.ask(verb))
        return button
