"""Whether a layout can be shown: what the console demands (`console.layouts.layout`), told field by field.

What is not known here is let through and kept: a tile type of a newer console, or of another one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

MAX_CELLS = 96
MAX_SCREENS = 24
MAX_CHARS = 512 * 1024
Cell = Annotated[int, Field(strict=True, ge=0, lt=MAX_CELLS)]
Span = Annotated[int, Field(strict=True, ge=1, le=MAX_CELLS)]
Pixels = Annotated[int, Field(strict=True, ge=160, le=16384)]
Name = Annotated[str, StringConstraints(max_length=200)]


class Fault(NamedTuple):
    """The first thing wrong: where, and what."""

    field: str
    hint: str


class _Tile(BaseModel):
    model_config = ConfigDict(extra="allow")

    type: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    row: Cell
    col: Cell
    rows: Span = 1
    cols: Span = 1

    def meets(self, other: _Tile) -> bool:
        return (
            self.row < other.row + other.rows
            and other.row < self.row + self.rows
            and self.col < other.col + other.cols
            and other.col < self.col + self.cols
        )


class _Screen(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: Name = ""
    title: Name = ""
    width_px: Pixels = 1920
    height_px: Pixels = 1080
    rows: Span
    cols: Span
    tiles: Annotated[list[_Tile], Field(max_length=1000)] = []

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for number, tile in enumerate(self.tiles):
            if tile.row + tile.rows > self.rows or tile.col + tile.cols > self.cols:
                raise ValueError(f"tile {number + 1} ({tile.type}) reaches beyond {self.rows} × {self.cols}")
            for other in range(number):
                if tile.meets(self.tiles[other]):
                    raise ValueError(f"tile {number + 1} ({tile.type}) lies over tile {other + 1}")
        return self


class _Layout(BaseModel):
    model_config = ConfigDict(extra="allow")

    format: Annotated[int, Field(strict=True, ge=1)] = 1
    name: Name = ""
    seat_distance_m: Annotated[float, Field(gt=0, le=50)] = 4.0
    pixel_pitch_mm: Annotated[float, Field(gt=0, le=10)] = 0.53
    screens: Annotated[list[_Screen], Field(min_length=1, max_length=MAX_SCREENS)]


def layout_fault(body: object) -> Fault | None:
    """What is wrong with a layout's body; None where it can be shown."""
    return _fault(_Layout, body, "body")


def screen_fault(screen: object) -> Fault | None:
    """As `layout_fault`, for a screen that stands by itself."""
    return _fault(_Screen, screen, "screen")


def screens_in(body: Mapping[str, Any]) -> int:
    """How many screens a layout has; 0 where that cannot be read."""
    screens = body.get("screens")
    return len(screens) if isinstance(screens, list) else 0


def _fault(model: type[BaseModel], data: object, whole: str) -> Fault | None:
    if not isinstance(data, dict):
        return Fault(whole, "must be an object")
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return Fault(whole, "must be plain JSON without NaN")
    if len(text) > MAX_CHARS:
        return Fault(whole, f"is longer than {MAX_CHARS // 1024} KiB")
    if "\\u0000" in text:
        return Fault(whole, "holds a NUL")
    try:
        model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or whole
        return Fault(field, first["msg"].removeprefix("Value error, "))
    return None
