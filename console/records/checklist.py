"""Guidance as pure functions: which steps of a checklist are in play, done, next and late; texts from templates.

A checklist's progress is the fold of the incident's `steps`, whoever did them and in whatever order they arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, ClassVar

from console.records.models import Incident, StepDone
from console.records.said import AS_SAID, ITS_ID, Record
from contract.records import guidance
from contract.records.guidance import Step

_PLACE = re.compile(r"\{(\w+)\}")


class Checklist(Record, guidance.Checklist):
    """How a kind of incident is handled in this city."""


class Template(Record, guidance.Template):
    """A text that people begin from."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType({"name": ITS_ID, "text": AS_SAID})


class Contact(Record, guidance.Contact):
    """Somebody to call."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType({"name": ITS_ID, "number": AS_SAID})


@dataclass(frozen=True)
class StepState:
    """A step in play: its number on screen, who did it, and by when it should be where it is its turn."""

    number: int
    step: Step
    done: StepDone | None = None
    due: datetime | None = None
    late: bool = False
    """Done after its time."""

    def is_overdue(self, now: datetime) -> bool:
        """Whether it is its turn, its time is up and nobody has done it."""
        return self.done is None and self.due is not None and now > self.due


@dataclass(frozen=True)
class Progress:
    """The steps in play in their order, and the first that nobody has done."""

    checklist: Checklist
    steps: tuple[StepState, ...]

    @property
    def next(self) -> StepState | None:
        """What is to be done now; None where all is done."""
        return next((one for one in self.steps if one.done is None), None)

    @property
    def done_count(self) -> int:
        """How many are done."""
        return sum(one.done is not None for one in self.steps)

    def numbered(self, number: int) -> StepState | None:
        """The step with this number on screen."""
        return next((one for one in self.steps if one.number == number), None)


def checklist_for(checklists: Iterable[Checklist], incident: Incident) -> Checklist | None:
    """The one that was begun on this incident, else the first one for its kind."""
    known = sorted(checklists, key=lambda one: (one.place, one.id))
    begun = next((one.checklist for one in incident.steps), None)
    for wanted in known:
        if wanted.id == begun:
            return wanted
    return next((one for one in known if incident.kind in one.kinds), None)


def progress(checklist: Checklist, incident: Incident) -> Progress:
    """Where `incident` stands. A step's time begins when all before it are done, the first one's with the incident."""
    return progress_of(checklist, incident.steps, incident.acknowledged_at or incident.created_at)


def progress_of(checklist: Checklist, steps: Iterable[StepDone], begun: datetime | None) -> Progress:
    """Where a checklist stands with these steps done, its first step's time counting from `begun`."""
    done: dict[str, StepDone] = {}
    for one in steps:
        if one.checklist == checklist.id:
            done.setdefault(one.step, one)
    branched = {name for step in checklist.steps for answer in step.answers for name in answer.next}
    chosen: set[str] = set()
    states: list[StepState] = []
    for step in checklist.steps:
        if step.id in branched and step.id not in chosen:
            continue
        by = done.get(step.id)
        if by is not None:
            answer = step.answer(by.answer)
            chosen.update(answer.next if answer is not None else ())
        due = begun + timedelta(minutes=step.minutes) if begun is not None and step.minutes else None
        late = by is not None and due is not None and by.at > due
        states.append(StepState(len(states) + 1, step, by, due, late))
        begun = max(begun, by.at) if begun is not None and by is not None else None
    return Progress(checklist, tuple(states))


def lacks(step: Step, answer: str, text: str, picture: object) -> str | None:
    """What is missing to mark `step`, as a code: needs_answer, needs_note, needs_picture; None where nothing is."""
    if step.answers and step.answer(answer) is None:
        return "needs_answer"
    if step.evidence == "note" and not text.strip():
        return "needs_note"
    if step.evidence == "picture" and picture is None and not text.strip():
        return "needs_picture"
    return None


def told(payload: Mapping[str, Any]) -> str:
    """A step as a line of history, in the words in which the server will tell it."""
    text = ": ".join(str(payload.get(name)) for name in ("title", "answer_text") if payload.get(name))
    return " — ".join(part for part in (text, str(payload.get("text") or "")) if part)


def offered(templates: Iterable[Template], use: str, incident: Incident) -> list[Template]:
    """Templates for a form on this incident, in the city's order."""
    found = [one for one in templates if one.use == use and (not one.channels or incident.channel in one.channels)]
    return sorted(found, key=lambda one: (one.place, one.id))


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled; what is not known is left as an ellipsis, to be written by a person."""
    return _PLACE.sub(lambda found: values.get(found.group(1)) or "…", text)
