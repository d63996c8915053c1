"""The forms of a response plan: activating and its level behind a plain sentence, reports, questions, standing down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QWidget

from console.records.plan import Activation, Plan
from widgets.base import theme
from widgets.base.forms import Form, TextBox, TextForm
from widgets.base.labels import button_text, label
from widgets.base.marked_fields import DropDown, TickBox
from widgets.base.severity import LEVELS, severity_label
from widgets.indicators.indicator_tile import ScaleBadge
from widgets.plans.levels import LevelList, make_roomy
from widgets.plans.words import level_badge, level_text
from widgets.words.drill import drill_word
from widgets.words.verb_words import form_title


class ActivateForm(Form):
    """Level and reason, then the sentence that says what will happen; the next Ctrl+Enter does it.

    `{"level": n, "reason": …, "drill": bool, "show_on_wall": bool}`
    """

    wide_px = 640

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "", self.tr("Go on"))
        self._plan: Plan | None = None
        self._walls: tuple[str, ...] = ()
        self._notes: Mapping[bool, str] = {}
        self._sure = False
        self._badge = ScaleBadge(self)
        self.levels = LevelList(self.tr("Level"), self)
        self.levels.itemSelectionChanged.connect(self._on_changed)
        self.reason = TextBox(self.tr("Reason"), self)
        self.reason.setFixedHeight(theme.current().px(72))
        self.reason.sent.connect(self.send)
        self.reason.textChanged.connect(self._on_changed)
        self.drill = TickBox(button_text(self.tr("This is a drill: marked everywhere, counted nowhere")), self)
        self.drill.toggled.connect(self._on_changed)
        self.on_wall = TickBox(button_text(self.tr("Show the drill on the wall as well")), self)
        self.on_wall.toggled.connect(self._on_changed)
        self._what = label("", "strong", self, wrap=True)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Level (its digit chooses it)"), "caption", self))
        row.addStretch(1)
        row.addWidget(self._badge)
        self.box.addLayout(row)
        reason = label(self.tr("Reason: what is known, and from whom"), "caption", self)
        self.finish(self.levels, reason, self.reason, self.drill, self.on_wall, self._what)

    def set_plan(self, plan: Plan, walls: Sequence[str], notes: Mapping[bool, str], *, drill: bool) -> None:
        """Ask for this plan; `walls` names what it will fill, `notes` what becomes of that which runs already, by
        whether this is a drill."""
        self._plan, self._walls, self._notes = plan, tuple(walls), notes
        self._title.setText(plan.name)
        self.setAccessibleName(plan.name)
        self.levels.set_plan(plan)
        self.drill.setChecked(drill)
        self.on_wall.setChecked(drill)
        self._on_changed()

    def first_focus(self) -> QWidget:
        """The levels."""
        return self.levels

    def values(self) -> dict[str, Any]:
        """What is activated."""
        drill = self.drill.isChecked()
        return {
            "plan": self._plan.id if self._plan is not None else "", "level": self.levels.level(),
            "reason": self.reason.toPlainText().strip(), "drill": drill,
            "show_on_wall": drill and self.on_wall.isChecked(),
        }  # fmt: skip

    def fault(self) -> str:
        """No level, or no reason."""
        if self.levels.level() is None:
            return self.tr("Choose the level first.")
        return "" if self.reason.toPlainText().strip() else self.tr("Say why the plan is activated.")

    def said(self) -> str:
        """The sentence that is shown before it is done; empty until it is."""
        return self._what.text() if self._sure else ""

    def send(self) -> None:
        """First say what will happen, then do it."""
        fault = self.fault()
        if fault or self._sure:
            super().send()
            return
        self._say("")
        self._sure = True
        self._what.setText(self._sentence())
        self._show_button()
        self.setFocus()
        self.place()

    def clear(self) -> None:
        """Nothing is chosen, nothing is written."""
        self.levels.choose_none()
        self.reason.clear()
        self._on_changed()

    def _sentence(self) -> str:
        plan, drill = self._plan, self.drill.isChecked()
        name = plan.name if plan is not None else ""
        parts = [
            self.tr("A DRILL of “{plan}” begins for the whole room.").format(plan=name)
            if drill
            else self.tr("“{plan}” is activated in earnest for the whole room.").format(plan=name)
        ]
        if self._notes.get(drill):
            parts.append(self._notes[drill])
        if self._walls and (not drill or self.on_wall.isChecked()):
            walls = ", ".join(self._walls)
            parts.append(self.tr("{walls} changes at once, whoever leads it now.").format(walls=walls))
        else:
            parts.append(self.tr("The wall keeps what it shows."))
        every = plan.report_every(self.levels.level() or 0) if plan is not None else None
        if every is not None:
            minutes = int(every.total_seconds() // 60)
            parts.append(self.tr("A flash report is due every {n} minutes from now.").format(n=minutes))
        parts.append(self.tr("Ctrl+Enter again does it in your name, also without a connection."))
        return " ".join(parts)

    def _on_changed(self) -> None:
        level = self.levels.level()
        badge = level_badge(self._plan, level) if level is not None else None
        self._badge.set_badge(level_text(self._plan, level or 0), badge, "strong")
        self.on_wall.setVisible(self.drill.isChecked())
        self._sure = False
        self._what.setText("")
        self._show_button()

    def _show_button(self) -> None:
        drill = self.drill.isChecked()
        deed = self.tr("Begin the drill") if drill else self.tr("Activate the plan")
        self._send.setText(button_text(deed if self._sure else self.tr("Go on")))
        self._send.setAccessibleName(f"{self._send.text()}, Ctrl+Enter")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc takes the sentence back first."""
        if event.key() == Qt.Key.Key_Escape and self._sure:
            self._on_changed()
        else:
            super().keyPressEvent(event)


