"""A wall's layout as plain data: screens, each a grid of tiles. Read from a record's body or from a file.

What this program does not know stays in what it writes: a field or a tile type of a newer console, or of another
one, is never lost by reading and saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from console.layouts.files import read_file
from console.layouts.findings import Finding, LayoutError, from_validation, where
from console.layouts.migrations import FORMAT, migrated

__all__ = ["LayoutError", "ScreenSpec", "TileSpec", "WallLayout", "body_of", "load_layout", "read_layout"]

MAX_CELLS = 96
"""Rows or columns of a screen's grid: a free form is a fine grid, 20 pixels a cell on a panel of 1920."""
MAX_SCREENS = 24


class TileSpec(BaseModel):
    """One tile: its type's name, its place in the screen's grid, and what the type needs to know."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str = Field(min_length=1, max_length=64)
    row: int = Field(ge=0, lt=MAX_CELLS)
    col: int = Field(ge=0, lt=MAX_CELLS)
    rows: int = Field(default=1, ge=1, le=MAX_CELLS)
    cols: int = Field(default=1, ge=1, le=MAX_CELLS)

    @property
    def config(self) -> dict[str, Any]:
        """What is not place or type: `camera`, `indicator`, `text` and the like."""
        return dict(self.model_extra or {})

    def meets(self, other: TileSpec) -> bool:
        """Whether the two share a cell."""
        return (
            self.row < other.row + other.rows
            and other.row < self.row + self.rows
            and self.col < other.col + other.cols
            and other.col < self.col + self.cols
        )


class ScreenSpec(BaseModel):
    """One screen: its name where it must be a certain one, its size, its grid, its tiles."""

    model_config = ConfigDict(frozen=True, extra="allow")

    name: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=200)
    """What people call it."""
    width_px: int = Field(default=1920, ge=160, le=16384)
    height_px: int = Field(default=1080, ge=160, le=16384)
    rows: int = Field(ge=1, le=MAX_CELLS)
    cols: int = Field(ge=1, le=MAX_CELLS)
    tiles: tuple[TileSpec, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for number, tile in enumerate(self.tiles):
            facts = {"tile": number + 1, "type": tile.type, "rows": self.rows, "cols": self.cols}
            if tile.row + tile.rows > self.rows or tile.col + tile.cols > self.cols:
                raise PydanticCustomError("layout_outside", "tile {tile} ({type}) > {rows} × {cols}", facts)
            for other in range(number):
                if tile.meets(self.tiles[other]):
                    facts |= {"other": other + 1}
                    raise PydanticCustomError("layout_overlap", "tile {tile} ({type}) ∩ tile {other}", facts)
        return self


class WallLayout(BaseModel):
    """All screens of one wall, and from how far they are read."""

    model_config = ConfigDict(frozen=True, extra="allow")

    format: int = Field(default=FORMAT, ge=1)
    """Form of the body (`console.layouts.migrations`); a newer one is kept."""
    name: str = Field(default="", max_length=200)
    seat_distance_m: float = Field(default=4.0, gt=0, le=50)
    """Farthest seat; text is at least 16 arc-minutes there (domain.md, the room)."""
    pixel_pitch_mm: float = Field(default=0.53, gt=0, le=10)
    """Size of a pixel; 0.53 mm is a 46-inch panel of 1920 pixels."""
    screens: tuple[ScreenSpec, ...] = Field(min_length=1, max_length=MAX_SCREENS)

    def screen(self, name: str, index: int) -> ScreenSpec:
        """The screen meant for the monitor `name`, else the one at `index`; the last is repeated."""
        for spec in self.screens:
            if spec.name and spec.name == name:
                return spec
        return self.screens[min(index, len(self.screens) - 1)]


def read_layout(body: Mapping[str, Any], source: str) -> WallLayout:
    """The layout in `body`, of this form or an older one.

    Raises `LayoutError` that names `source`, screen, tile and field of the first thing wrong, and has all of them.
    """
    try:
        return WallLayout.model_validate(migrated(body))
    except ValidationError as error:
        findings = from_validation(error.errors(include_url=False), body, source)
        raise refused(findings) from error
    except ValueError as error:
        raise refused(
            [
                Finding(
                    "layout_kind",
                    where(("format",), body, source) | {"hint": str(error), "found": str(body.get("format"))},
                )
            ]
        ) from error


def refused(findings: list[Finding]) -> LayoutError:
    """The error that says the first of `findings`."""
    return LayoutError(findings[0].code, findings, **findings[0].params)


def body_of(layout: WallLayout) -> dict[str, Any]:
    """The layout as the plain data of a record, with everything that was in what it was read from."""
    return layout.model_dump(mode="json")


def file_of(layout: WallLayout) -> dict[str, Any]:
    """As `body_of`, for people to read and write: without what is as usual."""
    return {"format": layout.format, "name": layout.name} | layout.model_dump(mode="json", exclude_defaults=True)


def load_layout(path: Path) -> WallLayout:
    """The layout in the TOML, YAML or JSON file at `path`. Raises `LayoutError` also where there is no such file."""
    return read_layout(read_file(path).body, path.name)
