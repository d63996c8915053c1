"""The queue's head: how many there are and are overdue, or what waits to come in; its menu, and the button that folds
it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.icon_button import IconButton
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label

HIGH_PX = 34


class QueueHead(QWidget):
    """`news_wanted()`: what waits shall be shown. `open_wanted()`: an incident is to be opened. `fold_wanted()` and
    `menu_wanted(at)`: its buttons were pressed."""

    open_wanted = Signal()
    news_wanted = Signal()
    fold_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label(title, "panel_title", self)
        self._counts = ElidedLabel("", "caption", self)
        self._counts.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._late = label("", "caption", self)
        self._late.set_tone("overdue")
        self._late.hide()
        self._news = KeyButton(self)
        self._news.hide()
        self._open = IconButton("plus", self.tr("Open an incident"), "Ctrl+N", self)
        self._menu = IconButton("ellipsis", self.tr("All that can be done in the queue"), "", self)
        self._fold = IconButton("panel-left-close", self.tr("Fold the queue"), "Ctrl+B", self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._counts, self._late):
            box.addWidget(part)
        box.addWidget(self._news, 1)
        box.addStretch(0)
        box.addWidget(self._open)
        box.addWidget(self._menu)
        box.addWidget(self._fold)
        self._news.clicked.connect(self.news_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._fold.clicked.connect(self.fold_wanted)
        below = self._menu.rect().bottomLeft
        self._menu.clicked.connect(lambda: self.menu_wanted.emit(self._menu.mapToGlobal(below())))

    def set_counts(self, counts: str, late: str = "") -> None:
        """How many there are; and, behind it in red, how many are overdue."""
        self._counts.setText(counts)
        self._late.setText(late)
        self._late.setVisible(bool(late) and not self.news())

    def set_news(self, text: str, key: str) -> None:
        """Offer what waits; empty where nothing does."""
        if text:
            self._news.show_command(CommandButton("show-news", text, key), primary=False)
        # In the place of the counts: a bar that came between them and the rows would push the row under the hand.
        self._counts.setVisible(not text)
        self._late.setVisible(not text and bool(self._late.text()))
        self._news.setVisible(bool(text))

    def news(self) -> str:
        """What the bar offers now; empty where there is none."""
        return self._news.accessibleName() if self._news.isVisibleTo(self) else ""

    def measure(self) -> None:
        """Another scale has other measures."""
        high = theme.current().px(HIGH_PX)
        self._news.setFixedHeight(high)
        self._title.setMinimumHeight(high)
