"""What a city pack or a source changes at a wall that has been led: its screens and presets are learnt, what people did
stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.walls.preset_rules import kept, named_by
from backend.walls.rules import listed
from backend.walls.wishes import wishes


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
