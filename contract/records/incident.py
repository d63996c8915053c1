"""An incident: what its source says of it, what people did with it, and what the server worked out."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Annotated

from pydantic import Field

from contract.fields import Count, Latitude, Longitude, Moment, Number, Whole
from contract.records.base import OPENED, PERSON, SERVER, SOURCE, Part


class Severity(IntEnum):
    """How bad it is, 1 the worst: the digit is the one that operators see inside the shape."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4


class Channel(StrEnum):
    """Where an incident came from; it names the lane, never the handling."""

    FIELD_REPORT = "field_report"
    SENSOR = "sensor"
    CAMERA = "camera"
    SECURITY = "security"
    EMERGENCY = "emergency"


class IncidentState(StrEnum):
    """The stations of an incident; a city's finer life cycle maps onto them."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REFUSED = "refused"


ENDED_STATES = frozenset({IncidentState.RESOLVED, IncidentState.CLOSED, IncidentState.REFUSED})
"""Whatever is in none of them is open, so that a newer server's station is seen rather than hidden."""


SOURCE_ENDED, SOURCE_AGAIN, SOURCE_WITHDREW = "source_ended", "source_again", "source_withdrew"
OF_SOURCE = frozenset({SOURCE_ENDED, SOURCE_AGAIN, SOURCE_WITHDREW})
"""In the history, and nobody's deed: its source reports it as over, as not over after all, as taken back."""


class HistoryEntry(Part):
    """One line of an incident's history: who did what, when it happened and when the server heard of it."""

    at: Moment
    verb: str
    actor_name: str = ""
    text: str = ""
    received_at: Moment | None = None
    action_id: str | None = None
    offline: bool = False
    skew_s: Number | None = None
    """How many seconds the clock of the device that it was done on was off, where that is more than 5."""
    said_at: Moment | None = None
    """What the device's own clock said, where that is more than 5 s from `at`: evidence, and no time of ours."""


CITIZEN_RATED = "citizen_rated"
"""In the history, and no officer's deed: whoever reported it says how content they are."""


class StepPicture(Part):
    """The picture that proves a step, by its file's SHA-256."""

    name: str = ""
    sha256: str = ""


class StepDone(Part):
    """A step of a checklist that somebody did on an incident: the first one received is the one that counts."""

    checklist: str
    step: str
    title: str = ""
    answer: str = ""
    answer_text: str = ""
    text: str = ""
    at: Moment
    actor_name: str = ""
    action_id: str = ""
    offline: bool = False
    picture: StepPicture | None = None


class Due(Part):
    """One of an incident's deadlines, as the backend computed it: what for, by when, and when it was met."""

    kind: str
    name: str = ""
    due: Moment | None = None
    met_at: Moment | None = None
    started_at: Moment | None = None
    level: str | None = None
    held_s: Number = 0
    """For how long its clock stood still."""
    extended: Number = 0
    given: str | None = None
    """As it came with the record, where the source set it."""


class Attachment(Part):
    """A piece of evidence, by its file's SHA-256."""

    name: str
    sha256: str
    action_id: str = ""


class Reply(Part):
    """An answer to whom it was reported by."""

    at: Moment
    text: str
    actor_name: str = ""
    action_id: str = ""


class AgencyStep(Part):
    """What an agency said last of what it was given, or asked: one of each for an agency, the newest."""

    agency: str
    step: str
    """As `contract.verbs.incident.AGENCY_STEPS` has it."""
    text: str = ""
    at: Moment
    actor_name: str = ""
    action_id: str = ""
    offline: bool = False
    assignee_version: Count = 0
    """Of the forwarding that it is said of: what was said before it was forwarded anew holds no more."""


class Reported(Part):
    """What a source said last of what people decide here: what of its next report is new is told by this."""

    state: str = ""
    """As an incident's; `removed` where it took the incident back, and people had begun with it."""
    kind: str = ""
    deadline: Moment | None = None
    at: Moment | None = None
    """`updated_at` of its newest report: an older one that comes later is not taken."""


