"""The verbs at a wall and at a layout, and how both look before the server has answered. See docs/reference/wall.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from console.layouts.desk import slug
from console.records.models import TROUBLED, UNSETTLED, Layout, PendingAction
from console.records.wall import Preset, Wall
from console.verbs.actions import Action
from console.verbs.wall import BY_NAME, LAYOUTS_BY_NAME, TAKEN_MINUTES, WISHES, wished
from contract.records.wall import KeptPreset, Wish

IDENTIFY_S = 10
WISHING = frozenset(WISHES)


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


def wishes_of(wall: Wall, verb: str, payload: Mapping[str, Any]) -> dict[str, Wish]:
    """The wishes that a verb of `WISHING` with this payload puts on the screens that `wall` has; a dry run's answer."""
    return wished(WISHES[verb], wall, payload)


# before the server has answered


def overlay(wall: Wall, saved: Iterable[PendingAction]) -> Wall:
    """The wall as the server said it plus what is on its way there, in the order in which it was done."""
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
        verb = BY_NAME.get(action.type)
        if verb is not None:
            # Who leads is the server's to say: our own lease lets nobody do what its holder may.
            changes |= verb.effect(wall.model_copy(update={**changes, "lease": wall.lease}), action)
    if not pending and not refused:
        return wall
    return wall.model_copy(update={**changes, "pending": tuple(pending), "refused": tuple(refused)})


def layouts_with(layouts: Iterable[Layout], saved: Iterable[PendingAction]) -> list[Layout]:
    """Layouts as the server said them, with our own that are on their way laid over, in the order of their ids."""
    found = {one.id: one for one in layouts}
    for action in saved:
        if action.target_type != "layout" or action.state not in UNSETTLED:
            continue
        verb = LAYOUTS_BY_NAME.get(action.type)
        known = found.pop(action.target_id, None)
        laid = verb.effect(known, action) if verb is not None else known
        if laid is not None:
            found[action.target_id] = laid
    return sorted(found.values(), key=lambda layout: layout.id)
