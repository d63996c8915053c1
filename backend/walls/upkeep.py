"""What a city pack changes in a ledger that has lived: its walls, rules and map are learnt, what people did stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.schema import records as record_rows
from backend.walls.preset_rules import kept, named_by
from backend.walls.rules import listed
from backend.walls.wishes import wishes

LEARNT = frozenset({"wall", "alarm_rule", "layout", "plan", "city_map"})
OF_PEOPLE = ("desired", "lease", "told", "changed", "revision", "identify_until", "kept_presets")
"""What of a wall is nobody's but theirs who led it."""


def learnt(ledger: Ledger, pack: Iterable[RecordTuple]) -> list[RecordTuple]:
    """The pack's records that a ledger which has lived takes over, as they are to be written.

    A layout comes once: afterwards it is the room's, saved over or removed.
    """
    with ledger.engine.connect() as connection:
        query = select(record_rows.c.type, record_rows.c.id, record_rows.c.removed, record_rows.c.data)
        found = {
            (row.type, row.id): (row.removed, dict(row.data))
            for row in connection.execute(query.where(record_rows.c.type.in_(LEARNT)))
        }
    fresh = [one for one in pack if one[0] in LEARNT]
    plans = {key: data for kind, key, data in fresh if kind == "plan"}
    return [
        (kind, key, _merged((kind, key), data, *found.get((kind, key), (True, {})), plans))
        for kind, key, data in fresh
        if kind != "layout" or (kind, key) not in found
    ]


def _merged(
    name: tuple[str, str], data: dict[str, Any], removed: bool, known: dict[str, Any], plans: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    if removed:
        return data
    if name[0] == "plan":
        return {**known, **data}
    if name[0] != "wall":
        return data
    screens = {screen["id"] for screen in data["screens"]}
    theirs = {field: known[field] for field in OF_PEOPLE if field in known}
    shown = {screen: wish for screen, wish in wishes(known.get("desired")).items() if screen in screens}
    presets = _presets(name[1], data, known, plans)
    return {**data, **theirs, "desired": {**data["desired"], **shown}, "presets": presets}


def _presets(
    wall_id: str, data: dict[str, Any], known: dict[str, Any], plans: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """The pack's presets, but those that the room saved are as the room saved them, and what it removed stays away:
    unless a plan of the pack shows it, for a plan without its preset would leave the wall as it is."""
    own = {str(one.get("id")): one for one in listed(known.get("presets")) if one.get("id") in kept(known)}
    brought = {one["id"]: one for one in data["presets"]}
    gone = [key for key in brought if key in kept(known) and key not in own and named_by(plans, wall_id, key) is None]
    return [one for key, one in {**brought, **own}.items() if key not in gone]
