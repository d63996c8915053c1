"""What a city pack may say of its working hours and of the life cycles of its incidents.

Life cycles are the contract's models within the bounds of a pack: those are named first, so that `Entry` has the last
word of the two on what is let through (pydantic).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from backend.city.models import Channel, Entry, Identity, Severity, Text
from contract.records import life_cycle as records
from contract.records.incident import IncidentState

T = TypeVar("T")
Listed = Annotated[tuple[T, ...], Field(strict=False)]
"""A list of a file, kept as a tuple."""
State = Annotated[IncidentState, Field(strict=False)]
"""The stations that every console knows, by their names; a city's stages map onto them."""
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Role = Literal["operator", "duty_officer", "agency"]
Verb = Literal[
    "acknowledge", "verify", "classify", "forward", "assign", "start", "pause", "resume", "resolve", "reply", "close",
    "refuse", "reopen", "extend_deadline",
]  # fmt: skip
Field_ = Literal["text", "reason", "kind", "level", "agency", "resolution", "deadline", "satisfaction"]


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


class Stage(records.Stage, Entry):
    """One stage: its name in the city's words, and the station that every console knows."""

    id: Identity
    name: Text
    state: State


class Level(records.Level, Entry):
    """How much there is to it: urgent, normal, complex; and the severities that begin there."""

    id: Identity
    name: Text
    severities: Listed[Severity] = ()


class Transition(records.Transition, Entry):
    """Who may go from where to where, and what has to be said. The file's order is the main path."""

    verb: Verb
    name: Text
    start: Listed[Identity] = Field(alias="from", min_length=1)
    to: Identity
    roles: Listed[Role] = Field(min_length=1)
    required: Listed[Field_] = ()


class Limit(Entry):
    """How long it may take at a level: hours that the city works, or hours of the clock."""

    level: Identity
    working_hours: Annotated[float, Field(gt=0, le=2000)] | None = None
    hours: Annotated[float, Field(gt=0, le=8784)] | None = None
    minutes: Annotated[float, Field(gt=0, le=100_000)] | None = None


class Deadline(records.Rule, Entry):
    """A limit on the way: it runs from `start` (created, or entering a stage) until a stage of `met` is reached."""

    kind: Literal["acknowledge", "forward", "resolve"]
    name: Text
    start: Identity = Field(default="created", alias="from")
    met: Listed[Identity] = Field(min_length=1)
    limits: Listed[Limit] = Field(min_length=1)


class _Identified(Entry):
    """What a file names first, and is told of first where it is wrong."""

    id: Identity


class LifeCycle(records.Course, _Identified):
    """How incidents of some channels go, from their first stage to their last."""

    name: Text
    channels: Listed[Channel] = Field(min_length=1)
    stages: Listed[Stage] = Field(min_length=2)
    levels: Listed[Level] = Field(min_length=1)
    transitions: Listed[Transition] = Field(min_length=1)
    deadlines: Listed[Deadline] = ()

    def usual(self, state: str) -> records.Stage:
        """As the contract has it, and the first stage where nothing fits."""
        return super().usual(state) or self.stages[0]

    def level_of(self, severity: int) -> Level:
        """The level that a severity begins at; the first one where none names it."""
        return next((level for level in self.levels if severity in level.severities), self.levels[0])
