"""A line for the path of a file: what is there comes up as one types, goes through folders, and presses or types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFileSystemModel, QLineEdit, QWidget

from widgets.base import theme

PATH_MOST = 400
LINES_SHOWN, LIST_PX = 14, 420


class PathLine(QLineEdit):
    """`named(path)`: a file that is there was chosen, or Enter was pressed on what was typed.

    The list below shows the folder that is typed in; its files are read on a thread of Qt's own.
    """

    named = Signal(str)

    def __init__(self, endings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(PATH_MOST)
        self._files = QFileSystemModel(self)
        self._files.setOption(QFileSystemModel.Option.DontUseCustomDirectoryIcons)
        self._files.setFilter(QDir.Filter.AllDirs | QDir.Filter.Files | QDir.Filter.NoDotAndDotDot)
        self._files.setNameFilters([f"*{ending}" for ending in endings])
        self._files.setNameFilterDisables(False)
        self._files.directoryLoaded.connect(lambda _path: self._offer())
        found = QCompleter(self)
        found.setModel(self._files)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setMaxVisibleItems(LINES_SHOWN)
        self.setCompleter(found)
        if (listed := found.popup()) is not None:
            listed.setObjectName("choices")
            listed.setAccessibleName(self.tr("Files here"))
            listed.setMinimumWidth(theme.current().px(LIST_PX))
        self._taken = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_taken)
        found.activated.connect(self._take)
        self.returnPressed.connect(lambda: self._take(self.text()))

    def start_in(self, folder: Path) -> None:
        """Begin here unless something is typed."""
        if not self.text():
            self.setText(f"{folder}/")
        self._files.setRootPath(str(Path(self.text()).parent if not self.text().endswith("/") else self.text()))

    def _offer(self) -> None:
        """Show the list of what fits, where somebody is at the line."""
        if self.hasFocus():
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()

    def _take(self, path: str) -> None:
        """A press of Enter in the list is told by the list and by the line: it counts once, after both."""
        self._taken = path.strip()
        self._soon.start()

    def _on_taken(self) -> None:
        path, self._taken = self._taken, ""
        if not path:
            return
        if not Path(path).expanduser().is_dir():
            self.named.emit(path)
            return
        self.setText(f"{path.rstrip('/')}/")
        self._files.setRootPath(self.text())
        self._offer()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Somebody comes: they see what there is."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.start_in(Path.home())
            self.end(False)
            self._offer()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A press shows the list again."""
        super().mousePressEvent(event)
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Down shows the list."""
        if event.key() == Qt.Key.Key_Down:
            self._offer()
        else:
            super().keyPressEvent(event)
