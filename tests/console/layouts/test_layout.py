"""Layouts of every form are read, nothing in them is lost by reading and writing, and what is odd is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from backend.city.loading import load as load_pack
from backend.walls.layout_check import layout_fault
from console.layouts.check import check
from console.layouts.files import read_file, write_file, written
from console.layouts.findings import LayoutError
from console.layouts.layout import body_of, file_of, load_layout, read_layout
from console.layouts.migrations import migrated
from contract.layouts import FORMAT

FORMS = Path(__file__).parent / "forms"
CITY = Path(__file__).resolve().parents[3] / "resources" / "cities" / "song-may" / "layouts"
ALL = sorted((*FORMS.iterdir(), *CITY.glob("*.yaml")))


def holds(more: Any, less: Any) -> bool:
    """Whether everything in `less` is in `more`, at the same place."""
    if isinstance(less, dict):
        return isinstance(more, dict) and all(name in more and holds(more[name], less[name]) for name in less)
    if isinstance(less, list):
        return isinstance(more, list) and len(more) == len(less) and all(map(holds, more, less))
    return bool(more == less)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_form_is_read_and_nothing_is_lost(path: Path) -> None:
    file = read_file(path)
    layout = read_layout(file.body, path.name)
    assert layout.format >= FORMAT
    body = body_of(layout)
    assert holds(body, {**file.body, "format": max(FORMAT, int(file.body.get("format", 1)))})
    assert read_layout(body, "again") == layout
    assert body_of(read_layout(json.loads(json.dumps(body)), "again")) == body


def test_there_is_a_file_of_every_form() -> None:
    numbers = {int(read_file(path).body.get("format", 1)) for path in FORMS.iterdir()}
    assert set(range(1, FORMAT + 1)) <= numbers


def test_a_newer_form_keeps_its_number() -> None:
    body = read_file(FORMS / "form-9.json").body
    assert migrated(body) == body
    layout, findings = check(body, "x")
    assert layout is not None
    assert layout.format == 9
    assert findings[0].code == "layout_newer"


def test_a_city_packs_id_is_no_part_of_the_body() -> None:
    file = read_file(FORMS / "form-1-city.yaml")
    assert file.id == "main"
    assert "id" not in file.body


@pytest.mark.parametrize("ending", [".toml", ".yaml", ".json"])
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_form_goes_through_every_kind_of_file(path: Path, ending: str, tmp_path: Path) -> None:
    layout = load_layout(path)
    target = tmp_path / f"out{ending}"
    for body in (body_of(layout), file_of(layout)):
        write_file(target, body, "storm")
        again = read_file(target)
        assert (again.id, again.body) == ("storm", body)
        assert read_layout(again.body, "again") == layout
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("text", ['quote " and \\ backslash', "line\nbreak\ttab", "\x7f\x01", "Đê sông Mây ☂", ""])
def test_toml_holds_any_text(text: str) -> None:
    body = {"name": text, "a b": text, "screens": [{"rows": 1, "cols": 1, "tiles": [{"type": text, "text": text}]}]}
    assert text == "" or written(".toml", body)


def test_toml_cannot_hold_nothing() -> None:
    with pytest.raises(LayoutError) as refused:
        written(".toml", {"name": None, "screens": []})
    assert refused.value.code == "layout_file_not_toml"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.toml", b"screens = [", "layout_file_broken"),
        ("a.yaml", b"screens: [}\n", "layout_file_broken"),
        ("a.json", b'{"screens"', "layout_file_broken"),
        ("a.json", b"[]", "layout_file_no_table"),
        ("a.toml", b"\xff\xfe", "layout_file_encoding"),
        ("a.txt", b"", "layout_file_ending"),
        ("a.toml", None, "layout_file_unreadable"),
        ("a.yaml", b"&a [*a]", "layout_file_broken"),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, name: str, text: bytes | None, code: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(LayoutError) as refused:
        load_layout(path)
    assert refused.value.code == code
    assert refused.value.params["file"] == name


def test_what_is_written_out_is_a_file_of_a_city_pack(tmp_path: Path) -> None:
    shutil.copytree(CITY.parent, tmp_path / "city")
    for path in (tmp_path / "city" / "layouts").glob("*.yaml"):
        write_file(path, file_of(load_layout(path)), path.stem)
    assert len(load_pack(tmp_path / "city").layouts) == len(list(CITY.glob("*.yaml")))


WRONG: tuple[dict[str, Any], ...] = (
    {},
    {"screens": []},
    {"screens": [{"rows": 0, "cols": 1}]},
    {"screens": [{"rows": 1, "cols": 97}]},
    {"screens": [{"rows": 1, "cols": 1, "width_px": 3}]},
    {"screens": [{"rows": 1, "cols": 1}], "seat_distance_m": 0},
    {"screens": [{"rows": 1, "cols": 1}], "name": "x" * 201},
    {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 1, "col": 0}]}]},
    {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 0, "col": 0}] * 2}]},
    {"screens": [{"rows": 1, "cols": 1, "tiles": [{"row": 0, "col": 0}]}]},
)


@pytest.mark.parametrize("body", WRONG, ids=lambda body: json.dumps(body)[:60])
def test_desk_and_server_refuse_the_same(body: dict[str, Any]) -> None:
    assert layout_fault(body) is not None
    with pytest.raises(LayoutError):
        read_layout(body, "x")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_what_the_desk_saves_the_server_takes(path: Path) -> None:
    assert layout_fault(body_of(load_layout(path))) is None


def test_everything_wrong_is_told_at_once() -> None:
    tile = {"type": "camera", "row": 0, "col": 0}
    body = {
        "seat_distance_m": -1,
        "screens": [{"rows": 0, "cols": 1}, {"rows": 1, "cols": 1, "tiles": [tile, {**tile, "row": "x"}]}],
    }
    layout, findings = check(body, "hall.yaml")
    assert layout is None
    assert [(one.code, one.params["name"], one.place) for one in findings] == [
        ("layout_above", "seat_distance_m", (None, None)),
        ("layout_least", "rows", (0, None)),
        ("layout_kind", "row", (1, 1)),
    ]


def test_what_is_odd_is_told_and_kept() -> None:
    body = {
        "colour": "red",
        "screens": [
            {
                "rows": 1,
                "cols": 5,
                "titel": "Giữa",
                "tiles": [
                    {"type": "camera", "row": 0, "col": 0},
                    {"type": "camera", "row": 0, "col": 1, "camera": "cam-99"},
                    {"type": "indikator", "row": 0, "col": 2},
                    {"type": "clock", "row": 0, "col": 3, "colls": 2},
                    {"type": "camera", "row": 0, "col": 4, "camera": "#2"},
                ],
            }
        ],
    }
    layout, findings = check(body, "hall.yaml", cameras=["cam-01"])
    assert layout is not None
    assert holds(body_of(layout), body)
    assert [(one.code, one.place, one.params.get("hint", "")) for one in findings] == [
        ("layout_unknown_field", (None, None), ""),
        ("layout_unknown_field_hint", (0, None), "title"),
        ("layout_empty_tile", (0, 0), ""),
        ("layout_no_camera", (0, 1), ""),
        ("layout_unknown_type_hint", (0, 2), "indicator"),
        ("layout_unknown_field_hint", (0, 3), "cols"),
    ]
