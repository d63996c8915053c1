"""The tile types that a layout may name, and what each may be told beside its place, with its defaults and limits.

A layout that says more than this, or names a type that is not here, is taken and kept all the same
(`contract.layouts`); whoever edits it is told. How a type looks, is read and lives is the console's
(`views/tiles/`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What stands in a field."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    CAMERA = "camera"
    """A camera's id, or `#3` for the third of the city."""
    INDICATOR = "indicator"
    """An indicator's id, or its place as a camera's."""
    PICTURE = "picture"
    """A picture by the SHA-256 of its content."""
    TILE = "tile"
    """One tile within this one: a type and its fields, without a place."""
    TILES = "tiles"
    """Several of them."""


@dataclass(frozen=True)
class TileField:
    """One thing that a layout tells a tile."""

    name: str
    kind: Kind = Kind.TEXT
    default: int = 0
    """What a whole number is where the layout does not say; other fields are empty then."""
    least: int = 0
    most: int = 0
    """Between these a whole number makes sense."""
    unit: str = ""
    needed: bool = False
    """Without it the tile shows nothing."""


@dataclass(frozen=True)
class TileForm:
    """A tile type's name and its fields, in the order in which they are asked for."""

    name: str
    fields: tuple[TileField, ...] = ()

    def field(self, name: str) -> TileField:
        """The field of this name. Raises KeyError where the type has none such."""
        return {one.name: one for one in self.fields}[name]

    def of_kind(self, *kinds: Kind) -> TileField | None:
        """The first field of one of these kinds; None where there is none."""
        return next((one for one in self.fields if one.kind in kinds), None)


_TITLE, _TEXT = TileField("title"), TileField("text")
_CAMERA, _LINES = TileField("camera", Kind.CAMERA), TileField("most", Kind.WHOLE, 12, 1, 100)

_FORMS = (
    TileForm("camera", (TileField("camera", Kind.CAMERA, needed=True), TileField("keyframes", Kind.FLAG))),
    TileForm("indicator", (TileField("indicator", Kind.INDICATOR, needed=True),)),
    TileForm("queue", (_LINES,)),
    TileForm("count"),
    TileForm("cameras-alive"),
    TileForm("camera-health", (_LINES,)),
    TileForm("clock", (_TEXT,)),
    TileForm("text", (_TITLE, _TEXT)),
    TileForm(
        "picture",
        (
            TileField("sha256", Kind.PICTURE, needed=True), _TITLE,
            TileField("size", Kind.NUMBER), TileField("media_type"),
        ),
    ),
    TileForm(
        "tour",
        (TileField("tiles", Kind.TILES, needed=True), _TITLE, TileField("dwell_s", Kind.WHOLE, 15, 2, 3600, "s")),
    ),
    TileForm("slot", (TileField("idle", Kind.TILE), _TITLE, TileField("place"))),
    TileForm("plan", (TileField("plan"),)),
    TileForm(
        "map",
        (
            _TITLE, TileField("lat", Kind.NUMBER), TileField("lon", Kind.NUMBER), _CAMERA,
            TileField("radius_m", Kind.WHOLE, 1000, 100, 20_000, "m"),
        ),
    ),
)  # fmt: skip
TILE_FORMS: Mapping[str, TileForm] = MappingProxyType({form.name: form for form in _FORMS})
"""By name, in the order in which they are offered."""
