"""The verbs at a wall and at a layout, and how both look before the server has answered. See docs/reference/wall.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from console.actions import Action
from console.layouts.desk import slug
from console.models import TROUBLED, UNSETTLED, Layout, PendingAction
from console.walls.models import Preset, Wall
from contract.records.wall import KeptPreset, Lease, Wish

TAKEN_MINUTES = 5
"""A push to a free wall takes it for so long; a lease that is asked for lasts as long as it says, at most an hour."""
IDENTIFY_S = 10
WISHING = frozenset({"wall_show", "wall_preset", "wall_roll_back"})


def _at(wall: Wall, verb: str, **payload: Any) -> Action:
    return Action(type=verb, target_type="wall", target_id=wall.id, base_version=wall.version, payload=payload)


def take(wall: Wall, minutes: int = TAKEN_MINUTES, *, take_over: bool = False) -> Action:
    """Lead the wall for so many minutes; a duty officer may take it over from somebody else."""
    return _at(wall, "wall_take", minutes=minutes, take_over=take_over)


def release(wall: Wall) -> Action:
    """Let others lead it."""
    return _at(wall, "wall_release")


def show(wall: Wall, screens: Mapping[str, Wish]) -> Action:
    """Push these wishes, unless another person changed one of the screens since `wall` was seen."""
    wishes = {screen: wish.as_data() for screen, wish in screens.items()}
    return _at(wall, "wall_show", screens=wishes, revision=wall.revision)


def preset(wall: Wall, preset_id: str) -> Action:
    """Push a preset's wishes."""
    return _at(wall, "wall_preset", preset=preset_id, revision=wall.revision)


def roll_back(wall: Wall, to: int) -> Action:
    """Push what stood before the change that `told` has under the revision `to`."""
    return _at(wall, "wall_roll_back", to=to, revision=wall.revision)


def identify(wall: Wall, seconds: int = IDENTIFY_S) -> Action:
    """Let each screen show its id large for a while."""
    return _at(wall, "wall_identify", seconds=seconds)


def save_preset(wall: Wall, name: str, screens: Mapping[str, Wish] | None = None) -> Action:
    """Keep these wishes, or what every screen is wished to show, under a name: over the preset of this name, if any."""
    wishes = screens if screens is not None else {one.id: wall.desired.get(one.id, Wish()) for one in wall.screens}
    known = preset_named(wall, name)
    key = known.id if known is not None else slug(name, {one.id for one in wall.presets})
    data = {screen: wish.model_copy(update={"frozen": False}).as_data() for screen, wish in wishes.items()}
    return _at(wall, "wall_preset_save", id=key, name=name.strip(), screens=data, base=_kept(wall, key).revision)


def remove_preset(wall: Wall, preset_id: str) -> Action:
    """Remove a preset; refused while a response plan shows it. Its `name` is for those who read what was done."""
    known = wall.preset(preset_id)
    name = known.name if known is not None else preset_id
    return _at(wall, "wall_preset_remove", id=preset_id, name=name, base=_kept(wall, preset_id).revision)


def preset_named(wall: Wall, name: str) -> Preset | None:
    """The preset that people call so, however they write it."""
    return next((one for one in wall.presets if one.name.strip().casefold() == name.strip().casefold()), None)


def _kept(wall: Wall, preset_id: str) -> KeptPreset:
    return wall.kept_presets.get(preset_id, KeptPreset())


def save_layout(layout_id: str, name: str, body: Mapping[str, Any], base_version: int = 0) -> Action:
    """Save a layout over the version that its author saw; 0 makes a new one."""
    payload = {"name": name, "body": dict(body)}
    return Action(
        type="layout_save", target_type="layout", target_id=layout_id, base_version=base_version, payload=payload
    )


def remove_layout(layout: Layout) -> Action:
    """Remove a layout; refused while a wall wishes it. Its versions are kept."""
    return Action(type="layout_remove", target_type="layout", target_id=layout.id, base_version=layout.version)


# what is pushed by `show`


def swapped(wall: Wall, one: str, other: str) -> dict[str, Wish]:
    """The wishes of two screens, exchanged."""
    return {one: wall.desired.get(other, Wish()), other: wall.desired.get(one, Wish())}


