"""The hashed requirement files: no address of any registry, and the one version of Qt that counts its references."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["run", "test", "bench"])
def test_no_address_is_locked(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text
    assert "pyside6-essentials==6.11.3" in text


def test_qt_keeps_its_references_to_none() -> None:
    """6.12.0 on Python 3.11 loses one at each call that returns nothing, and aborts after minutes."""
    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(1000):
        thing.setObjectName(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
