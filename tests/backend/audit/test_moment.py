"""The audit is looked at while a city goes on writing: what is read is of one moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.audit.lines import note
from backend.audit.verifying import verify
from backend.ledger.databases import opened
from tests.harness.postgresql import URL, begun, drop

ADDRESSES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not URL, reason="no PostgreSQL was named"))]


@pytest.mark.parametrize("kind", ADDRESSES)
def test_what_is_written_meanwhile_is_no_finding(kind: str, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ledger.db'}" if kind == "sqlite" else begun(URL, "moment")
    ledger = opened(address, "en", make=True)
    for name in ("ha.le", "binh.vo"):
        with ledger.aside() as connection:
            note(connection, "signed-in", name)
    with ledger.at_one_moment() as looking:
        before = verify(looking)
        with ledger.aside() as connection:
            note(connection, "signed-out", "ha.le")
        again = verify(looking)
        assert (before.last, before.findings) == (again.last, again.findings)
        assert before.findings == ()
    with ledger.at_one_moment() as looking:
        assert verify(looking).last == before.last + 1
    ledger.engine.dispose()
    if kind == "postgresql":
        drop(URL, "moment")
