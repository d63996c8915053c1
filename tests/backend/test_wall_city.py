"""Walls and alarm rules of a city pack: the sample is sound, and every fault is told with file, line and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.city.problems import CityPackError
from backend.walls.layout_check import layout_fault
from backend.walls.wishes import wish_fault
from console.layouts.layout import read_layout
from console.records.wall import AlarmRule, Wall


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    return tmp_path / "city"


def test_the_sample_wall_is_what_both_sides_understand() -> None:
    pack = load(DEFAULT_CITY)
    records = [(kind, key, data) for kind, key, data in pack.records() if kind in {"wall", "alarm_rule", "layout"}]
    bodies = {key: data["body"] for kind, key, data in records if kind == "layout"}
    for key, body in bodies.items():
        assert layout_fault(body) is None, key
        assert read_layout(body, key).screens
    wall = Wall.model_validate(next({**data, "id": key} for kind, key, data in records if kind == "wall"))
    assert wall.nodes == ("trai", "phai")
    assert [len(wall.screens_of(node)) for node in wall.nodes] == [2, 2]
    assert {"ngay", "dem", "ngap-lut"} <= {preset.id for preset in wall.presets}
    for preset in wall.presets:
        assert set(preset.screens) == {screen.id for screen in wall.screens}, "a whole-wall preset"
        for wish in preset.screens.values():
            assert wish_fault(wish.as_data(), bodies.get) is None
    assert set(wall.desired) == {screen.id for screen in wall.screens}
    rules = [AlarmRule.model_validate({**data, "id": key}) for kind, key, data in records if kind == "alarm_rule"]
    assert any(rule.cameras == "linked" for rule in rules)
    assert any(rule.cameras == ("cam-09", "cam-21") for rule in rules)


def test_a_pack_from_before_there_were_walls_goes_on(copy: Path) -> None:
    for name in ("walls.yaml", "alarm_rules.yaml", "plans.yaml", "messages.yaml"):
        (copy / name).unlink()
    pack = load(copy)
    assert (pack.walls, pack.alarm_rules, pack.plans) == ((), (), ())


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "field"),
    [
        ("walls.yaml", "id: phong-truc", "id: main", "named_twice", "[1].id"),
        ("walls.yaml", "seats: 3", "seat: 3", "unknown_field_hint", "[1].seat"),
        ("walls.yaml", "seats: 3", "seats: 0", "wrong_value", "[1].seats"),
        ("walls.yaml", "id: t2, node", "id: t1, node", "named_twice", "[1].screens[2].id"),
        ("walls.yaml", 'node: trai, monitor: "#2"', 'node: trai, monitor: "#1"', "named_twice",
         "[1].screens[2].monitor"),
        ("walls.yaml", "row: 0, col: 1", "row: 0, col: 0", "named_twice", "[1].screens[2].col"),
        ("walls.yaml", "opening: ngay", "opening: ngayy", "unknown_reference_hint", "[1].opening"),
        ("walls.yaml", "id: dem", "id: ngay", "named_twice", "[1].presets[2].id"),
        ("walls.yaml", "t1: {layout: truc-ngay, index: 0}", "t9: {layout: truc-ngay, index: 0}",
         "unknown_reference", "[1].presets[1].screens.t9"),
        ("walls.yaml", "t1: {layout: truc-ngay, index: 0}", "t1: {layout: truc-ngai, index: 0}",
         "unknown_reference_hint", "[1].presets[1].screens.t1.layout"),
        ("walls.yaml", "t1: {layout: truc-ngay, index: 0}", "t1: {layout: truc-ngay, index: 7}", "no_screen",
         "[1].presets[1].screens.t1.index"),
        ("walls.yaml", "t1: {layout: truc-ngay, index: 0}", "t1: {blank: true}", "bad_wish",
         "[1].presets[1].screens.t1"),
        ("walls.yaml", "dwell_s: 30.0", "dwell_s: 0.5", "wrong_value", "[1].presets[5].screens.t1.dwell_s"),
        ("walls.yaml", "tour: [{layout: truc-ngay, index: 0}", "tour: [{layout: khong, index: 0}", "unknown_reference",
         "[1].presets[5].screens.t1.tour[1].layout"),
        ("alarm_rules.yaml", "kinds: [ngap-ham-chui,", "kinds: [ngap-ham,", "unknown_reference_hint", "[1].kinds[1]"),
        ("alarm_rules.yaml", "  cameras: linked", "  cameras: all", "bad_pick", "[1].cameras"),
        ("alarm_rules.yaml", "indicators: linked", "indicators: nearest", "bad_pick", "[2].indicators"),
        ("alarm_rules.yaml", "cameras: [cam-09, cam-21]", "cameras: [cam-09, cam-99]", "unknown_reference_hint",
         "[4].cameras[2]"),
        ("alarm_rules.yaml", "wards: [Phường Vĩnh Hải]", "wards: [Phường Vĩnh Hai]", "unknown_reference_hint",
         "[4].wards[1]"),
        ("alarm_rules.yaml", "severities: [1]", "severities: [5]", "wrong_value", "[2].severities[1]"),
        ("alarm_rules.yaml", "minutes: 20.0", "minutes: 0", "wrong_value", "[1].minutes"),
        ("layouts/truc-ngay.yaml", "idle: {type: camera, camera: cam-04}", "idle: {type: camera, camera: cam-44}",
         "unknown_reference_hint", "screens[3].tiles[2].idle.camera"),
        ("layouts/truc-ngay.yaml", "{type: camera, camera: cam-05}", "{type: camera}", "missing_field",
         "screens[4].tiles[8].tiles[1]"),
        ("layouts/truc-dem.yaml", "type: tour", "type: tuor", "wrong_value", "screens[2].tiles[1].type"),
    ],
)  # fmt: skip
def test_every_fault_is_told_where_it_stands(copy: Path, *, file: str, old: str, new: str, code: str,
                                             field: str) -> None:  # fmt: skip
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(CityPackError) as caught:
        load(copy)
    first = caught.value.problems[0]
    assert (first.code, first.file, first.line, first.field) == (code, file, line, field)
    for lang in ("vi", "en"):
        assert "{" not in first.text(lang)
