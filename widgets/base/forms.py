"""The short forms of an operator's verbs. Ctrl+Enter sends, Esc closes, and what is missing is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from contract.records.shift import Person
from widgets.base import theme
from widgets.base.formats import number_text
from widgets.base.labels import ElidedLabel, label, set_tooltip
from widgets.base.marked_fields import DropDown, TickBox
from widgets.base.overlay import Overlay
from widgets.words.verb_words import form_title

Dock = Callable[[], QRect | None]
"""Where in its window a form stands now; None where that cannot be seen."""
TEXT_MOST = 4000
"""Characters that the contract takes in one text."""


def tick(parent: QWidget) -> TickBox:
    """A box to tick, whose words come later."""
    return TickBox(parent)


class TextBox(QPlainTextEdit):
    """Some lines of text; Tab goes on, since nobody writes tables here."""

    sent = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.current().px(96))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Ctrl+Enter sends the form, Esc is the form's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def too_long(text: str) -> str:
    """The sentence about a text that is longer than the contract takes; empty where it is not."""
    if len(text) <= TEXT_MOST:
        return ""
    said = QCoreApplication.translate("forms", "The text is too long: {n} of at most {most} characters.")
    return said.format(n=number_text(len(text)), most=number_text(TEXT_MOST))


class Form(Overlay):
    """A panel with fields, a line for what is wrong, two buttons. `submitted(values)` carries what was filled in."""

    submitted = Signal(dict)
    verb = ""
    """The verb whose words its title is among (`widgets.words.verb_words`); empty where it asks for something else."""

    def __init__(self, window: QWidget, title: str, send: str) -> None:
        super().__init__(window, title)
        self._heading = title
        self._docked_at: Dock | None = None
        self._of_which = ElidedLabel("", "caption", self)
        self._of_which.hide()
        self.box.addWidget(self._of_which)
        self._keys_line = label(QCoreApplication.translate("forms", "Ctrl+Enter sends · Esc closes"), "caption", self)
        self._error = label("", "caption", self, wrap=True)
        self._error.set_tone("error")
        self._error.hide()
        self._send = QPushButton(send, self)
        self._send.setProperty("primary", True)
        self._send.setAccessibleName(f"{send}, Ctrl+Enter")
        set_tooltip(self._send, "Ctrl+Enter")
        self._send.clicked.connect(self.send)
        self._cancel = QPushButton(QCoreApplication.translate("forms", "Cancel"), self)
        self._cancel.setAccessibleName(f"{self._cancel.text()}, Esc")
        set_tooltip(self._cancel, "Esc")
        self._cancel.clicked.connect(self.close)

    def finish(self, *fields: QWidget) -> None:
        """Lay out the fields, then the line for what is wrong, then the buttons."""
        for field in fields:
            self.box.addWidget(field)
        self.box.addWidget(self._error)
        row = QHBoxLayout()
        row.addWidget(self._keys_line)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._send)
        self.box.addLayout(row)

    def set_about(self, code: str, title: str) -> None:
        """Say which one it acts on, by code and title, whatever is chosen elsewhere while it is open."""
        self._title.setText(" · ".join(part for part in (self._heading, code) if part))
        self._of_which.setText(title)
        self._of_which.setVisible(bool(title))
        self.setAccessibleName(" · ".join(part for part in (self._heading, code, title) if part))

    def dock(self, at: Dock | None) -> None:
        """Open in the room that `at` tells from now on, not in the middle of the window; None for the middle."""
        self._docked_at = at

    @property
    def is_docked(self) -> bool:
        """Whether it stands in a room of its own, and so over nothing that is not about the same."""
        return self._room() is not None

    def _room(self) -> QRect | None:
        return self._docked_at() if self._docked_at is not None else None

    def place(self) -> None:
        """In its room, from the top, as high as it needs; without one in the middle of the window."""
        room = self._room()
        self._keys_line.setVisible(room is None)  # a pane has no width for it; both buttons say their keys
        if room is None:
            super().place()
            return
        self.setFixedWidth(room.width())
        self.box.activate()
        needed = self.box.totalHeightForWidth(room.width()) if self.box.hasHeightForWidth() else 0
        height = max(needed or self.sizeHint().height(), self.minimumSizeHint().height())
        self.resize(room.width(), min(height, self._window.height() - room.top()))
        self.move(room.topLeft())

    def values(self) -> dict[str, Any]:
        """What was filled in; a form without fields sends nothing but its command."""
        return {}

    def fault(self) -> str:
        """What is missing or wrong, as a sentence; empty where the form may be sent."""
        return ""

    def clear(self) -> None:
        """Empty every field."""

    def error_text(self) -> str:
        """What is wrong now; empty where nothing was said."""
        return "" if self._error.isHidden() else self._error.text()

    def open(self) -> None:
        """Begin anew, unless it is open already."""
        if not self.isVisible():
            self.clear()
            self._say("")
        self.blocks = not self.is_docked  # in a room of its own it leaves everything else to be looked at
        super().open()

    def send(self) -> None:
        """Say what was filled in and close; or say what is wrong and stay. What is closed sends nothing."""
        if self.isHidden():
            return
        fault = self.fault()
        self._say(fault)
        if fault:
            self.first_focus().setFocus()
            return
        values = self.values()
        self.close()
        self.submitted.emit(values)

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if self.isVisible():
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Ctrl+Enter sends from every field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)


Asking_co = TypeVar("Asking_co", bound=Form, covariant=True)


class FormOf(Protocol[Asking_co]):
    """A kind of form that is made with nothing but its window."""

    @property
    def verb(self) -> str:
        """What it says."""

    def __call__(self, window: QWidget, /) -> Asking_co:
        """One of them."""


class TextForm(Form):
    """One text under the key `field`."""

    field = "text"
    uses: tuple[str, ...] = ()
    """What templates of the city it offers: note, reply, report, resolution, reason."""

    def __init__(self, window: QWidget, title: str, name: str, send: str, missing: str) -> None:
        super().__init__(window, title, send)
        self._missing = missing
        self._templates = DropDown(self)
        self._templates.setPlaceholderText(QCoreApplication.translate("forms", "Begin from a template"))
        self._templates.setAccessibleName(self._templates.placeholderText())
        self._templates.activated.connect(self._on_template)
        self._templates.setProperty("no_draft", True)  # what is taken from it stands in the text
        self._templates.hide()
        self.text = TextBox(name, self)
        self.text.sent.connect(self.send)
        self.finish(label(name, "caption", self), self._templates, self.text)

    def set_templates(self, templates: Sequence[tuple[str, str]]) -> None:
        """Names and filled texts to begin from; none hides the choice."""
        self._templates.clear()
        for name, text in templates:
            self._templates.addItem(name, text)
        self._templates.setCurrentIndex(-1)
        self._templates.setVisible(bool(templates))

    def _on_template(self, row: int) -> None:
        """Put the text in where the cursor is: what was typed stays."""
        self.text.insertPlainText(str(self._templates.itemData(row) or ""))
        self._templates.setCurrentIndex(-1)
        self.text.setFocus()

    def first_focus(self) -> QWidget:
        """The text."""
        return self.text

    def values(self) -> dict[str, Any]:
        """The text without blanks around it."""
        return {self.field: self.text.toPlainText().strip()}

    def fault(self) -> str:
        """Empty, or longer than the contract takes."""
        text = self.text.toPlainText().strip()
        if not text:
            return self._missing
        return too_long(text)

    def clear(self) -> None:
        """Empty the text."""
        self.text.clear()


class NoteForm(TextForm):
    """A note to the incident: `{"text": …}`."""

    verb = "note"
    uses = ("note", "report")

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("Text of the note"),
            self.tr("Save note"),
            self.tr("Write the note first."),
        )


class EscalateForm(TextForm):
    """Calling the next level, with the reason: `{"reason": …}`."""

    verb = "escalate"
    field = "reason"
    uses = ("reason",)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("Reason"),
            self.tr("Escalate"),
            self.tr("Say why the next level is needed."),
        )


class ResolveForm(TextForm):
    """What was done: `{"resolution": …}`."""

    verb = "resolve"
    field = "resolution"
    uses = ("resolution",)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("Result of handling"),
            self.tr("Resolve"),
            self.tr("Say what was done."),
        )


class AssignForm(Form):
    """Who takes it: `{"person": id}`."""

    verb = "assign"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Assign"))
        self._people = DropDown(self)
        self._people.setAccessibleName(self.tr("Person"))
        self._people.setPlaceholderText(self.tr("Choose a person"))
        self.finish(label(self.tr("Person"), "caption", self), self._people)

    def set_people(self, people: Sequence[Person]) -> None:
        """Who can be chosen; a choice that is still among them stays."""
        kept = self._people.currentData()
        self._people.clear()
        for person in people:
            self._people.addItem(" · ".join(part for part in (person.name, person.desk) if part), person.id)
        self._people.setCurrentIndex(self._people.findData(kept) if kept else -1)

    def choose(self, person_id: str) -> None:
        """Choose this person."""
        self._people.setCurrentIndex(self._people.findData(person_id))

    def first_focus(self) -> QWidget:
        """The list."""
        return self._people

    def values(self) -> dict[str, Any]:
        """Who was chosen."""
        return {"person": self._people.currentData()}

    def fault(self) -> str:
        """Nobody is there, or nobody was chosen."""
        if not self._people.count():
            return self.tr("The list of people has not been loaded yet.")
        return "" if self._people.currentData() else self.tr("Choose who takes it.")

    def clear(self) -> None:
        """Choose nobody."""
        self._people.setCurrentIndex(-1)
