"""A watch, its log, and how one is handed over."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from contract.fields import Count, Moment, Number
from contract.records.base import PERSON, SERVER, SOURCE, Owner, Part


class Person(Part):
    """Somebody who works in the room."""

    id: str
    name: str
    role: str = "operator"
    desk: str = ""
    present_since: Annotated[Moment | None, PERSON] = None
    """Since when they are at their desk; None while they are not."""
    guest: Annotated[bool, SERVER] = False
    """At a desk without being on this watch's roster."""


class Shift(Part):
    """A watch: its hours and who is on duty."""

    name: Annotated[str, SOURCE]
    starts_at: Annotated[Moment, SOURCE]
    ends_at: Annotated[Moment, SOURCE]
    people: Annotated[tuple[Person, ...], SOURCE] = ()
    """The roster is the source's, who is at their desk is people's: they stay there when the next watch begins."""
    next_name: Annotated[str, SOURCE] = ""
    next_starts_at: Annotated[Moment | None, SOURCE] = None
    next_people: Annotated[tuple[Person, ...], SOURCE] = ()
    """Who comes after it, as far as the roster says."""
    deeds: Annotated[Count, SERVER] = 0
    """How many actions were done at it: its version for those who act."""


class LogEntry(Part):
    """One line of the log. Lines are never changed: one that `corrects` another stands beside it."""

    OWNER: ClassVar[Owner | None] = "person"

    shift_id: str = ""
    shift_name: str = ""
    shift_starts_at: Moment | None = None
    at: Moment
    received_at: Moment | None = None
    actor_id: str = ""
    actor_name: str = ""
    kind: str = "typed"
    """`typed` by a person, or `automatic`: then `event` and `params` say what happened, and `text` is empty."""
    event: str = ""
    params: dict[str, Any] = Field(default_factory=dict)
    text: str = ""
    incident_id: str | None = None
    pinned: bool = False
    corrects: str | None = None
    offline: bool = False
    skew_s: Number | None = None
    said_at: Moment | None = None
    """What the device's own clock said, where that is more than 5 s from `at`: evidence, and no time of ours."""


class Signature(Part):
    """Who signed which side, when, and the seal of the action that is the signature."""

    side: str
    actor_id: str = ""
    actor_name: str = ""
    at: Moment
    received_at: Moment | None = None
    said_at: Moment | None = None
    """What the device's own clock said, where that is more than 5 s from `at`: evidence, and no time of ours."""
    hash: str = ""
    action_id: str = ""
    count: Count = 0
    offline: bool = False


class HandoverItem(Part):
    """One open item: how it stood, what was expected next, and what became of it."""

    incident_id: str
    code: str = ""
    title: str = ""
    state: str = ""
    expected_next: str = ""
    outcome: str = ""
    """Empty while undecided; `taken`, `returned`, `elsewhere` (somebody else was given it) or `ended`."""
    reason: str = ""
    decided_at: Moment | None = None


class Handover(Part):
    """What one person gives another at the end of a watch."""

    OWNER: ClassVar[Owner | None] = "person"

    shift_name: str = ""
    from_id: str
    from_name: str = ""
    to_id: str
    to_name: str = ""
    state: str = "offered"
    items: tuple[HandoverItem, ...] = ()
    notes: str = ""
    shelved: tuple[str, ...] = ()
    sources_down: tuple[str, ...] = ()
    cameras_down: tuple[str, ...] = ()
    pending: Count = 0
    """How many actions of the giver's console waited to be sent."""
    signatures: tuple[Signature, ...] = ()
