"""The sample city loads, reads naturally, and every fault in a pack is told with file, line and field."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.city.messages import _EN, _VI, _WORDS_EN, _WORDS_VI
from backend.city.pack import CityPack
from backend.city.problems import CityPackError
from backend.demo.cameras.command import sights_of
from backend.demo.story.story import Story

NOW = datetime(2026, 11, 21, 14, 47, tzinfo=UTC)  # 21:47 in the city


@pytest.fixture(scope="module")
def pack() -> CityPack:
    return load(DEFAULT_CITY)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    return tmp_path / "city"


def spoil(root: Path, file: str, old: str, new: str) -> int:
    """Replace `old` once and say in which line that was."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def fault(root: Path) -> CityPackError:
    with pytest.raises(CityPackError) as caught:
        load(root)
    return caught.value


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def test_the_city_has_what_the_console_is_shown_with(pack: CityPack) -> None:
    assert len(pack.cameras) == 24
    assert len({camera.area for camera in pack.cameras}) == 4
    assert len(pack.indicators) >= 20
    assert {indicator.domain for indicator in pack.indicators} == {
        "traffic", "environment", "water", "energy", "waste", "order", "public_services", "budget",
        "citizen_reports", "security",
    }  # fmt: skip
    assert {kind.channel for kind in pack.incident_kinds} == {
        "field_report", "sensor", "camera", "security", "emergency",
    }  # fmt: skip
    assert {person.name for person in pack.people if person.id == "ha.le"} == {"Lê Thu Hà"}
    assert {layout.id for layout in pack.layouts} >= {"main", "two"}


def test_all_text_is_composed_plain_and_whole(pack: CityPack) -> None:
    records = [*pack.records(), *Story(pack).records(NOW)]
    for kind, identity, data in records:
        for text in texts(data):
            assert unicodedata.normalize("NFC", text) == text, identity
            strange = "<>\ufffd" if kind == "template" else "<>{}\ufffd"
            assert not set(text) & set(strange), (identity, text)
            assert text == text.strip(), (identity, text)
            assert "  " not in text, (identity, text)


def test_what_is_open_at_the_start(pack: CityPack) -> None:
    found = [data for type_, _id, data in Story(pack).records(NOW) if type_ == "incident"]
    assert len(found) == 37
    assert len({data["code"] for data in found}) == 37
    assert sum(datetime.fromisoformat(data["deadline"]) < NOW for data in found) == 2
    assert {data["severity"] for data in found} == {1, 2, 3, 4}
    assert sum(data["state"] == "new" for data in found) == 4
    assert sum(data.get("assignee_id") == "ha.le" for data in found) == 6
    assert found[0]["title"] == "Ngập sâu 0,6 m tại hầm chui Trần Phú"
    assert list(Story(pack, 3).records(NOW)) == list(Story(pack, 3).records(NOW))


@pytest.mark.parametrize(
    ("hour", "name"), [(6, "Ca đêm"), (7, "Ca ngày"), (18, "Ca ngày"), (19, "Ca đêm"), (0, "Ca đêm")]
)
def test_the_watch_of_the_hour(pack: CityPack, hour: int, name: str) -> None:
    now = datetime(2026, 11, 21, hour, 0, 1, tzinfo=pack.zone)
    _type, _id, shift = pack.watch(now)
    assert shift["name"].startswith(name)
    starts_at, ends_at = (datetime.fromisoformat(shift[key]) for key in ("starts_at", "ends_at"))
    assert starts_at <= now < ends_at
    assert ends_at - starts_at == timedelta(hours=12)
    assert shift["people"]


