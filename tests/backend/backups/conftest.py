"""Here an address means what it says: these tests name files and servers themselves, whatever the others are put on."""

from __future__ import annotations

import pytest

from backend.backups import restore
from backend.ledger import databases
from tests.harness.postgresql import URL


@pytest.fixture(autouse=True)
def _as_named(monkeypatch: pytest.MonkeyPatch) -> None:
    if URL:
        plain = databases.open_engine._open  # type: ignore[attr-defined]
        monkeypatch.setattr(databases, "open_engine", plain)
        monkeypatch.setattr(restore, "open_engine", plain)
