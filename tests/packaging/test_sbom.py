"""The bill of materials: all that is locked, nothing else, in CycloneDX's form, and twice the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[2]


def _made(path: Path) -> str:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1796000000"}
    subprocess.run([sys.executable, "packaging/sbom", str(path)], cwd=ROOT, env=environment, check=True)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _made(tmp_path_factory.mktemp("sbom") / "deep" / "bill.json")


def test_it_follows_the_schema_and_is_twice_the_same(text: str, tmp_path: Path) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert _made(tmp_path / "again.json") == text


def test_it_names_all_that_is_locked_with_its_hashes_and_its_licence(text: str) -> None:
    bill: dict[str, Any] = json.loads(text)
    assert bill["metadata"]["component"]["name"] == "ioc-console"
    lock = (ROOT / "requirements/run.txt").read_text(encoding="utf-8")
    rows = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", lock, re.MULTILINE)
    wanted = {(name, version) for name, version, marker in rows if not marker or Marker(marker.strip()).evaluate()}
    found = {(one["name"], one["version"]): one for one in bill["components"]}
    assert found.keys() == wanted
    for name, one in found.items():
        hashes = one["externalReferences"][0]["hashes"]
        assert hashes, name
        assert all(each["content"] in lock for each in hashes), name
        assert one["licenses"], f"{name} says no licence"
        assert one["purl"].startswith("pkg:pypi/"), name


def test_what_wheels_bring_is_named_too(text: str) -> None:
    parts = {
        part["name"]: part["version"] for one in json.loads(text)["components"] for part in one.get("components", ())
    }
    assert parts.keys() == {"Qt", "SQLite", "FFmpeg"}
    assert all(re.match(r"\d+\.\d+", version) for version in parts.values())


def test_each_library_depends_on_what_it_needs(text: str) -> None:
    needs = {one["ref"]: one.get("dependsOn", []) for one in json.loads(text)["dependencies"]}
    requests = next(ref for ref in needs if ref.startswith("requests=="))
    assert {one.partition("==")[0] for one in needs[requests]} == {"certifi", "charset-normalizer", "idna", "urllib3"}
    assert len(needs["ioc-console"]) > 40


def test_make_package_makes_it() -> None:
    assert "packaging/sbom build/" in (ROOT / "Makefile").read_text(encoding="utf-8")
