"""The giver's side of a handover: each open item with what is expected next, a plain sentence, the signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from console.records.models import Incident
from console.records.shift import Draft
from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.forms import TextBox
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label, rule
from widgets.base.marked_fields import DropDown
from widgets.base.severity import level_of, severity_label
from widgets.incidents.words import state_word
from widgets.shifts.words import facts

LOW_PX = 640
"""Below this height, as on a small screen at twice the scale, everything but the list takes less room."""
EXPECTED_MOST = 1000


class NextLine(QLineEdit):
    """One line of words below a list. Enter is done with it, Esc leaves it, Up and Down walk on in the list."""

    done = Signal()
    left = Signal()
    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """What is no letter goes to the list."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            self.done.emit()
        else:
            super().keyPressEvent(event)


class GivePanel(DeskPage):
    """`signed(values)`: who takes over, what is expected next of each item, notes. `edited(fields)`: for the draft."""

    signed = Signal(dict)
    edited = Signal(dict)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Hand over"))
        self.setAccessibleName(self.tr("Hand over"))
        self._draft = Draft(())
        self._expected: dict[str, str] = {}
        self._incidents: dict[str, Incident] = {}
        self.signing = False
        """Whether the plain sentence is shown and the next Ctrl+Enter signs."""
        self._to = DropDown(self)
        self._to.setAccessibleName(self.tr("Who takes over"))
        self._to.setPlaceholderText(self.tr("Choose a person"))
        self._list = GroupedList(self.tr("What is handed over"), self)
        self._list.chosen.connect(lambda _key: self._show_chosen())
        self._next = NextLine(self)
        self._next.setMaxLength(EXPECTED_MOST)
        self._next.setAccessibleName(self.tr("What is expected next"))
        self._next.textEdited.connect(self._on_next)
        self._next.done.connect(lambda: self._walk(1))
        self._next.walked.connect(self._walk)
        self._next.left.connect(self.setFocus)
        self.notes = TextBox(self.tr("Notes for the next shift"), self)
        self.notes.setMinimumHeight(theme.current().px(32))
        self.notes.sent.connect(self.sign)
        self.notes.textChanged.connect(self._on_edited)
        self._facts = label("", "caption", self, wrap=True)
        self._sentence = label("", "strong", self, wrap=True)
        self._button = KeyButton(self)
        self._button.clicked.connect(self.sign)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(self.tr("To"), "caption", self))
        top.addWidget(self._to, 1)
        expected = label(self.tr("Expected next (Enter edits, then goes to the next item)"), "caption", self)
        self.stand_beside(
            ((self._list, 1), (expected, 0), (self._next, 0)),
            (
                (top, 0), (label(self.tr("Notes for the next shift"), "caption", self), 0), (self.notes, 0),
                (self._facts, 0), (None, 1), (rule(self), 0), (self._sentence, 0), (self._button, 0),
            ),
        )  # fmt: skip
        keys = self.tr("↑ ↓ choose · Enter edits · Tab goes on · Esc back")
        self.box.addWidget(label(keys, "caption", self))
        self._to.currentIndexChanged.connect(lambda _row: self._stop_signing())

    def show_draft(self, draft: Draft, words: Mapping[str, str], kept: Mapping[str, str]) -> None:
        """Show what would be signed now: `words` to begin from, `kept` what was typed already, by incident."""
        self._draft = draft
        self._incidents = {incident.id: incident for incident, _code in draft.items}
        self._expected = {key: kept.get(key, words.get(key, "")) for key in self._incidents}
        chosen = self._to.currentData()
        self._to.blockSignals(True)
        self._to.clear()
        for person in draft.people:
            watch = draft.next_watch.get(person.id, "")
            self._to.addItem(" · ".join(part for part in (person.name, person.desk, watch) if part), person.id)
        self._to.setCurrentIndex(self._to.findData(chosen) if chosen else -1)
        self._to.blockSignals(False)
        self.notes.blockSignals(True)
        self.notes.setPlainText(kept.get("notes", ""))
        self.notes.blockSignals(False)
        self._facts.setText(facts(draft.shelved, draft.sources_down, draft.cameras_down, draft.pending))
        self._show_lines()
        self._stop_signing()
        self._show_chosen()
        if self.isVisible():
            self.place()

    def choose_person(self, person_id: str) -> None:
        """Choose who takes over."""
        self._to.setCurrentIndex(self._to.findData(person_id))

    def expect(self, key: str, text: str) -> None:
        """Say what is expected next of one item."""
        if key in self._expected:
            self._expected[key] = text
            self._show_lines()
            self._show_chosen()
            self._on_edited()

    def values(self) -> dict[str, Any]:
        """What is signed: these items and no others."""
        return {
            "to": self._to.currentData(),
            "items": list(self._expected),
            "expected": dict(self._expected),
            "notes": self.notes.toPlainText().strip(),
        }

    def said(self) -> str:
        """The sentence that is shown above the signature, or what is missing."""
        return self._sentence.text()

    def sign(self) -> None:
        """First show the sentence, then sign."""
        if self._to.currentData() is None:
            self._sentence.setText(self.tr("Choose who takes over."))
            self._to.setFocus()
        elif not self.signing:
            self.signing = True
            self._sentence.setText(self._plain())
            self._show_button()
            self.setFocus()
        else:
            values = self.values()
            self.close()
            self.signed.emit(values)
            return
        if self.isVisible():
            self.place()

    def _plain(self) -> str:
        """What the signature says, in one sentence that somebody could read aloud."""
        draft = self._draft
        critical = sum(incident.severity == 1 for incident in self._incidents.values())
        open_ones = sum(not text.strip() for text in self._expected.values())
        parts = [self.tr("You hand {n} items over to {name}").format(n=len(draft.items), name=self._to.currentText())]
        if critical:
            parts.append(self.tr("{n} of them critical").format(n=critical))
        if open_ones:
            parts.append(self.tr("{n} without a word on what comes next").format(n=open_ones))
        parts.append(
            self.tr("{m} sources and {k} cameras are down, {p} actions wait to be sent").format(
                m=len(draft.sources_down), k=len(draft.cameras_down), p=draft.pending
            )
        )
        return "; ".join(parts) + self.tr(". Ctrl+Enter again signs it in your name.")

    def _stop_signing(self) -> None:
        self.signing = False
        self._sentence.setText("")
        self._show_button()

    def _show_button(self) -> None:
        text = self.tr("Sign the handover") if self.signing else self.tr("Go on to the signature")
        self._button.show_command(CommandButton("sign", text, "Ctrl+Enter"), primary=self.signing)

    def _show_lines(self) -> None:
        total = len(self._draft.items)
        lines = [Line("", self.tr("Open items of yours ({n})").format(n=total))]
        for number, (incident, _code) in enumerate(self._draft.items, start=1):
            level = level_of(incident.severity)
            words = self._expected.get(incident.id, "")
            below = self.tr("Next: {text}").format(text=words) if words else self.tr("Next: not said yet")
            at = f"{state_word(incident.state)} · {severity_label(level)}"
            title = f"{incident.code} · {incident.title}"
            tone = "text2" if words else "late"
            lines.append(Line(incident.id, f"{number}. {title}", below, at, "", tone, severity=level))
        self._list.set_lines(lines)

    def _show_chosen(self) -> None:
        key = self._list.key()
        self._next.setEnabled(bool(key))
        if self._next.text() != self._expected.get(key, ""):
            self._next.setText(self._expected.get(key, ""))

    def _on_next(self, text: str) -> None:
        key = self._list.key()
        if key:
            self._expected[key] = text
            self._show_lines()
            self._on_edited()

    def _on_edited(self) -> None:
        self._stop_signing()
        if self.isVisible():
            self.edited.emit({**self._expected, "notes": self.notes.toPlainText()})

    def _walk(self, by: int) -> None:
        self._list.step(by)
        self._next.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, Enter edits, Ctrl+Enter goes on to the signature; Esc leaves the signature first."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sign()
        elif enter:
            self._next.setFocus()
            self._next.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.signing:
            self._stop_signing()
        elif not self._list.walk(event):
            super().keyPressEvent(event)
