"""What every rule is given and what it answers: an action with its target, and what becomes of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.base.clock import iso
from backend.base.problems import document
from backend.people.roles import NO_LIMITS, Limits
from contract.door import Fault
from contract.instants import parse_ms
from contract.roles import Right, rights_of

RecordTuple = tuple[str, str, dict[str, Any]]
Found = tuple[int, dict[str, Any]]
"""Version and data of a record."""
Look = Callable[[str, str], Found | None]
"""A record by type and id; None where there is none."""
Every = Callable[[str], Mapping[str, dict[str, Any]]]
"""The data of all records of a type by id."""
OFFLINE_MS = 30_000
"""Received this much later than it happened, it was made in an outage (docs/explanation/contract.md#link-states)."""
SKEW_FLAGGED_S = 5.0
"""A clock that is off by more is told beside what it timed (docs/explanation/contract.md#time)."""
CREDIBLE_MS = 7 * 24 * 3_600_000
"""A desk acts through an outage of a day, and may stand still over a week's holidays before it sends. What is told to
be older, and nothing speaks for, is not believed: then it was done when it was heard."""
SHOWN_FROM_MS, SHOWN_TO_MS = parse_ms("1990-01-02T00:00:00Z"), parse_ms("2200-01-01T00:00:00Z")
"""What a record may say of a clock (`contract.fields.Moment`); the log of actions has it to the letter."""
TEXT_MAX = 4000


@dataclass(frozen=True)
class Act:
    """What a rule needs to know of an action."""

    action_id: str
    type: str
    base_version: int
    payload: Mapping[str, Any]
    actor_id: str
    actor_name: str
    role: str
    occurred_at: str
    """When, by the clock of the device: evidence, and never what a record says (`at`)."""
    received_at: str
    skew_s: float = 0.0
    """How far ahead of the server's the device's clock was when it sent this (seconds)."""
    limits: Limits = NO_LIMITS
    """What its author is narrowed to."""
    not_before_ms: int | None = None
    """What the server knows that it came after (`backend.actions.times`); None where it knows of nothing."""

    @property
    def at_ms(self) -> int:
        """When it was done, as far as the server can vouch for it (ms since 1970): what the device said, less what its
        clock is off, never before what it came after and never after it was heard
        (docs/explanation/contract.md#time)."""
        received, off = parse_ms(self.received_at), self.skew_s if abs(self.skew_s) > SKEW_FLAGGED_S else 0.0
        said = parse_ms(self.occurred_at) - round(off * 1000)
        if self.not_before_ms is None and said < received - CREDIBLE_MS:
            return received
        return min(max(said, self.not_before_ms or 0), received)

    @property
    def at(self) -> str:
        """The same as the wire writes it: what every record says of when something was done."""
        return iso(self.at_ms)

    @property
    def works_as(self) -> str:
        """The role that a city's life cycle knows its author by."""
        return rights_of(self.role).works_as or self.role

    @property
    def is_officer(self) -> bool:
        """Whether its author decides what only a duty officer decides."""
        return Right.OFFICER in rights_of(self.role).may

    @property
    def late_ms(self) -> float:
        """How long it was under way, by the server's clock (ms)."""
        return parse_ms(self.received_at) - parse_ms(self.occurred_at) + self.skew_s * 1000

    @property
    def offline(self) -> bool:
        """Whether so much time lies between doing and hearing that it was done during an outage."""
        return self.late_ms > OFFLINE_MS

    @property
    def own_clock(self) -> dict[str, Any]:
        """What a line says, beside its time, of a device that told another one; nothing where both agree."""
        off = {"skew_s": round(self.skew_s)} if abs(self.skew_s) > SKEW_FLAGGED_S else {}
        said = parse_ms(self.occurred_at)
        if abs(said - self.at_ms) <= SKEW_FLAGGED_S * 1000:
            return off
        return off | {"said_at": iso(min(max(said, SHOWN_FROM_MS), SHOWN_TO_MS))}


def _nothing(_kind: str, _key: str) -> Found | None:
    return None


def _none(_kind: str) -> Mapping[str, dict[str, Any]]:
    return {}


def _first() -> int:
    return 1


@dataclass(frozen=True)
class Deed:
    """An action on its target, and what a rule may look up. No rule changes what it was given."""

    act: Act
    target: str
    key: str
    version: int
    """0 where there is no such record."""
    data: Mapping[str, Any]
    look: Look = _nothing
    every: Every = _none
    device_id: str = ""
    via: str = ""
    """Who was signed in at the device, where somebody else acted there by PIN; empty where it was the same person."""
    hash: str = ""
    """The action's own, which makes it a signature."""
    number: Callable[[], int] = _first
    """The number of the next incident that is opened here: taken, so to be asked once, by what is applied."""

    def after(self, records: Sequence[RecordTuple]) -> Deed:
        """The same deed, seeing these records as they will be."""
        new = {(kind, key): data for kind, key, data in records}

        def look(kind: str, key: str) -> Found | None:
            found = self.look(kind, key)
            return (found[0] if found is not None else 0, new[kind, key]) if (kind, key) in new else found

        return replace(self, look=look)


@dataclass(frozen=True)
class Outcome:
    """`applied`, `superseded`, `conflict` or `rejected`, and what changes by it."""

    result: str
    data: dict[str, Any] | None = None
    """The target as it is then; None where it stays as it was."""
    problem: dict[str, Any] | None = None
    beside: tuple[RecordTuple, ...] = ()
    """Other records that change with it. The target comes last: its version tells that all the rest is there."""
    removed: bool = False
    """The target is gone."""


Rule = Callable[[Deed], Outcome]


def rejected(status: int, code: str, detail: str, **more: object) -> Outcome:
    """A refusal; `more` are fields of the problem for programs, such as which one is missing."""
    return Outcome("rejected", problem={**document(status, code, detail), **more})


def unfit(*faults: Fault, code: str = "bad-payload") -> Outcome:
    """The refusal of a payload that does not say what its verb needs: every field with what was expected there."""
    told = "; ".join(f"{fault.field or 'the payload'}: expected {fault.expected}" for fault in faults)
    first = faults[0]
    return rejected(
        422, code, told[:2000], fields=[fault.field for fault in faults], field=first.field, hint=first.expected
    )


def text(value: object, most: int = TEXT_MAX) -> str:
    """A text that fits, else nothing."""
    said = value.strip() if isinstance(value, str) else ""
    return said if len(said) <= most else ""


def said(act: Act, field: str) -> str:
    """A text of the payload without the blanks around it; empty where it was left out."""
    return str(act.payload.get(field) or "").strip()
