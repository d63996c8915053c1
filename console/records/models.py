"""The frozen data that screens show: what the server said, and what waits to be sent.

Every record type mirrors one `type` of the change feed (see docs/openapi.json). Times are aware UTC `datetime`s,
places are WGS84 degrees, sizes are pixels. Unknown fields of a record are dropped here but kept in the cache;
unknown enum values are kept as raw text, so that a newer backend never makes an older console fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict

from console.records import said
from console.records.said import Record, Said
from contract.fields import NO_TIME
from contract.records import city, shift
from contract.records import incident as records
from contract.records.incident import ENDED_STATES, IncidentState, Severity
from offline_cache import outbox


class HistoryEntry(Said, records.HistoryEntry):
    """One line of an incident's history, the server's or one of ours that is on its way."""

    pending: Annotated[bool, said.OURS] = False
    trouble: Annotated[str, said.OURS] = ""
    """State of an own action that was not taken, such as `conflict`: it is shown, and it is not done."""


class StepDone(Said, records.StepDone):
    """A step of a checklist that somebody did on an incident."""

    pending: Annotated[bool, said.OURS] = False


class Incident(Record, records.Incident):
    """One thing that asks for people: an alert, an emergency call, a field report, a security case."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {
            "code": said.ITS_ID,
            "title": said.AS_SAID,
            "severity": Severity.CRITICAL,
            "state": IncidentState.NEW,
            "created_at": NO_TIME,
        }
    )
    """An unreadable severity may be the worst, and an unreadable state an open one: both want eyes, and say why."""

    steps: tuple[StepDone, ...] = ()
    """What of its checklist was done (`console.records.checklist`)."""
    history: tuple[HistoryEntry, ...] = ()
    pending: Annotated[tuple[str, ...], said.OURS] = ()
    """Verbs of ours on this incident that the server has not yet answered; empty when all is settled."""
    refused: Annotated[tuple[str, ...], said.OURS] = ()
    """Verbs of ours that the server refused and that still need attention."""
    conflicts: Annotated[tuple[str, ...], said.OURS] = ()
    """Ids of our actions on this incident that a person has to decide about."""

    def misfits(self) -> Iterable[str]:
        """A severity that has no shape here is shown as the nearest that has."""
        return ("severity",) if self.severity > Severity.LOW else ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in ENDED_STATES

    @property
    def running_deadline(self) -> datetime | None:
        """The deadline while it still counts down: what has ended is in time or late for good."""
        return self.deadline if self.is_open else None


class Camera(Record, city.Camera):
    """A camera that the backend listed. Addresses carry no credentials; those come apart, in memory only."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType({"name": said.ITS_ID, "masks": ((0.0, 0.0, 1.0, 1.0),)})
    """Where a mask cannot be read, nobody knows what it was to hide: the whole picture is covered."""


class Indicator(Record, city.Indicator):
    """A number the city watches, with an identity."""


class Point(BaseModel):
    """One measured value of an indicator."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    value: float


class Shift(Record, shift.Shift):
    """A watch, with an identity."""


class Source(Record, city.Source):
    """A system that reports to the centre, with an identity."""


class Layout(Record, city.Layout):
    """A named wall or desk arrangement; `console.layouts.layout` gives it meaning."""


class CityNotice(Record, city.Notice):
    """A standing announcement of the city, such as a disaster risk level in force."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType({"text": said.AS_SAID})


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
    """How far one channel can be trusted; see docs/explanation/contract.md#link-states for the times."""

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
    """Code of the cause when down, such as `unreachable` or `not_json`; `views.words.sentences` words it."""


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


UNSETTLED = frozenset(OutboxState(state) for state in outbox.UNSETTLED)
"""On its way: it is shown as done, and not yet said by the server."""
TROUBLED = frozenset(OutboxState(state) for state in outbox.TROUBLED)
"""Not taken: somebody has to look at it."""


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
    signed: bool = True
    """Whether its author's key signed it; what was saved before there were any waits for their own sign-in."""
    was: OutboxState | None = None
    """Where it stood before it was put away."""
    changed_at: datetime | None = None
    """When it came into this state, where that was asked for."""
    number: int = 0
    """The how-many-eth action of this desk it is."""
