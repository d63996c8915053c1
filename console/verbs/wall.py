"""The verbs at a wall and at a layout, and what each does to one that is shown. See docs/reference/wall.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from console.records.models import Layout, PendingAction
from console.records.wall import Preset, Wall
from console.verbs.base import FOR_NOW, Verb, by_name
from contract.records.wall import Lease, Wish

TAKEN_MINUTES = 5
"""A push to a free wall takes it for so long; a lease that is asked for lasts as long as it says, at most an hour."""
Said = Mapping[str, Any]
"""A payload."""
Wishes = Callable[[Wall, Said], Mapping[str, Wish]]
"""What a payload wishes, by screen; also for screens that the wall does not have."""
WallEffect = Callable[[Wall, PendingAction], Said]
"""The fields that the action changes, with what they become. The wall's lease is the server's."""
LayoutEffect = Callable[[Layout | None, PendingAction], Layout | None]
"""The layout with it; None where it is not there."""


# what is wished


def _shown(_wall: Wall, payload: Said) -> Mapping[str, Wish]:
    try:
        return {str(key): Wish.model_validate(data) for key, data in payload.get("screens", {}).items()}
    except (ValidationError, AttributeError):
        return {}


def _of_preset(wall: Wall, payload: Said) -> Mapping[str, Wish]:
    known = wall.preset(str(payload.get("preset")))
    return known.screens if known is not None else {}


def _as_before(wall: Wall, payload: Said) -> Mapping[str, Wish]:
    told = next((one for one in wall.told if one.revision == payload.get("to") and one.before), None)
    return told.before if told is not None else {}


WISHES: Mapping[str, Wishes] = MappingProxyType(
    {"wall_show": _shown, "wall_preset": _of_preset, "wall_roll_back": _as_before}
)
"""Verbs that wish something for screens."""


def wished(wishes: Wishes, wall: Wall, payload: Said) -> dict[str, Wish]:
    """What a payload wishes for the screens that `wall` has."""
    found = wishes(wall, payload)
    return {screen.id: found[screen.id] for screen in wall.screens if screen.id in found}


# what an unsent one changes


def _wishing(wishes: Wishes) -> WallEffect:
    return lambda wall, action: {"desired": {**wall.desired, **wished(wishes, wall, action.payload)}}


def _only_for_a_while(_wall: Wall, _action: PendingAction) -> Said:
    """Nothing of the record."""
    return {}


def _taken(wall: Wall, action: PendingAction) -> Said:
    """Ours, but only where nobody else leads: that is the server's to say."""
    if _led_by_other(wall, action):
        return {}
    until = action.occurred_at + timedelta(minutes=float(action.payload.get("minutes", TAKEN_MINUTES)))
    return {"lease": Lease(holder_id=action.actor_id, holder_name=action.actor_name, until=until)}


def _released(wall: Wall, action: PendingAction) -> Said:
    return {} if _led_by_other(wall, action) else {"lease": None}


def _led_by_other(wall: Wall, action: PendingAction) -> bool:
    held = wall.lease_at(action.occurred_at)
    return held is not None and held.holder_id != action.actor_id


def _preset_kept(wall: Wall, action: PendingAction) -> Said:
    """One that was saved over stays in its place."""
    try:
        saved = Preset.model_validate({**action.payload, "pending": True})
    except ValidationError:
        return {}
    found = {one.id: one for one in wall.presets} | {str(action.payload.get("id")): saved}
    return {"presets": tuple(found.values())}


def _preset_removed(wall: Wall, action: PendingAction) -> Said:
    key = str(action.payload.get("id"))
    return {"presets": tuple(one for one in wall.presets if one.id != key)}


def _layout_saved(known: Layout | None, action: PendingAction) -> Layout | None:
    """Over the version that its author saw; another one is the server's to judge."""
    if known is not None and known.version != action.base_version:
        return known
    changed = {"name": action.payload.get("name", ""), "body": action.payload.get("body", {})}
    return (known or Layout(id=action.target_id, name="")).model_copy(update=changed)


def _layout_removed(_known: Layout | None, _action: PendingAction) -> Layout | None:
    return None


VERBS: tuple[Verb[WallEffect], ...] = (
    Verb("wall_take", _taken, FOR_NOW),
    Verb("wall_release", _released, FOR_NOW),
    *(Verb(name, _wishing(wishes), FOR_NOW) for name, wishes in WISHES.items()),
    Verb("wall_identify", _only_for_a_while, FOR_NOW),
    Verb("wall_preset_save", _preset_kept),
    Verb("wall_preset_remove", _preset_removed),
)
BY_NAME = by_name(*VERBS)
LAYOUT_VERBS: tuple[Verb[LayoutEffect], ...] = (
    Verb("layout_save", _layout_saved),
    Verb("layout_remove", _layout_removed),
)
LAYOUTS_BY_NAME = by_name(*LAYOUT_VERBS)
