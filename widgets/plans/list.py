"""The list of plans: what runs now, what can be activated, what was before. Enter opens, D begins a drill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.records.plan import Activation, Plan, running
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.formats import date_time_text, day_minute_text
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label
from widgets.plans.facts import PlanFacts
from widgets.plans.words import hazard_word, level_text, report_text
from widgets.words.drill import drill_word

PAST_MOST = 30
PLAN, RUN = "plan:", "run:"


class PlanList(DeskPage):
    """`plan_chosen(plan, drill)`: this one is to be activated; `activation_chosen(id)`: look at this one."""

    plan_chosen = Signal(str, bool)
    activation_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Response plans"))
        self.setAccessibleName(self._title.text())
        self._why_off = ""
        self._list = GroupedList(self._title.text(), self)
        self._list.chosen.connect(lambda _key: self._show_buttons())
        self._list.opened.connect(lambda _key: self._open(drill=False))
        self._empty = EmptyState(self)
        self._why = label("", "caption", self, wrap=True)
        self._enter, self._drill = KeyButton(self), KeyButton(self)
        self._enter.clicked.connect(lambda: self._open(drill=False))
        self._drill.clicked.connect(lambda: self._open(drill=True))
        self._facts = PlanFacts(self)
        self._known: dict[str, Plan] = {}
        self.stand_beside(((self._list, 1),), ((self._facts, 1),))
        self.box.addWidget(self._empty, 1)
        self.box.addWidget(self._why)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("↑ ↓ choose · Esc back"), "caption", self), 2)
        foot.addWidget(self._drill, 1)
        foot.addWidget(self._enter, 1)
        self.box.addLayout(foot)

    def show_plans(
        self, plans: Sequence[Plan], activations: Sequence[Activation], now: datetime, why_off: str
    ) -> None:  # fmt: skip
        """Show these; `why_off` says why nobody here may activate one, empty where they may."""
        known = self._known = {plan.id: plan for plan in plans}
        live = running(activations)
        past = [one for one in activations if not one.is_running][:PAST_MOST]
        lines = [Line("", self.tr("Running now"))] if live else []
        lines += [_running_line(one, known, now) for one in live]
        lines += [Line("", self.tr("Plans of the city"))] if plans else []
        lines += [_plan_line(plan, number) for number, plan in enumerate(plans, start=1)]
        lines += [Line("", self.tr("Before"))] if past else []
        lines += [_past_line(one, known, now) for one in past]
        self._why_off = why_off
        self._why.setText(why_off)
        self._why.setVisible(bool(why_off))
        self._list.set_lines(lines)
        self._list.setVisible(bool(lines))
        self._empty.set_text(self.tr("The city's response plans come here with the first connection to the server."))
        self._empty.setVisible(not lines)
        self._show_buttons()
        if self.isVisible():
            self.place()

    def keys(self) -> list[str]:
        """What is listed, for those who look from outside."""
        return self._list.keys()

    def choose(self, key: str) -> None:
        """Choose a row."""
        self._list.choose(key)

    def _show_buttons(self) -> None:
        plan = self._list.key().startswith(PLAN)
        self._facts.setVisible(bool(self._list.keys()))
        self._facts.show_plan(self._known.get(self._list.key().removeprefix(PLAN)) if plan else None)
        words = self.tr("Activate…") if plan else self.tr("Open")
        off = bool(self._why_off) and plan
        command = CommandButton("open", words, "Enter", enabled=not off, reason=self._why_off)
        self._enter.show_command(command, primary=not off)
        drill = CommandButton("drill", self.tr("Begin a drill…"), "D", enabled=plan and not off, reason=self._why_off)
        self._drill.show_command(drill, primary=False)

    def _open(self, *, drill: bool) -> None:
        key = self._list.key()
        if key.startswith(RUN) and not drill:
            self.activation_chosen.emit(key.removeprefix(RUN))
        elif key.startswith(PLAN) and not self._why_off:
            self.plan_chosen.emit(key.removeprefix(PLAN), drill)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, a digit chooses the plan of that number, Enter opens, D begins a drill."""
        plans = [key for key in self.keys() if key.startswith(PLAN)]
        number = event.key() - Qt.Key.Key_1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(drill=False)
        elif event.key() == Qt.Key.Key_D:
            self._open(drill=True)
        elif 0 <= number < len(plans):
            self._list.choose(plans[number])
        elif not self._list.walk(event):
            super().keyPressEvent(event)


def _running_line(one: Activation, known: Mapping[str, Plan], now: datetime) -> Line:
    report, tone = report_text(one, now)
    level = level_text(known.get(one.plan_id), one.level)
    below = " · ".join(part for part in (level, one.by, one.reason) if part)
    name = f"{drill_word()} · {one.plan_name}" if one.drill else one.plan_name
    shown = "overdue" if tone == "overdue" else "soon" if tone == "soon" else "text2"
    return Line(RUN + one.id, name, below, day_minute_text(now, one.activated_at), report, shown, icon="play")


def _plan_line(plan: Plan, number: int) -> Line:
    levels = " · ".join(level_text(plan, one.level) for one in plan.scale.levels)
    return Line(PLAN + plan.id, plan.name, levels, hazard_word(plan.hazard), "", "text2", str(number))


def _past_line(one: Activation, known: Mapping[str, Plan], now: datetime) -> Line:
    level = level_text(known.get(one.plan_id), one.level)
    name = f"{drill_word()} · {one.plan_name}" if one.drill else one.plan_name
    below = " · ".join(part for part in (level, one.end_reason) if part)
    ended = day_minute_text(now, one.ended_at) if one.ended_at is not None else ""
    return Line(RUN + one.id, name, below, f"{date_time_text(one.activated_at)} – {ended}", "", "text3", icon="archive")
