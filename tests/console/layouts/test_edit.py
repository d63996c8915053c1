"""Editing: whatever is done, the layout can be shown; undo comes back to the first; a refused edit changes nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.layouts import edit as layout_edit
from console.layouts import screens as layout_screens
from console.layouts.boxes import Box, EditError, box_of
from console.layouts.edit import History
from console.layouts.layout import body_of, read_layout
from console.layouts.templates import TEMPLATES, filling, template
from contract.layouts import WallLayout

CAMERAS = [f"cam-{number:02}" for number in range(1, 25)]


def first(rows: int = 3, cols: int = 4) -> WallLayout:
    """One empty screen, with a field that nobody knows."""
    return read_layout({"name": "x", "later": 1, "screens": [{"rows": rows, "cols": cols, "bezel": 2}]}, "x")


def drawn(layout: WallLayout, screen: int = 0) -> list[str]:
    """The grid in letters, a tile each."""
    spec = layout.screens[screen]
    cells = [["."] * spec.cols for _row in range(spec.rows)]
    for place, tile in enumerate(spec.tiles):
        for row in range(tile.row, tile.row + tile.rows):
            for col in range(tile.col, tile.col + tile.cols):
                cells[row][col] = "abcdefghijklmnop"[place]
    return ["".join(row) for row in cells]


def made(*boxes: Box, rows: int = 3, cols: int = 4) -> WallLayout:
    """A screen with a camera in each of these places."""
    layout = first(rows, cols)
    for number, box in enumerate(boxes):
        layout, _place = layout_edit.add(layout, 0, "camera", {"camera": CAMERAS[number]}, box)
    return layout


def test_new_tiles_go_to_the_first_free_place() -> None:
    layout = made(Box(0, 0, 2, 3))
    for _number in range(6):
        layout, _place = layout_edit.add(layout, 0, "clock", {})
    assert drawn(layout) == ["aaab", "aaac", "defg"]
    with pytest.raises(EditError, match="layout_no_room"):
        layout_edit.add(layout, 0, "clock", {})


def test_a_move_goes_exchanges_or_is_refused() -> None:
    layout = made(Box(0, 0), Box(0, 1), Box(1, 0, 2, 2))
    assert drawn(layout_edit.step(layout, 0, 0, 0, 1)) == ["ba..", "cc..", "cc.."]
    assert drawn(layout_edit.step(layout, 0, 2, 0, 1)) == ["ab..", ".cc.", ".cc."]
    assert drawn(layout_edit.step(layout, 0, 1, 0, 1)) == ["a.b.", "cc..", "cc.."]
    with pytest.raises(EditError, match="layout_at_the_edge"):
        layout_edit.step(layout, 0, 0, -1, 0)
    with pytest.raises(EditError, match="layout_in_the_way"):
        layout_edit.step(layout, 0, 2, -1, 0)


def test_a_tile_changes_places_with_a_larger_one_along_a_line() -> None:
    layout = made(Box(0, 0, 3, 2), Box(0, 2, 3, 1), cols=3)
    assert drawn(layout_edit.step(layout, 0, 1, 0, -1)) == ["baa"] * 3
    assert drawn(layout_edit.step(layout, 0, 0, 0, 1)) == ["baa"] * 3


def test_a_resize_stops_at_a_neighbour() -> None:
    layout = made(Box(0, 0), Box(0, 2), Box(2, 0))
    assert drawn(layout_edit.resize(layout, 0, 0, Box(0, 0, 3, 4))) == ["aab.", "aa..", "c..."]
    assert drawn(layout_edit.resize(layout, 0, 1, Box(-2, 1, 9, 9))) == ["abbb", ".bbb", "cbbb"]
    with pytest.raises(EditError, match="layout_at_the_edge"):
        layout_edit.grow(layout, 0, 0, -1, 0)


def test_growing_at_the_end_takes_the_other_side() -> None:
    layout = made(Box(2, 3))
    assert drawn(layout_edit.grow(layout, 0, 0, 1, 0)) == ["....", "...a", "...a"]
    assert drawn(layout_edit.grow(layout, 0, 0, 0, 1)) == ["....", "....", "..aa"]


def test_a_copied_tile_keeps_what_it_says() -> None:
    layout = layout_screens.add_screen(made(Box(0, 0, 2, 2)), 1)
    copied = layout.screens[0].tiles[0]
    layout, place = layout_edit.paste(layout, 1, copied)
    assert layout.screens[1].tiles[place] == copied
    layout, place = layout_edit.paste(layout, 0, copied)
    assert box_of(layout.screens[0].tiles[place]) == Box(0, 2, 2, 2)


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.name)
def test_templates_cover_their_grid(one: Any) -> None:
    tiles = filling(first(), first().screens[0], CAMERAS, len(one.slots))
    layout, gone = layout_screens.arrange(first(), 0, (one.rows, one.cols), one.slots, tiles)
    assert gone == 0
    assert "." not in "".join(drawn(layout))
    assert layout.screens[0].model_extra == {"bezel": 2}


def test_a_template_that_is_too_small_says_so() -> None:
    layout = made(*(Box(row, col) for row in range(3) for col in range(4)))
    four = template("2x2")
    assert four is not None
    layout, gone = layout_screens.arrange(layout, 0, (2, 2), four.slots)
    assert (len(layout.screens[0].tiles), gone) == (4, 8)


def test_a_finer_grid_keeps_the_picture() -> None:
    layout = made(Box(0, 0, 2, 2), Box(2, 3))
    fine = layout_screens.free_form(layout, 0)
    spec = fine.screens[0]
    assert (spec.rows, spec.cols) == (54, 96)
    assert [box_of(tile) for tile in spec.tiles] == [Box(0, 0, 36, 48), Box(36, 72, 18, 24)]
    assert drawn(layout_screens.regrid(fine, 0, 3, 4)) == drawn(layout)
    with pytest.raises(EditError, match="layout_grid_too_coarse"):
        layout_screens.regrid(layout_edit.step(fine, 0, 1, -1, 0), 0, 3, 4)


def _anything(layout: WallLayout, dice: random.Random) -> WallLayout:
    """One edit, sensible or not."""
    screen = dice.randrange(len(layout.screens))
    spec = layout.screens[screen]
    tile = dice.randrange(-1, len(spec.tiles) + 1)
    box = Box(dice.randint(-2, 12), dice.randint(-2, 12), dice.randint(1, 6), dice.randint(1, 6))
    one = dice.choice(TEMPLATES)
    copied = spec.tiles[0] if spec.tiles else None
    edits: list[Callable[[], WallLayout]] = [
        lambda: layout_edit.add(layout, screen, "camera", {"camera": dice.choice(CAMERAS)})[0],
        lambda: layout_edit.add(layout, screen, "hologram", {"depth": 1}, box)[0],
        lambda: layout_edit.remove(layout, screen, tile),
        lambda: layout_edit.move(layout, screen, tile, box.row, box.col),
        lambda: layout_edit.step(layout, screen, tile, *dice.choice(((0, 1), (1, 0), (0, -1), (-1, 0)))),
        lambda: layout_edit.resize(layout, screen, tile, box),
        lambda: layout_edit.grow(layout, screen, tile, dice.randint(-1, 1), dice.randint(-1, 1)),
        lambda: layout_edit.configure(layout, screen, tile, {"title": dice.choice(("a", None))}),
        lambda: layout_edit.paste(layout, screen, copied)[0] if copied else layout,
        lambda: layout_screens.add_screen(layout, dice.randint(0, len(layout.screens)), dice.choice((None, spec))),
        lambda: layout_screens.remove_screen(layout, screen),
        lambda: layout_screens.move_screen(layout, screen, dice.randint(-1, 4)),
        lambda: layout_screens.regrid(layout, screen, dice.randint(0, 13), dice.randint(1, 13)),
        lambda: layout_screens.refine(layout, screen),
        lambda: layout_screens.arrange(layout, screen, (one.rows, one.cols), one.slots)[0],
        lambda: layout_screens.describe(layout, seat_distance_m=dice.randint(1, 20)),
    ]
    return dice.choice(edits)()


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_any_edits_give_a_layout_and_undo_returns_to_the_first(seed: int) -> None:
    dice = random.Random(seed)
    history = History(first())
    begun = history.now
    for _edit in range(25):
        try:
            history = history.done(_anything(history.now, dice))
        except EditError:
            continue
        body = body_of(history.now)
        assert read_layout(body, "x") == history.now
        assert body["later"] == 1
    last, steps = history.now, len(history.past)
    for _edit in range(steps):
        history = history.undone()
    assert history.now == begun
    with pytest.raises(EditError):
        history.undone()
    for _edit in range(steps):
        history = history.redone()
    assert history.now == last
