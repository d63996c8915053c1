"""The command view of one activation: level and time, steps, numbers with their ages, roles, the poll, the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.records.checklist import Progress
from console.records.models import Indicator
from console.records.plan import Activation, Plan
from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.scrolled import Scrolled
from widgets.incidents.checklist import ChecklistView
from widgets.plans.activation_head import ActivationHead
from widgets.plans.log import PlanLog
from widgets.plans.numbers_and_roles import NumbersAndRoles
from widgets.plans.poll import PollView

ENDING = "stand-down-plan"
"""What ends it: apart from all else, outlined in red, and asked once more."""
APART_PX = 40


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


class CommandPanel(DeskPage):
    """`command_chosen(name)`: a deed; `step_chosen(which, number)`: a step of the main (0) or last (1) checklist."""

    command_chosen = Signal(str)
    step_chosen = Signal(int, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._view: CommandView | None = None
        self._title.hide()  # the head has it, beside the level
        self._head = ActivationHead(self)
        self._main, self._after = ChecklistView(self), ChecklistView(self)
        self._steps = _scrolling(self, self._main, self._after)
        for which, view in enumerate((self._main, self._after)):
            view.step_chosen.connect(lambda number, which=which: self.step_chosen.emit(which, number))
            view.walked.connect(self._steps.ensureWidgetVisible)
        self._numbers, self._poll, self._log = NumbersAndRoles(self), PollView(self), PlanLog(self)
        self._buttons = tuple(KeyButton(self) for _place in range(9))
        self._end = KeyButton(self)
        self._end.setProperty("danger", True)
        self._end.clicked.connect(lambda: self._press(ENDING))
        self._build()

    def _build(self) -> None:
        self._page_head.insertWidget(1, self._head, 1)
        right = QVBoxLayout()
        right.addWidget(self._poll)
        right.addWidget(self._log, 1)
        body = QHBoxLayout()
        body.setSpacing(theme.current().px(24))
        body.addWidget(self._steps, 5)
        body.addWidget(_scrolling(self, self._numbers), 4)
        body.addLayout(right, 5)
        self.box.addLayout(body, 1)
        foot = QHBoxLayout()
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, place=place: self._press_at(place))
            foot.addWidget(button, 1)
        look = theme.current()
        line = QFrame(self)
        line.setObjectName("upright")
        foot.addSpacing(look.px(APART_PX) // 2)
        foot.addWidget(line)
        foot.addSpacing(look.px(APART_PX) // 2)
        foot.addWidget(self._end, 1)
        self.box.addLayout(foot)

    def show_view(self, view: CommandView) -> None:
        """Show this activation as it stands now."""
        self._view = view
        one, plan, now = view.activation, view.plan, view.now
        self._head.show_activation(one, plan, now)
        self.setAccessibleName(self._head.accessibleName())
        self._main.set_progress(view.main, now)
        self._after.set_progress(view.after, now)
        self._numbers.show_all(view.indicators, view.roles, now)
        self._poll.show_poll(one.poll, plan.agencies, now)
        self._log.show_log(one, now)
        usual = self._usual()
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(usual))
            if place < len(usual):
                button.show_command(usual[place], primary=False)
        ending = next((one for one in view.buttons if one.name == ENDING), None)
        self._end.setVisible(ending is not None)
        if ending is not None:
            self._end.show_command(ending, primary=False)

    def _usual(self) -> Sequence[CommandButton]:
        """Everything but the end, which stands apart."""
        return [one for one in (self._view.buttons if self._view is not None else ()) if one.name != ENDING]

    def activation_id(self) -> str:
        """Which activation is shown; empty before the first."""
        return self._view.activation.id if self._view is not None else ""

    def first_focus(self) -> QWidget:
        """The steps."""
        return self._main

    def _press_at(self, place: int) -> None:
        usual = self._usual()
        if place < len(usual):
            self._press(usual[place].name)

    def _press(self, name: str) -> None:
        buttons = self._view.buttons if self._view is not None else ()
        if any(one.name == name and one.enabled for one in buttons):
            self.command_chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Each deed has its letter; the steps have digits, arrows and Enter while they have the keyboard."""
        for button in self._view.buttons if self._view is not None else ():
            if event.text().upper() == button.key and not event.modifiers():
                self._press(button.name)
                event.accept()
                return
        if not self._log.walk(event):
            super().keyPressEvent(event)


def _scrolling(parent: QWidget, *parts: QWidget) -> Scrolled:
    inner = QWidget(parent)
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.current().px(16))
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    area = Scrolled(parent)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