class LevelForm(Form):
    """Another level, with its reason: `{"level": n, "reason": …}`."""

    verb = "plan_level"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Change the level"))
        self._now = 0
        self.levels = LevelList(self.tr("Level"), self)
        self.reason = TextBox(self.tr("Reason"), self)
        self.reason.sent.connect(self.send)
        self.finish(self.levels, label(self.tr("Reason"), "caption", self), self.reason)

    def set_plan(self, plan: Plan, activation: Activation) -> None:
        """Ask for this one, which stands at some level now."""
        self._now = activation.level
        self.levels.set_plan(plan)
        self.levels.choose(activation.level)

    def first_focus(self) -> QWidget:
        """The levels."""
        return self.levels

    def values(self) -> dict[str, Any]:
        """Level and reason."""
        return {"level": self.levels.level(), "reason": self.reason.toPlainText().strip()}

    def fault(self) -> str:
        """The same level, or no reason."""
        if self.levels.level() in (None, self._now):
            return self.tr("Choose another level than the one in force.")
        return "" if self.reason.toPlainText().strip() else self.tr("Say why the level changes.")

    def clear(self) -> None:
        """No reason."""
        self.reason.clear()


class LogForm(TextForm):
    """A line of the plan's log."""

    verb = "plan_log"

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window, form_title(self.verb), self.tr("What happened, what was decided"),
            self.tr("Write it down"), self.tr("Write the line first."),
        )  # fmt: skip


class ReportForm(TextForm):
    """A flash report that goes out now; the countdown begins anew."""

    verb = "plan_report"
    wide_px = 640

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window, form_title(self.verb), self.tr("What is reported; what is not verified yet is said so"),
            self.tr("It was sent"), self.tr("Write the report first."),
        )  # fmt: skip
        self.text.setFixedHeight(theme.current().px(180))


class PollForm(TextForm):
    """One question to every agency."""

    verb = "plan_poll"
    field = "question"

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window, form_title(self.verb), self.tr("Question to be answered with ready or not ready"),
            self.tr("Ask"), self.tr("Write the question first."),
        )  # fmt: skip


class StandDownForm(TextForm):
    """The reason why it is over, behind a sentence that says what will happen."""

    verb = "plan_stand_down"
    field = "reason"

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window, form_title(self.verb), self.tr("Reason"), self.tr("Stand down"), self.tr("Say why it is over."),
        )  # fmt: skip
        self._what = label("", "caption", self, wrap=True)
        self.box.insertWidget(1, self._what)

    def set_activation(self, activation: Activation, open_steps: int) -> None:
        """Say what ends, and what is still open in it."""
        parts = [self.tr("“{plan}” ends for the whole room.").format(plan=activation.plan_name)]
        if activation.drill:
            parts = [f"{drill_word()}: {parts[0]}"]
        if activation.show_on_wall:
            parts.append(self.tr("What stood on the wall before returns, unless somebody has changed it since."))
        if open_steps:
            parts.append(self.tr("{n} steps are still open.").format(n=open_steps))
        self._what.setText(" ".join(parts))


