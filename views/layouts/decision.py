"""What becomes of a save that was not taken: the ways out of it, offered below the layout that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.records.models import OutboxState
from views.layouts.saving import LayoutSaving
from widgets.layouts.board import LayoutBoard

CHOICES = ("mine", "theirs", "both")


class LayoutDecision(QObject):
    """Three ways out of a conflict, one out of a refusal."""

    def __init__(self, board: LayoutBoard, saving: LayoutSaving) -> None:
        super().__init__(saving)
        self._board, self._saving = board, saving

    def offer(self) -> None:
        """What can be decided for the layout that is open."""
        trouble = self._saving.trouble
        if trouble is None or self._board.shows_shelf:
            self._board.set_choices([])
        elif trouble.state == OutboxState.CONFLICT:
            words = (self.tr("Mine stands"), self.tr("Theirs stands"), self.tr("Keep both"))
            self._board.set_choices(list(zip(CHOICES, words, strict=True)))
        else:
            self._board.set_choices([("theirs", self.tr("Let mine go"))])
