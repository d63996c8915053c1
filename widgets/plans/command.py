"""The command view of one activation: level and time, steps, numbers with their ages, roles, the poll, the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.records.checklist import Progress
from console.records.models import Indicator
from console.records.plan import Activation, Plan, Poll, counted
from contract.records.plan import PlanAgency
from widgets.base import theme
from widgets.base.formats import NONE, age_text, day_minute_text, minute_text, number_text
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label
from widgets.base.overlay import MARGIN_PX, Overlay
from widgets.incidents.checklist import ChecklistView
from widgets.indicators.indicator_tile import ScaleBadge, is_stale, standing
from widgets.plans.words import (
    count_text,
    drill_word,
    level_badge,
    level_text,
    line_mark,
    line_state,
    line_text,
    line_who,
    report_text,
)
from widgets.sync.status_strip import BOTTOM_PX, TOP_PX

LOG_SHOWN = 300
WIDE_PX = 1640


@dataclass(frozen=True)
class CommandView:
    """What the panel shows at one moment; `main` and `after` are the two checklists."""

    activation: Activation
    plan: Plan
    main: Progress
    after: Progress
    indicators: Sequence[Indicator]
    roles: Sequence[tuple[str, str, str]]
    """Role, agency, name and number to call."""
    buttons: Sequence[CommandButton]
    now: datetime


class CommandPanel(Overlay):
    """`command_chosen(name)`: a deed; `step_chosen(which, number)`: a step of the main (0) or last (1) checklist."""

    command_chosen = Signal(str)
    step_chosen = Signal(int, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._view: CommandView | None = None
        self._drill = label(drill_word(), "panel_title", self)
        self._drill.setProperty("tone", "late")
        self._badge = ScaleBadge(self)
        self._level = label("", "panel_title", self)
        self._report = label("", "panel_title", self)
        self._since = ElidedLabel("", "text", self)
        self._since.set_tone("text2")
        self._main, self._after = ChecklistView(self), ChecklistView(self)
        self._steps = _scrolling(self, self._main, self._after)
        for which, view in enumerate((self._main, self._after)):
            view.step_chosen.connect(lambda number, which=which: self.step_chosen.emit(which, number))
            view.walked.connect(self._steps.ensureWidgetVisible)
        self._numbers, self._roles = _Facts(self, (6, 4, 2)), _Facts(self, (4, 3, 4))
        self._question = label("", "text", self, wrap=True)
        self._count = label("", "caption", self, wrap=True)
        self._agencies = _Facts(self, (4, 5, 6))
        self._log = GroupedList(self.tr("Log of the plan"), self)
        self._buttons = tuple(KeyButton(self) for _place in range(9))
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        self.box.removeWidget(self._title)
        for part in (self._drill, self._badge, self._level, self._title):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._report)
        self.box.addLayout(head)
        self.box.addWidget(self._since)
        middle = QWidget(self)
        facts = QVBoxLayout(middle)
        facts.setContentsMargins(0, 0, 0, 0)
        for name, rows in ((self.tr("Numbers to watch"), self._numbers), (self.tr("Roles and contacts"), self._roles)):
            facts.addWidget(label(name, "strong", middle))
            facts.addWidget(rows)
        facts.addStretch(1)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.tr("Ready or not"), "strong", right))
        column.addWidget(self._question)
        column.addWidget(self._count)
        column.addWidget(self._agencies)
        column.addWidget(label(self.tr("Log of the plan"), "strong", right))
        column.addWidget(self._log, 1)
        body = QHBoxLayout()
        body.setSpacing(theme.current().px(24))
        body.addWidget(self._steps, 5)
        body.addWidget(_scrolling(self, middle), 4)
        body.addWidget(right, 5)
        self.box.addLayout(body, 1)
        foot = QHBoxLayout()
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, place=place: self._press(place))
            foot.addWidget(button, 1)
        self.box.addLayout(foot)

    def show_view(self, view: CommandView) -> None:
        """Show this activation as it stands now."""
        before, self._view = self._view, view
        one, plan, now = view.activation, view.plan, view.now
        self._drill.setVisible(one.drill)
        badge = level_badge(plan, one.level)
        self._badge.set_badge(level_text(plan, one.level), badge, "panel_title")
        self._level.setText("" if badge is not None else level_text(plan, one.level))
        self._level.setVisible(badge is None)
        self._title.setText(one.plan_name)
        self.setAccessibleName(f"{one.plan_name}, {level_text(plan, one.level)}")
        report, tone = report_text(one, now)
        self._report.setText(report)
        self._report.set_tone(tone)
        self._since.setText(self._told(one, now))
        self._main.set_progress(view.main, now)
        self._after.set_progress(view.after, now)
        self._numbers.set_rows([_number(indicator, now) for indicator in view.indicators])
        self._roles.set_rows([(role, agency, number, "") for role, agency, number in view.roles])
        self._show_poll(one.poll, plan.agencies, now)
        self._log.set_lines(_log_lines(one, now))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(view.buttons))
            if place < len(view.buttons):
                button.show_command(view.buttons[place], primary=False)
        if before is None or (before.activation.id, len(before.activation.log)) != (one.id, len(one.log)):
            self._log.step(-len(one.log))

    def activation_id(self) -> str:
        """Which activation is shown; empty before the first."""
        return self._view.activation.id if self._view is not None else ""

    def _told(self, one: Activation, now: datetime) -> str:
        begun = self.tr("Since {time} ({age})").format(
            time=day_minute_text(now, one.activated_at), age=age_text((now - one.activated_at).total_seconds())
        )
        parts = [begun, one.by, one.reason]
        if one.ended_at is not None:
            ended = self.tr("Stood down {time}").format(time=day_minute_text(now, one.ended_at))
            parts = [ended, one.ended_by, one.end_reason, *parts]
        if one.pending:
            parts.append(self.tr("{n} of our actions wait to be sent").format(n=len(one.pending)))
        return " · ".join(part for part in parts if part)

    def _show_poll(self, poll: Poll | None, agencies: Sequence[PlanAgency], now: datetime) -> None:
        asked = self.tr("Nothing was asked yet: H asks all agencies.")
        if poll is not None:
            asked = f"{poll.question} ({day_minute_text(now, poll.at)})"
        self._question.setText(asked)
        self._count.setText(count_text(counted(poll, agencies)) if poll is not None else "")
        self._count.setVisible(poll is not None)
        self._agencies.set_rows([_agency(agency, poll) for agency in agencies] if poll is not None else [])

    def place(self) -> None:
        """Between the two strips, which go on telling the truth beside it."""
        look, over = theme.current(), self._window
        margin, top, bottom = look.px(MARGIN_PX), look.px(TOP_PX + 8), look.px(BOTTOM_PX + 8)
        width = min(look.px(WIDE_PX), over.width() - 2 * margin)
        self.setFixedWidth(max(width, 320))
        self.resize(self.width(), max(200, over.height() - top - bottom))
        self.move(QPoint((over.width() - self.width()) // 2, top))

    def first_focus(self) -> QWidget:
        """The steps."""
        return self._main

    def _press(self, place: int) -> None:
        buttons = self._view.buttons if self._view is not None else ()
        if place < len(buttons) and buttons[place].enabled:
            self.command_chosen.emit(buttons[place].name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Each deed has its letter; the steps have digits, arrows and Enter while they have the keyboard."""
        for place, button in enumerate(self._view.buttons if self._view is not None else ()):
            if event.text().upper() == button.key and not event.modifiers():
                self._press(place)
                event.accept()
                return
        if not self._log.walk(event):
            super().keyPressEvent(event)


