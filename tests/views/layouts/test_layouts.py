"""Wall layouts: the packaged one is good, and every bad one is refused by file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.layouts.findings import LayoutError
from console.layouts.layout import load_layout, read_layout
from views.base.faults import worded
from views.tiles.titles import layout_sentence
from views.words.language import RESOURCES


def test_packaged_layouts_load() -> None:
    paths = list((RESOURCES / "layouts").glob("*.toml"))
    assert paths
    for path in paths:
        assert load_layout(path).screens


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "“screens”"),
        ({"screens": [{"rows": 0, "cols": 1}]}, "screen 1: “rows” is 0"),
        ({"screens": [{"rows": 1, "cols": 1, "tiles": [{"row": 0, "col": 0}]}]}, "tile 1 (?): “type”"),
        (
            {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 0, "col": 0, "cols": 2}]}]},
            "screen 1, tile 1 (Clock)",
        ),
        ({"screens": [{"rows": 1, "cols": 1}], "seat_distance_m": "far"}, "“seat_distance_m” cannot be “far”"),
        ({"screens": [{"rows": 1, "cols": 1}], "seat_distance_m": 0}, "must be more than 0"),
        ({"screens": [{"rows": 1, "cols": 1}] * 25}, "more than 24"),
        ({"screens": [{"rows": 1, "cols": 1}], "format": "new"}, "format"),
        ({"screens": [7]}, "screen 1"),
    ],
)
def test_a_wrong_field_is_named_in_a_sentence(body: dict[str, object], words: str) -> None:
    with pytest.raises(LayoutError) as refused:
        read_layout(body, "hall.toml")
    error = refused.value
    assert worded(error)[0].startswith("layout_")
    text = layout_sentence(error.code, error.params)
    assert "hall.toml" in text
    assert words in text
    assert "…" not in text


def test_before_there_is_an_editor_a_tile_is_called_as_in_its_file() -> None:
    with pytest.raises(LayoutError) as refused:
        read_layout(
            {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 0, "col": 0, "cols": 2}]}]}, "x"
        )
    assert "x, screen 1, tile 1 (clock)" in worded(refused.value)[1]


def test_overlapping_tiles_are_refused() -> None:
    tile = {"type": "clock", "row": 0, "col": 0}
    with pytest.raises(LayoutError):
        read_layout({"screens": [{"rows": 1, "cols": 2, "tiles": [tile, tile]}]}, "x")


@pytest.mark.parametrize("text", ["screens = [", "\ufeff\x00", "name = 3"])
def test_a_broken_file_is_a_layout_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayoutError):
        load_layout(path)
    with pytest.raises(LayoutError):
        load_layout(tmp_path / "absent.toml")
