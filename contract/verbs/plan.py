"""What is said with the verbs at a response plan. Each names its activation, which has its id from the start."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contract.verbs.base import Answered, Id, Maybe, Name, Payload, Said, Short, Slug


class AtPlan(Payload):
    """The activation that is meant."""

    activation_id: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class Activate(AtPlan):
    """At which level, why, and whether it is an exercise; the activation's id is made by who activates."""

    activation_id: Slug
    level: int
    reason: Said
    drill: bool = False
    show_on_wall: bool = False


class ChangeLevel(AtPlan):
    """To which level, why, and which one its author saw; who does not say has seen the one that there is."""

    level: int
    reason: Said
    base_level: int | None = None


class PlanStep(AtPlan):
    """A step of the plan's own checklist (`main`), or of the one that ends it (`stand-down`)."""

    checklist: Literal["main", "stand-down"]
    step: Slug
    title: Maybe = ""
    answer: Answered = ""
    answer_text: Maybe = ""
    text: Maybe = ""


class WriteText(AtPlan):
    """A line of its log, or a flash report that went out."""

    text: Said


class AskPoll(AtPlan):
    """A question to every agency."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class AnswerPoll(AtPlan):
    """What an agency said, to which question."""

    agency: Id
    go: bool
    text: Short = ""
    poll: Id | None = None


class Inject(AtPlan):
    """An incident that is made up for the exercise."""

    title: Name
    severity: Annotated[int, Field(ge=1, le=4)]
    place: str = ""
    description: Maybe = ""
    ward: str = ""
    camera_ids: tuple[Id, ...] = ()


class StandDown(AtPlan):
    """Why it ends."""

    reason: Said


PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        "plan_activate": Activate, "plan_level": ChangeLevel, "plan_step": PlanStep, "plan_log": WriteText,
        "plan_report": WriteText, "plan_poll": AskPoll, "plan_answer": AnswerPoll, "plan_inject": Inject,
        "plan_stand_down": StandDown,
    }
)  # fmt: skip
