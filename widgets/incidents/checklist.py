"""A checklist beside the incident: what is done and by whom, what is next and by when. Number or Enter marks a step."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from console.records.checklist import Progress, StepState, lacks
from contract.records.guidance import Step
from widgets.base import theme
from widgets.base.formats import age_text, minute_text
from widgets.base.forms import Form, TextBox
from widgets.base.labels import ElidedLabel, PlainLabel, label
from widgets.base.overlay import Overlay
from widgets.words.verb_words import form_title

_MARKED = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space})


def owner_word(step: Step) -> str:
    """Who does a step: an agency by its name, else a role."""
    translate = QCoreApplication.translate
    if step.agency:
        return step.agency
    return {
        "operator": translate("checklist", "operator"),
        "duty_officer": translate("checklist", "duty officer"),
        "agency": translate("checklist", "agency in charge"),
    }.get(step.owner, step.owner)


def when_words(state: StepState, now: datetime, *, is_next: bool) -> tuple[str, str]:
    """Who did a step and when, or how long there is, with the tone of it."""
    translate = QCoreApplication.translate
    if state.done is not None:
        parts = [f"{state.done.actor_name} {minute_text(state.done.at)}".strip()]
        if state.done.answer_text:
            parts.insert(0, state.done.answer_text)
        if state.late:
            parts.append(translate("checklist", "late"))
        if state.done.pending:
            parts.append(translate("checklist", "waiting to send"))
        elif state.done.offline:
            parts.append(translate("checklist", "done during the outage"))
        return " · ".join(parts), "late" if state.done.pending else "text3"
    parts = [owner_word(state.step)]
    if state.is_overdue(now) and state.due is not None:
        over = translate("checklist", "overdue by {time}").format(time=age_text((now - state.due).total_seconds()))
        return " · ".join((*parts, over)), "overdue"
    if is_next and state.due is not None:
        left = translate("checklist", "{time} left").format(time=age_text((state.due - now).total_seconds()))
        parts.append(left)
    elif state.step.minutes:
        parts.append(translate("checklist", "{n} minutes").format(n=state.step.minutes))
    return " · ".join(parts), "text2"


def next_words(progress: Progress, now: datetime) -> tuple[str, str]:
    """The suggested next step as one line, with its tone."""
    translate = QCoreApplication.translate
    state = progress.next
    if state is None:
        return translate("checklist", "Checklist done: {n} steps").format(n=len(progress.steps)), "text2"
    words, tone = when_words(state, now, is_next=True)
    text = translate("checklist", "Next, {number} of {count}: {step} ({words})")
    filled = text.format(number=state.number, count=len(progress.steps), step=state.step.text, words=words)
    return filled, "overdue" if tone == "overdue" else ""


class _Row(QWidget):
    """One step: its number in a box, what to do, and below it who and when."""

    pressed = Signal(int)

    def __init__(self, state: StepState, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self._current = False
        self._text = label(state.step.text, "text", self, wrap=True)
        self._when = ElidedLabel("", "caption", self)
        look = theme.current()
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(34), look.px(3), look.px(4), look.px(3))
        box.setSpacing(0)
        box.addWidget(self._text)
        box.addWidget(self._when)

    def show_state(self, state: StepState, now: datetime, *, is_next: bool, current: bool) -> None:
        """Show where the step stands."""
        self.state = state
        words, tone = when_words(state, now, is_next=is_next)
        self._when.setText(words)
        self._when.set_tone(tone)
        self._text.set_tone("text3" if state.done is not None else "")
        done = QCoreApplication.translate("checklist", "done") if state.done is not None else ""
        self.setAccessibleName(" · ".join(part for part in (str(state.number), state.step.text, done, words) if part))
        if current != self._current:
            self._current = current
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click marks the step, as its number does."""
        event.accept()
        self.pressed.emit(self.state.number)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The box with the number, a tick over it once it is done, the accent beside the current row."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current:
            painter.fillRect(self.rect(), look.color("selected"))
            painter.fillRect(QRect(0, 0, look.px(3), self.height()), look.color("accent"))
        box = QRect(look.px(8), look.px(4), look.px(19), look.px(19))
        done = self.state.done
        tone = "late" if done is not None and done.pending else "text3" if done is not None else "text2"
        painter.setPen(QPen(look.color(tone), 1))
        painter.setFont(look.font("caption"))
        painter.drawRoundedRect(box, 2, 2)
        mark = str(self.state.number) if done is None else "◌" if done.pending else "✓"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
        painter.end()


class ChecklistView(QFrame):
    """Shows one progress. `step_chosen(number)`: the operator marks this step. `walked(row)`: the arrows came to it."""

    step_chosen = Signal(int)
    walked = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Checklist"))
        self._progress: Progress | None = None
        self._rows: list[_Row] = []
        self._current = 0
        self._title = ElidedLabel("", "strong", self)
        self._title.set_tone("text2")
        self._count = label("", "caption", self)
        self._call = label("", "caption", self, wrap=True)
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
        self._rows = [_Row(state, self) for state in progress.steps]
        for row in self._rows:
            row.pressed.connect(self.step_chosen)
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


class ContactList(Overlay):
    """Numbers to call, the emergency ones first."""

    wide_px = 560

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Numbers to call"))
        self._list = QWidget(self)
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._parts: list[QWidget] = []
        self.box.addWidget(self._list)

    def set_contacts(self, rows: list[tuple[str, str, str]]) -> None:
        """Number, name and whose it is, in the order in which they are shown."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for number, name, agency in rows:
            line = QWidget(self._list)
            box = QHBoxLayout(line)
            box.setContentsMargins(0, 0, 0, 0)
            said: list[tuple[PlainLabel, int]] = [(label(number, "strong", line), 0), (label(name, "text", line), 1)]
            said.append((label(agency, "caption", line), 0))
            said[0][0].setFixedWidth(theme.current().px(130))
            for part, stretch in said:
                box.addWidget(part, stretch)
            line.setAccessibleName(" · ".join(part for part in (number, name, agency) if part))
            self._rows.addWidget(line)
            self._parts.append(line)
        self.place()
