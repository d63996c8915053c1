"""Facts under a title, four to a row, as a plan's command view tells numbers, roles and answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel


class FactRows(QWidget):
    """Rows of four, `pad_px` in from either side: what, how much or who, a note, and the tone of the second."""

    def __init__(self, parent: QWidget, shares: tuple[int, int, int], pad_px: int = 0) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        pad = theme.current().px(pad_px)
        self._grid.setContentsMargins(pad, 0, pad, 0)
        self._grid.setVerticalSpacing(theme.current().px(4))
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share)
        self._rows: list[tuple[ElidedLabel, ElidedLabel, ElidedLabel]] = []

    def set_rows(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Show these; only what is new is laid out."""
        while len(self._rows) < len(rows):
            place = len(self._rows)
            # Who it is and what was said are read under stress: a second line rather than an ellipsis.
            what, who, note = (ElidedLabel("", role, self, lines=2) for role in ("text", "strong", "caption"))
            for column, part in enumerate((what, who, note)):
                self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append((what, who, note))
        for place, parts in enumerate(self._rows):
            for part in parts:
                part.setVisible(place < len(rows))
            if place < len(rows):
                *texts, tone = rows[place]
                for part, text in zip(parts, texts, strict=True):
                    part.setText(text)
                parts[1].set_tone(tone)
