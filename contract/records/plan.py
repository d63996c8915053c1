"""Response plans and their activations. A wall receives both without names, numbers or words that somebody typed."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from contract.fields import Minutes, Moment, Whole
from contract.records.base import SERVER, SOURCE, Owner, Part
from contract.records.guidance import Step
from contract.records.incident import StepDone


class PlanLevel(Part):
    """One level of a plan's scale and what it is called."""

    level: Whole
    name: str = ""


class PlanScale(Part):
    """The scale that levels are read on: `disaster_risk`, `flood_alarm`, or `none` for the plan's own."""

    kind: str = "none"
    levels: tuple[PlanLevel, ...] = ()


class PlanRole(Part):
    """Who does what, and the id of the number under which they are reached (record type `contact`)."""

    id: str
    name: str
    agency: str = ""
    contact: str | None = None


class PlanAgency(Part):
    """Somebody who is asked in the poll."""

    id: str
    name: str


class Plan(Part):
    """What the room does when it happens."""

    name: Annotated[str, SOURCE]
    hazard: Annotated[str, SOURCE] = ""
    scale: Annotated[PlanScale, SOURCE] = PlanScale()
    preset: Annotated[dict[str, str], SOURCE] = Field(default_factory=dict)
    """The preset of each wall that is shown when it is activated."""
    checklist: Annotated[tuple[Step, ...], SOURCE] = ()
    stand_down: Annotated[tuple[Step, ...], SOURCE] = ()
    roles: Annotated[tuple[PlanRole, ...], SOURCE] = ()
    indicators: Annotated[tuple[str, ...], SOURCE] = ()
    cameras: Annotated[tuple[str, ...], SOURCE] = ()
    agencies: Annotated[tuple[PlanAgency, ...], SOURCE] = ()
    report_every_min: Annotated[dict[str, Minutes], SOURCE] = Field(default_factory=dict)
    joined: Annotated[dict[str, str], SERVER] = Field(default_factory=dict)
    """Activations that came second, and the one that each of them joined."""
    place: Annotated[Whole, SOURCE] = 0
    running: Annotated[str | None, SERVER] = None
    """The activation that goes on; `running_drill` the exercise that does."""
    running_drill: Annotated[str | None, SERVER] = None
    deeds: Annotated[Whole, SERVER] = 0
    """How many actions were done at it: its version for those who act."""


class PlanLine(Part):
    """One line of the log: a code with its parameters, worded where it is read."""

    at: Moment
    event: str
    params: dict[str, Any] = Field(default_factory=dict)
    actor_name: str = ""
    action_id: str = ""
    offline: bool = False
    received_at: Moment | None = None
    said_at: Moment | None = None
    """What the device's own clock said, where that is more than 5 s from `at`: evidence, and no time of ours."""
    superseded: bool = False
    """It was said and changed nothing, because something else stood already."""
    via: str = ""
    """Who was signed in at the desk, where somebody else acted there by PIN."""
    kind: str = ""
    """`automatic` where nobody did it: the backend wrote it of what came."""


class PollAnswer(Part):
    """What an agency said: ready or not."""

    agency: str
    go: bool
    text: str = ""
    at: Moment
    actor_name: str = ""
    action_id: str = ""


class Poll(Part):
    """One question to all agencies. Their last word counts."""

    id: str
    question: str = ""
    at: Moment
    actor_name: str = ""
    answers: tuple[PollAnswer, ...] = ()


class FlashReport(Part):
    """A report that went out."""

    at: Moment
    actor_name: str = ""
    text: str = ""
    action_id: str = ""


class Activation(Part):
    """One time that a plan was carried out, or exercised: people's verbs make it, no source does."""

    OWNER: ClassVar[Owner | None] = "person"

    plan_id: str
    plan_name: str = ""
    hazard: str = ""
    drill: bool = False
    show_on_wall: bool = True
    level: Whole = 0
    reason: str = ""
    by: str = ""
    by_id: str = ""
    activated_at: Moment
    received_at: Moment | None = None
    offline: bool = False
    ended_at: Moment | None = None
    end_reason: str = ""
    ended_by: str = ""
    steps: tuple[StepDone, ...] = ()
    polls: tuple[Poll, ...] = ()
    reports: tuple[FlashReport, ...] = ()
    walls: tuple[dict[str, Any], ...] = ()
    """What it put on walls, and what stood there before."""
    next_report_at: Moment | None = None
    log: tuple[PlanLine, ...] = ()
