"""What an administrator wrote of somebody's limits, and the words that records use for the same.

A city's pack is noted at each start: its areas with their wards, its agencies with all their names, and which kinds of
incidents belong to a domain. Without a note limits hold by the very words in which they were written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backend.ledger.ledger import Ledger
from backend.people.roles import NO_LIMITS, Limits

NOTE = "places"
"""The key of the note."""


def note(
    ledger: Ledger, wards: Iterable[tuple[str, str]], agencies: Iterable[Sequence[str]], kinds: Mapping[str, str]
) -> None:  # fmt: skip
    """Keep what a pack says: wards with their area, each agency's names (the first is shown), kinds with domains."""
    areas: dict[str, list[str]] = {}
    for ward, area in wards:
        areas.setdefault(area, []).append(ward)
    told = {"areas": areas, "agencies": [list(names) for names in agencies], "kinds": dict(kinds)}
    text = json.dumps(told, ensure_ascii=False)
    if ledger.noted(NOTE) != text:
        ledger.note(NOTE, text)


def noted(ledger: Ledger) -> dict[str, Any]:
    """The note; empty where no city was put in place."""
    found: dict[str, Any] = json.loads(ledger.noted(NOTE) or "{}")
    return found


def limits_of(written: Mapping[str, Sequence[str]], places: Mapping[str, Any]) -> Limits:
    """Limits as records are held against them."""
    if not any(written.values()):
        return NO_LIMITS
    areas, agencies, domains = (list(written.get(name) or ()) for name in ("areas", "agencies", "domains"))
    within = [ward for area in areas for ward in places.get("areas", {}).get(area, ())]
    called = [name for names in places.get("agencies", ()) if set(names) & set(agencies) for name in names]
    kinds = [kind for kind, domain in places.get("kinds", {}).items() if domain in domains]
    return Limits(
        areas=frozenset([*areas, *within]), domains=frozenset(domains), kinds=frozenset(kinds),
        agencies=frozenset([*agencies, *called]),
    )  # fmt: skip