class InjectForm(Form):
    """A situation of the exercise: `{"title": …, "severity": n, "place": …}`."""

    verb = "plan_inject"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Let it happen"))
        self._what, self._place = QLineEdit(self), QLineEdit(self)
        self._severities = QListWidget(self)
        self._severities.addItems([severity_label(one) for one in LEVELS])
        make_roomy(self._severities)
        rows: list[QWidget] = []
        for name, field in (
            (self.tr("What happens"), self._what), (self.tr("Where"), self._place),
            (self.tr("How grave"), self._severities),
        ):  # fmt: skip
            field.setAccessibleName(name)
            rows += [label(name, "caption", self), field]
        self._what.setMaxLength(200)
        self._place.setMaxLength(200)
        self.finish(*rows)

    def first_focus(self) -> QWidget:
        """What happens."""
        return self._what

    def values(self) -> dict[str, Any]:
        """The made-up incident."""
        row = next((index.row() for index in self._severities.selectedIndexes()), -1)
        severity = LEVELS[row] if row >= 0 else 0
        return {"title": self._what.text().strip(), "severity": severity, "place": self._place.text().strip()}

    def fault(self) -> str:
        """Nothing was said, or not how grave it is."""
        if not self._what.text().strip():
            return self.tr("Say what happens.")
        return "" if self._severities.selectedIndexes() else self.tr("Choose how grave it is.")

    def clear(self) -> None:
        """Nothing happens yet."""
        self._what.clear()
        self._place.clear()
        self._severities.setCurrentRow(-1)
        self._severities.clearSelection()


class AnswerForm(Form):
    """What an agency said: `{"agency": id, "go": bool, "text": …}`. 1 is ready, 2 is not."""

    verb = "plan_answer"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Write it down"))
        self._question = label("", "text", self, wrap=True)
        self._agencies = DropDown(self)
        self._agencies.setAccessibleName(self.tr("Agency"))
        self._answers = QListWidget(self)
        self._answers.setAccessibleName(self.tr("Answer"))
        self._answers.addItems([self.tr("1  Ready"), self.tr("2  Not ready")])
        make_roomy(self._answers)
        self.text = TextBox(self.tr("What they said, if anything"), self)
        self.text.setFixedHeight(theme.current().px(64))
        self.text.sent.connect(self.send)
        hint = label(self.tr("What they said, if anything"), "caption", self)
        self.finish(self._question, self._agencies, self._answers, hint, self.text)

    def set_agencies(self, agencies: Sequence[tuple[str, str]], chosen: str, question: str) -> None:
        """Ids and names of those who are asked, and the one whose answer is written down now."""
        self._question.setText(question)
        self._agencies.clear()
        for key, name in agencies:
            self._agencies.addItem(name, key)
        self._agencies.setCurrentIndex(max(0, self._agencies.findData(chosen)))

    def first_focus(self) -> QWidget:
        """The two answers."""
        return self._answers

    def values(self) -> dict[str, Any]:
        """The agency's word."""
        row = next((index.row() for index in self._answers.selectedIndexes()), -1)
        return {"agency": self._agencies.currentData(), "go": row == 0, "text": self.text.toPlainText().strip()}

    def fault(self) -> str:
        """Neither was chosen."""
        return "" if self._answers.selectedIndexes() else self.tr("Choose ready or not ready.")

    def clear(self) -> None:
        """Nothing is chosen, nothing is written."""
        self._answers.setCurrentRow(-1)
        self._answers.clearSelection()
        self.text.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """1 and 2 choose."""
        row = event.key() - Qt.Key.Key_1
        if row in (0, 1) and not event.modifiers():
            self._answers.setCurrentRow(row)
        else:
            super().keyPressEvent(event)
