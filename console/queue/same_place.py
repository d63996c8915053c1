"""Which open incidents may be what somebody is about to open: near in place and time, or of its kind and ward."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.places.near import distance_m
from console.records.models import Incident

NEAR_M = 200.0
NEAR_DEGREES = NEAR_M / 110_000
"""Of latitude: a degree is nowhere shorter."""
WITHIN = timedelta(hours=24)
MOST = 3


@dataclass(frozen=True)
class Before:
    """One that is there already; `metres` is None where one of both has no place."""

    incident: Incident
    metres: float | None
    same_kind: bool


def there_before(
    incidents: Iterable[Incident], kind: str, at: tuple[float, float] | None, ward: str, now: datetime
) -> list[Before]:
    """Those of the last 24 hours within 200 m of `at` (latitude, longitude), whatever they are, and those of the same
    kind and ward that have no place; the same kind first, then the nearest. Joined ones are told by what they were
    joined into.
    """
    found = []
    for one in incidents:
        if one.joined_into is not None or now - one.created_at > WITHIN:
            continue
        same = bool(kind) and one.kind == kind
        metres = None
        if at is not None and one.lat is not None and one.lon is not None:
            if abs(one.lat - at[0]) > NEAR_DEGREES:
                continue  # most of thousands are told apart by this alone
            metres = distance_m(*at, one.lat, one.lon)
            if metres > NEAR_M:
                continue
        elif not same or not ward or one.ward != ward:
            continue
        found.append(Before(one, metres, same))
    return sorted(found, key=_likely)


def _likely(one: Before) -> tuple[bool, float, str]:
    return not one.same_kind, one.metres if one.metres is not None else NEAR_M, one.incident.id
