"""Response plans as the console knows them: what a plan says, one activation, where its reports and polls stand.

See docs/reference/wall.md. A wall receives the same records without names, numbers to call or words that somebody
typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from console.records.checklist import Checklist, Progress, progress_of
from console.records.models import StepDone
from console.records.said import OURS, Record, Said
from contract.fields import NO_TIME
from contract.records import plan as records
from contract.records.plan import PlanAgency

MAIN, STAND_DOWN = "main", "stand-down"
REPORT_SOON = timedelta(minutes=5)
"""A report that is due within this is announced."""


class Plan(Record, records.Plan):
    """What the room does when it happens."""

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


class PlanLine(Said, records.PlanLine):
    """One line of the log: a code with its parameters, worded where it is read."""

    pending: Annotated[bool, OURS] = False

    @property
    def is_automatic(self) -> bool:
        """Whether the log wrote it by itself."""
        return self.kind == "automatic"


class PollAnswer(Said, records.PollAnswer):
    """What an agency said: ready or not."""

    pending: Annotated[bool, OURS] = False


class Poll(Said, records.Poll):
    """One question to all agencies. Their last word counts."""

    answers: tuple[PollAnswer, ...] = ()
    pending: Annotated[bool, OURS] = False

    def last(self, agency: str) -> PollAnswer | None:
        """An agency's last word."""
        return next((one for one in reversed(self.answers) if one.agency == agency), None)


class FlashReport(Said, records.FlashReport):
    """A report that went out."""

    pending: Annotated[bool, OURS] = False


class Activation(Record, records.Activation):
    """One time that a plan was carried out, or exercised."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType({"plan_id": "", "activated_at": NO_TIME})
    """A plan that runs is shown, whatever else is not known of it."""

    steps: tuple[StepDone, ...] = ()
    polls: tuple[Poll, ...] = ()
    reports: tuple[FlashReport, ...] = ()
    log: tuple[PlanLine, ...] = ()
    pending: Annotated[tuple[str, ...], OURS] = ()
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