@pytest.mark.parametrize(
    "case",
    [
        ("cameras.yaml", "lat: 9.6262", "lat: bắc", "[2].lat", "phải là số", "must be a number"),
        ("cameras.yaml", "lat: 9.6262", "lat: 99.6", "[2].lat", "không được quá 90", "must be 90.0 at most"),
        ("cameras.yaml", "lat: 9.6262, ", "", "[2].lat", "thiếu trường bắt buộc “lat”", "field “lat” is missing"),
        ("demo/cameras.yaml", "scene: bridge", "scen: bridge", "[2].scen", "ý là “scene”", "did you mean “scene”"),
        ("demo/cameras.yaml", "scene: bridge", "scene: moon", "[2].scene", "chỉ nhận", "allowed are"),
        ("cameras.yaml", "ward: Phường Bến Đá", "ward: Phường Bến Đa", "[2].ward", "“Phường Bến Đá”?", "no ward"),
        ("cameras.yaml", "id: cam-02", "id: cam-01", "[2].id", "đã dùng ở dòng 3", "already used in line 3"),
        ("indicators.yaml", "owner: thoat-nuoc", "owner: ngoai-giao", "[1].owner", "không có cơ quan", "no agency"),
        ("demo/indicators.yaml", "base: 34", "base: nhanh", "[2].series.base", "phải là số", "must be a number"),
        ("demo/incident_kinds.yaml", "cameras: [cam-04", "cameras: [cam-99", "[1].spots[1].cameras[1]",
         "camera “cam-99”", "no camera “cam-99”"),
        ("people.yaml", "Lê Thu Hà", "<b>Hà</b>", "[1].name", "có thẻ", "tag"),
        ("people.yaml", "Lê Thu Hà", unicodedata.normalize("NFD", "Lê"), "[1].name", "NFC", "NFC"),
        ("shifts.yaml", '"07:00"', '"25:00"', "[1].starts", "sai mẫu", "wrong form"),
        ("layouts/main.yaml", "camera: cam-04", "camera: cam-77", "screens[1].tiles[1].camera", "cam-77", "cam-77"),
        ("layouts/main.yaml", "row: 0, col: 2", "row: 5, col: 2", "screens[1].tiles[2]", "vượt ra ngoài", "beyond"),
        ("layouts/main.yaml", "row: 0, col: 2", "row: 0, col: 1", "screens[1].tiles[2]", "đè lên", "lies over"),
        ("demo/opening.yaml", "  due_minutes: 13\n", "", "[1]", "due_minutes", "due_minutes"),
        ("city.yaml", "Asia/Ho_Chi_Minh", "Asia/Song_May", "time_zone", "múi giờ", "time zone"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(copy: Path, case: tuple[str, str, str, str, str, str]) -> None:
    file, old, new, field, vi, en = case
    line = spoil(copy, file, old, new)
    problem = fault(copy).problems[0]
    assert (problem.file, problem.field) == (file, field)
    assert abs(problem.line - line) <= (12 if field.endswith("]") else 0)
    assert f"dòng {problem.line}, trường {field}: " in problem.text("vi")
    assert f"line {problem.line}, field {field}: " in problem.text("en")
    assert vi in problem.text("vi")
    assert en in problem.text("en")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("cameras.yaml", "path: cam-02", "path: cam-02, scene: bridge", "moved_field"),
        ("indicators.yaml", "  period: minute", "  period: minute\n  series: {kind: daily}", "moved_field"),
        ("incident_kinds.yaml", "  channel: sensor", "  channel: sensor\n  weight: 2", "moved_field"),
        ("demo/cameras.yaml", "id: cam-02", "id: cam-77", "unknown_reference_hint"),
        ("demo/opening.yaml", "kind: tai-nan", "kind: tai-nanh", "unknown_reference_hint"),
        ("cameras.yaml", ", path: cam-02", "", "one_address"),
        ("cameras.yaml", "path: cam-02", "path: cam-02, main_url: 'rtsp://10.1.2.3/x'", "one_address"),
        ("cameras.yaml", "path: cam-02", "path: cam-02, sub_url: 'rtsp://10.1.2.3/x'", "one_address"),
        ("cameras.yaml", "path: cam-02", "main_url: 'ftp://10.1.2.3/x'", "no_stream_address"),
        ("cameras.yaml", "path: cam-02", "main_url: 'rtsp://10.1.2.3:77777/x'", "no_stream_address"),
        ("cameras.yaml", "path: cam-02", "main_url: 'rtsp:///x'", "no_stream_address"),
        ("cameras.yaml", "path: cam-02", "main_url: 'rtsp://10.1.2.3/a b'", "no_stream_address"),
        ("cameras.yaml", "path: cam-02", "main_url: 'rtsp://u:geheim@10.1.2.3/x'", "sign_in_in_address"),
        ("cameras.yaml", "path: cam-02", "main_url: 'rtsp://10.1.2.3/x', sub_url: 'rtsp://geheim@10.1.2.3/x'",
         "sign_in_in_address"),
    ],
)  # fmt: skip
def test_what_is_the_demos_and_where_a_camera_is(copy: Path, file: str, old: str, new: str, code: str) -> None:
    spoil(copy, file, old, new)
    error = fault(copy)
    assert [problem.code for problem in error.problems] == [code]
    assert error.line > 0
    for lang in ("vi", "en"):
        assert "geheim" not in error.text(lang)
        assert code != "moved_field" or f"demo/{file}" in error.text(lang)


def test_files_of_the_demo_where_they_were_once_are_named(copy: Path) -> None:
    shutil.move(copy / "demo" / "opening.yaml", copy / "opening.yaml")
    assert [(problem.file, problem.code) for problem in fault(copy).problems] == [("opening.yaml", "moved_file")]


def test_a_real_city_has_nothing_of_the_demo(copy: Path) -> None:
    shutil.rmtree(copy / "demo")
    spoil(
        copy,
        "cameras.yaml",
        "path: cam-01",
        "main_url: 'rtsp://10.1.2.3:554/Streaming/Channels/101', main_size: [1920, 1080]",
    )
    spoil(
        copy, "cameras.yaml", "path: cam-02",
        "main_url: 'rtsps://nvr.example/1', sub_url: 'rtsps://nvr.example/2', sub_size: [704, 576]",
    )  # fmt: skip
    pack = load(copy)
    cameras = {key: data for kind, key, data in pack.records("rtsp://base") if kind == "camera"}
    first, second, third = (cameras[f"cam-0{number}"] for number in (1, 2, 3))
    assert first["main_url"] == first["sub_url"] == "rtsp://10.1.2.3:554/Streaming/Channels/101"
    assert first["main_size"] == first["sub_size"] == [1920, 1080]
    assert (second["sub_url"], second["main_size"], second["sub_size"]) == (
        "rtsps://nvr.example/2",
        [1280, 720],
        [704, 576],
    )
    assert (third["main_url"], third["sub_url"]) == ("rtsp://base/cam-03/main", "rtsp://base/cam-03/sub")
    story = Story(pack)
    assert (list(story.history(NOW)), list(story.records(NOW))) == ([], [])
    assert [sight.path for sight in sights_of(pack)][:2] == ["cam-03", "cam-04"], "a demo draws what has no address"


def test_broken_files_are_named(copy: Path) -> None:
    line = spoil(copy, "wards.yaml", "- {id: hoa-an", "- {id: hoa-an: [")
    error = fault(copy)
    assert (error.file, error.line) == ("wards.yaml", line)
    assert "sai cú pháp YAML" in error.text("vi")


def test_a_missing_file_and_a_missing_folder(copy: Path, tmp_path: Path) -> None:
    (copy / "people.yaml").unlink()
    assert "people.yaml: thiếu tệp" in fault(copy).text()
    assert "nowhere" in fault(tmp_path / "nowhere").text("en")


def test_hostile_files_are_refused(copy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "wards.yaml"
    shutil.move(copy / "wards.yaml", outside)
    (copy / "wards.yaml").symlink_to(outside)
    (copy / "agencies.yaml").write_text("- &a {id: x}\n- *a\n", encoding="utf-8")
    (copy / "people.yaml").write_text("- !!python/object/apply:os.system ['true']\n", encoding="utf-8")
    (copy / "sources.yaml").write_text("#" * 600_000, encoding="utf-8")
    (copy / "demo" / "notices.yaml").write_bytes(b"- {id: \xff}\n")
    (copy / "shifts.yaml").write_text("- {id: a, id: b}\n", encoding="utf-8")
    codes = {problem.file: problem.code for problem in fault(copy).problems}
    assert codes["wards.yaml"] == "outside_pack"
    assert codes["agencies.yaml"] == "alias"
    assert codes["people.yaml"] == "bad_yaml"
    assert codes["sources.yaml"] == "too_large"
    assert codes["demo/notices.yaml"] == "not_utf8"
    assert codes["shifts.yaml"] == "duplicate_key"


def test_both_languages_have_every_sentence() -> None:
    assert _VI.keys() == _EN.keys()
    assert _WORDS_VI.keys() == _WORDS_EN.keys()
