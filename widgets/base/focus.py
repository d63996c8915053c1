"""Where the keyboard goes when what has it goes away: to a named place, never to whatever happens to stand next.

Qt itself walks on along the Tab chain, and where everything there is hidden it leaves the keyboard where it was: on a
button that is not seen any more, or on one that nobody meant to press.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


@runtime_checkable
class Keeper(Protocol):
    """A part that names who of it takes the keyboard."""

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """Who takes the keyboard when `gone` cannot have it any more; None where nobody here can."""


def lives(part: QWidget | None) -> bool:
    """Whether `part` is there, is seen and can be used: only then may it have the keyboard."""
    return part is not None and isValid(part) and part.isVisible() and part.isEnabled()


def after(gone: QWidget) -> QWidget | None:
    """Who takes the keyboard instead of `gone`: the nearest part around it that names somebody decides."""
    around = gone.parentWidget() or gone
    at: QWidget | None = around
    while at is not None:
        there = at.keyboard_after(gone) if isinstance(at, Keeper) else None
        if there is not gone and lives(there):
            return there
        at = at.parentWidget()
    return None


def passed_on(gone: QWidget | None) -> bool:
    """Give the keyboard on where `gone` has it and cannot keep it; whether it went somewhere.

    Qt asks for the next part of the Tab chain both for the key and when the part with the keyboard is hidden, disabled
    or deleted: `focusNextPrevChild` of the parts around it tells the second by this.
    """
    if gone is None or not isValid(gone) or lives(gone):
        return False
    there = after(gone)
    if there is None:
        return False
    there.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def within(part: QWidget) -> bool:
    """Whether the keyboard is in `part`, also while its window is not the active one."""
    here = QApplication.focusWidget() or part.window().focusWidget()
    return here is not None and (here is part or part.isAncestorOf(here))


def takes_text(part: QWidget | None) -> bool:
    """Whether letters that are typed at `part` become text there."""
    return isinstance(part, TEXTS) and not part.isReadOnly()
