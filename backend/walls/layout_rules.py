"""Saving and removing layouts, as pure functions. Every saved version is kept (`backend.walls.versions`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, Rule, rejected, said
from backend.base.problems import document
from backend.walls.layout_check import layout_fault
from backend.walls.rules import listed
from backend.walls.wishes import layouts_of, wishes

KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def _stale(deed: Deed) -> Outcome | None:
    """The refusal of what is based on another version than the one that there is."""
    if deed.version == deed.act.base_version:
        return None
    detail = "somebody saved it meanwhile" if deed.version else "somebody removed it meanwhile"
    return Outcome("conflict", problem=document(412, "layout-changed", detail))


def save(deed: Deed) -> Outcome:
    """A new layout, or the next version of the one that its author saw."""
    body = deed.act.payload["body"]
    if not KEY.fullmatch(deed.key):
        return rejected(422, "bad-layout", "id: small letters, digits, . _ -", field="id", hint="small letters, digits")
    fault = layout_fault(body)
    if fault is not None:
        return rejected(422, "bad-layout", f"{fault.field}: {fault.hint}", field=fault.field, hint=fault.hint)
    stale = _stale(deed)
    return stale if stale is not None else Outcome("applied", {"name": said(deed.act, "name"), "body": body})


def remove(deed: Deed) -> Outcome:
    """Gone from the list; its versions stay."""
    if not deed.version:
        return rejected(404, "unknown-target", "there is no such layout")
    for key, wall in deed.every("wall").items():
        where = used_by(wall, deed.key)
        if where is not None:
            name = wall.get("name") or key
            return rejected(409, "layout-in-use", f"{name}: {where}", wall=key, wall_name=name, where=where)
    stale = _stale(deed)
    return stale if stale is not None else Outcome("applied", removed=True)


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


RULES: Mapping[str, Rule] = MappingProxyType({"layout_save": save, "layout_remove": remove})
