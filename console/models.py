"""The frozen data that screens show: what the server said, and what waits to be sent.

Every record type mirrors one `type` of the change feed (see docs/openapi.json). Times are aware UTC `datetime`s,
places are WGS84 degrees, sizes are pixels. Unknown fields of a record are dropped here but kept in the cache;
unknown enum values are kept as raw text, so that a newer backend never makes an older console fail.
"""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """One row of the change feed: an identity, the server's version of it, and the fields of its type."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    version: int = 0


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


class HistoryEntry(BaseModel):
    """One line of an incident's history: who did what, when it happened and when the server heard of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: datetime
    verb: str
    actor_name: str = ""
    text: str = ""
    received_at: datetime | None = None
    action_id: str | None = None
    offline: bool = False
    skew_s: float | None = None
    """How many seconds the clock of the device that it was done on was off, where that is more than 5."""
    pending: bool = False
    trouble: str = ""
    """State of an own action that was not taken, such as `conflict`: it is shown, and it is not done."""


class StepDone(BaseModel):
    """A step of a checklist that somebody did on an incident: the first one received is the one that counts."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    checklist: str
    step: str
    title: str = ""
    answer: str = ""
    answer_text: str = ""
    text: str = ""
    at: datetime
    actor_name: str = ""
    action_id: str = ""
    offline: bool = False
    pending: bool = False


class Due(BaseModel):
    """One of an incident's deadlines, as the backend computed it: what for, by when, and when it was met."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str
    name: str = ""
    due: datetime | None = None
    met_at: datetime | None = None


class Incident(Record):
    """One thing that asks for people: an alert, an emergency call, a field report, a security case."""

    code: str
    title: str
    description: str = ""
    kind: str = ""
    channel: Channel | str = Channel.FIELD_REPORT
    source_name: str = ""
    severity: int = Severity.LOW
    state: IncidentState | str = IncidentState.NEW
    ward: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    camera_ids: tuple[str, ...] = ()
    indicator_ids: tuple[str, ...] = ()
    created_at: datetime
    updated_at: datetime | None = None
    deadline: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    assignee_id: str | None = None
    assignee_name: str | None = None
    assignee_version: int = 0
    escalation_level: int = 0
    resolved_at: datetime | None = None
    resolution: str = ""
    reporter_masked: str = ""
    source_code: str = ""
    """The number under which its source knows it; empty where it gave none."""
    joined_into: str | None = None
    """The incident under which a person folded this one; that one answers for both until they are parted."""
    shelved_by: str | None = None
    shelved_by_name: str = ""
    shelved_until: datetime | None = None
    """Put aside until then; it comes back by itself (`console.analysis.alarm_load.is_shelved`)."""
    shelved_reason: str = ""
    steps: tuple[StepDone, ...] = ()
    """What of its checklist was done (`console.checklist`)."""
    life_cycle: str = ""
    stage: str = ""
    """Where it stands in the city's own life cycle (`console.life_cycle`); `stage_name` in the city's words."""
    stage_name: str = ""
    stage_before: str | None = None
    level: str = ""
    level_name: str = ""
    deadline_kind: str | None = None
    deadlines: tuple[Due, ...] = ()
    paused_since: datetime | None = None
    """Since when its clock stands still; there is no deadline meanwhile."""
    agency: str = ""
    replied_at: datetime | None = None
    satisfaction: int | None = None
    """1 to 5, the most the best."""
    reopened: int = 0
    drill: bool = False
    """Made for an exercise: shown like any other, counted nowhere."""
    history: tuple[HistoryEntry, ...] = ()
    pending: tuple[str, ...] = ()
    """Verbs of ours on this incident that the server has not yet answered; empty when all is settled."""
    refused: tuple[str, ...] = ()
    """Verbs of ours that the server refused and that still need attention."""
    conflicts: tuple[str, ...] = ()
    """Ids of our actions on this incident that a person has to decide about."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in ENDED_STATES


class Camera(Record):
    """A camera that the backend listed. Addresses carry no credentials; those come apart, in memory only."""

    name: str
    area: str = ""
    ward: str = ""
    lat: float | None = None
    lon: float | None = None
    main_url: str = ""
    sub_url: str = ""
    main_size: tuple[int, int] = (1280, 720)
    sub_size: tuple[int, int] = (640, 360)
    main_fps: float = 25.0
    sub_fps: float = 15.0
    needs_sign_in: bool = False
    ptz: bool = False
    """Whether the backend can turn it."""
    masks: tuple[tuple[float, float, float, float], ...] = ()
    """Privacy masks: left, top, width and height in shares (0 to 1) of the picture."""


class Indicator(Record):
    """A number the city watches: latest value with its own time, target, thresholds, owner and source."""

    name: str
    short_name: str = ""
    domain: str = ""
    unit: str = ""
    decimals: int = 0
    period: str = "hour"
    """How often the source is meant to report: minute, five_minutes, hour, day, month."""
    owner: str = ""
    source: str = ""
    target: float | None = None
    warn: float | None = None
    alarm: float | None = None
    high_is_bad: bool = True
    scale: str | None = None
    """Name of a legal scale that the value is read on, such as `vn_aqi`; None for a plain number."""
    value: float | None = None
    as_of: datetime | None = None
    guidance: str = ""
    lat: float | None = None
    lon: float | None = None


class Point(BaseModel):
    """One measured value of an indicator."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    value: float


