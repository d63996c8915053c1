"""City packs, maps, access files and passwords as other programs write them."""

from __future__ import annotations

import io
import json
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from backend.base.text_files import NotTextError, first_line
from backend.city.loading import DEFAULT_CITY, load
from backend.city.maps import FILE
from backend.city.pack import CityPack
from backend.city.problems import CityPackError, Problem
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ptz import camera_access
from backend.ptz.camera_access import CameraAccessError
from tests.harness.run import run_patiently

ROOT = Path(__file__).resolve().parents[2]
RING = [[106.45, 9.6], [106.5, 9.6], [106.5, 9.65], [106.45, 9.65], [106.45, 9.6]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    return tmp_path / "city"


def _named(crs: object) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": crs}}


def _ward(coordinates: Any = None, name: Any = "Phường Sông Mây", **geometry: Any) -> dict[str, Any]:
    shape = geometry or {"type": "Polygon", "coordinates": [RING] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"kind": "ward", "name": name}, "geometry": shape}


def _with_map(root: Path, *features: Any, encoding: str = "utf-8", **more: Any) -> CityPack:
    text = json.dumps({"type": "FeatureCollection", "features": list(features), **more}, ensure_ascii=False)
    (root / FILE).write_bytes(text.encode(encoding))
    return load(root)


def _first(root: Path, *features: Any, **more: Any) -> Problem:
    with pytest.raises(CityPackError) as caught:
        _with_map(root, *features, **more)
    return caught.value.problems[0]


def _spoilt(root: Path, file: str, content: bytes) -> Problem:
    (root / file).write_bytes(content)
    with pytest.raises(CityPackError) as caught:
        load(root)
    return next(problem for problem in caught.value.problems if problem.file == file)


@pytest.mark.kind("formats", "Every file of a city pack with a BOM and Windows line ends", "The pack is sound.")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_pack_is_read_as_editors_write_it(copy: Path, encoding: str) -> None:
    for path in [*copy.rglob("*.yaml"), copy / FILE]:
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(text.rstrip().encode(encoding))
    assert load(copy).map == load(DEFAULT_CITY).map
    assert load(copy).wards == load(DEFAULT_CITY).wards


@pytest.mark.parametrize(
    "crs",
    [
        pytest.param(
            _named("urn:ogc:def:crs:EPSG::4326"),
            marks=pytest.mark.kind("formats", "A map that says EPSG:4326 as a URN (ogr2ogr)", "It is WGS 84."),
        ),
        pytest.param(
            {"type": "EPSG", "properties": {"code": 4326}},
            marks=pytest.mark.kind("formats", "A map that says its system as in 2005, by a code", "It is WGS 84."),
        ),
        pytest.param(
            _named("http://www.opengis.net/def/crs/EPSG/0/4326"),
            marks=pytest.mark.kind("formats", "A map that says its system as an address", "It is WGS 84."),
        ),
        pytest.param(None, marks=pytest.mark.kind("formats", "A map whose system is null", "It is WGS 84.")),
        _named("EPSG:4326"),
        _named("epsg:4326"),
        _named("urn:ogc:def:crs:EPSG:6.9:4326"),
        _named("urn:x-ogc:def:crs:EPSG:4326"),
        _named("http://www.opengis.net/gml/srs/epsg.xml#4326"),
        _named("urn:ogc:def:crs:OGC:1.3:CRS84"),
        _named("urn:ogc:def:crs:OGC::CRS84"),
        _named("OGC:CRS84"),
        _named("CRS:84"),
        _named("WGS 84"),
        _named("urn:ogc:def:crs:EPSG::4979"),
        {"type": "link", "properties": {"href": "http://spatialreference.org/ref/epsg/4326/proj4/", "type": "proj4"}},
        "EPSG:4326",
    ],
)
def test_wgs_84_has_many_names(copy: Path, crs: Any) -> None:
    assert len(_with_map(copy, _ward(), crs=crs).map.features) == 1


