"""Presets of a wall, kept and removed by those who push, as pure functions.

A preset is not shown by being kept, so that neither needs the lease, and neither is an order for now: what was kept
offline is kept later too, unless somebody else kept or removed the same one meanwhile. What the room kept or removed
stays the room's, whatever a city pack says afterwards (`backend.walls.upkeep`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, Rule, rejected, said
from backend.walls.rules import listed, misfit, missing, revision_of, screens_of, tell
from backend.walls.wishes import Wishes, wishes

MOST = 64
"""So many presets of one wall can still be told apart in a list."""
REMOVED_MOST = 256
"""So many removed ones are remembered, lest a city pack bring them back."""


def save(deed: Deed) -> Outcome:
    """Keep these wishes under a name; without any, what every screen is wished to show when this arrives."""
    wall, payload = deed.data, deed.act.payload
    key, name, given = payload["id"], said(deed.act, "name"), payload.get("screens")
    given = _shown(wall) if given is None else given
    if not given:
        return missing("screens", "must name a screen with its wish")
    refused = misfit(deed, given, frozenset(screens_of(wall)))
    if refused is not None:
        return refused
    presets, screens = listed(wall.get("presets")), {screen: _lasting(wish) for screen, wish in given.items()}
    known = next((one for one in presets if one.get("id") == key), None)
    if known is not None and (known.get("name"), known.get("screens")) == (name, screens):
        return Outcome("applied")
    stale = _stale(deed, key, name)
    if stale is not None:
        return stale
    if known is None and len(presets) >= MOST:
        return rejected(422, "too-many-presets", f"a wall has at most {MOST} presets", most=MOST)
    saved = {"id": key, "name": name, "screens": screens}
    if known is None:
        presets.append(saved)
    return Outcome("applied", _with(deed, [saved if one.get("id") == key else one for one in presets], key))


def remove(deed: Deed) -> Outcome:
    """Gone from the wall, unless a response plan counts on it."""
    key, presets = deed.act.payload["id"], listed(deed.data.get("presets"))
    known = next((one for one in presets if one.get("id") == key), None)
    if known is None:
        return Outcome("superseded")
    plan = named_by(deed.every("plan"), deed.key, key)
    if plan is not None:
        detail = f"the response plan {plan[1]} shows it"
        return rejected(409, "preset-in-use", detail, plan=plan[0], plan_name=plan[1])
    stale = _stale(deed, key, str(known.get("name") or key))
    if stale is not None:
        return stale
    left = [one for one in presets if one.get("id") != key]
    return Outcome("applied", _with(deed, left, key))


def named_by(plans: Mapping[str, Mapping[str, Any]], wall_id: str, preset_id: str) -> tuple[str, str] | None:
    """Id and name of a plan that shows this preset; None for none."""
    for key, plan in sorted(plans.items()):
        shows = plan.get("preset")
        if isinstance(shows, Mapping) and shows.get(wall_id) == preset_id:
            return key, str(plan.get("name") or key)
    return None


def kept(wall: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By preset: how often the room saved or removed it, and who did last. What is here is no pack's any more."""
    return wishes(wall.get("kept_presets"))


def _shown(wall: Mapping[str, Any]) -> Wishes:
    desired = wishes(wall.get("desired"))
    return {screen: desired.get(screen, {}) for screen in screens_of(wall)}


def _lasting(wish: Mapping[str, Any]) -> dict[str, Any]:
    """What of a wish can come back: a picture that stands still cannot, it shows that moment alone."""
    return {field: value for field, value in wish.items() if field != "frozen"}


def _stale(deed: Deed, key: str, name: str) -> Outcome | None:
    """What comes of a change to a preset that another person saved or removed after the one that was seen."""
    act, seen, last = deed.act, deed.act.payload.get("base", 0), kept(deed.data).get(key, {})
    if _revision(last) <= seen or last.get("actor_id") == act.actor_id:
        return None
    against = {"holder_id": last.get("actor_id", ""), "holder_name": last.get("actor_name", "")}
    told = tell(deed.data, act, revision_of(deed.data), (), against=against, result="superseded", what=name)
    return Outcome("superseded", {**deed.data, **told})


def _revision(last: Mapping[str, Any]) -> int:
    found = last.get("revision")
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _with(deed: Deed, presets: list[dict[str, Any]], key: str) -> dict[str, Any]:
    """The wall with these presets, and with who changed the one of `key`; of what is removed the oldest is let go."""
    act, before = deed.act, kept(deed.data)
    number = _revision(before.pop(key, {})) + 1
    last = {"revision": number, "at": act.received_at, "actor_id": act.actor_id, "actor_name": act.actor_name}
    remembered = {**before, key: last}
    there = {one.get("id") for one in presets}
    gone = [other for other in remembered if other not in there]
    for other in gone[: max(0, len(gone) - REMOVED_MOST)]:
        del remembered[other]
    return {**deed.data, "presets": presets, "kept_presets": remembered}


RULES: Mapping[str, Rule] = MappingProxyType({"wall_preset_save": save, "wall_preset_remove": remove})
