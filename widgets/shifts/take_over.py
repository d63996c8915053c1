"""The taker's side of a handover: what was offered, taken or returned item by item; later, what changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.records.shift import Handover, Since
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.formats import day_minute_text, minute_text
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label, rule
from widgets.incidents.words import state_word
from widgets.shifts.handover import NextLine
from widgets.shifts.words import facts_text, outcome_mark, outcome_word, signatures_text
from widgets.words.verb_words import verb_sentence

LINES_SHOWN = 3


class TakePanel(DeskPage):
    """Signals carry the handover's id and the incidents'.

    `kept_reason(handover, item)` is what was typed before as the reason for this item, and neither sent nor emptied.
    """

    taken = Signal(str, list)
    returned = Signal(str, list, str)
    reason_edited = Signal(str, str, str)
    open_chosen = Signal(str)
    turned = Signal(int)

    def __init__(self, window: QWidget, kept_reason: Callable[[str, str], str]) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Handovers"))
        self.setAccessibleName(self.tr("Handovers"))
        self.handover: Handover | None = None
        self._since: dict[str, Since] = {}
        self._mine = False
        self._now = datetime.now(UTC)
        self.signing = False
        """Whether the plain sentence is shown and the next Ctrl+Enter takes all."""
        self._what = ElidedLabel("", "strong", self)
        self._signatures = label("", "caption", self, wrap=True)
        self._notes = label("", "text", self, wrap=True)
        self._facts = label("", "caption", self, wrap=True)
        self._list = GroupedList(self.tr("Handovers"), self)
        self._list.chosen.connect(lambda _key: self._show_detail())
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("No handover yet"), self.tr("One comes here as soon as somebody signs it; Ctrl+H begins yours.")
        )
        self._detail = label("", "text", self, wrap=True)
        self.reason = NextLine(self)
        self.reason.setMaxLength(1000)
        self.reason.setPlaceholderText(self.tr("Why it is returned; Enter returns it"))
        self.reason.setAccessibleName(self.tr("Why it is returned"))
        self.reason.done.connect(self._return)
        self.reason.textEdited.connect(self._on_reason)
        self._kept_reason = kept_reason
        self.reason.left.connect(self._leave_reason)
        self._sentence = label("", "strong", self, wrap=True)
        self._buttons = [KeyButton(self) for _place in range(3)]
        for button, deed in zip(self._buttons, (self.take_all, self.take_one, self._ask_reason), strict=True):
            button.clicked.connect(deed)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in self._buttons:
            row.addWidget(button, 1)
        self.stand_beside(
            ((self._what, 0), (self._signatures, 0), (self._list, 1), (self._empty, 1)),
            (
                (self._facts, 0), (self._notes, 0), (rule(self), 0), (self._detail, 1), (self.reason, 0),
                (self._sentence, 0), (row, 0),
            ),
        )  # fmt: skip
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        keys = self.tr("↑ ↓ choose · ← → other handovers · Enter opens the incident · Esc closes")
        self.box.addWidget(label(keys, "caption", self))
        self.reason.hide()

    def show_handover(
        self, handover: Handover | None, since: Sequence[Since], place: str, me: str, now: datetime
    ) -> None:
        """Show this one with what changed since; `place` says which of how many it is, `me` who looks at it."""
        other = self.handover is None or handover is None or self.handover.id != handover.id
        self.handover, self._now = handover, now
        self._since = {one.item.incident_id: one for one in since}
        self._mine = handover is not None and handover.to_id == me and handover.is_open
        if other:
            self._stop_signing()
        there = handover is not None
        for part in (self._what, self._signatures, self._facts, self._list, self._detail):
            part.setVisible(there)
        self._empty.setVisible(not there)
        self._notes.setVisible(handover is not None and bool(handover.notes))
        for button in self._buttons:
            button.setVisible(self._mine)
        if handover is not None:
            self._show_head(handover, place)
            self._list.set_lines(self._lines(handover))
        self._show_detail()
        self._show_buttons()
        if self.isVisible():
            self.place()

    def _show_head(self, handover: Handover, place: str) -> None:
        left = len(handover.undecided)
        what = self.tr("{giver} → {taker} · {n} items, {left} not decided").format(
            giver=handover.from_name, taker=handover.to_name, n=len(handover.items), left=left
        )
        self._what.setText(f"{what} · {place}" if place else what)
        self._signatures.setText(signatures_text(handover))
        self._facts.setText(facts_text(handover))
        self._notes.setText(self.tr("Notes: {text}").format(text=handover.notes))

    def _lines(self, handover: Handover) -> list[Line]:
        changed = [one for one in self._since.values() if one.lines]
        still = [one for one in self._since.values() if not one.lines]
        lines: list[Line] = []
        since = minute_text(handover.offered_at) if handover.offered_at is not None else ""
        for heading, members in (
            (self.tr("Changed since {time} ({n})").format(time=since, n=len(changed)), changed),
            (self.tr("As it was handed over ({n})").format(n=len(still)), still),
        ):
            if members:
                lines.append(Line("", heading))
                lines += [self._line(one) for one in members]
        return lines

    def _line(self, one: Since) -> Line:
        item = one.item
        state = state_word(one.state) if one.state else self.tr("no longer here")
        if item.state and one.state and item.state != one.state:
            state = self.tr("{before} → {now}").format(before=state_word(item.state), now=state)
        below = self.tr("Next: {text}").format(text=item.expected_next) if item.expected_next else ""
        if one.lines:
            last = one.lines[-1]
            below = f"{day_minute_text(self._now, last.at)} {verb_sentence(last)}"
        tone = "late" if item.pending else "severity1" if item.outcome == "returned" else "text2"
        title = f"{item.code} · {item.title}"
        return Line(item.incident_id, title, below, state, outcome_word(item), tone, icon=outcome_mark(item))

    def _show_detail(self) -> None:
        one = self._since.get(self._list.key())
        if one is None:
            self._detail.setText("")
            return
        parts = [self.tr("Expected next: {text}").format(text=one.item.expected_next or self.tr("not said"))]
        parts += [f"{day_minute_text(self._now, line.at)} {verb_sentence(line)}" for line in one.lines[-LINES_SHOWN:]]
        self._detail.setText("\n".join(parts))

    def _show_buttons(self) -> None:
        left = len(self.handover.undecided) if self.handover is not None else 0
        whole = self.tr("Sign and take all") if self.signing else self.tr("Take all ({n})").format(n=left)
        offered = (
            CommandButton("all", whole, "Ctrl+Enter"),
            CommandButton("one", self.tr("Take this one"), "T", self._undecided()),
            CommandButton("return", self.tr("Return it"), "R", self._undecided()),
        )
        for button, command in zip(self._buttons, offered, strict=True):
            button.show_command(command, primary=command.name == "all")

    def _undecided(self) -> bool:
        one = self._since.get(self._list.key())
        return self._mine and one is not None and not one.item.outcome

    def said(self) -> str:
        """The sentence above the signature."""
        return self._sentence.text()

    def take_one(self) -> None:
        """Take the chosen item over and go to the next."""
        if self._undecided() and self.handover is not None:
            key = self._list.key()
            self._list.step(1)
            self.taken.emit(self.handover.id, [key])

    def take_all(self) -> None:
        """First show the sentence, then sign for everything that is undecided."""
        if not self._mine or self.handover is None:
            return
        wanted = [item.incident_id for item in self.handover.undecided]
        if not self.signing:
            self.signing = True
            words = self.tr("You take {n} items over from {name}. Ctrl+Enter again signs it in your name.")
            self._sentence.setText(words.format(n=len(wanted), name=self.handover.from_name))
            self._show_buttons()
            if self.isVisible():
                self.place()
            return
        self._stop_signing()
        self.taken.emit(self.handover.id, wanted)

    def _stop_signing(self) -> None:
        self.signing = False
        self._sentence.setText("")

    def _ask_reason(self) -> None:
        if self._undecided():
            kept = self._kept_reason(self.handover.id, self._list.key()) if self.handover is not None else ""
            self.reason.setText(kept)
            self.reason.show()
            self.place()
            self.reason.setFocus()

    def _on_reason(self, text: str) -> None:
        if self.handover is not None:
            self.reason_edited.emit(self.handover.id, self._list.key(), text)

    def _leave_reason(self) -> None:
        self.reason.hide()
        self.setFocus()
        self.place()

    def _return(self) -> None:
        reason = self.reason.text().strip()
        if reason and self._undecided() and self.handover is not None:
            key = self._list.key()
            self._leave_reason()
            self.returned.emit(self.handover.id, [key], reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Each deed has its letter; arrows walk; Esc leaves the signature first."""
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take_all()
        elif enter and self._list.key():
            incident = self._list.key()
            self.close()
            self.open_chosen.emit(incident)
        elif key == Qt.Key.Key_T:
            self.take_one()
        elif key == Qt.Key.Key_R:
            self._ask_reason()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if key == Qt.Key.Key_Left else -1)
        elif key == Qt.Key.Key_Escape and self.signing:
            self._stop_signing()
            self._show_buttons()
        elif not self._list.walk(event):
            super().keyPressEvent(event)
