"""docs/security.md: every attack stands in it with its own words, and a run fills it in whoever wrote the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks.table import PAGE, Gathering, attacks, chapters, page

PLAIN = '''"""Doors of a house."""
import pytest


@pytest.mark.parametrize("door", range(3))
def test_a_plain_one(door):
    """A door is knocked
    at from outside.

    Nobody opens.
    """


def test_one_that_counts(record_property):
    """Many | doors."""
    record_property("attempts", 1000)
    record_property("seen", "0 opened")


@pytest.mark.skip(reason="no window here")
def test_a_window():
    """A window."""
'''


def test_every_attack_says_what_is_tried_and_stands_in_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for one in attacks():
        assert one.what, f"{one.file}::{one.name} does not say what is tried"
        row = next((row for row in text.splitlines() if row.endswith(f"| `{one.file}::{one.name}` |")), "")
        assert row.startswith(f"| {one.what.replace('|', chr(92) + '|')} |"), f"python -m tests.attacks: {one.name}"
    for title in chapters().values():
        assert f"## {title.rstrip('.')}" in text


def test_a_run_of_plain_tests_fills_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test_doors.py").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    gathering = Gathering()
    monkeypatch.chdir(tmp_path)
    assert pytest.main([str(tmp_path), "-p", "no:xdist", "-p", "no:cacheprovider"], plugins=[gathering]) == 0
    falls = {"test_a_plain_one": ["a lock", "a | wall"]}
    text = page(attacks(tmp_path), gathering.seen, chapters(tmp_path), falls)
    assert "3 attacks, 1,003 attempts; 1 seen to succeed without its defence." in text
    assert "## Doors of a house\n" in text
    door = (
        "| A door is knocked at from outside. | 3 | it held | a lock; a \\| wall | `test_doors.py::test_a_plain_one` |"
    )
    assert door in text
    assert "| Many \\| doors. | 1,000 | 0 opened | not seen | `test_doors.py::test_one_that_counts` |" in text
    assert "| A window. | 0 | not tried on the machine of this run: Skipped: no window here | not seen |" in text


def test_an_attack_that_gets_through_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test_gates.py").write_text('"""Gates."""\ndef test_open():\n    """A."""\n    assert 0\n')
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    gathering = Gathering()
    monkeypatch.chdir(tmp_path)
    assert pytest.main([str(tmp_path), "-p", "no:xdist", "-p", "no:cacheprovider"], plugins=[gathering]) == 1
    assert gathering.seen["test_gates.py", "test_open"].failed
