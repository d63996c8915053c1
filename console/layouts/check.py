"""What is odd in a layout though it can be shown: kept as it is, and told to whoever edits it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from console.layouts.findings import ODD, Finding, LayoutError, where
from console.layouts.layout import read_layout
from contract.layouts import FORMAT, ScreenSpec, TileSpec, WallLayout
from contract.tiles import TILE_FORMS, Kind


def check(
    body: Mapping[str, Any],
    file: str,
    *,
    cameras: Collection[str] | None = None,
    indicators: Collection[str] | None = None,
) -> tuple[WallLayout | None, list[Finding]]:
    """The layout where it can be shown, and everything wrong or odd about it; None for the city's ids asks no more."""
    try:
        layout = read_layout(body, file)
    except LayoutError as error:
        return None, list(error.findings)
    return layout, odd(layout, file, cameras=cameras, indicators=indicators)


def odd(
    layout: WallLayout,
    file: str,
    *,
    cameras: Collection[str] | None = None,
    indicators: Collection[str] | None = None,
) -> list[Finding]:
    """What is odd in a layout that can be shown."""
    found = [Finding("layout_newer", {"file": file, "format": layout.format, "known": FORMAT}, ODD)]
    found = found if layout.format > FORMAT else []
    found += _unknown((), layout.model_extra, tuple(WallLayout.model_fields), file)
    known = {Kind.CAMERA: cameras, Kind.INDICATOR: indicators}
    for number, screen in enumerate(layout.screens):
        path = ("screens", number)
        found += _unknown(path, screen.model_extra, tuple(ScreenSpec.model_fields), file)
        for place, tile in enumerate(screen.tiles):
            found += _tile((*path, "tiles", place), tile, known, file)
    return found


def _unknown(
    path: tuple[int | str, ...], extra: Mapping[str, Any] | None, known: tuple[str, ...], file: str, kind: str = ""
) -> Iterator[Finding]:
    for name in extra or {}:
        params = where((*path, name), {}, file) | ({"type": kind} if kind else {})
        near = difflib.get_close_matches(name, known, 1)
        code = "layout_unknown_field_hint" if near else "layout_unknown_field"
        yield Finding(code, params | ({"hint": near[0]} if near else {}), ODD)


def _tile(
    path: tuple[int | str, ...], tile: TileSpec, known: Mapping[Kind, Collection[str] | None], file: str
) -> Iterator[Finding]:
    params = where(path, {}, file) | {"type": tile.type}
    form = TILE_FORMS.get(tile.type)
    if form is None:
        near = difflib.get_close_matches(tile.type, tuple(TILE_FORMS), 1)
        code = "layout_unknown_type_hint" if near else "layout_unknown_type"
        yield Finding(code, params | {"hint": near[0] if near else ""}, ODD)
        return
    fields = tuple(one.name for one in form.fields)
    told = {name: value for name, value in tile.config.items() if name not in fields}
    own = tuple(name for name in TileSpec.model_fields)
    yield from _unknown(path, told, (*fields, *own), file, tile.type)
    for one in form.fields:
        if not tile.config.get(one.name):
            if one.needed:
                code = "layout_empty_picture" if one.kind is Kind.PICTURE else "layout_empty_tile"
                yield Finding(code, params | {"name": one.name}, ODD)
            continue
        ids, wanted = known.get(one.kind), str(tile.config[one.name])
        if ids is not None and wanted not in ids and not wanted.startswith("#"):
            yield Finding(f"layout_no_{one.kind}", params | {"name": one.name, "found": wanted}, ODD)
