"""What is odd in a layout though it can be shown: kept as it is, and told to whoever edits it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from console.layouts.findings import ODD, Finding, LayoutError, where
from console.layouts.layout import read_layout
from contract.layouts import FORMAT, ScreenSpec, TileSpec, WallLayout

TILE_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "camera": ("camera", "keyframes"),
        "indicator": ("indicator",),
        "queue": ("most",),
        "count": (),
        "cameras-alive": (),
        "camera-health": ("most",),
        "clock": ("text",),
        "text": ("title", "text"),
        "picture": ("sha256", "title", "size", "media_type"),
        "tour": ("tiles", "dwell_s", "title"),
        "slot": ("idle", "title", "place"),
        "plan": ("plan",),
        "map": ("lat", "lon", "camera", "radius_m", "title"),
    }
)
"""What each known tile type may be told beside its place."""
NEEDED: Mapping[str, str] = MappingProxyType(
    {"camera": "camera", "indicator": "indicator", "picture": "sha256", "tour": "tiles"}
)
"""Without this a tile of the type shows nothing."""


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
    known = {"camera": cameras, "indicator": indicators}
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
    path: tuple[int | str, ...], tile: TileSpec, known: Mapping[str, Collection[str] | None], file: str
) -> Iterator[Finding]:
    params = where(path, {}, file) | {"type": tile.type}
    fields = TILE_FIELDS.get(tile.type)
    if fields is None:
        near = difflib.get_close_matches(tile.type, tuple(TILE_FIELDS), 1)
        code = "layout_unknown_type_hint" if near else "layout_unknown_type"
        yield Finding(code, params | {"hint": near[0] if near else ""}, ODD)
        return
    told = {name: value for name, value in tile.config.items() if name not in fields}
    own = tuple(name for name in TileSpec.model_fields)
    yield from _unknown(path, told, (*fields, *own), file, tile.type)
    needed = NEEDED.get(tile.type)
    if needed is not None and not tile.config.get(needed):
        code = "layout_empty_picture" if tile.type == "picture" else "layout_empty_tile"
        yield Finding(code, params | {"name": needed}, ODD)
        return
    kind = "camera" if tile.type == "map" and tile.config.get("camera") else tile.type
    ids = known.get(kind)
    wanted = str(tile.config.get(kind, ""))
    if ids is not None and wanted not in ids and not wanted.startswith("#"):
        yield Finding(f"layout_no_{kind}", params | {"name": kind, "found": wanted}, ODD)