class Reporter(Part):
    """Who reported it. Kept apart by the server and never sent on; given out for a reason that the log keeps."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None


class Incident(Part):
    """One thing that asks for people: an alert, an emergency call, a field report, a security case."""

    code: Annotated[str, SOURCE]
    title: Annotated[str, SOURCE]
    description: Annotated[str, SOURCE] = ""
    kind: Annotated[str, OPENED] = ""
    channel: Annotated[Channel | str, SOURCE] = Channel.FIELD_REPORT
    source_name: Annotated[str, SOURCE] = ""
    severity: Annotated[Whole, Field(ge=1, le=9), SOURCE] = Severity.LOW
    state: Annotated[IncidentState | str, OPENED] = IncidentState.NEW
    ward: Annotated[str, SOURCE] = ""
    place: Annotated[str, SOURCE] = ""
    lat: Annotated[Latitude | None, SOURCE] = None
    lon: Annotated[Longitude | None, SOURCE] = None
    camera_ids: Annotated[tuple[str, ...], SOURCE] = ()
    indicator_ids: Annotated[tuple[str, ...], SOURCE] = ()
    created_at: Annotated[Moment, SOURCE]
    updated_at: Annotated[Moment | None, OPENED] = None
    """The newest of what people did here and what the source calls the time of its report."""
    deadline: Annotated[Moment | None, OPENED] = None
    acknowledged_by: Annotated[str | None, PERSON] = None
    acknowledged_at: Annotated[Moment | None, PERSON] = None
    assignee_id: Annotated[str | None, PERSON] = None
    assignee_name: Annotated[str | None, PERSON] = None
    assignee_version: Annotated[Count, PERSON] = 0
    escalation_level: Annotated[Count, PERSON] = 0
    resolved_at: Annotated[Moment | None, PERSON] = None
    resolution: Annotated[str, PERSON] = ""
    reporter: Annotated[Reporter | None, SOURCE] = None
    """Only ever on the way in."""
    reporter_masked: Annotated[str, SOURCE] = ""
    source_code: Annotated[str, SOURCE] = ""
    """The number under which its source knows it; empty where it gave none."""
    joined_into: Annotated[str | None, PERSON] = None
    """The incident under which a person folded this one; that one answers for both until they are parted."""
    shelved_by: Annotated[str | None, PERSON] = None
    shelved_by_name: Annotated[str, PERSON] = ""
    shelved_until: Annotated[Moment | None, PERSON] = None
    """Put aside until then; it comes back by itself."""
    shelved_reason: Annotated[str, PERSON] = ""
    steps: Annotated[tuple[StepDone, ...], PERSON] = ()
    """What of its checklist was done."""
    life_cycle: Annotated[str, SERVER] = ""
    stage: Annotated[str, SERVER] = ""
    """Where it stands in the city's own life cycle; `stage_name` in the city's words."""
    stage_name: Annotated[str, SERVER] = ""
    stage_before: Annotated[str | None, SERVER] = None
    stage_since: Annotated[Moment | None, SERVER] = None
    level: Annotated[str, SERVER] = ""
    level_name: Annotated[str, SERVER] = ""
    deadline_kind: Annotated[str | None, SERVER] = None
    deadlines: Annotated[tuple[Due, ...], SERVER] = ()
    paused_since: Annotated[Moment | None, SERVER] = None
    """Since when its clock stands still; there is no deadline meanwhile."""
    agency: Annotated[str, PERSON] = ""
    agency_steps: Annotated[tuple[AgencyStep, ...], PERSON] = ()
    """How far the agencies are that it was forwarded to, by what each said last."""
    replied_at: Annotated[Moment | None, PERSON] = None
    satisfaction: Annotated[Count | None, PERSON] = None
    """1 to 5, the most the best."""
    rated_at: Annotated[Moment | None, SERVER] = None
    """When whoever reported it said themselves how content they are; nobody changes it by closing it then."""
    rating_text: Annotated[str, SERVER] = ""
    """What they said with it."""
    reopened: Annotated[Count, PERSON] = 0
    drill: Annotated[bool, PERSON] = False
    """Made for an exercise: shown like any other, counted nowhere."""
    history: Annotated[tuple[HistoryEntry, ...], PERSON] = ()
    """The newest lines."""
    history_before: Annotated[Count, SERVER] = 0
    """How many older lines the server has beside them (`GET /v1/incidents/{id}/history`)."""
    tags: Annotated[tuple[str, ...], PERSON] = ()
    attachments: Annotated[tuple[Attachment, ...], PERSON] = ()
    replies: Annotated[tuple[Reply, ...], PERSON] = ()
    reported: Annotated[Reported | None, SERVER] = None
    concern_version: Annotated[Count, SERVER] = 0
    """The version with which somebody last escalated, reopened or added evidence: what a resolve is held against."""
