"""Lines of the audit: rows on the left, the whole of the chosen one on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label
from widgets.base.row_board import READ_AGAIN, BoardWords, RowBoard
from widgets.base.sheet import Fact, Sheet

EXPORT, COPY = "export", "copy"


class AuditBoard(RowBoard):
    """It presses `READ`, `EXPORT` and `COPY`."""

    letters: Mapping[int, str] = MappingProxyType(
        {**READ_AGAIN, int(Qt.Key.Key_E): EXPORT, int(Qt.Key.Key_C): COPY}
    )  # fmt: skip

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._export = KeyButton(self)
        self._export.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # no line takes its room
        self._proof = label("", "text", self, wrap=True)
        self._sheet = Sheet(self)
        self._sheet.setAccessibleName(self.tr("The whole line"))
        self._sheet.pressed.connect(self.pressed)
        words = BoardWords(
            title=self.tr("Who did what"),
            line=self.tr("Search the audit"),
            hint=self.tr("who:, device:, kind:, incident:, a day 21/11/2026 or two"),
            tip=self.tr("/ begins, Enter looks, Esc goes back to the rows."),
        )
        self.finish(words, self._sheet, after=(self._export,), above=self._proof)
        self._export.clicked.connect(lambda: self.pressed.emit(EXPORT))

    def show_proof(self, words: str, tone: str) -> None:
        """How far the audit is proven."""
        self._proof.setText(words)
        self._proof.set_tone(tone)
        self._proof.setVisible(bool(words))

    def offer_file(self, *, on: bool, why_off: str) -> None:
        """Whether it can be had as a file now."""
        self._export.show_command(CommandButton(EXPORT, self.tr("Save signed"), "E", on, why_off), primary=False)

    def show_line(self, title: str, facts: Sequence[Fact]) -> None:
        """The whole of a line, field by field; nothing without a title."""
        copy = CommandButton(COPY, self.tr("Copy the line"), "C")
        self._sheet.show_one((title, ""), facts, (copy,))
