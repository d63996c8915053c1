"""Where tiles of a wall's screen stand: they fill it, never overlap, and spans reach over the gaps."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

from PySide6.QtCore import QRect, QSize

from contract.layouts import ScreenSpec
from views.wall_node.pane import GAP_PX, place_of

ROOM = QSize(1920, 1048)


def _spec(rows: int, cols: int, *tiles: tuple[int, int, int, int]) -> ScreenSpec:
    placed: list[dict[str, Any]] = [
        {"type": "text", "row": row, "col": col, "rows": high, "cols": wide} for row, col, high, wide in tiles
    ]
    return ScreenSpec.model_validate({"rows": rows, "cols": cols, "tiles": placed})


def test_sixteen_tiles_fill_the_screen_with_the_same_gap_between_all() -> None:
    spec = _spec(4, 4, *((row, col, 1, 1) for row in range(4) for col in range(4)))
    places = [place_of(spec, tile, ROOM) for tile in spec.tiles]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    room = QRect(0, 0, ROOM.width(), ROOM.height())
    assert all(room.contains(one) for one in places)
    assert max(one.width() for one in places) - min(one.width() for one in places) <= 1
    for one, beside in pairwise(places[:4]):
        assert abs(beside.left() - one.right() - 1 - GAP_PX) <= 1
    assert room.right() - places[-1].right() <= GAP_PX + 1


def test_a_wide_tile_ends_where_its_last_column_ends() -> None:
    spec = _spec(2, 3, (0, 0, 1, 2), (1, 1, 1, 1), (0, 2, 2, 1))
    wide, below, tall = (place_of(spec, tile, ROOM) for tile in spec.tiles)
    assert abs(wide.right() - below.right()) <= 1
    assert abs(tall.bottom() - below.bottom()) <= 1
    assert tall.left() - wide.right() - 1 in {GAP_PX - 1, GAP_PX, GAP_PX + 1}
