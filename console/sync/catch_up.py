"""What happened while we were away: two looks at the cache, before and after an outage, and their difference.

Pure, so that it can be tested without any outage; the loops say when to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from console.records.models import OutboxState
from contract.records.incident import ENDED_STATES

NOTHING: Mapping[str, str] = MappingProxyType({})
REFUSED = frozenset({OutboxState.REJECTED, OutboxState.NEEDS_ATTENTION, OutboxState.EXPIRED})
SETTLED = frozenset({OutboxState.ANSWERED, OutboxState.SETTLED})


@dataclass(frozen=True)
class CatchUp:
    """One outage's summary. Times are aware; ids are of incidents, each in every list that it belongs to."""

    since: datetime
    """When the last answer before the outage came."""
    until: datetime
    """When everything missed was here."""
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Open before and after, but not as it was; with those that were opened again."""
    ended: tuple[str, ...] = ()
    """Open before; resolved, closed, refused or gone now."""
    escalated: tuple[str, ...] = ()
    """Of `changed`: now of a higher severity than before."""
    settled: int = 0
    """Own actions that waited and are in the server's log now."""
    refused: int = 0
    """Own actions that the server refused, or that are too old to be sent."""
    in_conflict: int = 0
    """Own actions that a person must decide on."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened that anybody should be told of."""
        return not (self.new or self.changed or self.ended or self.settled or self.refused or self.in_conflict)


@dataclass(frozen=True)
class Face:
    """What of an incident is compared."""

    version: int
    severity: int


@dataclass(frozen=True)
class Look:
    """The open incidents by id, and the ids of the ended ones, at one moment."""

    at: datetime
    open: Mapping[str, Face]
    ended: frozenset[str] = frozenset()


def look(at: datetime, rows: Iterable[tuple[Any, ...]]) -> Look:
    """What stands in the cache: rows of `(id, version, state, severity)`, as the server said them."""
    found: dict[str, Face] = {}
    ended: set[str] = set()
    for key, version, state, severity in rows:
        if state not in ENDED_STATES:
            found[key] = Face(version, severity if isinstance(severity, int) else 0)
        else:
            ended.add(key)
    return Look(at, found, frozenset(ended))


def difference(before: Look, after: Look, actions: Mapping[str, str] = NOTHING) -> CatchUp:
    """What `after` has that `before` had not; `actions` are own ones that waited, with the states they have now.

    A lower number of severity is the worse one.
    """
    known = before.open.keys() | before.ended
    changed = [key for key in after.open if key in known and after.open[key] != before.open.get(key)]
    verdicts = Counter(map(_verdict, actions.values()))
    return CatchUp(
        since=before.at,
        until=after.at,
        new=tuple(sorted(after.open.keys() - known)),
        changed=tuple(sorted(changed)),
        ended=tuple(sorted(key for key in before.open if key not in after.open)),
        escalated=tuple(sorted(key for key in changed if _rose(before.open.get(key), after.open[key]))),
        settled=verdicts["settled"],
        refused=verdicts["refused"],
        in_conflict=verdicts["in_conflict"],
    )


def _rose(before: Face | None, after: Face) -> bool:
    return before is not None and after.severity < before.severity


def _verdict(state: str) -> str:
    if state in SETTLED:
        return "settled"
    if state in REFUSED:
        return "refused"
    return "in_conflict" if state == OutboxState.CONFLICT else "waits"
