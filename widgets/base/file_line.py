"""The line that writes something to a file: where to, how far it is, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from widgets.base.labels import label, set_tooltip

PATH_MOST = 400


class FileLine(QWidget):
    """`chosen(path)`: write it there; `cancelled`: write no further. `about` names the endings that can be written."""

    chosen = Signal(str)
    cancelled = Signal()

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
        line = QHBoxLayout()
        for part, stretch in ((self._path, 1), (self._bar, 1), (self._export, 0), (self._cancel, 0)):
            line.addWidget(part, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(line)
        box.addWidget(self._told)
        self._export.clicked.connect(self._on_chosen)
        self._path.returnPressed.connect(self._on_chosen)
        self._cancel.clicked.connect(self.cancelled)
        self.set_writing(None)
        self.say("")

    def path(self) -> str:
        """Where the file would go."""
        return self._path.text().strip()

    def set_path(self, path: str) -> None:
        """Propose this."""
        self._path.setText(path)

    def set_writing(self, share: float | None) -> None:
        """How much of a file is written; None while none is."""
        writing = share is not None
        self._bar.setVisible(writing)
        self._cancel.setVisible(writing)
        self._path.setVisible(not writing)
        self._export.setVisible(not writing)
        self._bar.setValue(round((share or 0.0) * 1000))

    def say(self, text: str) -> None:
        """What became of the file."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _on_chosen(self) -> None:
        self.chosen.emit(self.path())
