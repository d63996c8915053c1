"""The line that writes something to a file: under which name, how far it is, and what became of it.

A file is called by its name, and offered to be opened once it is there. Whoever types a whole path is understood.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from widgets.base.labels import label, set_tooltip

PATH_MOST = 400


class FileLine(QWidget):
    """`chosen(path)`: write it there; `cancelled`: write no further; `open_wanted(path)`: open what was written.

    `about` names the endings that can be written.
    """

    chosen = Signal(str)
    cancelled = Signal()
    open_wanted = Signal(str)

    def __init__(self, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = QLineEdit(self)
        self._path.setMaxLength(PATH_MOST)
        self._path.setAccessibleName(about)
        set_tooltip(self._path, about)
        self._export = QPushButton(self.tr("Write the file"), self)
        self._cancel = QPushButton(self.tr("Stop writing"), self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How much of the file is written"))
        self._bar.setRange(0, 1000)
        self._told = label("", "caption", self, wrap=True)
        self._folder, self._made = Path(), ""
        self._open = QPushButton(self.tr("Open the file"), self)
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._made))
        line = QHBoxLayout()
        for part, stretch in ((self._path, 1), (self._bar, 1), (self._export, 0), (self._cancel, 0)):
            line.addWidget(part, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(line)
        below = QHBoxLayout()
        below.addWidget(self._told, 1)
        below.addWidget(self._open)
        box.addLayout(below)
        self._export.clicked.connect(self._on_chosen)
        self._path.returnPressed.connect(self._on_chosen)
        self._cancel.clicked.connect(self.cancelled)
        self.set_writing(None)
        self.say("")

    def path(self) -> str:
        """Where the file would go: under the name that stands here, in the folder of what was proposed."""
        return in_folder(self._path.text(), self._folder)

    def set_path(self, path: str) -> None:
        """Propose this; its name is shown."""
        proposed = Path(path)
        self._folder = proposed.parent
        self._path.setText(proposed.name)

    def set_writing(self, share: float | None) -> None:
        """How much of a file is written; None while none is."""
        writing = share is not None
        self._bar.setVisible(writing)
        self._cancel.setVisible(writing)
        self._path.setVisible(not writing)
        self._export.setVisible(not writing)
        self._bar.setValue(round((share or 0.0) * 1000))

    def say(self, text: str, made: str = "") -> None:
        """What became of the file; `made` is where it lies, to be opened."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self._made = made
        self._open.setVisible(bool(made))

    def _on_chosen(self) -> None:
        self.chosen.emit(self.path())


def in_folder(text: str, folder: Path) -> str:
    """The file that somebody means: what they typed, and a name alone is in this folder."""
    typed = text.strip()
    is_name = bool(typed) and not any(mark in typed for mark in "/\\~")
    return str(folder / typed) if is_name else typed
