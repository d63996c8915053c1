"""A checklist beside the incident: what is done and by whom, what is next and by when. Number or Enter marks a step."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from console.records.checklist import Progress, lacks
from contract.records.guidance import Step
from widgets.base import theme
from widgets.base.forms import Form, TextBox
from widgets.base.labels import ElidedLabel, label
from widgets.incidents.checklist_row import ChecklistRow
from widgets.words.verb_words import form_title

_MARKED = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space})


class ChecklistView(QFrame):
    """Shows one progress. `step_chosen(number)`: the operator marks this step; `answered(number, answer_id)`: by this
    answer, where its rows `asks` for them. `walked(row)`: the arrows came to it."""

    step_chosen = Signal(int)
    answered = Signal(int, str)
    walked = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None, *, asks: bool = False) -> None:
        super().__init__(parent)
        self._asks = asks
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Checklist"))
        self._progress: Progress | None = None
        self._rows: list[ChecklistRow] = []
        self._current = 0
        self._title = ElidedLabel("", "strong", self)
        self._title.set_tone("text2")
        self._count = label("", "caption", self)
        self._call = ElidedLabel("", "caption", self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addLayout(head)
        self._box.addWidget(self._call)

    def set_progress(self, progress: Progress | None, now: datetime, call: str = "") -> None:
        """Show this; `call` names the numbers to call. None hides the list."""
        before, self._progress = self._progress, progress
        self.setVisible(progress is not None)
        if progress is None:
            return
        if before is None or _ids(before) != _ids(progress):
            self._rebuild(progress)
            self._current = _place_of(progress)
        elif before.done_count != progress.done_count and not self.hasFocus():
            self._current = _place_of(progress)
        self._title.setText(self.tr("Checklist: {name}").format(name=progress.checklist.name))
        count = self.tr("{done} of {count}").format(done=progress.done_count, count=len(progress.steps))
        self._count.setText(count)
        self._call.setText(call)
        self._call.setVisible(bool(call))
        self.setAccessibleName(f"{self._title.whole()}, {count}")
        self._show(now)

    def _rebuild(self, progress: Progress) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [ChecklistRow(state, self, asks=self._asks) for state in progress.steps]
        for row in self._rows:
            row.pressed.connect(self.step_chosen)
            row.answered.connect(self.answered)
            self._box.addWidget(row)

    def _show(self, now: datetime) -> None:
        if self._progress is None:
            return
        following = self._progress.next
        for place, (row, state) in enumerate(zip(self._rows, self._progress.steps, strict=True)):
            current = self.hasFocus() and place == self._current
            row.show_state(state, now, is_next=state is following, current=current)
        if self._rows:
            self.setAccessibleDescription(self._rows[min(self._current, len(self._rows) - 1)].accessibleName())
        self._now = now

    def event(self, event: QEvent) -> bool:
        """While the list has the keyboard, digits, arrows and Enter are its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            digit = Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
            if not event.modifiers() and (digit or event.key() in _MARKED):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, Enter marks the current step, a digit the step of that number."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._rows:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = max(0, min(len(self._rows) - 1, self._current + step))
            self._show(self._now)
            self.walked.emit(self._rows[self._current])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.step_chosen.emit(self._rows[self._current].state.number)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_0 <= len(self._rows):
            self.step_chosen.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Begin at what is next."""
        super().focusInEvent(event)
        if self._progress is not None:
            self._current = _place_of(self._progress)
            self._show(self._now)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """No row is the current one any more."""
        super().focusOutEvent(event)
        if self._progress is not None:
            self._show(self._now)


def _ids(progress: Progress) -> tuple[tuple[str, str], ...]:
    return tuple((state.step.id, state.step.text) for state in progress.steps)


def _place_of(progress: Progress) -> int:
    following = progress.next
    return following.number - 1 if following is not None else 0


class StepForm(Form):
    """What a step asks for before it is done: an answer, a note, a picture. `{"step", "answer", "text"}`."""

    verb = "step"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Mark as done"))
        self._step: Step | None = None
        self._what = label("", "text", self, wrap=True)
        self._answers = QListWidget(self)
        self._answers.setObjectName("choices")
        self._answers.setAccessibleName(self.tr("Answer"))
        self._answers.itemActivated.connect(lambda _item: self.send())
        self._hint = label("", "caption", self, wrap=True)
        self.text = TextBox(self.tr("What was done"), self)
        self.text.sent.connect(self.send)
        self.finish(self._what, self._answers, self._hint, self.text)

    @property
    def about(self) -> str:
        """The step, so that each one has a draft of its own."""
        return self._step.id if self._step is not None else ""

    def set_step(self, step: Step, camera: str = "") -> None:
        """Ask for this step; `camera` names the camera whose picture is saved with it."""
        self._step = step
        self._what.setText(step.text)
        self._answers.clear()
        self._answers.addItems([f"{number}  {one.text}" for number, one in enumerate(step.answers, start=1)])
        self._answers.setVisible(bool(step.answers))
        self._answers.setFixedHeight(theme.current().px(34) * max(1, len(step.answers)) + 2)
        if step.evidence == "picture" and camera:
            self._hint.setText(self.tr("A picture of {camera} is saved with it. Note, if any:").format(camera=camera))
        elif step.evidence == "picture":
            self._hint.setText(self.tr("No camera shows it: describe what there is to see."))
        elif step.evidence == "note":
            self._hint.setText(self.tr("Note (needed):"))
        else:
            self._hint.setText(self.tr("Note, if any:"))
        self._has_picture = bool(camera)

    def choose(self, answer_id: str) -> None:
        """Choose this answer, where it is one of the step's."""
        for row, answer in enumerate(self._step.answers if self._step is not None else ()):
            if answer.id == answer_id:
                self._answers.setCurrentRow(row)

    def first_focus(self) -> QWidget:
        """The answers where there are some."""
        return self._answers if self._step is not None and self._step.answers else self.text

    def values(self) -> dict[str, str]:
        """The step, the answer's id, the note."""
        # A list that gets the keyboard makes its first row the current one: only what is selected was chosen.
        step, row = self._step, next((index.row() for index in self._answers.selectedIndexes()), -1)
        if step is None:
            return {}
        answer = step.answers[row].id if 0 <= row < len(step.answers) else ""
        return {"step": step.id, "answer": answer, "text": self.text.toPlainText().strip()}

    def fault(self) -> str:
        """What is missing, as a sentence."""
        if self._step is None:
            return ""
        values = self.values()
        picture = object() if self._has_picture else None
        return {
            "needs_answer": self.tr("Choose an answer first."),
            "needs_note": self.tr("This step asks for a note."),
            "needs_picture": self.tr("There is no picture: say what there is to see."),
        }.get(lacks(self._step, values["answer"], values["text"], picture) or "", "")

    def clear(self) -> None:
        """No answer, no note."""
        self._answers.setCurrentRow(-1)
        self._answers.clearSelection()
        self.text.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """A digit chooses the answer of that number; the text box keeps its own."""
        number = event.key() - Qt.Key.Key_1
        if self._step is not None and 0 <= number < len(self._step.answers) and not event.modifiers():
            self._answers.setCurrentRow(number)
            event.accept()
            return
        super().keyPressEvent(event)
