"""Arguments of the commands on response plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from views.arguments.reading import Arguments

Which = Literal["main", "stand-down"]
"""One of the two checklists of a plan."""


@dataclass(frozen=True, kw_only=True)
class ShowPlans(Arguments):
    """Whether the list is meant, even while a plan runs."""

    list: bool = False


@dataclass(frozen=True, kw_only=True)
class OfActivation(Arguments):
    """A plan in force by the id of its activation; the one that is shown, else the gravest, where none is named."""

    activation: str | None = None


@dataclass(frozen=True, kw_only=True)
class ActivatePlan(Arguments):
    """Which plan. A form asks for the level and the reason; a drill may show itself on the wall."""

    plan: str
    level: int | None = None
    reason: str | None = None
    drill: bool = False
    show_on_wall: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangePlanLevel(OfActivation):
    """The new level and why; a form asks for them."""

    level: int | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class MarkPlanStep(OfActivation):
    """A step by its id or its number from 1, the next one where none is named; of which checklist; what was found."""

    step: int | str | None = None
    checklist: Which = "main"
    answer: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanText(OfActivation):
    """What is written; a form asks for it."""

    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class AskAgencies(OfActivation):
    """What they are asked; a form asks for it."""

    question: str | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerPoll(OfActivation):
    """Which agency, whether it is ready, and its words; a form asks for them."""

    agency: str | None = None
    go: bool | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class InjectSituation(OfActivation):
    """What happens in the exercise, how grave it is (1 to 4) and where; a form asks for them."""

    title: str | None = None
    severity: int | None = None
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class StandDownPlan(OfActivation):
    """Why the plan ends; a form asks for it."""

    reason: str | None = None
