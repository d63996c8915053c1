"""`--version` names the console and everything that it stands on."""

from __future__ import annotations

import platform
from types import SimpleNamespace

import pytest

from console.base.version import console_version
from console.video import probe
from views.program import versions


def test_each_part_has_its_version_and_one_that_is_missing_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "libvlc", lambda: SimpleNamespace(version=None))
    lines = versions.lines()
    assert lines[0] == f"IOC Console {console_version()}"
    assert f"Python {platform.python_version()}" in lines
    assert "libVLC –" in lines
    for part in ("Qt", "PySide6", "SQLite", "FFmpeg (libavformat)"):
        [line] = [one for one in lines if one.startswith(f"{part} ")]
        assert any(letter.isdigit() for letter in line), line
