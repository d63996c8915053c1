"""The line over a part of the sheet: its name, what is to be said of it beside, and what stands right."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label


class SectionHead(QWidget):
    """`role` is `caption` over a field, `strong` over what is told and not asked."""

    def __init__(self, name: str, parent: QWidget, role: str = "caption") -> None:
        super().__init__(parent)
        self._name = label(name, role, self)
        self._beside = ElidedLabel("", "caption", self)
        self._after = label("", "caption", self)
        for quiet in (self._beside, self._after):
            quiet.set_tone("text2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._name)
        self._row.addWidget(self._beside, 1)
        self._row.addWidget(self._after)
        self.measure()

    def name(self) -> str:
        """Its name."""
        return self._name.text()

    def beside(self) -> str:
        """What is said beside it."""
        return self._beside.whole()

    def say(self, beside: str, after: str = "") -> None:
        """Beside its name, and at the right."""
        self._beside.setText(beside)
        self._after.setText(after)
        self._after.setVisible(bool(after))

    def measure(self) -> None:
        """Another scale has other measures."""
        self._row.setSpacing(theme.current().px(8))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self.measure()
