"""Says that a form came back with what was typed before, from when that is, and lets it be thrown away."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.base.formats import day_minute_text
from widgets.base.labels import label


class DraftLine(QWidget):
    """`thrown_away`: the draft is not wanted any more. `wanted_back`: it is, after all."""

    thrown_away = Signal()
    wanted_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = label("", "caption", self)
        self._words.set_tone("late")
        self._drop = QPushButton(self.tr("Throw the draft away"), self)
        self._drop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._drop.clicked.connect(self.thrown_away)
        self._back = QPushButton(self.tr("Bring it back"), self)
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._back.clicked.connect(self.wanted_back)
        self._back.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._drop)
        row.addWidget(self._back)
        self.hide()

    def show_draft(self, at: datetime | None, now: datetime) -> None:
        """From when the draft is; None where there is none."""
        if at is not None:
            text = self.tr("Draft from {time}").format(time=day_minute_text(now, at))
            self._words.setText(text)
            self._drop.setAccessibleName(f"{self._drop.text()}, {text}")
        self._drop.setVisible(at is not None)
        self._back.hide()
        self.setVisible(at is not None)

    def show_thrown(self) -> None:
        """It is thrown away, and can be brought back for as long as the form is open."""
        self._words.setText(self.tr("Draft thrown away"))
        self._drop.hide()
        self._back.show()

    def words(self) -> str:
        """What is said; empty while there is no draft."""
        return "" if self.isHidden() else self._words.text()
