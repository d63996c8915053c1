"""What may stand instead of the queue's rows, such as the summary of a flood."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

UNBOUND_PX = 16_777_215


class Instead:
    """A place above the rows of a queue."""

    def __init__(self, box: QVBoxLayout, rows: QWidget) -> None:
        self._box, self._rows = box, rows
        self._board: QWidget | None = None

    @property
    def board(self) -> QWidget | None:
        """What may stand there."""
        return self._board

    def put(self, board: QWidget) -> None:
        """This may stand there; hidden until `show`."""
        self._board = board
        board.hide()
        self._box.insertWidget(self._box.indexOf(self._rows), board)

    def show(self, on: bool, *, rows: bool) -> None:
        """Show it or not, and whether the rows are shown (beside it)."""
        if self._board is not None:
            self._board.setVisible(on)
            self._board.setMaximumHeight(UNBOUND_PX if not rows else self._board.sizeHint().height())
        self._rows.setVisible(rows)
