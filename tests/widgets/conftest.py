"""One application with the dark look for all tests of parts, and the Vietnamese words for those that read them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from tests.harness.run import run_patiently
from widgets.base import theme

WORDS = Path(__file__).resolve().parent.parent.parent / "resources" / "i18n" / "vi" / "widgets.ts"


@pytest.fixture(autouse=True)
def dark(qapp: QApplication) -> theme.Theme:
    """The dark look on a desk, whatever the test before has worn."""
    look = theme.load("dark")
    if theme.current() != look or not qapp.styleSheet():
        theme.apply(qapp, look)
    return look


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Vietnamese words, compiled from their source."""
    path = tmp_path_factory.mktemp("words") / "widgets.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    run_patiently([str(tool), "-silent", str(WORDS), "-qm", str(path)], check=True, patience_s=60)
    return path


@pytest.fixture
def vietnamese(qapp: QApplication, compiled: Path) -> Iterator[None]:
    """The interface in Vietnamese."""
    words = QTranslator()
    assert words.load(str(compiled))
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)
