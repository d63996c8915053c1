"""What can be added to a layout, and what a tile that is there can be given."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from contract.layouts import TileSpec
from contract.tiles import TILE_FORMS, Kind, TileField
from views.layouts.city import NAMED, City
from views.tiles.titles import kind_words
from views.tiles.types import TILE_TYPES
from widgets.layouts.offer import Part


def parts_of(city: City) -> list[Part]:
    """Everything that can be added."""
    plain = QCoreApplication.translate("layout", "Tiles")
    of_each: list[Part] = []
    parts: list[Part] = []
    for kind in TILE_TYPES.values():
        words, begun, named = kind_words(kind.name), tuple(kind.begun().items()), kind.form.of_kind(*NAMED)
        if named is None or not named.needed:
            parts.append(Part(kind.name, words, plain, begun))
        else:  # without a camera or an indicator it shows nothing: one for each is offered
            known = city.known(named.kind)
            of_each += [Part(kind.name, one.name, words, (*begun, (named.name, key))) for key, one in known.items()]
    return parts + of_each


def takes(kind: str, *what: Kind) -> TileField | None:
    """The first field of the type that takes one of these; None where none does."""
    return TILE_FORMS[kind].of_kind(*what) if kind in TILE_FORMS else None


def given(tile: TileSpec, part: Part) -> dict[str, Any] | None:
    """What it changes in a tile to be given this part; None where it takes nothing of that kind."""
    inner = {"type": part.kind, **dict(part.config)}
    within = takes(tile.type, Kind.TILES, Kind.TILE) if takes(part.kind, Kind.TILES, Kind.TILE) is None else None
    if within is not None:
        several = within.kind is Kind.TILES
        return {within.name: [*tile.config.get(within.name, ()), inner] if several else inner}
    if part.config and tile.type == part.kind:
        return dict(part.config)
    named = takes(part.kind, *NAMED)  # a camera's tile given to a map: the map is of that camera
    same = takes(tile.type, named.kind) if named is not None else None
    if named is None or same is None or named.name not in dict(part.config):
        return None
    return {same.name: dict(part.config)[named.name]}
