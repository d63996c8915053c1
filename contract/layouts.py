"""The form of a layout: screens, each a grid of tiles (docs/reference/layouts.md). What is unknown is kept."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

FORMAT = 2
"""The newest form of a layout's body. A newer one is kept as it is."""
MAX_CELLS = 96
"""Rows or columns of a screen's grid: a free form is a fine grid, 20 pixels a cell on a panel of 1920."""
MAX_SCREENS = 24
MAX_TILES = 1000


class TileSpec(BaseModel):
    """One tile: its type's name, its place in the screen's grid, and what the type needs to know."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

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

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    name: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=200)
    """What people call it."""
    width_px: int = Field(default=1920, ge=160, le=16384)
    height_px: int = Field(default=1080, ge=160, le=16384)
    rows: int = Field(ge=1, le=MAX_CELLS)
    cols: int = Field(ge=1, le=MAX_CELLS)
    tiles: tuple[TileSpec, ...] = Field(default=(), max_length=MAX_TILES)

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

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    format: int = Field(default=FORMAT, ge=1)
    """Form of the body; a newer one is kept."""
    name: str = Field(default="", max_length=200)
    seat_distance_m: float = Field(default=4.0, gt=0, le=50)
    """Farthest seat; text is at least 16 arc-minutes there (docs/explanation/domain.md#the-room)."""
    pixel_pitch_mm: float = Field(default=0.53, gt=0, le=10)
    """Size of a pixel; 0.53 mm is a 46-inch panel of 1920 pixels."""
    screens: tuple[ScreenSpec, ...] = Field(min_length=1, max_length=MAX_SCREENS)

    def screen(self, name: str, index: int) -> ScreenSpec:
        """The screen meant for the monitor `name`, else the one at `index`; the last is repeated."""
        for spec in self.screens:
            if spec.name and spec.name == name:
                return spec
        return self.screens[min(index, len(self.screens) - 1)]
