"""Response plans as the console knows them: what a plan says, one activation, where its reports and polls stand.

See docs/wall.md. A wall receives the same records without names, numbers to call or words that somebody typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from console.checklist import Checklist, Progress, Step, progress_of
from console.models import Record, StepDone

MAIN, STAND_DOWN = "main", "stand-down"
REPORT_SOON = timedelta(minutes=5)
"""A report that is due within this is announced."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PlanLevel(_Part):
    """One level of a plan's scale and what it is called."""

    level: int
    name: str = ""


class PlanScale(_Part):
    """The scale that levels are read on: `disaster_risk`, `flood_alarm`, or `none` for the plan's own."""

    kind: str = "none"
    levels: tuple[PlanLevel, ...] = ()


class PlanRole(_Part):
    """Who does what, and the id of the number under which they are reached (`console.checklist.Contact`)."""

    id: str
    name: str
    agency: str = ""
    contact: str | None = None


class PlanAgency(_Part):
    """Somebody who is asked in the poll."""

    id: str
    name: str


class Plan(Record):
    """What the room does when it happens."""

    name: str
    hazard: str = ""
    scale: PlanScale = PlanScale()
    preset: dict[str, str] = Field(default_factory=dict)
    """The preset of each wall that is shown when it is activated."""
    checklist: tuple[Step, ...] = ()
    stand_down: tuple[Step, ...] = ()
    roles: tuple[PlanRole, ...] = ()
    indicators: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    agencies: tuple[PlanAgency, ...] = ()
    report_every_min: dict[str, int] = Field(default_factory=dict)
    joined: dict[str, str] = Field(default_factory=dict)
    """Activations that came second, and the one that each of them joined."""
    place: int = 0

    def level_name(self, level: int) -> str:
        """What the plan calls a level; empty where it has no such level."""
        return next((one.name for one in self.scale.levels if one.level == level), "")

    def report_every(self, level: int) -> timedelta | None:
        """How often a flash report goes out at a level; None for never."""
        minutes = self.report_every_min.get(str(level))
        return timedelta(minutes=minutes) if minutes else None

    def steps(self, which: str) -> Checklist:
        """The plan's steps as a checklist: `MAIN`, or `STAND_DOWN` for what ends it."""
        return Checklist(id=which, name=self.name, steps=self.checklist if which == MAIN else self.stand_down)


class PlanLine(_Part):
    """One line of the log: a code with its parameters, worded where it is read."""

    at: datetime
    event: str
    params: dict[str, Any] = Field(default_factory=dict)
    actor_name: str = ""
    action_id: str = ""
    offline: bool = False
    received_at: datetime | None = None
    superseded: bool = False
    """It was said and changed nothing, because something else stood already."""
    via: str = ""
    """Who was signed in at the desk, where somebody else acted there by PIN."""
    pending: bool = False
    kind: str = ""
    """`automatic` where nobody did it: the backend wrote it of what came."""

    @property
    def is_automatic(self) -> bool:
        """Whether the log wrote it by itself."""
        return self.kind == "automatic"


class PollAnswer(_Part):
    """What an agency said: ready or not."""

    agency: str
    go: bool
    text: str = ""
    at: datetime
    actor_name: str = ""
    action_id: str = ""
    pending: bool = False


class Poll(_Part):
    """One question to all agencies. Their last word counts."""

    id: str
    question: str = ""
    at: datetime
    actor_name: str = ""
    answers: tuple[PollAnswer, ...] = ()
    pending: bool = False

    def last(self, agency: str) -> PollAnswer | None:
        """An agency's last word."""
        return next((one for one in reversed(self.answers) if one.agency == agency), None)


class FlashReport(_Part):
    """A report that went out."""

    at: datetime
    actor_name: str = ""
    text: str = ""
    action_id: str = ""
    pending: bool = False


class Activation(Record):
    """One time that a plan was carried out, or exercised."""

    plan_id: str
    plan_name: str = ""
    hazard: str = ""
    drill: bool = False
    show_on_wall: bool = True
    level: int = 0
    reason: str = ""
    by: str = ""
    activated_at: datetime
    ended_at: datetime | None = None
    end_reason: str = ""
    ended_by: str = ""
    steps: tuple[StepDone, ...] = ()
    polls: tuple[Poll, ...] = ()
    reports: tuple[FlashReport, ...] = ()
    next_report_at: datetime | None = None
    log: tuple[PlanLine, ...] = ()
    pending: tuple[str, ...] = ()
    """Verbs of ours that the server has not settled yet."""

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    @property
    def poll(self) -> Poll | None:
        """The question that is open now: the newest."""
        return self.polls[-1] if self.polls else None

    def progress(self, plan: Plan, which: str = MAIN) -> Progress:
        """Where its steps stand. Those of standing down have no time before it was ended."""
        begun = self.activated_at if which == MAIN else self.ended_at
        return progress_of(plan.steps(which), self.steps, begun)


@dataclass(frozen=True)
class ReportDue:
    """Where the rhythm of reports stands: `none` without one, else `normal`, `soon` or `late`, and how long."""

    state: str
    span: timedelta = timedelta(0)
    """Time left, or how late it is."""


def report_due(activation: Activation, now: datetime) -> ReportDue:
    """The countdown to the next flash report."""
    due = activation.next_report_at
    if due is None or not activation.is_running:
        return ReportDue("none")
    if due < now:
        return ReportDue("late", now - due)
    return ReportDue("soon" if due - now <= REPORT_SOON else "normal", due - now)


@dataclass(frozen=True)
class PollCount:
    """How a question stands: ready, not ready, silent."""

    go: int
    no_go: int
    silent: int


def counted(poll: Poll, agencies: Iterable[PlanAgency]) -> PollCount:
    """The last words of these agencies."""
    words = [poll.last(agency.id) for agency in agencies]
    ready = sum(word is not None and word.go for word in words)
    refused = sum(word is not None and not word.go for word in words)
    return PollCount(ready, refused, len(words) - ready - refused)


def running(activations: Iterable[Activation]) -> list[Activation]:
    """What goes on now: the real ones first, then drills, the highest level first, then the newest."""
    found = [one for one in activations if one.is_running]
    return sorted(found, key=lambda one: (one.drill, -one.level, -one.activated_at.timestamp(), one.id))


def drill_running(activations: Iterable[Activation]) -> bool:
    """Whether the room exercises: every desk and every screen of the wall says so."""
    return any(one.drill and one.is_running for one in activations)
