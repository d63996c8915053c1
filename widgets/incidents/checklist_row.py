"""One step of a checklist: its number, what to do and who does it, how long there is, and its answers to be pressed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.records.checklist import Progress, StepState
from console.records.models import StepDone
from contract.records.guidance import Step
from widgets.base import icons, theme
from widgets.base.formats import age_text, minute_text
from widgets.base.labels import ElidedLabel, button_text, label, set_tooltip

ROW_PX, DENSE_PX, ANSWERS_MOST, BESIDE_MOST, BELOW_MOST, LINE_MOST = 36, 30, 3, 16, 38, 46
"""The least height of a row, and of a dense one; how many answers stand in it, and how many letters they have beside
its words or below; how many letters what to do, who does it and until when have together in one line."""


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
    if state.done is not None:
        return _done_words(state, state.done)
    left, tone = time_words(state, now, is_next=is_next)
    return " · ".join(part for part in (owner_word(state.step), left) if part), tone


def time_words(state: StepState, now: datetime, *, is_next: bool) -> tuple[str, str]:
    """How long there is for a step that is still to be done, with the tone of it."""
    translate = QCoreApplication.translate
    if state.is_overdue(now) and state.due is not None:
        over = translate("checklist", "overdue by {time}").format(time=age_text((now - state.due).total_seconds()))
        return over, "overdue"
    if is_next and state.due is not None:
        return translate("checklist", "{time} left").format(time=age_text((state.due - now).total_seconds())), "text2"
    return translate("checklist", "{n} minutes").format(n=state.step.minutes) if state.step.minutes else "", "text2"


def _done_words(state: StepState, done: StepDone) -> tuple[str, str]:
    translate = QCoreApplication.translate
    parts = [f"{done.actor_name} {minute_text(done.at)}".strip()]
    if done.answer_text:
        parts.insert(0, done.answer_text)
    if state.late:
        parts.append(translate("checklist", "late"))
    if done.pending:
        parts.append(translate("checklist", "waiting to send"))
    elif done.offline:
        parts.append(translate("checklist", "done during the outage"))
    return " · ".join(parts), "late" if done.pending else "text3"


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


class _Answers(QWidget):
    """The answers of a step side by side. `chosen(answer_id)`."""

    chosen = Signal(str)

    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(step.answers) - 1
        for place, answer in enumerate(step.answers):
            button = QPushButton(button_text(answer.text), self)
            button.setProperty("segment", "first" if place == 0 else "last" if place == last else "middle")
            button.setProperty("bar", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"{step.text}: {answer.text}")
            set_tooltip(button, answer.text)
            button.clicked.connect(lambda _checked=False, key=answer.id: self.chosen.emit(key))
            row.addWidget(button)


def fits_in_row(step: Step, letters: int = BELOW_MOST) -> bool:
    """Whether the answers of a step are few and short enough to stand in its row; others are asked by its form."""
    return 0 < len(step.answers) <= ANSWERS_MOST and sum(len(one.text) for one in step.answers) <= letters


class ChecklistRow(QWidget):
    """`pressed(number)`: it shall be marked; `answered(number, answer_id)`: by this answer, where it `asks`."""

    pressed = Signal(int)
    answered = Signal(int, str)

    def __init__(self, state: StepState, parent: QWidget, *, asks: bool) -> None:
        super().__init__(parent)
        self.state = state
        self._current = False
        self._text = label(state.step.text, "text", self, wrap=True)
        self._below = ElidedLabel("", "caption", self)
        self._owner = label("", "caption", self)
        self._owner.set_tone("text3")
        self._left = label("", "caption", self)
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._below)
        self._box = QHBoxLayout(self)
        self._box.addLayout(words, 1)
        self._box.addWidget(self._owner)
        self._box.addWidget(self._left)
        self._answers: _Answers | None = None
        if asks and fits_in_row(state.step):
            self._answers = _Answers(state.step, self)
            self._answers.chosen.connect(lambda answer: self.answered.emit(self.state.number, answer))
            if fits_in_row(state.step, BESIDE_MOST):
                self._box.addWidget(self._answers)
            else:
                words.addWidget(self._answers, 0, Qt.AlignmentFlag.AlignLeft)
        self._measure()

    def show_state(self, state: StepState, now: datetime, *, is_next: bool, current: bool) -> None:
        """Show where the step stands."""
        self.state = state
        words, tone = when_words(state, now, is_next=is_next)
        done = state.done is not None
        owner = owner_word(state.step) if state.step.agency or state.step.owner != "operator" else ""
        left, loud = ("", "") if done else time_words(state, now, is_next=is_next)
        beside = fits_in_row(state.step, BESIDE_MOST)
        if self._answers is not None:
            self._answers.setVisible(not done and (beside or is_next))  # long ones take a line, when it is their turn
        if self._answers is not None and beside and not done:
            owner, left = " · ".join(part for part in (owner, left) if part), ""
        inline = not done and bool(left) and len(state.step.text) + len(owner) + len(left) <= LINE_MOST
        self._owner.setText(owner if inline else "")
        self._owner.setVisible(bool(owner) and inline)
        owner = "" if inline else owner
        self._below.setText(words if done else owner)
        self._below.set_tone(tone if done else loud if self._answers is not None and beside else "text2")
        self._below.setVisible(bool(words if done else owner))
        self._left.setText(left)
        self._left.set_tone("soon" if is_next and loud == "text2" and state.due is not None else loud)
        self._left.setVisible(bool(left))
        self._text.set_tone("text3" if done else "")
        said = QCoreApplication.translate("checklist", "done") if done else ""
        self.setAccessibleName(" · ".join(part for part in (str(state.number), state.step.text, said, words) if part))
        self._current = current
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale or density has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.px(34), look.px(1), look.px(4), look.px(1))
        self._box.setSpacing(look.px(8))
        self.setMinimumHeight(look.row_px(ROW_PX, DENSE_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A click marks the step, as its number does."""
        event.accept()
        self.pressed.emit(self.state.number)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The box with the number, a tick in it once it is done, the accent beside the current row."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current:
            painter.fillRect(self.rect(), look.color("selected"))
            painter.fillRect(QRect(0, 0, look.px(3), self.height()), look.color("accent"))
        side = look.px(18)
        box = QRect(look.px(8), (min(self.height(), look.row_px(ROW_PX, DENSE_PX)) - side) // 2, side, side)
        done = self.state.done
        tone = "late" if done is not None and done.pending else "text3" if done is not None else "text2"
        painter.setPen(QPen(look.color(tone), 1))
        painter.setFont(look.font("caption"))
        painter.drawRoundedRect(box, 2, 2)
        if done is None:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.state.number))
        else:
            inner = QRectF(box).adjusted(2, 2, -2, -2)
            icons.paint(painter, inner, "circle-dashed" if done.pending else "check", tone)
        painter.end()
