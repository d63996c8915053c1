"""Libraries with known weaknesses, and the file that tells of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from backend.__main__ import main
from backend.operations.advisories import ENTRY_MOST, ExportError, check, installed
from tests.attacks.conftest import Tried

HERE = {"jinja2": "3.1.2", "requests": "2.31.0", "odd": "2024.7.4.post1", "rc": "2.0rc1", "none": "not a version"}
Events = list[dict[str, str]]


def _advisory(name: str, events: Events | None = None, number: str = "PYSEC-1", **more: Any) -> dict[str, Any]:
    ranges = [] if events is None else [{"type": "ECOSYSTEM", "events": events}]
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "ranges": ranges, **more.pop("of", {})}
    return {
        "id": number,
        "modified": "2026-11-29T00:00:00Z",
        "summary": "It opens doors.",
        "affected": [affected],
    } | more


def _zip(path: Path, entries: Mapping[str, object]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in entries.items():
            packed.writestr(name, body if isinstance(body, bytes) else json.dumps(body))
    return path


RANGES: tuple[tuple[str, Events, bool], ...] = (
    ("Jinja2", [{"introduced": "0"}, {"fixed": "3.1.3"}], True),
    ("jinja2", [{"introduced": "0"}, {"fixed": "3.1.2"}], False),
    ("JINJA2", [{"introduced": "3.1.2"}, {"fixed": "3.1.10"}], True),
    ("jinja2", [{"introduced": "3.1.3"}], False),
    ("jinja2", [{"introduced": "0"}, {"last_affected": "3.1.2"}], True),
    ("jinja2", [{"introduced": "0"}, {"last_affected": "3.1.1"}], False),
    ("jinja2", [{"fixed": "2.0"}, {"introduced": "0"}, {"introduced": "3.1"}], True),
    ("jinja2", [{"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}, {"fixed": "3.1.0"}], False),
    ("jinja2", [{"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}, {"fixed": "3.2"}], True),
    ("odd", [{"introduced": "2024.7.4"}, {"fixed": "2024.7.4.post2"}], True),
    ("odd", [{"introduced": "0"}, {"fixed": "2024.7.4"}], False),
    ("rc", [{"introduced": "0"}, {"fixed": "2.0"}], True),
    ("rc", [{"introduced": "2.0"}], False),
    ("jinja2", [{"introduced": "0"}, {"fixed": "no version"}], True),
    ("jinja2", [{"introduced": "0"}, {"limit": "3.0"}], False),
    ("jinja2", [{"introduced": "0"}, {"limit": "*"}], True),
    ("elsewhere", [{"introduced": "0"}], False),
)


def test_a_weak_version_is_found_by_every_way_to_name_it(tmp_path: Path, tried: Tried) -> None:
    """A library with a known weakness, named by ranges, by single versions, by another spelling, by several ranges."""
    for name, events, is_weak in RANGES:
        path = _zip(tmp_path / "all.zip", {"a.json": _advisory(name, events)})
        assert bool(check(path, HERE).findings) == is_weak, (name, events)
    for more, is_weak in (({"versions": ["3.1.2"]}, True), ({"versions": ["3.1.20"]}, False), ({}, True)):
        path = _zip(tmp_path / "all.zip", {"a.json": _advisory("jinja2", of=more)})
        assert bool(check(path, HERE).findings) == is_weak, more
    other = _advisory("jinja2", [{"introduced": "0"}])
    other["affected"][0]["package"]["ecosystem"] = "npm"
    gone = _advisory("jinja2", [{"introduced": "0"}], withdrawn="2026-01-01T00:00:00Z")
    assert not check(_zip(tmp_path / "all.zip", {"a.json": other, "b.json": gone}), HERE).findings
    tried(len(RANGES) + 5, "each told right")


HOSTILE: dict[str, dict[str, object]] = {
    "empty": {}, "no advisory": {"a.json": {"x": 1}}, "broken": {"a.json": b"{"}, "deep": {"a.json": b"[" * 100_000},
    "a bomb": {"a.json": b" " * (ENTRY_MOST + 10)}, "no text": {"a.json": b"\xff\xfe\x00"},
    "leading out": {"../../../tmp/canary.json": b"{"},
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_export_is_refused_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    """The file that the centre brings is a bomb, broken, nested without a floor, or has names that lead out."""
    path = _zip(tmp_path / "all.zip", HOSTILE[kind])
    with pytest.raises(ExportError):
        check(path, HERE)
    assert [one.name for one in tmp_path.iterdir()] == ["all.zip"]


ODD: tuple[Any, ...] = (None, 5, "x", [], {}, [None], [5], [{}], {"a": 1})


def test_odd_fields_of_an_advisory_break_nothing(tmp_path: Path, tried: Tried) -> None:
    """Every field of an advisory is of another kind than it should be."""
    attempts = 0
    for value in ODD:
        for place in ("id", "modified", "summary", "aliases", "affected", "withdrawn"):
            cases = [{**_advisory("jinja2", [{"introduced": "0"}]), place: value}]
            for inner in ("package", "ranges", "versions"):
                odd = _advisory("jinja2", [{"introduced": "0"}])
                odd["affected"][0][inner] = value
                cases.append(odd)
            odd = _advisory("jinja2", [{"introduced": value}])
            report = check(_zip(tmp_path / "all.zip", {"ok.json": _advisory("requests"), "a.json": odd}), HERE)
            assert report.advisories
            for case in cases:
                check(_zip(tmp_path / "all.zip", {"ok.json": _advisory("requests"), "a.json": case}), HERE)
            attempts += len(cases) + 1
    tried(attempts, "0 errors")


def test_the_command_tells_and_exits_by_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An advisory whose words try to write over the screen of who reads them."""
    version = installed()["requests"]
    weak = _advisory("requests", [{"introduced": "0"}], summary="\x1b[2Jall is well\u202e\n\rok", aliases=["CVE-1"])
    assert main(["check-dependencies", str(_zip(tmp_path / "all.zip", {"a.json": weak})), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert f"requests {version}: PYSEC-1, CVE-1: [2Jall is well ok Not mended yet.\n" in said
    assert not {"\x1b", "\u202e", "\r"} & set(said)
    fine = _advisory("requests", [{"introduced": "0"}, {"fixed": "0.1"}])
    (tmp_path / "one.json").write_text(json.dumps([fine]))
    assert main(["check-dependencies", str(tmp_path / "one.json"), "--lang", "en"]) == 0
    assert "the newest of 2026-11-29: 0 affected" in capsys.readouterr().out
    assert main(["check-dependencies", str(tmp_path / "missing"), "--lang", "en"]) == 2
    assert main(["check-dependencies", str(tmp_path), "--lang", "vi"]) == 2
