"""What becomes of a record that a source reports: the contract's ownership, with what some types have of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from backend.incidents import reported
from backend.shifts.shift import at_their_desks
from backend.walls.upkeep import as_the_room_has_it
from contract import ownership
from contract.door import Fault
from contract.ownership import EVENT_TIMES, Merged

Plans = Callable[[], Mapping[str, Mapping[str, Any]]]
"""All response plans by id: a wall's preset that one of them shows is never missing."""
UNTIMED = "its time, for the value is another one"
STAYS = "a record that nobody here has written or begun with; this one stays"
WRITTEN = MappingProxyType({"log_entry": "actor_id", "handover": "signatures"})
"""What of these types says that somebody wrote the record: nothing of a shift's log goes away."""


def report(name: tuple[str, str], known: Mapping[str, Any] | None, sent: Mapping[str, Any], plans: Plans) -> Merged:
    """The record after the report, `known` as it was; None where there is none yet."""
    kind, key = name
    whole = ownership.merged(kind, known, sent)
    if kind == "incident":
        data = reported.opened(whole.data) if known is None else reported.changed(known, sent, whole.data)
        taken = {field for field in whole.kept if ownership.same(data.get(field), sent[field])}
        return Merged(data, tuple(field for field in whole.kept if field not in taken))
    if known is None:
        return whole
    if kind == "wall":
        return replace(whole, data=as_the_room_has_it(key, known, whole.data, sent, plans()))
    if kind == "shift" and "people" in sent:
        return replace(whole, data={**whole.data, "people": at_their_desks(known, whole.data)})
    return whole


def is_stale(kind: str, known: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether the record tells of a later time than the report. People's acts are no report's time."""
    of_source = known.get("reported") if kind == "incident" else known
    newest = (of_source if isinstance(of_source, dict) else {}).get(
        "at" if kind == "incident" else EVENT_TIMES.get(kind, "")
    )
    return ownership.is_stale(kind, newest, sent, datetime.now(UTC))


def untimed(kind: str, known: Mapping[str, Any], sent: Mapping[str, Any]) -> tuple[Fault, ...]:
    """The fault of a measurement of which nobody knows when it was made; none where there is none."""
    return (Fault(EVENT_TIMES[kind], UNTIMED),) if ownership.is_untimed(kind, known, sent) else ()


def is_held(kind: str, known: Mapping[str, Any]) -> bool:
    """Whether a source cannot remove the record: people have begun with it. An exercise is cleared away."""
    if kind == "incident":
        return known.get("drill") is not True and reported.is_ours(known)
    return bool(known.get(WRITTEN.get(kind, "")))
