"""Arguments of the commands on incidents and on our own actions about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contract.verbs.incident import Purpose
from views.arguments.reading import Arguments

Decision = Literal["ours", "server", "combine"]


@dataclass(frozen=True, kw_only=True)
class OfIncident(Arguments):
    """One incident by its id; the one that is shown where none is named."""

    incident: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShowMap(OfIncident):
    """A place of the city's map by its name; that of an incident where none is named."""

    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShowEvidence(Arguments):
    """The incident that the evidence is about, by its id; all evidence where none is named."""

    incident: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewIncident(Arguments):
    """What is known of it beforehand: its kind by its id or name, where it is, what shows it, and who told of it."""

    kind: str | None = None
    title: str | None = None
    text: str | None = None
    severity: int | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    camera: str | None = None
    indicator: str | None = None
    reporter: str | None = None
    phone: str | None = None
    save: bool = False
    """Whether it is saved at once, instead of being looked at on its sheet."""


@dataclass(frozen=True, kw_only=True)
class AddNote(OfIncident):
    """Without a text a form asks for it, as with the other verbs."""

    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResolveIncident(OfIncident):
    """How it came out."""

    resolution: str | None = None


@dataclass(frozen=True, kw_only=True)
class ForReason(OfIncident):
    """Why it is escalated."""

    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class RevealReporter(OfIncident):
    """What for somebody looks at who reported it, and why now."""

    purpose: Purpose = "other"
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class AssignIncident(OfIncident):
    """Who takes it, by the id of a person on duty."""

    person: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShelveIncident(OfIncident):
    """Why it is put aside, and for how many minutes."""

    reason: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class JoinIncident(OfIncident):
    """The incident that it is the same as."""

    into: str | None = None


@dataclass(frozen=True, kw_only=True)
class MarkStep(OfIncident):
    """A step by its id or its number from 1, the next one where none is named; the id of an answer; a note."""

    step: int | str | None = None
    answer: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class LifeCycleStep(OfIncident):
    """What any step of a life cycle may have to say: the city decides which of these a step asks for."""

    kind: str | None = None
    level: str | None = None
    agency: str | None = None
    reason: str | None = None
    text: str | None = None
    deadline: str | None = None
    """An instant in ISO 8601."""
    satisfaction: int | None = None
    """From 1 to 5."""


@dataclass(frozen=True, kw_only=True)
class ExportReport(OfIncident):
    """The file that the report is written to, a whole path."""

    path: str


@dataclass(frozen=True, kw_only=True)
class OfAction(Arguments):
    """One of our own actions by its id."""

    action: str


@dataclass(frozen=True, kw_only=True)
class ShowOutbox(Arguments):
    """The action that is chosen in the list."""

    action: str | None = None


@dataclass(frozen=True, kw_only=True)
class DecideConflict(Arguments):
    """Which action, the oldest that waits where none is named; what becomes of it; the text that both become."""

    action: str | None = None
    choice: Decision | None = None
    text: str | None = None
