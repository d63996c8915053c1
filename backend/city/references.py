"""Checks that what one file of a pack names stands in another, that ids are unique, and that tiles fit."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backend.city import checklists, demo_models, outgoing, plans, walls
from backend.city.checking import did_you_mean
from backend.city.models import Layout, LayoutScreen, LayoutTile, TilePart
from backend.city.problems import Problem
from backend.city.yaml_lines import Document, Path_

Names = Mapping[str, frozenset[str]]
# file, field of each entry (a list of names reads alike), what it names
_FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("wards.yaml", ("area",), "area"),
    ("cameras.yaml", ("area",), "area"),
    ("cameras.yaml", ("ward",), "ward"),
    ("sources.yaml", ("agency",), "agency"),
    ("indicators.yaml", ("owner",), "agency"),
    ("indicators.yaml", ("source",), "source"),
    ("shifts.yaml", ("people",), "person"),
    ("incident_kinds.yaml", ("agency",), "agency"),
    *checklists.FIELDS,
    *plans.FIELDS,
    *walls.FIELDS,
    *outgoing.FIELDS,
    *demo_models.FIELDS,
)

NEEDED: Mapping[str, str] = MappingProxyType({"camera": "camera", "indicator": "indicator", "tour": "tiles"})
"""Without this a tile of the type shows nothing."""


def crossed(
    documents: Mapping[str, Document], layouts: Mapping[str, Layout], lists: Iterable[str]
) -> Iterator[Problem]:
    """All that keeps the files of a pack from being one city; `lists` are those that hold a list."""
    yield from _time_zone(documents["city.yaml"])
    for name in lists:
        yield from _duplicates(documents[name])
    yield from _due(documents["demo/opening.yaml"])
    yield from checklists.crossed(documents["checklists.yaml"])
    yield from plans.crossed(documents["plans.yaml"])
    ids = functools.partial(_column, documents)
    names = {
        "area": frozenset(documents["city.yaml"].data["areas"]),
        "ward": ids("wards.yaml", "name"),
        "agency": ids("agencies.yaml", "id"),
        "person": ids("people.yaml", "id"),
        "camera": ids("cameras.yaml", "id"),
        "source": ids("sources.yaml", "id"),
        "indicator": ids("indicators.yaml", "id"),
        "kind": ids("incident_kinds.yaml", "id"),
        "happening": ids("demo/incident_kinds.yaml", "id"),
        "contact": ids("contacts.yaml", "id"),
        "plan": ids("plans.yaml", "id"),
    }
    yield from _unknown(documents, names)
    for file, layout in layouts.items():
        yield from _tiles(documents[file], layout, names)
    yield from walls.crossed(documents["walls.yaml"], documents["alarm_rules.yaml"], layouts, names)
    yield from plans.presets(documents["plans.yaml"], walls.presets_of(documents["walls.yaml"]))


def _unknown(documents: Mapping[str, Document], names: Names) -> Iterator[Problem]:
    """Every name in the lists of a pack that stands nowhere."""
    for file, fields, what in _FIELDS:
        document = documents[file]
        for path, given in _values(document.data, fields):
            yield from _known(document, path, given, what, names)


def _duplicates(document: Document) -> Iterator[Problem]:
    """Every id of a list file that was used further up."""
    first: dict[str, int] = {}
    for number, entry in enumerate(document.data):
        given = entry.get("id")
        if given in first:
            yield document.problem("duplicate_id", (number, "id"), given=given, first=str(first[given]))
        elif given is not None:
            first[given] = document.line((number, "id"))


def _due(document: Document) -> Iterator[Problem]:
    """Every opening incident without a deadline."""
    for number, entry in enumerate(document.data):
        if "due_minutes" not in entry and not ("due_days" in entry and "due_at" in entry):
            yield document.problem("missing_due", (number,))


def _time_zone(document: Document) -> Iterator[Problem]:
    """A time zone that this machine does not know."""
    given = document.data.get("time_zone", "Asia/Ho_Chi_Minh")
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield document.problem("unknown_reference", ("time_zone",), what="time_zone", given=given)


def _tiles(document: Document, layout: Layout, names: Names) -> Iterator[Problem]:
    """Tiles of a layout that do not fit or that show what does not exist."""
    for number, screen in enumerate(layout.screens):
        yield from _misfits(document, ("screens", number), screen)
        for place, tile in enumerate(screen.tiles):
            for path, part in _parts(("screens", number, "tiles", place), tile):
                if part.type in NEEDED and getattr(part, NEEDED[part.type]) is None:
                    yield document.problem("missing_field", path, name=NEEDED[part.type])
                for what, given in (("camera", part.camera), ("indicator", part.indicator)):
                    if given is not None:
                        yield from _known(document, (*path, what), given, what, names)


def _parts(path: Path_, tile: LayoutTile) -> Iterator[tuple[Path_, TilePart]]:
    """The tile, and what a tour or a slot shows in it."""
    yield path, tile
    for number, part in enumerate(tile.tiles or ()):
        yield (*path, "tiles", number), part
    if tile.idle is not None:
        yield (*path, "idle"), tile.idle


def _misfits(document: Document, path: Path_, screen: LayoutScreen) -> Iterator[Problem]:
    taken: set[tuple[int, int]] = set()
    for number, tile in enumerate(screen.tiles):
        at = (*path, "tiles", number)
        if tile.row + tile.rows > screen.rows or tile.col + tile.cols > screen.cols:
            size = {"rows": str(screen.rows), "cols": str(screen.cols)}
            yield document.problem("tile_outside", at, number=str(number + 1), **size)
        cells = {(tile.row + r, tile.col + c) for r in range(tile.rows) for c in range(tile.cols)}
        if cells & taken:
            yield document.problem("tile_overlap", at, number=str(number + 1))
        taken |= cells


def _known(document: Document, path: Path_, given: str, what: str, names: Names) -> Iterator[Problem]:
    if given in names[what]:
        return
    hint = did_you_mean(given, names[what])
    if hint:
        yield document.problem("unknown_reference_hint", path, what=what, given=given, hint=hint)
    else:
        yield document.problem("unknown_reference", path, what=what, given=given)


def _values(data: Any, fields: Sequence[str], path: Path_ = ()) -> Iterable[tuple[Path_, str]]:
    if isinstance(data, list):
        for number, entry in enumerate(data):
            yield from _values(entry, fields, (*path, number))
    elif fields and isinstance(data, dict):
        if fields[0] in data:
            yield from _values(data[fields[0]], fields[1:], (*path, fields[0]))
    elif not fields and data is not None:
        yield path, data


def _column(documents: Mapping[str, Document], file: str, field: str) -> frozenset[str]:
    return frozenset(entry[field] for entry in documents[file].data)
