"""What a city pack may say of its working hours and of the life cycles of its incidents."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from backend.city.models import Channel, Entry, Identity, Text

State = Literal["new", "acknowledged", "in_progress", "resolved", "closed", "refused"]
"""The six stations that every console knows; a city's stages map onto them."""
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Role = Literal["operator", "duty_officer"]
Verb = Literal[
    "acknowledge", "verify", "classify", "forward", "assign", "start", "pause", "resume", "resolve", "reply", "close",
    "refuse", "reopen", "extend_deadline",
]  # fmt: skip
Field_ = Literal["text", "reason", "kind", "level", "agency", "resolution", "deadline", "satisfaction"]
BACK = "back"
"""As the target of a transition: the stage that was left when the clock was stopped."""
SAME = "same"
"""As the target of a transition: the stage stays."""


def _date_text(value: Any) -> Any:
    # YAML reads a plain 2026-02-30 as a date, or fails; both ways of writing it shall do.
    return value.isoformat() if type(value) is date else value


def _real_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("bad_date") from error
    return text


def _ordered(span: str) -> str:
    begin, end = span.split("-")
    if begin >= end:
        raise ValueError("bad_hours")
    return span


Day = Annotated[str, BeforeValidator(_date_text), AfterValidator(_real_date)]
Hours = Annotated[
    str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"), AfterValidator(_ordered)
]


class WeekHours(Entry):
    """Some weekdays and their hours, such as 07:30-11:30."""

    days: list[Weekday] = Field(min_length=1)
    hours: list[Hours] = Field(min_length=1)


class SpecialDay(Entry):
    """A date that is not as its weekday: with `hours` a day that is worked, without them one that is off."""

    date: Day
    name: Text
    hours: list[Hours] = Field(default=[])


class WorkCalendar(Entry):
    """When the city's offices work. `country` (ISO 3166) brings the public holidays; None brings none."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    week: list[WeekHours] = Field(min_length=1)
    days: list[SpecialDay] = Field(default=[])


class Stage(Entry):
    """One stage: its name in the city's words, and the station that every console knows."""

    id: Identity
    name: Text
    state: State
    pauses: bool = False
    """Whether deadlines stand still in it, as while the reporter is waited for."""
    usual: bool = False
    """Whether a record that names only the station is taken to be here; else the first stage of it is."""


class Level(Entry):
    """How much there is to it: urgent, normal, complex; and the severities that begin there."""

    id: Identity
    name: Text
    severities: list[Annotated[int, Field(ge=1, le=4)]] = Field(default=[])


class Transition(Entry):
    """Who may go from where to where, and what has to be said. The file's order is the main path."""

    verb: Verb
    name: Text
    start: list[Identity] = Field(alias="from", min_length=1)
    to: Identity
    roles: list[Role] = Field(min_length=1)
    required: list[Field_] = Field(default=[])
    needs_reply: bool = False
    """Whether the reporter must have had an answer before."""


class Limit(Entry):
    """How long it may take at a level: hours that the city works, or hours of the clock."""

    level: Identity
    working_hours: Annotated[float, Field(gt=0, le=2000)] | None = None
    hours: Annotated[float, Field(gt=0, le=8784)] | None = None
    minutes: Annotated[float, Field(gt=0, le=100_000)] | None = None


class Deadline(Entry):
    """A limit on the way: it runs from `start` (created, or entering a stage) until a stage of `met` is reached."""

    kind: Literal["acknowledge", "forward", "resolve"]
    name: Text
    start: Identity = Field(default="created", alias="from")
    met: list[Identity] = Field(min_length=1)
    limits: list[Limit] = Field(min_length=1)


class LifeCycle(Entry):
    """How incidents of some channels go, from their first stage to their last."""

    id: Identity
    name: Text
    channels: list[Channel] = Field(min_length=1)
    stages: list[Stage] = Field(min_length=2)
    levels: list[Level] = Field(min_length=1)
    transitions: list[Transition] = Field(min_length=1)
    deadlines: list[Deadline] = Field(default=[])

    def stage(self, stage_id: str | None) -> Stage | None:
        """The stage with this id; None where there is none."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def usual(self, state: str) -> Stage:
        """The stage of an incident of which only the station is known; the first one where nothing fits."""
        fitting = [stage for stage in self.stages if stage.state == state and not stage.pauses]
        return next((stage for stage in fitting if stage.usual), fitting[0] if fitting else self.stages[0])

    def level_of(self, severity: int) -> Level:
        """The level that a severity begins at; the first one where none names it."""
        return next((level for level in self.levels if severity in level.severities), self.levels[0])

    def transition(self, verb: str, stage_id: str) -> Transition | None:
        """How `verb` goes on from a stage; None where it does not."""
        return next((one for one in self.transitions if one.verb == verb and stage_id in one.start), None)
