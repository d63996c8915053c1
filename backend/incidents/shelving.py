"""Putting aside for a while, as a merge rule: always with a reason and an end, never what is critical.

The eight hours are one shift: shelving ends by itself and is never silent (ISA-18.2, read second hand).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contract.instants import parse_ms
from contract.records.incident import ENDED_STATES

SHELVED_MOST_MS = 8 * 3_600_000
TOLERANCE_MS = 60_000
"""A clock that is a little ahead makes no honest end too late."""


@dataclass(frozen=True)
class Shelved:
    """What a verdict amounts to: `applied` with `changed` fields, `superseded`, or `rejected` with its problem."""

    result: str
    changed: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    problem: tuple[int, str, str] = (0, "", "")


def shelve(incident: Mapping[str, Any], payload: Mapping[str, Any], who: tuple[str, str], received_at: str) -> Shelved:
    """Put `incident` aside until `payload["until"]` (ISO 8601) for `payload["reason"]`; `who` is an id and a name.

    What arrives after its own end (a desk that was offline) is recorded and changes nothing.
    """
    reason = str(payload["reason"]).strip()
    if int(incident.get("severity") or 4) <= 1:
        return _no(409, "critical-not-shelved", "what is critical is never put aside")
    if incident.get("state") in ENDED_STATES:
        return _no(409, "incident-closed", "the incident has ended")
    left = parse_ms(payload["until"]) - parse_ms(received_at)
    if left > SHELVED_MOST_MS + TOLERANCE_MS:
        return _no(422, "shelved-too-long", "nothing is put aside for more than eight hours")
    if left <= 0:
        return Shelved("superseded", text=reason)
    changed = {
        "shelved_by": who[0], "shelved_by_name": who[1], "shelved_until": payload["until"],
        "shelved_reason": reason,
    }  # fmt: skip
    return Shelved("applied", changed, reason)


def unshelve(incident: Mapping[str, Any], received_at: str) -> Shelved:
    """Bring it back before its time; one that is back already is recorded."""
    end = _instant(incident.get("shelved_until"))
    if end is None or end <= parse_ms(received_at):
        return Shelved("superseded")
    changed = {"shelved_by": None, "shelved_by_name": "", "shelved_until": None, "shelved_reason": ""}
    return Shelved("applied", changed)


def _instant(text: object) -> int | None:
    if not isinstance(text, str):
        return None
    try:
        return parse_ms(text)
    except (ValueError, OverflowError):
        return None


def _no(status: int, code: str, detail: str) -> Shelved:
    return Shelved("rejected", problem=(status, code, detail))
