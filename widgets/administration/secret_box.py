"""A password or a code that is shown once: large, in groups, so that it can be read over a telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.base.labels import label
from widgets.base.overlay import Overlay


class SecretBox(Overlay):
    """Forgets what it shows when it closes. Esc does not close it: what was not read yet is gone for good."""

    wide_px = 620

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._about = label("", "text", self, wrap=True)
        self._secret = label("", "value", self)
        self._secret.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._done = QPushButton(self.tr("I have passed it on"), self)
        self._done.setAccessibleName(self._done.text())
        self._done.setProperty("primary", True)
        self._done.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Shown this once. It is kept nowhere."), "caption", self))
        row.addStretch(1)
        row.addWidget(self._done)
        for part in (self._about, self._secret):
            self.box.addWidget(part)
        self.box.addLayout(row)
        self.closed.connect(self._secret.clear)

    def show_secret(self, title: str, about: str, secret: str) -> None:
        """Open with this."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._about.setText(about)
        self._secret.setText(secret)
        self._secret.setAccessibleName(", ".join(" ".join(group) for group in secret.split("-")))
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc is struck too easily."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
        else:
            super().keyPressEvent(event)

    def secret(self) -> str:
        """What is shown now."""
        return self._secret.text()

    def first_focus(self) -> QWidget:
        """The button: Enter says that it was passed on."""
        return self._done
