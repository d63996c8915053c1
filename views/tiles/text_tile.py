"""A big text under a caption: what a tile is made of that has words and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, FittedLabel, label


class TextTile(QFrame):
    """A big text under a caption: counts, clocks, announcements, and why there is nothing else to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = ElidedLabel("", "caption", self, lines=2)
        self._text = FittedLabel("", self)
        self._foot = label("", "caption", self, wrap=True)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._title)
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignRight)
        self._take_margins()
        self._foot.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other margins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._take_margins()

    def _take_margins(self) -> None:
        """Those of an indicator's tile, so that captions beside one another stand on one line."""
        look = theme.current()
        self._box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._box.setSpacing(look.px(2))

    def set_text(self, title: str, text: str, foot: str = "") -> None:
        """Show these three, as plain text."""
        self._title.setText(title)
        self._text.setText(text)
        self._foot.setText(foot)
        for part, words in ((self._title, title), (self._foot, foot)):
            part.setVisible(bool(words))  # what says nothing takes no room from the text
