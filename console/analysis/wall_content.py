"""Screens made of what a desk shows: one camera, its grid, or what belongs to an incident. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from console.wall_models import Wish

BUNDLE_CAMERAS, BUNDLE_INDICATORS = 6, 4
"""A large camera, five small ones around it, numbers below: more cannot be read from the farthest seat."""
_AROUND = ((0, 2, 1), (0, 3, 1), (1, 2, 1), (1, 3, 1), (2, 2, 2))
"""Row, column and width of the small cameras beside the large one, in a grid of four columns."""


def one_camera(camera_id: str) -> Wish:
    """This camera alone."""
    return _screen(1, 1, [_tile("camera", 0, 0, camera=camera_id)])


def camera_grid(camera_ids: Sequence[str]) -> Wish:
    """These cameras in the smallest grid as wide as it is high that holds them, without empty rows."""
    side = max(1, math.ceil(math.sqrt(len(camera_ids))))
    rows = max(1, math.ceil(len(camera_ids) / side))
    tiles = [_tile("camera", place // side, place % side, camera=one) for place, one in enumerate(camera_ids)]
    return _screen(rows, side, tiles)


def bundle(camera_ids: Sequence[str], indicator_ids: Sequence[str]) -> Wish:
    """An incident's first camera large, the others small beside it, its numbers in a row below."""
    cameras, numbers = list(camera_ids[:BUNDLE_CAMERAS]), list(indicator_ids[:BUNDLE_INDICATORS])
    if len(cameras) <= 1:
        tiles = [_tile("camera", 0, 0, rows=3, cols=4, camera=cameras[0])] if cameras else []
    else:
        tiles = [_tile("camera", 0, 0, rows=3, cols=2, camera=cameras[0])]
        beside = cameras[1:]
        if len(beside) <= 3:
            tiles += [_tile("camera", row, 2, cols=2, camera=one) for row, one in enumerate(beside)]
        else:
            tiles += [
                _tile("camera", row, col, cols=wide, camera=one)
                for one, (row, col, wide) in zip(beside, _AROUND, strict=False)
            ]
    width = max(1, 4 // max(1, len(numbers)))
    tiles += [
        _tile("indicator", 3, place * width, cols=width, indicator=one) for place, one in enumerate(numbers)
    ]  # fmt: skip
    return _screen(4 if numbers else 3, 4, tiles)


def _tile(kind: str, row: int, col: int, *, rows: int = 1, cols: int = 1, **config: str) -> dict[str, Any]:
    return {"type": kind, "row": row, "col": col, "rows": rows, "cols": cols, **config}


def _screen(rows: int, cols: int, tiles: list[dict[str, Any]]) -> Wish:
    return Wish(screen={"rows": rows, "cols": cols, "tiles": tiles})
