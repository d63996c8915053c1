"""What the command line says goes before the settings; a wall answers no telephone."""

from __future__ import annotations

from pathlib import Path

import pytest

from views.program.command_line import Options
from views.program.setup import set_up


@pytest.mark.parametrize(
    ("options", "written", "port"),
    [
        ({}, "", 0),
        ({}, "calls_port = 8022\n", 8022),
        ({"calls_port": 8023}, "calls_port = 8022\n", 8023),
        ({"calls_port": 8023, "wall": "hall"}, "", 0),
        ({"wall": "hall"}, "calls_port = 8022\n", 0),
    ],
)
def test_the_port_of_calls(tmp_path: Path, options: dict[str, object], written: str, port: int) -> None:
    (tmp_path / "settings.toml").write_text(written, encoding="utf-8")
    found = set_up(Options(data_dir=tmp_path, **options))  # type: ignore[arg-type]
    assert found.settings.calls_port == port
