"""Compiled translations for the tests of screens, as `make setup` would have made them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.harness.run import run_patiently

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "i18n" / "vi"


@pytest.fixture(scope="session")
def compiled_words() -> None:
    """The Vietnamese words, compiled where the sources are newer."""
    for source in FOLDER.glob("*.ts"):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            tool = Path(sys.executable).with_name("pyside6-lrelease")
            run_patiently([str(tool), "-silent", str(source), "-qm", str(compiled)], check=True, patience_s=60)
