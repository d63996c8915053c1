"""The tile types that a layout may name. A new one is one more name here (docs/how-to/add-a-tile.md)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from console.analysis.legibility import Least
from views.tiles.camera import CAMERA
from views.tiles.camera_health import ALIVE, HEALTH
from views.tiles.incidents import COUNT, QUEUE
from views.tiles.indicator import INDICATOR
from views.tiles.kind import TileType
from views.tiles.map import MAP
from views.tiles.picture import PICTURE
from views.tiles.plan import PLAN
from views.tiles.slot import slot_type
from views.tiles.text import CLOCK, TEXT
from views.tiles.tour import tour_type

_TYPES = (
    CAMERA,
    INDICATOR,
    QUEUE,
    COUNT,
    ALIVE,
    HEALTH,
    CLOCK,
    TEXT,
    PICTURE,
    tour_type(lambda: TILE_TYPES),
    slot_type(lambda: TILE_TYPES),
    PLAN,
    MAP,
)
TILE_TYPES: Mapping[str, TileType] = MappingProxyType({kind.name: kind for kind in _TYPES})
"""By name, in the order in which the editor of layouts offers them."""
MOVING = frozenset(kind.name for kind in _TYPES if kind.moves)
LEGIBILITY: Mapping[str, Least | None] = MappingProxyType({kind.name: kind.legibility for kind in _TYPES})
