"""The units of a server start commands that the program understands, and say where their documents are."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
from pathlib import Path

import pytest

from backend.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "packaging" / "systemd").glob("ioc-back*"))


def _said(unit: Path, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)


def test_there_are_a_server_a_backup_and_its_hour() -> None:
    assert [unit.name for unit in UNITS] == ["ioc-backend.service", "ioc-backup.service", "ioc-backup.timer"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_what_it_starts_is_understood(unit: Path) -> None:
    for line in _said(unit, "ExecStart"):
        program, flag, module, command, *options = shlex.split(line)
        assert (program, flag, module) == ("/opt/ioc-console/.venv/bin/python", "-m", "backend")
        parsers = argparse.ArgumentParser().add_subparsers(dest="command")
        importlib.import_module(COMMANDS[command][0]).add_parser(parsers)
        assert parsers.choices[command].parse_args(options).config == Path("/etc/ioc/backend.yaml")
    for address in _said(unit, "Documentation"):
        assert (ROOT / address.removeprefix("file:///opt/ioc-console/")).is_file()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_it_holds_no_secret(unit: Path) -> None:
    assert "password=" not in unit.read_text(encoding="utf-8").lower()
