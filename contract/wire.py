"""Requests and answers of the contract, as they stand in the published OpenAPI."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from contract.digest import Digest
from contract.instants import parse_ms
from contract.keys import SIGNATURE, THUMBPRINT
from contract.kinds import FedKind
from contract.verbs.base import Unread

# No NUL anywhere: PostgreSQL cannot store it, and no honest client sends it.
NO_NUL = r"^[^\x00]*$"
Word = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Link = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
# Empty: none. What is told without one is judged by policy, never taken for proven.
Thumbprint = Annotated[str, StringConstraints(pattern=THUMBPRINT.replace("^", "^(").replace("$", ")?$"))]
Signature = Annotated[str, StringConstraints(pattern=SIGNATURE.replace("^", "^(").replace("$", ")?$"))]


def _whole(value: object) -> object:
    """JSON knows one kind of number: 1.0 is a whole one, and neither true nor "1" is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    return value


WHOLE = BeforeValidator(_whole)
"""Beside the bounds of an integer that somebody sends."""
Counted = Annotated[int, Field(ge=0, le=2**53), WHOLE]
Instant = Annotated[str, StringConstraints(max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})]
"""As it was said: whoever reads it judges it, so that one bad time refuses no more than what it stands in."""
SaidAt = Annotated[
    str, StringConstraints(max_length=40),
    WithJsonSchema({
        "type": "string", "maxLength": 40,
        "description": "ISO 8601 with its offset; an action of another time is refused by itself, with bad-instant",
    }),
]  # fmt: skip
"""The time of one action among many."""


def _parsed(text: str) -> str:
    try:
        parse_ms(text)
    except (ValueError, OverflowError) as error:
        raise ValueError("not an ISO 8601 instant with its offset") from error
    return text


SoundInstant = Annotated[Instant, AfterValidator(_parsed)]
"""One that is an instant; a request with another is refused whole."""


class Strict(BaseModel):
    """A request: unknown fields are refused, so that a misspelt one is not lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """What a server says."""

    model_config = ConfigDict(defer_build=True)


class Health(Answer):
    """That the server lives, told to anybody."""

    status: str
    epoch: str
    schema_: int = Field(serialization_alias="schema")
    server_time: str


class RecordOut(Answer):
    """A record of a snapshot. A client keeps types that it does not know, and shows nothing of them.

    An incident's `life_cycle`, `stage`, `level`, `deadline` and `deadlines` are the backend's alone; records of type
    `life_cycle` tell what leads from which stage to which, and for whom (docs/reference/life-cycles.md).
    """

    type: str
    id: str
    version: int
    data: dict[str, Any]


class Snapshot(Answer):
    """A page of everything; the feed goes on from `as_of_cursor` of the first page."""

    epoch: str
    schema_: int = Field(serialization_alias="schema")
    as_of_cursor: str
    page: str | None
    """The page that was asked for, so that nobody takes another one's answer for it."""
    items: list[RecordOut]
    next_page: str | None


class ChangeOut(Answer):
    """One change: the whole record as it is now, or its removal."""

    seq: int
    type: str
    id: str
    op: Literal["upsert", "remove"]
    reason: str | None
    version: int
    data: dict[str, Any] | None


class ChangesPage(Answer):
    """Changes after a cursor."""

    epoch: str
    schema_: int = Field(serialization_alias="schema")
    cursor: str
    """The cursor that was asked with, so that nobody takes another question's answer for this one's."""
    changes: list[ChangeOut]
    next_cursor: str
    has_more: bool
    last_device_seq: int
    server_time: str
    cursor_life_s: int


class DigestsOut(Answer):
    """What the server has of each type (`contract.digest`), for whoever asked."""

    epoch: str
    cursor: str
    """The cursor that was asked with."""
    behind: bool
    """Whether something changed after it: then the digests tell of more than the asker can have."""
    types: dict[str, Digest]


# A pair costs a third of an object in a page of thousands; OpenAPI has no words for it that all its readers know.
PointOut = Annotated[
    tuple[str, float],
    WithJsonSchema({
        "type": "array", "minItems": 2, "maxItems": 2, "items": {"anyOf": [{"type": "string"}, {"type": "number"}]},
    }),
]  # fmt: skip


class PointsPage(Answer):
    """Measured values `[instant, value]`, oldest first; `next_since` where there are more."""

    points: list[PointOut]
    next_since: str | None


class ActionIn(Strict):
    """One thing that an operator did."""

    action_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    device_seq: Annotated[int, Field(ge=1, le=2**53), WHOLE]
    actor_id: Word
    type: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
    target_type: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
    target_id: Key
    base_version: Annotated[int, Field(ge=0, le=2**31 - 1), WHOLE]
    payload: Unread
    occurred_at: SaidAt
    mono_ms: Counted
    boot_id: Word
    prev_hash: Link
    hash: Sha256
    signature: Signature = ""
    """Of the device, over the hash (`contract.signing.DEVICE`)."""
    author_key: Thumbprint = ""
    """Which key of its author signed it."""
    author_signature: Signature = ""
    """Of the author, over the hash (`contract.signing.AUTHOR`)."""


class SkippedLink(Strict):
    """The link of an action that was withdrawn, expired or is held back."""

    action_id: Word
    prev_hash: Link
    hash: Sha256
    reason: Literal["withdrawn", "expired", "held"]


