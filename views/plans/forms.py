"""The forms of a plan's verbs: made when they are first asked for, their drafts kept until what they say is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from views.base.later import Later
from views.desk.workplace import Workplace
from widgets.base.forms import Form
from widgets.incidents.checklist import StepForm
from widgets.plans.forms import (
    ActivateForm,
    AnswerForm,
    InjectForm,
    LevelForm,
    LogForm,
    PollForm,
    ReportForm,
    StandDownForm,
)

Asking = TypeVar("Asking", bound=Form)
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class _Opened:
    about: str
    """The activation or plan."""
    draft: str
    said: Mapping[str, str]
    """What its command is told besides what is submitted."""


class PlanForms:
    """What a form submits goes to the command that it belongs to."""

    def __init__(self, at: Workplace) -> None:
        self._at = at
        self._opened: dict[str, _Opened] = {}
        self.by_command: dict[str, Later[Form]] = {}
        self.activate = self._later("activate-plan", ActivateForm)
        self.level = self._later("change-plan-level", LevelForm)
        self.step = self._later("mark-plan-step", StepForm)
        self.answer = self._later("answer-poll", AnswerForm)
        self.stand_down = self._later("stand-down-plan", StandDownForm)
        self._later("write-plan-log", LogForm)
        self._later("send-flash-report", ReportForm)
        self._later("ask-agencies", PollForm)
        self._later("inject-situation", InjectForm)

    def state(self) -> dict[str, Any]:
        """The sentence before a plan is activated, as plain data."""
        return {"said": next((form.said() for form in self.activate.made), "")}

    def open(self, name: str, about: str, draft: str = "", said: Mapping[str, str] = NOTHING_MORE) -> None:
        """Open the form of a command about an activation or a plan; `said` goes with what it submits."""
        form, opened = self.by_command[name](), _Opened(about, draft or name, said)
        before = self._opened.get(name)
        if before is None or (before.about, before.draft) != (opened.about, opened.draft):
            form.close()  # what was begun about another one is kept with that one
        self._opened[name] = opened
        form.open()
        self._at.overlays.drafts.opened(form, opened.about, opened.draft)

    def _later(self, name: str, kind: Callable[[QWidget], Asking]) -> Later[Asking]:
        def make() -> Asking:
            form = kind(self._at.window)
            self._at.overlays.add(name, form)
            form.submitted.connect(lambda values: self._at.context.start_task(self._submit(name, values)))
            return form

        self.by_command[name] = later = Later(make)
        return later

    async def _submit(self, name: str, values: dict[str, Any]) -> None:
        """Only what is saved is no draft any more."""
        opened = self._opened.get(name, _Opened("", name, NOTHING_MORE))
        await self._at.registry.run(name, {**opened.said, **values})
        self._at.overlays.drafts.saved(opened.about, opened.draft)
