"""What a part says while it has nothing to show: what will come here, and from where."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import button_text, label


class EmptyState(QWidget):
    """A headline, a sentence, and at most one way out. `chosen`: that way was taken."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._headline = label("", "panel_title", self, wrap=True)
        self._sentence = label("", "caption", self, wrap=True)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.chosen)
        self._button.hide()
        for part in (self._headline, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        box.setSpacing(look.px(8))
        box.addStretch(2)
        box.addWidget(self._headline)
        box.addWidget(self._sentence)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def set_text(self, headline: str, sentence: str = "", button: str = "") -> None:
        """What to say, and the words of the way out; without words there is none."""
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        self._button.setText(button_text(button))
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