def blanked(wall: Wall, screens: Iterable[str], on: bool = True) -> dict[str, Wish]:
    """The wishes of these screens, black or no longer so."""
    return {screen: wall.desired.get(screen, Wish()).model_copy(update={"blank": on}) for screen in screens}


def held_still(wall: Wall, screens: Iterable[str], on: bool = True) -> dict[str, Wish]:
    """The wishes of these screens, frozen or no longer so."""
    return {screen: wall.desired.get(screen, Wish()).model_copy(update={"frozen": on}) for screen in screens}


def wished(wall: Wall, action: PendingAction) -> dict[str, Wish]:
    """What `action` wishes for the screens of `wall`; also a dry run's answer."""
    payload = action.payload
    return wishes_of(wall, action.type, payload)


def wishes_of(wall: Wall, verb: str, payload: Mapping[str, Any]) -> dict[str, Wish]:
    """The wishes that a verb of `WISHING` with this payload puts on the screens that `wall` has."""
    found: Mapping[str, Wish] = {}
    if verb == "wall_show":
        try:
            found = {str(key): Wish.model_validate(data) for key, data in payload.get("screens", {}).items()}
        except (ValidationError, AttributeError):
            return {}
    elif verb == "wall_preset":
        known = wall.preset(str(payload.get("preset")))
        found = known.screens if known is not None else {}
    elif verb == "wall_roll_back":
        told = next((one for one in wall.told if one.revision == payload.get("to") and one.before), None)
        found = told.before if told is not None else {}
    return {screen.id: found[screen.id] for screen in wall.screens if screen.id in found}


# before the server has answered


def overlay(wall: Wall, saved: Iterable[PendingAction]) -> Wall:
    """The wall as the server said it plus what is on its way there, in the order in which it was done."""
    desired = dict(wall.desired)
    changes: dict[str, Any] = {}
    pending: list[str] = []
    refused: list[str] = []
    for action in saved:
        if action.target_type != "wall" or action.target_id != wall.id:
            continue
        if action.state in TROUBLED:
            refused.append(action.action_id)
        if action.state not in UNSETTLED:
            continue
        pending.append(action.type)
        wall = wall.model_copy(update={"presets": _presets(wall, action)})
        desired |= wished(wall, action)
        changes |= _lease(wall, action)
    if not pending and not refused:
        return wall
    changes |= {"desired": desired, "pending": tuple(pending), "refused": tuple(refused)}
    return wall.model_copy(update=changes)


def _presets(wall: Wall, action: PendingAction) -> tuple[Preset, ...]:
    """The wall's presets with what `action` does to them; one that was saved over stays in its place."""
    key = str(action.payload.get("id"))
    if action.type == "wall_preset_remove":
        return tuple(one for one in wall.presets if one.id != key)
    if action.type != "wall_preset_save":
        return wall.presets
    try:
        saved = Preset.model_validate({**action.payload, "pending": True})
    except ValidationError:
        return wall.presets
    found = {one.id: one for one in wall.presets} | {key: saved}
    return tuple(found.values())


def _lease(wall: Wall, action: PendingAction) -> dict[str, Any]:
    """Who would lead the wall by `action`: only where nobody else does, for that is the server's to say."""
    held = wall.lease_at(action.occurred_at)
    if held is not None and held.holder_id != action.actor_id:
        return {}
    if action.type == "wall_release":
        return {"lease": None}
    if action.type == "wall_take":
        until = action.occurred_at + timedelta(minutes=float(action.payload.get("minutes", TAKEN_MINUTES)))
        lease = Lease(holder_id=action.actor_id, holder_name=action.actor_name, until=until)
        return {"lease": lease}
    return {}


def layouts_with(layouts: Iterable[Layout], saved: Iterable[PendingAction]) -> list[Layout]:
    """Layouts as the server said them, with our own that are on their way laid over, in the order of their ids."""
    found = {one.id: one for one in layouts}
    for action in saved:
        if action.target_type != "layout" or action.state not in UNSETTLED:
            continue
        known = found.get(action.target_id)
        if action.type == "layout_remove":
            found.pop(action.target_id, None)
        elif action.type == "layout_save" and (known is None or known.version == action.base_version):
            changed = {"name": action.payload.get("name", ""), "body": action.payload.get("body", {})}
            found[action.target_id] = (known or Layout(id=action.target_id, name="")).model_copy(update=changed)
    return sorted(found.values(), key=lambda layout: layout.id)
