"""What a city pack or a source changes in a ledger that has lived: walls, rules and map are learnt, what people did
stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.schema import records as record_rows
from backend.walls.preset_rules import kept, named_by
from backend.walls.rules import listed
from backend.walls.wishes import wishes
from contract.ownership import merged

LEARNT = frozenset({"wall", "alarm_rule", "layout", "plan", "city_map"})


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
    if removed or name[0] not in {"plan", "wall"}:
        return data
    whole = merged(name[0], known, data).data
    return whole if name[0] == "plan" else as_the_room_has_it(name[1], known, whole, data, plans)


def as_the_room_has_it(
    wall_id: str, known: Mapping[str, Any], whole: Mapping[str, Any], sent: Mapping[str, Any],
    plans: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    """The wall `whole` with what of wishes and presets is the room's: what was sent counts for new screens alone."""
    screens = {screen.get("id") for screen in listed(whole.get("screens"))}
    shown = {screen: wish for screen, wish in wishes(known.get("desired")).items() if screen in screens}
    after = {**whole, "desired": {**wishes(sent.get("desired")), **shown}}
    return after | ({"presets": _presets(wall_id, sent, known, plans)} if "presets" in sent else {})


def _presets(
    wall_id: str, data: Mapping[str, Any], known: Mapping[str, Any], plans: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The pack's presets, but those that the room saved are as the room saved them, and what it removed stays away:
    unless a plan of the pack shows it, for a plan without its preset would leave the wall as it is."""
    own = {str(one.get("id")): one for one in listed(known.get("presets")) if one.get("id") in kept(known)}
    brought = {str(one.get("id")): one for one in listed(data.get("presets"))}
    gone = [key for key in brought if key in kept(known) and key not in own and named_by(plans, wall_id, key) is None]
    return [one for key, one in {**brought, **own}.items() if key not in gone]
