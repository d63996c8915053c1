"""The title of what is opened: what the kind is called, until somebody writes another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from widgets.opening.one_line import OneLine
from widgets.opening.typed_line import LETTERS_MOST


class TitleLine(OneLine):
    """One line, which is the kind's name until somebody writes another."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, LETTERS_MOST, parent)
        self._usual = ""
        self.editingFinished.connect(self._on_finished)

    def suggest(self, usual: str) -> None:
        """What it is called where nobody writes anything else."""
        was_usual = self.is_usual
        self._usual = usual
        if was_usual:
            self._write(usual)

    def give(self, title: str) -> None:
        """Somebody has written this."""
        self._write(title or self._usual)

    @property
    def is_usual(self) -> bool:
        """Whether nobody has written another."""
        return self.text().strip() in ("", self._usual.strip())

    def _on_finished(self) -> None:
        if not self.text().strip():
            self._write(self._usual)

    def _write(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
