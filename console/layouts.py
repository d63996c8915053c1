"""A wall's layout as plain data: screens, each a grid of tiles. Read from a record's body or from a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from console.errors import IocError

MAX_CELLS = 12
MAX_SCREENS = 24


class LayoutError(IocError):
    """A layout that cannot be shown; code `bad_layout` with `file`, `field` and `hint`."""


class TileSpec(BaseModel):
    """One tile: its type's name, its place in the screen's grid, and what the type needs to know."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str = Field(min_length=1)
    row: int = Field(ge=0, lt=MAX_CELLS)
    col: int = Field(ge=0, lt=MAX_CELLS)
    rows: int = Field(default=1, ge=1, le=MAX_CELLS)
    cols: int = Field(default=1, ge=1, le=MAX_CELLS)

    @property
    def config(self) -> dict[str, Any]:
        """What is not place or type: `camera`, `indicator`, `text` and the like."""
        return dict(self.model_extra or {})


class ScreenSpec(BaseModel):
    """One screen: its name where it must be a certain one, its grid, its tiles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    rows: int = Field(ge=1, le=MAX_CELLS)
    cols: int = Field(ge=1, le=MAX_CELLS)
    tiles: tuple[TileSpec, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        taken: set[tuple[int, int]] = set()
        for number, tile in enumerate(self.tiles, start=1):
            if tile.row + tile.rows > self.rows or tile.col + tile.cols > self.cols:
                raise ValueError(f"tile {number} ({tile.type}) > {self.rows} × {self.cols}")
            cells = {(tile.row + r, tile.col + c) for r in range(tile.rows) for c in range(tile.cols)}
            if cells & taken:
                raise ValueError(f"tile {number} ({tile.type}) ∩ tile")
            taken |= cells
        return self


class WallLayout(BaseModel):
    """All screens of one wall, and from how far they are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
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


def read_layout(body: dict[str, Any], source: str) -> WallLayout:
    """The layout in `body`. Raises `LayoutError` that names `source`, the first wrong field and what is wrong there."""
    try:
        return WallLayout.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "layout"
        raise LayoutError("bad_layout", file=source, field=field, hint=first["msg"]) from error


def load_layout(path: Path) -> WallLayout:
    """The layout in the TOML file at `path`. Raises `LayoutError` also where there is no such file."""
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        hint = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8"
        raise LayoutError("bad_layout", file=path.name, field="file", hint=hint) from error
    except tomllib.TOMLDecodeError as error:
        raise LayoutError("bad_layout", file=path.name, field="TOML", hint=str(error)) from error
    return read_layout(body, path.name)