class Person(BaseModel):
    """Somebody who works in the room."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    role: str = "operator"
    desk: str = ""
    present_since: datetime | None = None
    """Since when they are at their desk; None while they are not."""


class Shift(Record):
    """A watch: its hours and who is on duty."""

    name: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[Person, ...] = ()
    next_name: str = ""
    next_starts_at: datetime | None = None
    next_people: tuple[Person, ...] = ()
    """Who comes after it, as far as the roster says."""


class Source(Record):
    """A system that reports to the centre: whose it is, when it last did, when it must have."""

    name: str
    agency: str = ""
    last_report_at: datetime | None = None
    cut_off: str | None = None


class Layout(Record):
    """A named wall or desk arrangement as plain data; `console.layouts.layout` gives it meaning."""

    name: str
    body: dict[str, Any] = Field(default_factory=dict)


class CityNotice(Record):
    """A standing announcement of the city, such as a disaster risk level in force."""

    text: str
    scale: str | None = None
    level: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


class Actor(BaseModel):
    """Who is signed in, as the backend knows them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    role: str
    desk: str = ""
    centre: str = ""
    """The city whose centre they work in."""
    wall: str = ""
    """Of a wall's token: the one wall that it speaks for; empty for any."""
    node: str = ""
    """The one node of that wall; empty for any."""


class LinkState(StrEnum):
    """How far one channel can be trusted; see contract.md for the times behind each."""

    LIVE = "live"
    LATE = "late"
    DOWN = "down"
    CATCHING_UP = "catching_up"


class LinkChannel(StrEnum):
    """The channels that each tell their own truth."""

    VIDEO = "video"
    INCIDENTS = "incidents"
    INDICATORS = "indicators"
    ORDERS = "orders"
    WALL = "wall"


class Link(BaseModel):
    """State of one channel: since when, and when it last brought something."""

    model_config = ConfigDict(frozen=True)

    channel: LinkChannel
    state: LinkState
    since: datetime
    last_ok: datetime | None = None
    reason: str = ""
    """Code of the cause when down, such as `unreachable` or `not_json`; `views.sentences` words it."""


class StreamState(StrEnum):
    """What a camera tile must admit about its picture."""

    CONNECTING = "connecting"
    LIVE = "live"
    LATE = "late"
    FROZEN = "frozen"
    NO_FRAMES = "no_frames"
    REFUSED = "refused"
    SIGN_IN_FAILED = "sign_in_failed"
    WRONG_ADDRESS = "wrong_address"
    RESTARTING = "restarting"


class OutboxState(StrEnum):
    """Where one saved operator action stands on its way to the server's log."""

    WAITING = "waiting"
    SENDING = "sending"
    ANSWERED = "answered"
    SETTLED = "settled"
    NEEDS_ATTENTION = "needs_attention"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    PUT_AWAY = "put_away"


class PendingAction(BaseModel):
    """One row of the outbox as screens see it."""

    model_config = ConfigDict(frozen=True)

    action_id: str
    type: str
    target_type: str
    target_id: str
    actor_name: str
    actor_id: str = ""
    payload: dict[str, Any]
    occurred_at: datetime
    state: OutboxState
    reason: str = ""
    """The problem's code, where the server or this console gave one."""
    detail: str = ""
    """The server's own words to it, for a code that nobody here knows."""
    base_version: int = 0
    """The version of the target that the operator saw."""
    numbered: bool = False
    """Whether it was given its number, and with that is on its way: it can no longer be withdrawn."""
    was: OutboxState | None = None
    """Where it stood before it was put away."""
    changed_at: datetime | None = None
    """When it came into this state, where that was asked for."""
