"""A field whose list opens under it while it is typed into. What is listed is found by whoever hears `typed`.

Three states: nothing is chosen (`key()` is None), one of the list is, or it stays as it was written, in words alone
(the key is empty then). To type again is to choose again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import label
from widgets.opening.offers import MOST_ROWS, OfferList
from widgets.opening.one_line import CHORD, ENTERS
from widgets.opening.rows import OfferRow
from widgets.opening.typed_line import TypedLine

ABOVE_NOTE_PX = 3
_STEPS = (
    (Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_PageDown, MOST_ROWS), (Qt.Key.Key_PageUp, -MOST_ROWS)
)  # fmt: skip


class TypeAhead(QWidget):
    """`typed(text)`; `chosen(key)`: empty where it stays in words, or is not chosen any more; `done()`: it was chosen
    by Enter or by hand, so the next field is wanted; `entered()`: Enter where nothing is left to choose; `opened()`."""

    typed = Signal(str)
    chosen = Signal(str)
    done = Signal()
    entered = Signal()
    opened = Signal()

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = TypedLine(icon, name, self)
        self.offers = OfferList(name, self)
        self._note = label("", "caption", self, wrap=True)
        self._note.setContentsMargins(0, theme.current().px(ABOVE_NOTE_PX), 0, 0)
        self._note.hide()
        self._key: str | None = None
        self._unmatched = self._in_words = self._told = ""
        self._is_wanted = self._waits = self._is_enter_due = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.line, self.offers, self._note):
            box.addWidget(part)
        self.setFocusProxy(self.line)
        self.line.typed.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.offers.taken.connect(self._on_taken)

    def say(self, placeholder: str, unmatched: str, in_words: str) -> None:
        """What the empty field asks for; what is said where nothing fits, and of what stays in words."""
        self.line.setPlaceholderText(placeholder)
        self._unmatched, self._in_words = unmatched, in_words

    # what is there

    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.line.words().strip()

    def key(self) -> str | None:
        """What is chosen; empty where it stays in words, None where nothing is."""
        return self._key

    def note(self) -> str:
        """What is said under the field; empty where nothing is."""
        return "" if self._note.isHidden() else self._note.text()

    @property
    def is_open(self) -> bool:
        """Whether the list is there to choose from."""
        return not self.offers.isHidden()

    def set_offers(self, offers: Sequence[OfferRow]) -> None:
        """What fits what was typed. An Enter that came before it is done now."""
        self._waits = False
        self.offers.set_offers(offers, self.line.words())
        self._show()
        if self._is_enter_due:
            self._is_enter_due = False
            self._enter()

    def show_chosen(self, key: str | None, name: str, told: str = "") -> None:
        """Let this be chosen; `told` is said under the field, such as that its place on the map is not known."""
        self._key, self._told = key, told
        self._is_enter_due = self._waits = self._is_wanted = False
        self.line.write(name)
        self._show()

    def clear(self) -> None:
        """Nothing is written, nothing chosen, nothing listed."""
        self.offers.set_offers((), "")
        self.show_chosen(None, "")

    def leave_in_words(self) -> None:
        """What is written stays so: it is none of the list."""
        self._is_wanted = False
        self._key = ""
        self._show()
        self.chosen.emit("")

    # what is done

    def _on_typed(self, text: str) -> None:
        had = bool(self._key)
        self._key, self._told, self._is_wanted = None, "", True
        self._is_enter_due = False
        self._waits = bool(text.strip())
        if had:
            self.chosen.emit("")
        self.typed.emit(text)
        self._show()

    def _on_taken(self, place: int) -> None:
        self._choose(self.offers.offers()[place])
        self.done.emit()

    def _choose(self, row: OfferRow) -> None:
        self.show_chosen(row.key, row.name)
        self.chosen.emit(row.key)

    def _enter(self) -> None:
        row = self.offers.current() if self.is_open else None
        if row is not None:
            self._choose(row)
            self.done.emit()
        elif self.text() and self._key is None:
            self.leave_in_words()
            self.done.emit()
        else:
            self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """The keys of the list are pressed in the line."""
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
            if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
                self._on_focus(event, here=True)
            elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                self._on_focus(event, here=False)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key was the list's."""
        key = Qt.Key(event.key())
        by = next((by for step, by in _STEPS if step == key), 0)
        if event.modifiers() & CHORD:
            return False
        if key in ENTERS and not event.isAutoRepeat():
            if self._waits:
                self._is_enter_due = True
            else:
                self._enter()
            return True
        if key == Qt.Key.Key_Escape and self.is_open:
            self._is_wanted = False
            self._show()
            return True
        if by and self.is_open:
            self.offers.step(by)
            return True
        if by == 1 and self.offers.offers() and self._key is None:
            self._is_wanted = True
            self._show()
            return True
        if key == Qt.Key.Key_Tab and self.is_open and (row := self.offers.current()) is not None:
            self._choose(row)
        return key in ENTERS

    def _on_focus(self, event: QFocusEvent, *, here: bool) -> None:
        """What is left closes, but for a menu or another window that goes again."""
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() in passing:
            return
        self._is_wanted = here and self._key is None
        self._show()

    def _show(self) -> None:
        was_open = self.is_open
        shown = self._is_wanted and self._key is None and bool(self.offers.offers())
        self.offers.setVisible(shown)
        self.line.show_keys(on=shown)
        note = self._told
        if self.text() and not self._waits and not shown and not note and not self._key:
            is_unmatched = self._key is None and not self.offers.offers()
            note = self._unmatched if is_unmatched and self._is_wanted else self._in_words
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.line.setAccessibleDescription(note)
        if shown and not was_open:
            self.opened.emit()
