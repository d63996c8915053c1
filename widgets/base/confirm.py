"""A question before something that cannot be taken back. The safe answer has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.base.labels import button_text, label
from widgets.base.overlay import Overlay


class ConfirmBox(Overlay):
    """`confirmed`: the answer was yes. `declined`: it was no, by the button, by Esc or by closing."""

    confirmed = Signal()
    declined = Signal()
    wide_px = 440
    before_sign_in = True

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._text = label("", "text", self, wrap=True)
        self._no = QPushButton(self.tr("Cancel"), self)
        self._no.setAccessibleName(self.tr("Cancel"))
        self._yes = QPushButton(self)
        self._no.clicked.connect(self.close)
        self._yes.clicked.connect(self._on_yes)
        self._agreed = False
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._no)
        row.addWidget(self._yes)
        self.box.addWidget(self._text)
        self.box.addLayout(row)
        self.closed.connect(self._on_closed)

    def ask(self, title: str, text: str, yes: str) -> None:
        """Open with this question; `yes` names the deed, not merely “OK”."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._text.setText(text)
        self._yes.setText(button_text(yes))
        self._yes.setAccessibleName(yes)
        self._agreed = False
        self.open()

    def first_focus(self) -> QWidget:
        """The safe answer."""
        return self._no

    def _on_yes(self) -> None:
        if self.isHidden():
            return
        self._agreed = True
        self.close()

    def _on_closed(self) -> None:
        (self.confirmed if self._agreed else self.declined).emit()
