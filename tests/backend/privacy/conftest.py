"""A ledger on each of the two engines, whichever is named outside."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.ledger.engine import engine_of
from backend.ledger.ledger import Ledger
from backend.ledger.schema import metadata
from backend.migrations import upgrade
from tests.harness.postgresql import URL, begun, drop


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'city.db'}"
        return
    if not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    name = f"test_{uuid.uuid4().hex}"
    yield begun(URL, name)
    drop(URL, name)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """One over it."""
    engine = engine_of(address)
    upgrade(engine, metadata)
    yield Ledger(engine)
    engine.dispose()
