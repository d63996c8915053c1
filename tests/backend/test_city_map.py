"""A city's own map: the sample is sound, what is no map of a city is refused, and a wall's node receives it."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.city.maps import FILE, TYPE, CityMap
from backend.city.problems import CityPackError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.roles import Role
from backend.privacy.sight import shown
from backend.program.structure import put_in_place
from contract.geojson import MOST_POINTS
from contract.roles import rights_of

VIET_NAM = [[102.1, 8.2], [109.5, 8.2], [109.5, 23.4], [102.1, 23.4], [102.1, 8.2]]
"""A box around the mainland: a map as wide as this is one of the country."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    return tmp_path / "city"


def _feature(
    kind: Any = "road", shape: str = "LineString", coordinates: Any = None, **properties: Any
) -> dict[str, Any]:
    places = coordinates if coordinates is not None else [[106.47, 9.61], [106.49, 9.63]]
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": "Đường thử", **properties},
        "geometry": {"type": shape, "coordinates": places},
    }


def _written(root: Path, *features: Any, **more: Any) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": list(features), **more})
    (root / FILE).write_text(text, encoding="utf-8")


def test_the_sample_map_is_small_and_shows_what_the_pack_names() -> None:
    assert (DEFAULT_CITY / FILE).stat().st_size < 60_000
    pack = load(DEFAULT_CITY)
    named = {kind: set[str]() for kind in ("ward", "water", "road", "place", "green")}
    for feature in pack.map.features:
        named[feature["properties"]["kind"]].add(feature["properties"].get("name", ""))
    assert named["ward"] == {ward.name for ward in pack.wards}
    assert {"Sông Mây", "Rạch Lá"} <= named["water"]
    assert {"Cầu Bến Đá", "Hầm chui Trần Phú", "Cảng cá Vĩnh Hải"} <= named["place"]
    kind, key, data = next(one for one in pack.records() if one[0] == TYPE)
    assert (kind, key) == (TYPE, "song-may")
    assert data["centre"] == {"lat": 9.62, "lon": 106.48}
    assert len(data["features"]) == len(pack.map.features)


def test_a_pack_without_a_map_says_where_its_city_lies(copy: Path) -> None:
    (copy / FILE).unlink()
    data = next(data for kind, _key, data in load(copy).records() if kind == TYPE)
    assert data["features"] == []
    assert data["centre"]["lat"] == pytest.approx(9.62)


def test_a_map_of_the_country_is_refused(copy: Path) -> None:
    _written(copy, _feature("green", "Polygon", [VIET_NAM]))
    with pytest.raises(CityPackError) as caught:
        load(copy)
    first = caught.value.problems[0]
    assert (first.code, first.file) == ("wide_map", FILE)
    for lang in ("vi", "en"):
        assert "150 km" in first.text(lang)


@pytest.mark.parametrize(
    ("feature", "code", "field"),
    [
        (_feature(coordinates=[[9.61, 106.47], [9.63, 106.49]]), "not_wgs84", "features[2] (Đường thử).geometry"),
        (_feature(coordinates=[[611_000, 1_063_000], [612_000, 1_064_000]]), "not_wgs84", "features[2]"),
        (_feature(coordinates=[[106.47, float("nan")], [106.49, 9.63]]), "not_wgs84", "features[2]"),
        (_feature(coordinates=[[10**400, 9.6], [106.49, 9.63]]), "not_wgs84", "features[2]"),
        (_feature(coordinates=[["a", True], [106.49, 9.63]]), "not_wgs84", "features[2]"),
        (_feature(coordinates=[[[[106.47, 9.61]]]]), "bad_geometry", "features[2]"),
        (_feature(coordinates=[[106.47, 9.61]]), "bad_geometry", "features[2]"),
        (_feature("ward", "Polygon", [[[106.4, 9.6], [106.5, 9.6], [106.5, 9.7]]]), "open_ring", "features[2]"),
        (_feature("river"), "wrong_value", "features[2] (Đường thử).properties.kind"),
        (_feature(["road"]), "wrong_value", "features[2] (Đường thử).properties.kind"),
        (_feature("ward"), "wrong_value", "features[2] (Đường thử).geometry.type"),
        (_feature(rank=9), "wrong_value", "features[2] (Đường thử).properties.rank"),
        (_feature("place", "Point", [106.48, 9.62], name=""), "missing_field", "features[2].properties.name"),
        (_feature(name="<b>"), "not_plain", "features[2]"),
        (_feature(name=7), "wrong_type", "features[2].properties.name"),
        ({"type": "Feature"}, "no_feature", "features[2]"),
        (None, "no_feature", "features[2]"),
    ],
)
def test_every_fault_is_told_with_its_feature(copy: Path, feature: Any, code: str, field: str) -> None:
    _written(copy, _feature(), feature)
    with pytest.raises(CityPackError) as caught:
        load(copy)
    first = caught.value.problems[0]
    assert (first.code, first.file) == (code, FILE)
    assert first.field.startswith(field)
    for lang in ("vi", "en"):
        assert "{" not in first.text(lang)


def test_what_is_no_map_at_all_too_fine_or_of_another_city_is_refused(copy: Path) -> None:
    long = [[106.47 + number / 1e6, 9.61] for number in range(MOST_POINTS + 1)]
    elsewhere = [[105.8, 21.0], [105.9, 21.1]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3405"}}
    for features, more, code in (
        ([], {}, "no_features"),
        ([_feature(coordinates=[*long, [106.49, 9.63]])], {}, "many_points"),
        ([_feature(coordinates=elsewhere)], {}, "map_elsewhere"),
        ([_feature()], {"crs": crs}, "not_wgs84"),
        ([_feature()] * 2001, {}, "many_features"),
    ):
        _written(copy, *features, **more)
        with pytest.raises(CityPackError) as caught:
            load(copy)
        assert caught.value.problems[0].code == code
    for text in ("{", "[" * 5000, '"map"'):
        (copy / FILE).write_text(text, encoding="utf-8")
        with pytest.raises(CityPackError) as caught:
            load(copy)
        assert caught.value.problems[0].code in {"bad_json", "no_features"}


def test_a_ledger_that_has_lived_learns_another_map_and_a_wall_receives_it(tmp_path: Path) -> None:
    pack = load(DEFAULT_CITY)
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    put_in_place(ledger, pack, "rtsp://x")
    first = ledger.current(TYPE, "song-may")
    assert first is not None
    assert rights_of(Role.WALL).sees(TYPE)
    assert shown(Role.WALL, TYPE, first[1]) == first[1]
    put_in_place(ledger, pack, "rtsp://x")
    assert ledger.current(TYPE, "song-may") == first, "nothing new is no change"
    put_in_place(ledger, dataclasses.replace(pack, map=CityMap()), "rtsp://x")
    after = ledger.current(TYPE, "song-may")
    assert after is not None
    assert after[1]["features"] == [], "a map that was taken out is gone"
