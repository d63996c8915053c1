"""Saving and removing layouts, as pure functions. Every saved version is kept (`backend.walls.versions`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.merge import NEVER_ACT, Act
from backend.problems import document
from backend.walls.layout_check import layout_fault
from backend.walls.rules import listed
from backend.walls.wishes import layouts_of, wishes

KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
NAME_MOST = 200


@dataclass(frozen=True)
class LayoutDeed:
    """An action on a layout: the one that there is, if any, and all walls that may name it."""

    act: Act
    layout_id: str
    found: tuple[int, Mapping[str, Any]] | None
    walls: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class LayoutOutcome:
    """`applied`, `conflict` or `rejected`; the layout as it is then, or that it is gone."""

    result: str
    layout: dict[str, Any] | None = None
    removed: bool = False
    problem: dict[str, Any] | None = None


def fold(deed: LayoutDeed) -> LayoutOutcome:
    """What `deed` changes. Never changes what it was given."""
    if deed.act.role in NEVER_ACT:
        return _rejected(403, "forbidden", "this role does not act on layouts")
    if deed.act.type == "layout_save":
        return save(deed)
    if deed.act.type == "layout_remove":
        return remove(deed)
    return _rejected(422, "unknown-action", f"there is no action {deed.act.type!r} on a layout")


def _rejected(status: int, code: str, detail: str, **more: object) -> LayoutOutcome:
    return LayoutOutcome("rejected", problem={**document(status, code, detail), **more})


def _stale(deed: LayoutDeed) -> LayoutOutcome | None:
    """The refusal of what is based on another version than the one that there is."""
    version = deed.found[0] if deed.found is not None else 0
    if version == deed.act.base_version:
        return None
    detail = "somebody saved it meanwhile" if deed.found is not None else "somebody removed it meanwhile"
    return LayoutOutcome("conflict", problem=document(412, "layout-changed", detail))


def save(deed: LayoutDeed) -> LayoutOutcome:
    """A new layout, or the next version of the one that its author saw."""
    name, body = deed.act.payload.get("name"), deed.act.payload.get("body")
    if not KEY.fullmatch(deed.layout_id):
        return _rejected(
            422, "bad-layout", "id: small letters, digits, . _ -", field="id", hint="small letters, digits"
        )
    if not isinstance(name, str) or not 0 < len(name.strip()) <= NAME_MOST or "\0" in name:
        hint = f"1 to {NAME_MOST} signs"
        return _rejected(422, "bad-layout", f"name: {hint}", field="name", hint=hint)
    fault = layout_fault(body)
    if fault is not None or not isinstance(body, dict):
        field, hint = fault or ("body", "")
        return _rejected(422, "bad-layout", f"{field}: {hint}", field=field, hint=hint)
    stale = _stale(deed)
    return stale if stale is not None else LayoutOutcome("applied", {"name": name.strip(), "body": body})


def remove(deed: LayoutDeed) -> LayoutOutcome:
    """Gone from the list; its versions stay."""
    if deed.found is None:
        return _rejected(404, "unknown-target", "there is no such layout")
    for key, wall in deed.walls.items():
        where = used_by(wall, deed.layout_id)
        if where is not None:
            name = wall.get("name") or key
            return _rejected(409, "layout-in-use", f"{name}: {where}", wall=key, wall_name=name, where=where)
    stale = _stale(deed)
    return stale if stale is not None else LayoutOutcome("applied", removed=True)


def used_by(wall: Mapping[str, Any], layout_id: str) -> str | None:
    """The screen or the preset that wishes a layout; None for none."""

    def named(given: Iterable[Any]) -> bool:
        return any(layout_id in layouts_of(wish) for wish in given)

    for screen, wish in wishes(wall.get("desired")).items():
        if named((wish,)):
            return screen
    for preset in listed(wall.get("presets")):
        if named(wishes(preset.get("screens")).values()):
            return str(preset.get("name") or preset.get("id"))
    return None
