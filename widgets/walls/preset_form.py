"""A name under which the room keeps what its wall shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.base.forms import Form
from widgets.base.labels import button_text, label
from widgets.base.marked_fields import TickBox
from widgets.words.verb_words import form_title

NAME_MOST = 60


class WallPresetForm(Form):
    """`{"name": …, "alone": …}`: every screen, or the chosen one `alone`. A preset of this name is saved over."""

    verb = "wall_preset_save"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Keep"))
        self._known: frozenset[str] = frozenset()
        self._said = label("", "caption", self, wrap=True)
        self._name = QLineEdit(self)
        self._name.setMaxLength(NAME_MOST)
        self._name.setAccessibleName(self.tr("Name of the preset"))
        self._name.setPlaceholderText(self.tr("Name of the preset"))
        self._alone = TickBox(self)
        self._over = label("", "caption", self, wrap=True)
        self._over.set_tone("late")
        self.finish(self._said, self._name, self._alone, self._over)
        self._name.returnPressed.connect(self.send)
        self._name.textChanged.connect(lambda _text: self._tell())

    def set_wall(self, shown: Sequence[str], chosen: str, known: Sequence[str]) -> None:
        """What its screens show, each in words; the chosen screen; and the names that are there already."""
        self._known = frozenset(name.strip().casefold() for name in known)
        self._said.setText("\n".join(shown))
        words = self.tr("Only screen {name}").format(name=chosen)
        self._alone.setText(button_text(words))
        self._alone.setAccessibleName(words)
        self._alone.setVisible(bool(chosen) and len(shown) > 1)
        self._tell()

    def first_focus(self) -> QWidget:
        """The name."""
        return self._name

    def values(self) -> dict[str, Any]:
        """The name without blanks around it, and whether the chosen screen alone is kept."""
        return {"name": self._name.text().strip(), "alone": self._alone.isChecked()}

    def fault(self) -> str:
        """A preset needs a name."""
        return "" if self._name.text().strip() else self.tr("Give the preset a name first.")

    def clear(self) -> None:
        """Begin with an empty name, for the whole wall."""
        self._name.clear()
        self._alone.setChecked(False)

    def _tell(self) -> None:
        name = self._name.text().strip()
        is_over = name.casefold() in self._known
        self._over.setText(
            self.tr("“{name}” is there already: it will be saved over.").format(name=name) if is_over else ""
        )
        self._over.setVisible(is_over)
        if self.isVisible():
            self.place()
