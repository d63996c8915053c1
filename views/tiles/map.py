"""The tile type `map`: the city's map around a place, a camera, an incident or the city's centre, with what is near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.analysis.legibility import LEAST
from console.places.city_map import TYPE
from console.places.typed import place_of, place_text, said_place
from views.tiles.binding import Binding, Stage
from views.tiles.kind import CAPTION, Config, Line, TileType, TileWords
from views.tiles.shown_place import ShownPlace
from widgets.places.map import PlaceMap
from widgets.words.marked_text import QT_TRANSLATE_NOOP

KINDS = frozenset({TYPE, "camera", "indicator"})
AGAIN_S = 1.0
"""It is put up once a second: reading it more often, in a storm of alarms, would be for nothing."""


def _bind_map(tile: PlaceMap, stage: Stage, config: Config) -> Binding:
    """`lat` and `lon`, a `camera`, or neither for the city's centre; `radius_m` metres around it."""
    place = ShownPlace(tile, stage, config)
    binding = Binding(stage, set(KINDS), place.read, AGAIN_S)
    binding.concerns = place.moved
    binding.listen(lambda _cameras: binding.ask())
    binding.on_tick = place.tick
    binding.state = lambda: "connecting" if not binding.has_read else "live" if place.middle is not None else "missing"
    return binding


def _around(config: Mapping[str, Any]) -> str:
    """Where its middle is said to be, as it can be typed again; nothing where it is the camera or the city."""
    said = said_place(config)
    return place_text(*said) if said is not None and not config.get("camera") else ""


def _take_place(text: str) -> dict[str, Any]:
    """What a typed place changes; raises PlaceError where it is none."""
    lat, lon = place_of(text) or (None, None)
    return {"lat": lat, "lon": lon, "camera": None}


MAP = TileType(
    "map",
    TileWords(QT_TRANSLATE_NOOP("layout", "Map"), QT_TRANSLATE_NOOP("wall_control", "Map")),
    PlaceMap,
    _bind_map,
    legibility=LEAST["map"],
    lines=(
        CAPTION,
        Line(
            "at",
            QT_TRANSLATE_NOOP("layout", "Around"),
            hint=QT_TRANSLATE_NOOP("layout", "lat; lon"),
            said=_around,
            taken=_take_place,
        ),
        Line("radius_m", QT_TRANSLATE_NOOP("layout", "Reaches")),
    ),
)