class _Facts(QWidget):
    """Rows of four: what, how much or who, a note, and the tone of the second."""

    def __init__(self, parent: QWidget, shares: tuple[int, int, int]) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.current().px(4))
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share)
        self._rows: list[tuple[ElidedLabel, ElidedLabel, ElidedLabel]] = []

    def set_rows(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Show these; only what is new is laid out."""
        while len(self._rows) < len(rows):
            place = len(self._rows)
            # Who it is and what was said are read under stress: a second line rather than an ellipsis.
            what, who, note = (ElidedLabel("", role, self, lines=2) for role in ("text", "strong", "caption"))
            for column, part in enumerate((what, who, note)):
                self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append((what, who, note))
        for place, parts in enumerate(self._rows):
            for part in parts:
                part.setVisible(place < len(rows))
            if place < len(rows):
                *texts, tone = rows[place]
                for part, text in zip(parts, texts, strict=True):
                    part.setText(text)
                parts[1].set_tone(tone)


def _scrolling(parent: QWidget, *parts: QWidget) -> QScrollArea:
    inner = QWidget(parent)
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.current().px(16))
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


_STANDING_TONES: Mapping[str, str] = MappingProxyType({"warn": "late", "alarm": "severity1"})


def _number(indicator: Indicator, now: datetime) -> tuple[str, str, str, str]:
    """A number with its unit, its age beside it, amber or red past its thresholds, told where it is stale."""
    value = NONE if indicator.value is None else number_text(indicator.value, indicator.decimals)
    age = NONE if indicator.as_of is None else age_text((now - indicator.as_of).total_seconds())
    if is_stale(indicator, now):
        age = f"{age} !"
    tone = _STANDING_TONES.get(standing(indicator), "")
    return indicator.short_name or indicator.name, f"{value} {indicator.unit}".strip(), age, tone


def _agency(agency: PlanAgency, poll: Poll) -> tuple[str, str, str, str]:
    """An agency's last word, by shape and word, and what it said with it."""
    translate = QCoreApplication.translate
    said = poll.last(agency.id)
    if said is None:
        return agency.name, translate("plan", "… no answer yet"), "", "text3"
    word = translate("plan", "✓ READY") if said.go else translate("plan", "× NOT READY")
    tone = "late" if said.pending else "" if said.go else "severity1"
    return agency.name, word, " · ".join(part for part in (minute_text(said.at), said.text) if part), tone


def _log_lines(one: Activation, now: datetime) -> list[Line]:
    """The newest first."""
    return [
        Line(
            f"{place}:{line.action_id}:{line.event}", line_text(line), line_who(line), day_minute_text(now, line.at),
            line_state(line), "late" if line.pending else "text3", line_mark(line),
        )
        for place, line in reversed(list(enumerate(one.log)))
    ][:LOG_SHOWN]  # fmt: skip