@pytest.mark.parametrize(
    ("crs", "told"),
    [
        pytest.param(
            _named("urn:ogc:def:crs:EPSG::3405"), "VN-2000, EPSG:3405",
            marks=pytest.mark.kind("formats", "A map in VN-2000", "Refused by name: export it as EPSG:4326."),
        ),
        pytest.param(
            _named("VN-2000 / TM-3 105-30"), "VN-2000",
            marks=pytest.mark.kind("formats", "A map in a province's zone of VN-2000", "Refused by name."),
        ),
        (_named("EPSG:3406"), "VN-2000, EPSG:3406"),
        (_named("EPSG:4756"), "VN-2000, EPSG:4756"),
        (_named("EPSG:9209"), "VN-2000, EPSG:9209"),
        (_named("urn:ogc:def:crs:EPSG::32648"), "EPSG:32648"),
        (_named("WGS 84 / UTM zone 48N"), "WGS 84 / UTM zone 48N"),
        (_named("EPSG:3857"), "EPSG:3857"),
        ({"type": "name"}, '"type": "name"'),
        (7, "7"),
    ],
)  # fmt: skip
def test_another_system_is_refused_by_its_name(copy: Path, crs: Any, told: str) -> None:
    first = _first(copy, _ward(), crs=crs)
    assert (first.code, first.field) == ("not_wgs84", "crs")
    assert told in first.text("vi")
    assert "EPSG:4326" in first.text("vi")
    assert "EPSG:4326" in first.text("en")


@pytest.mark.kind("formats", "A map with latitude first throughout", "Refused in one sentence that says so.")
def test_swapped_axes_are_told_once(copy: Path) -> None:
    swapped = [[[lat, lon] for lon, lat in RING]]
    with pytest.raises(CityPackError) as caught:
        _with_map(copy, _ward(swapped), _ward(swapped, "Khác"), crs=_named("EPSG:4326"))
    assert [problem.code for problem in caught.value.problems] == ["swapped_axes"]
    assert "9.6, 106.45" in caught.value.text("vi")


@pytest.mark.kind("formats", "A row of a map without a shape, as QGIS writes it", "Left out; check-city says so.")
def test_a_feature_without_a_shape_is_left_out_and_told(copy: Path) -> None:
    empty = {"type": "Feature", "properties": None, "geometry": None}
    pack = _with_map(copy, _ward(), {**_ward(name="Trống"), "geometry": None}, empty, _ward([], "Rỗng"))
    assert [one["properties"]["name"] for one in pack.map.features] == ["Phường Sông Mây"]
    assert [one.field for one in pack.map.left_out] == ["features[2] (Trống)", "features[3]", "features[4] (Rỗng)"]
    done = run_patiently(
        [sys.executable, "-m", "backend", "check-city", str(copy)],
        cwd=ROOT, capture_output=True, text=True, check=False, patience_s=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "features[2] (Trống): không có hình" in done.stdout
    assert _first(copy, empty).code == "no_features"


@pytest.mark.kind("formats", "Areas of a ward as a GeometryCollection, with heights", "They are one ward.")
def test_shapes_are_taken_in_every_form(copy: Path) -> None:
    high = [[lon, lat, 2.5] for lon, lat in RING]
    polygon, many = (
        {"type": "Polygon", "coordinates": [high]},
        {"type": "MultiPolygon", "coordinates": [[RING], [RING]]},
    )
    collection = {"type": "GeometryCollection", "geometries": [polygon, many]}
    pack = _with_map(copy, {**_ward(), "geometry": collection}, {**_ward(), "geometry": polygon})
    assert pack.map.features[0]["geometry"] == {"type": "MultiPolygon", "coordinates": [[RING], [RING], [RING]]}
    assert pack.map.features[1]["geometry"]["coordinates"] == [RING]
    mixed = {"type": "GeometryCollection", "geometries": [polygon, {"type": "Point", "coordinates": [106.4, 9.6]}]}
    assert _first(copy, {**_ward(), "geometry": mixed}).field.endswith("geometry.type")


@pytest.mark.kind("formats", "A place as a MultiPoint of one, as a shapefile becomes", "It is a place.")
def test_a_multipoint_of_one_is_a_point(copy: Path) -> None:
    place = {"type": "Feature", "properties": {"kind": "place", "name": "Chợ"},
             "geometry": {"type": "MultiPoint", "coordinates": [[106.48, 9.62]]}}  # fmt: skip
    pack = _with_map(copy, _ward(), place)
    assert pack.map.features[1]["geometry"] == {"type": "Point", "coordinates": [106.48, 9.62]}


@pytest.mark.kind("formats", "Names of a map in NFD, as a Mac writes them", "They are composed, as everybody's.")
def test_names_of_a_map_are_composed(copy: Path) -> None:
    pack = _with_map(copy, _ward(name=unicodedata.normalize("NFD", "Phường Sông\u00a0Mây ")))
    assert pack.map.features[0]["properties"]["name"] == "Phường Sông Mây"


def test_an_open_ring_is_told(copy: Path) -> None:
    assert _first(copy, _ward([RING[:-1]])).code == "open_ring"


@pytest.mark.parametrize(
    ("file", "content", "line", "words"),
    [
        pytest.param(
            "wards.yaml", "- id: a\n\tname: Phường A\n".encode(), 2, "không dùng phím Tab",
            marks=pytest.mark.kind("formats", "Tabs in YAML", "Refused in a sentence: indent with spaces."),
        ),
        pytest.param(
            FILE, b'{"type": "FeatureCollection",\n "features": [],\n}', 3, "thừa dấu phẩy",
            marks=pytest.mark.kind("formats", "A comma behind a map's last entry", "Refused with line and column."),
        ),
        pytest.param(
            FILE, b'{\n // map\n "type": 1}', 2, "không được có ghi chú",
            marks=pytest.mark.kind("formats", "A comment in a map", "Refused with line and column."),
        ),
        pytest.param(
            "wards.yaml", b"# a\n# b\n- {id: a, name: Ph\xf5\xf2ng}\n", 3, "byte thứ",
            marks=pytest.mark.kind("formats", "A pack in a Vietnamese encoding of old", "Refused with line and byte."),
        ),
        ("wards.yaml", "- {id: a, name: “Phường}\n- [".encode(), 2, "chưa đóng"),
        (FILE, b'{"type": "FeatureCollection", "features": [', 1, "giữa chừng"),
    ],
)  # fmt: skip
def test_what_cannot_be_parsed_is_told_in_a_sentence(
    copy: Path, file: str, content: bytes, line: int, words: str
) -> None:
    problem = _spoilt(copy, file, content)
    assert abs(problem.line - line) <= (1 if words == "chưa đóng" else 0)
    text = problem.text("vi")
    assert words in text
    for parser in ("found", "Expecting", "delimiter", "token"):
        assert parser not in text


@pytest.mark.kind("formats", "A decimal comma in YAML", "Refused: write it with a point.")
def test_a_decimal_comma_is_told(copy: Path) -> None:
    path = copy / "cameras.yaml"
    text = path.read_text(encoding="utf-8").replace("lat: 9.6262", 'lat: "9,6262"', 1)
    problem = _spoilt(copy, "cameras.yaml", text.encode())
    assert problem.code == "decimal_comma"
    assert "9.6262" in problem.text("vi")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.kind("formats", "A camera access file with a BOM or in UTF-16", "It is read.")
def test_an_access_file_is_read_as_editors_write_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "access.json"
    path.touch(0o600)
    path.write_bytes('{"cameras": {"cam-01": {"user": "vận hành", "password": "x y"}}}\r\n'.encode(encoding))
    sign_in = camera_access.load(path).cameras["cam-01"].sign_in
    assert sign_in is not None
    assert (sign_in.user, sign_in.password) == ("vận hành", "x y")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(
            b'{"hosts": [],\n}', ("dòng 2, cột 1", "thừa dấu phẩy"),
            marks=pytest.mark.kind("formats", "A comma too many in an access file", "Refused, in Vietnamese too."),
        ),
        (b'{"hosts": ["m\xedt-m\xe3"]}', ("byte thứ 14", "UTF-8")),
        (b"{'hosts': []}", ("nháy kép",)),
    ],
)  # fmt: skip
def test_a_bad_access_file_is_told_in_vietnamese(tmp_path: Path, content: bytes, words: tuple[str, ...]) -> None:
    path = tmp_path / "access.json"
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(CameraAccessError) as caught:
        camera_access.load(path)
    assert all(word in caught.value.text("vi") for word in words)
    assert "m\xed" not in caught.value.text("vi")


