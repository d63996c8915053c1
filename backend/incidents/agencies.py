"""What the agencies of a city are called, by when each takes what it was given, and what did not come by then.

A city's pack is noted at each start, so that whoever makes the rounds, and the pages, need no pack.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from backend.actions.shift_lines import RUNNING, by_itself
from backend.base.clock import iso, now_ms
from backend.incidents.agency import agency_of, newest
from backend.ledger.ledger import Ledger, RecordTuple
from contract.instants import parse_ms
from contract.records.incident import ENDED_STATES

NOTE = "agencies"
"""The key of the note."""
ACCEPT_MINUTES = 15
"""Where a city says nothing."""
EVENT = "agency_late"
MINUTE_MS = 60_000
_OVER = frozenset(map(str, ENDED_STATES))


class Named(Protocol):
    """An agency of a pack."""

    @property
    def short_name(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def accept_minutes(self) -> int: ...


@dataclass(frozen=True)
class Agencies:
    """Those of a city."""

    names: tuple[str, ...] = ()
    """As people know them, in the pack's order."""
    minutes: Mapping[str, int] = field(default_factory=dict)
    """By every name of an agency."""
    zone: str = "UTC"
    """The city's time zone."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What a kind of incident is called, by its id."""

    def accept_by(self, incident: Mapping[str, Any]) -> int | None:
        """When the agency that has it should have said whether it takes it (ms since 1970); None where it did, or where
        nobody knows when it was given."""
        given = given_ms(incident)
        if given is None or newest(incident) or incident.get("state") in _OVER:
            return None
        return given + self.minutes.get(agency_of(incident), ACCEPT_MINUTES) * MINUTE_MS


def note(ledger: Ledger, agencies: Iterable[Named], zone: str, kinds: Mapping[str, str]) -> None:
    """Keep what a pack says of them."""
    known = list(agencies)
    minutes = {name: one.accept_minutes for one in known for name in (one.short_name, one.name)}
    told = {"names": [one.short_name for one in known], "minutes": minutes, "zone": zone, "kinds": dict(kinds)}
    text = json.dumps(told, ensure_ascii=False)
    if ledger.noted(NOTE) != text:
        ledger.note(NOTE, text)


def noted(ledger: Ledger) -> Agencies:
    """What was kept; nothing where no city was put in place."""
    found = json.loads(ledger.noted(NOTE) or "{}")
    return Agencies(
        tuple(found.get("names", ())), found.get("minutes", {}), found.get("zone", "UTC"), found.get("kinds", {})
    )


def given_ms(incident: Mapping[str, Any]) -> int | None:
    """When it was forwarded to the agency that has it (ms since 1970); None where it is with none."""
    agency = agency_of(incident)
    for line in reversed(list(incident.get("history") or ())) if agency else ():
        if line.get("verb") == "forward" and line.get("text") == agency:
            try:
                return parse_ms(str(line.get("at")))
            except (ValueError, OverflowError):
                return None
    return None


def look(ledger: Ledger) -> int:
    """Write a line into the shift's log for each incident that an agency did not take in time, once for each time that
    it was forwarded; to be called now and then. How many are new."""
    known, at_ms, lines = noted(ledger), now_ms(), []
    found = ledger.current("shift", RUNNING)
    watch = found[1] if found is not None else {}
    for row in ledger.of_type("incident"):
        if '"agency:' not in row.data:  # most are with nobody, and need not be read
            continue
        data = orjson.loads(row.data)
        due = known.accept_by(data)
        if due is not None and due <= at_ms and data.get("drill") is not True:
            lines.append(_line(ledger, row.id, data, watch, (due, known)))
    new = [line for line in lines if line is not None]
    if new:
        ledger.publish(new)
    return len(new)


def _line(
    ledger: Ledger, key: str, data: Mapping[str, Any], watch: Mapping[str, Any], by: tuple[int, Agencies]
) -> RecordTuple | None:
    """The line of one; None where it stands there already."""
    (due, known), agency = by, agency_of(data)
    name = f"agency-late:{data.get('assignee_version', 0)}:{key}"[:120]
    if ledger.current("log_entry", name) is not None:
        return None
    params = {
        "agency": agency, "code": data.get("code", key), "title": data.get("title", ""),
        "minutes": known.minutes.get(agency, ACCEPT_MINUTES),
    }  # fmt: skip
    return "log_entry", name, by_itself(watch, EVENT, params, iso(due), incident_id=key)