class Batch(Strict):
    """At most 100 actions of one device, in the order of their numbers."""

    device_id: Word
    actions: Annotated[list[ActionIn], Field(max_length=100)]
    skipped: Annotated[list[SkippedLink], Field(max_length=1000)] = []
    restart: Literal["outbox-lost"] | None = None
    """Why a chain that the server knows begins anew here: without it a beginning of a known device is refused."""
    sent_at: SoundInstant | None = None
    """The device's clock as it sends: how far off the times of its actions are."""


class ActionResult(Answer):
    """What became of one action."""

    action_id: str
    device_seq: int | None = None
    """The number under which the log has it; none where it is not there."""
    result: Literal["applied", "duplicate", "superseded", "conflict", "rejected", "retry"]
    version: int
    problem: dict[str, Any] | None = None


class BatchAnswer(Answer):
    """One result per action, in their order."""

    epoch: str
    results: list[ActionResult]
    last_device_seq: int
    server_time: str
    audit_head: str
    chain_restarted: bool = False
    """Whether the device's chain, which was known, begins anew with this batch: its outbox was lost, or somebody else
    says so in its name. The room's log has a line `chain_restarted` of it."""


class RecordIn(Strict):
    """A record that a connector reports."""

    type: FedKind
    id: Key
    data: dict[str, Any]


class RemoveIn(Strict):
    """A record that is gone."""

    type: FedKind
    id: Key
    reason: Literal["deleted", "out_of_scope"] = "deleted"


class PointIn(Strict):
    """One measured value."""

    at: Instant
    value: Annotated[float, Field(strict=True, allow_inf_nan=False)]


class SeriesIn(Strict):
    """Measured values of an indicator."""

    id: Key
    points: Annotated[list[PointIn], Field(max_length=10000)]


class FeedIn(Strict):
    """One report of a connector. It is looked at as a whole before anything of it is written, then written in parts."""

    source: Key | None = None
    """The id of the `source` record that it speaks for; else each record's own `source` or `source_name` tells."""
    records: Annotated[list[RecordIn], Field(max_length=5000)] = []
    removes: Annotated[list[RemoveIn], Field(max_length=5000)] = []
    points: Annotated[list[SeriesIn], Field(max_length=200)] = []


class FaultOut(Answer):
    """A field of a record by its path with dots (empty: the record itself), and what was expected there."""

    field: str
    expected: str


class RefusedRecord(Answer):
    """A record that was not taken in, by its place in the request."""

    index: int
    type: str
    id: str
    faults: list[FaultOut]


class RecordResult(Answer):
    """What became of one record, or of one removal, by its place in the request."""

    index: int
    type: str
    id: str
    status: Literal["applied", "unchanged", "stale", "refused"]
    """`unchanged`: it was so already. `stale`: the record tells of a later time than this report."""
    faults: list[FaultOut] = []
    """Why it was refused."""
    kept: list[str] = []
    """Fields that were sent otherwise than they are, and stay: they belong to people or to the server."""


class FeedAnswer(Answer):
    """The newest number of the change feed, and what became of each record."""

    last_seq: int
    refused: list[RefusedRecord] = []
    """What was left out where only a part was asked for (`partial`)."""
    results: list[RecordResult] = []
    """One for each record, in their order."""
    removed: list[RecordResult] = []
    """One for each removal, in their order."""


class DeadLetter(Answer):
    """A record that could not be taken, and has not come well since."""

    source: str
    """The id of its `source` record; where none is known, who sent it."""
    at: str
    """When it came last."""
    type: str
    id: str
    faults: list[FaultOut]
    raw: str
    """As it came, 8 KiB of it at most; who reported it and fields that nobody knows are left out."""


class DeadLetters(Answer):
    """The newest first."""

    letters: list[DeadLetter]


class CameraSignInOut(Answer):
    """A name and a password for a camera's streams."""

    user: str
    password: str


class CameraAccessOut(Answer):
    """Hosts that a console may ask for pictures, and the sign-ins of cameras' streams: to be kept in memory only."""

    hosts: list[str]
    sign_ins: dict[str, CameraSignInOut]


# XML 1.0, which cameras speak, has no place for control signs.
_Said = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f\ufffe\uffff]*$")]
_Speed = Annotated[float, Field(strict=True, ge=-1, le=1, allow_inf_nan=False)]


class PtzTake(Strict):
    """Taking or renewing a camera; a duty officer may take it over from an operator."""

    take_over: Annotated[bool, Field(strict=True)] = False


class PtzLease(Answer):
    """Who may move a camera, and until when; nulls where nobody has it.

    `not_stopped`: it may be turning although it was told to stop; the server tells it until it answers.
    """

    camera_id: str
    holder_id: str | None
    holder_name: str | None
    mine: bool
    expires_at: str | None
    not_stopped: bool = False


class PtzMove(Strict):
    """How fast to turn, each from -1 to 1 of what the camera can do; right, up and in are positive. All 0: stop."""

    pan: _Speed
    tilt: _Speed
    zoom: _Speed


class PtzPreset(Answer):
    """A position that a camera remembers."""

    token: str
    name: str


class PtzPresets(Answer):
    """All positions that a camera remembers."""

    presets: list[PtzPreset]


class PtzGoTo(Strict):
    """The preset to turn to."""

    token: _Said


class PtzSave(Strict):
    """What to call where the camera looks now."""

    name: _Said
