"""Facts of a layout, a screen or a tile, to be read and changed: a name, a number, a choice, a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from widgets.base import theme
from widgets.base.labels import label
from widgets.base.marked_fields import DropDown
from widgets.base.path_line import PathLine

TEXT_MOST = 200


@dataclass(frozen=True)
class Fact:
    """One field: its name for the program, its name for people, and its value, whose type chooses the field."""

    name: str
    title: str
    value: str | int | float
    low: float = 0
    high: float = 100
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Values and words, where it is one of a few; then `value` is one of the values."""
    endings: tuple[str, ...] = ()
    """Where it is a file: what its name ends in. The value stays with whoever typed it."""
    hint: str = ""
    """What an empty line is waiting for."""


class _Choice(DropDown):
    """Arrows open the list rather than choose at once: each choice is an edit."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Up, Down, Enter and Space open the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt names it
        """Nothing is chosen by passing over."""
        event.ignore()


class FactForm(QWidget):
    """`told(name, value)`: somebody changed a fact."""

    told = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().px(6))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._fields: dict[str, QWidget] = {}
        self._shape: tuple[tuple[str, str, type, tuple[tuple[str, str], ...]], ...] = ()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these; a field in which somebody types keeps what is typed while it means the same."""
        shape = tuple((fact.name, fact.title, type(fact.value), fact.choices) for fact in facts)
        if shape != self._shape:
            self._build(facts)
            self._shape = shape
        for fact in facts:
            self._write(self._fields[fact.name], fact)

    def field(self, name: str) -> QWidget | None:
        """The field of this name, to give it the keyboard."""
        return self._fields.get(name)

    def _build(self, facts: Sequence[Fact]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self._fields = {}
        row = col = 0
        for fact in facts:
            field = self._made(fact)
            field.setAccessibleName(fact.title)
            self._fields[fact.name] = field
            wide = isinstance(fact.value, str)  # numbers stand two in a row
            row, col = (row + 1, 0) if wide and col else (row, col)
            self._grid.addWidget(label(fact.title, "caption", self), row, col)
            self._grid.addWidget(field, row, col + 1, 1, 3 if wide else 1)
            row, col = (row + 1, 0) if wide or col else (row, 2)

    def _made(self, fact: Fact) -> QWidget:
        if fact.choices:
            box = _Choice(self)
            for value, words in fact.choices:
                box.addItem(words, value)
            box.activated.connect(self._telling(fact.name, box.currentData))
            return box
        if fact.endings:
            path = PathLine(fact.endings, self)
            path.named.connect(lambda text: self.told.emit(fact.name, text))
            return path
        if isinstance(fact.value, str):
            line = QLineEdit(self)
            line.setMaxLength(TEXT_MOST)
            line.setPlaceholderText(fact.hint)
            line.editingFinished.connect(self._telling(fact.name, line.text))
            return line
        number: QSpinBox | QDoubleSpinBox = QSpinBox(self) if isinstance(fact.value, int) else QDoubleSpinBox(self)
        number.setKeyboardTracking(False)
        number.setLocale(QLocale(QLocale.Language.Vietnamese))
        number.setMinimumWidth(theme.current().px(56))
        number.setSuffix(f" {fact.unit}" if fact.unit else "")
        if isinstance(number, QSpinBox):
            number.setRange(int(fact.low), int(fact.high))
        else:
            number.setDecimals(2)
            number.setSingleStep(0.5 if fact.high > 20 else 0.05)
            number.setRange(fact.low, fact.high)
        number.valueChanged.connect(self._telling(fact.name, number.value))
        return number

    def _telling(self, name: str, read: Callable[[], Any]) -> Callable[..., None]:
        return lambda *_value: self.told.emit(name, read())

    def _write(self, field: QWidget, fact: Fact) -> None:
        with QSignalBlocker(field):
            if isinstance(field, PathLine):
                return
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(fact.value))
            elif isinstance(field, QLineEdit) and field.text() != fact.value:
                field.setText(str(fact.value))
            elif isinstance(field, QSpinBox):
                field.setValue(int(fact.value))
            elif isinstance(field, QDoubleSpinBox):
                field.setValue(float(fact.value))
