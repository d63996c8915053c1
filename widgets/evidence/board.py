"""Evidence at the server: rows on the left; the chosen piece, what can be done with it, and who looked on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import label
from widgets.base.row_board import READ_AGAIN, BoardWords, RowBoard
from widgets.base.sheet import Sheet
from widgets.base.still import StillPicture

HOLD, LET_GO = "hold", "let-go"
_STEPS: Mapping[int, int] = MappingProxyType({int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1})


class _Looks(QWidget):
    """The piece itself where this desk has it; who saw, held or let go of it, the newest first, or a sentence why
    nobody is named."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = StillPicture(self.tr("The picture itself"), self)
        self._head = label("", "strong", self)
        self._head.set_tone("text2")
        self._why = label("", "caption", self, wrap=True)
        self.list = GroupedList(self.tr("Who looked, held it or let it go"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.current().px(8), 0, 0)
        box.addWidget(self.picture, 2)
        for part in (self._head, self._why):
            box.addWidget(part)
        box.addWidget(self.list, 1)

    def show_lines(self, head: str, lines: Sequence[Line], why: str) -> None:
        """These, or `why` there are none."""
        self._head.setText(head)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.list.setVisible(bool(lines))
        self.list.set_lines(lines)
        self.list.setCurrentIndex(QModelIndex())  # the one that is chosen is the piece


class EvidenceBoard(RowBoard):
    """It presses `READ`, `HOLD` and `LET_GO`."""

    letters: Mapping[int, str] = MappingProxyType(
        {**READ_AGAIN, int(Qt.Key.Key_H): HOLD, int(Qt.Key.Key_L): LET_GO}
    )  # fmt: skip

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._looks = _Looks(self)
        self.sheet = Sheet(self, self._looks)
        words = BoardWords(
            title=self.tr("Evidence at the server"),
            line=self.tr("Search the evidence"),
            hint=self.tr("Camera or incident, kind:still, kind:clip, held, device:, a day 21/11/2026 or two"),
            tip=self.tr("/ begins, Enter looks, Esc goes back to the rows. Marks are not needed."),
            keys=(self.tr("Shift+↑ ↓ through who looked"),),
        )
        self.finish(words, self.sheet)
        self.sheet.pressed.connect(self.pressed)

    def show_looks(self, head: str, lines: Sequence[Line], why: str) -> None:
        """Who looked at the chosen piece, or why that is not told; nothing at all without a `head`."""
        self._looks.show_lines(head, lines, why)

    def show_picture(self, image: QImage | None, words: str) -> None:
        """The chosen piece itself; `words` where it is not to be seen here."""
        self._looks.picture.show_picture(image, words)

    def looks(self) -> list[str]:
        """The keys of who looked, in the order shown."""
        return self._looks.list.keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """With Shift, arrows walk through who looked."""
        step = _STEPS.get(int(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._looks.list.step(step)
        else:
            super().keyPressEvent(event)
