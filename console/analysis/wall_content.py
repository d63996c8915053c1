"""Screens made of what a desk shows: one camera, its grid, or what belongs to an incident. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from contract.records.wall import Wish

BUNDLE_CAMERAS, BUNDLE_INDICATORS = 6, 4
"""A large camera, five small ones around it, numbers below: more cannot be read from the farthest seat."""
COLS, CAMERA_ROWS, NUMBER_ROWS = 4, 6, 3
"""Numbers take a third of the height: in less, their value is cut (`console.analysis.legibility`)."""
_BESIDE = ((0, 2, 1), (0, 3, 1), (2, 2, 1), (2, 3, 1), (4, 2, 2))
_FOUR = ((0, 2, 1), (0, 3, 1), (3, 2, 1), (3, 3, 1))
"""Row, column and width of the small cameras beside the large one; of four of them."""


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
    beside = cameras[1:]
    tiles = [
        _tile("camera", 0, 0, rows=CAMERA_ROWS, cols=2 if beside else COLS, camera=one) for one in cameras[:1]
    ]  # fmt: skip
    if beside and len(beside) <= 3:
        high = CAMERA_ROWS // len(beside)
        tiles += [_tile("camera", place * high, 2, rows=high, cols=2, camera=one) for place, one in enumerate(beside)]
    else:
        places, high = (_FOUR, 3) if len(beside) == len(_FOUR) else (_BESIDE, 2)
        tiles += [
            _tile("camera", row, col, rows=high, cols=wide, camera=one)
            for one, (row, col, wide) in zip(beside, places, strict=False)
        ]
    top = CAMERA_ROWS if cameras else 0
    wide = COLS // max(1, len(numbers))
    tiles += [
        _tile("indicator", top, place * wide, rows=NUMBER_ROWS, cols=_rest(place, wide, len(numbers)), indicator=one)
        for place, one in enumerate(numbers)
    ]
    return _screen(max(1, top + (NUMBER_ROWS if numbers else 0)), COLS, tiles)


def _rest(place: int, wide: int, count: int) -> int:
    """The last one takes what is left of the width."""
    return COLS - place * wide if place == count - 1 else wide


def _tile(kind: str, row: int, col: int, *, rows: int = 1, cols: int = 1, **config: str) -> dict[str, Any]:
    return {"type": kind, "row": row, "col": col, "rows": rows, "cols": cols, **config}


def _screen(rows: int, cols: int, tiles: list[dict[str, Any]]) -> Wish:
    return Wish(screen={"rows": rows, "cols": cols, "tiles": tiles})