def _user_added(tmp_path: Path, line: bytes) -> tuple[int, str]:
    Ledger(open_engine(f"sqlite:///{tmp_path}/x.db"))
    done = run_patiently(
        [sys.executable, "-m", "backend", "user", "add", "--database", f"sqlite:///{tmp_path}/x.db", "--id", "ha"],
        cwd=ROOT, input=line, capture_output=True, check=False, patience_s=60,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.kind("formats", "A password in another encoding", "Refused with its byte, and never kept wrong.")
def test_a_password_that_is_no_text_is_refused(tmp_path: Path) -> None:
    code, said = _user_added(tmp_path, b"m\xe2t kh\xe2u\n")
    assert code == 2
    assert "byte thứ 2" in said


@pytest.mark.parametrize(
    "given",
    [
        b"\xef\xbb\xbfm\xe1\xba\xadt kh\xe1\xba\xa9u\r\n",
        "mật khẩu\r\n".encode("utf-16"),
        "\t mật khẩu\u00a0\u200b\n".encode(),
        "mật khẩu".encode(),
    ],
)
def test_a_password_is_read_as_it_was_meant(given: bytes) -> None:
    assert first_line(io.BytesIO(given)) == "mật khẩu"
    with pytest.raises(NotTextError):
        first_line(io.BytesIO(b"\xff\xfe"))
