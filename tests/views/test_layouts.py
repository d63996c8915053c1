"""Wall layouts: the packaged one is good, and every bad one is refused by file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.layouts import LayoutError, load_layout, read_layout
from views.faults import worded
from views.words import RESOURCES


def test_packaged_layouts_load() -> None:
    paths = list((RESOURCES / "layouts").glob("*.toml"))
    assert paths
    for path in paths:
        assert load_layout(path).screens


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "screens"),
        ({"screens": [{"rows": 0, "cols": 1}]}, "screens.0.rows"),
        ({"screens": [{"rows": 1, "cols": 1, "tiles": [{"row": 0, "col": 0}]}]}, "screens.0.tiles.0.type"),
        (
            {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 0, "col": 0, "cols": 2}]}]},
            "screens.0",
        ),
        ({"screens": [{"rows": 1, "cols": 1, "colour": "red"}]}, "screens.0.colour"),
    ],
)
def test_a_wrong_field_is_named_in_a_sentence(body: dict[str, object], field: str) -> None:
    with pytest.raises(LayoutError) as refused:
        read_layout(body, "hall.toml")
    code, text = worded(refused.value)
    assert code == "bad_layout"
    assert "hall.toml" in text
    assert field in text


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
