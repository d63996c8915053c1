"""A loaded year is what the product would have written: the product itself verifies, finds and measures it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select

from backend.actions.log import audit
from backend.audit.verifying import verify
from backend.base.clock import now_ms
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, known_hashes, metadata, past_incidents, point_days, point_rollups, records
from backend.past.searching import Asked, search
from backend.points.database import DatabasePoints
from backend.points.door import DAY_MS
from contract.instants import parse_ms
from tests.bench.backend.writers import indicator
from tests.bench.backend.year_load import load
from tests.bench.backend.year_points import measured
from tests.bench.backend.year_rows import Size
from tests.harness.postgresql import URL, begun, drop

SIZE = Size(days=70, a_day=3, indicators=2, lines_a_day=2, screens=1)
NAME = "loaded_year"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with seventy days of a small city."""
    if request.param == "postgresql" and not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    address = begun(URL, NAME) if request.param == "postgresql" else f"sqlite:///{tmp_path / 'year.db'}"
    filled = opened(address, "en", make=True)
    load(filled, SIZE)
    filled.engine.dispose()
    lived = opened(address, "en")
    yield lived
    lived.engine.dispose()
    if request.param == "postgresql":
        drop(URL, NAME)


def test_the_product_verifies_finds_and_measures_it(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.engine.connect() as connection:
        verified = verify(connection)
        assert (verified.findings, verified.actions) == ((), SIZE.actions)
        assert audit(connection.execute(select(actions).order_by(actions.c.audit_seq))) is None
        told = dict(connection.execute(select(actions.c.hash, actions.c.occurred_at)).all())
        links = connection.execute(select(known_hashes.c.hash, known_hashes.c.done_ms)).all()
    assert {(link, parse_ms(told[link])) for link, _done in links} == {tuple(row) for row in links}
    assert len(links) == SIZE.actions
    _is_found(ledger)
    _is_indexed(ledger.engine)
    _is_measured(ledger.engine, tmp_path)


def _is_found(ledger: Ledger) -> None:
    """Those that ended long ago, oldest last, beside those of the feed."""
    rows, following = search(ledger.engine, Asked("duong"), 200)
    assert rows, following
    with ledger.engine.connect() as connection:
        past = connection.execute(select(past_incidents.c.id)).scalars().all()
        here = records.c.type == "incident"
        feed = connection.execute(select(records.c.id, records.c.removed).where(here)).all()
    live = {key for key, removed in feed if not removed}
    assert len(live) + len(past) == SIZE.incidents
    assert not live & set(past)
    assert {row.id for row in rows} <= set(past)


def _is_indexed(engine: Engine) -> None:
    """Nothing that was dropped for speed is missing."""
    there = inspect(engine)
    for table in metadata.tables.values():
        names = {index["name"] for index in there.get_indexes(table.name)}
        wanted = {str(one.name) for one in table.indexes if one.name != "past_incidents_by_words"}
        assert wanted <= names, table.name
        assert there.get_pk_constraint(table.name)["constrained_columns"], table.name


def _is_measured(engine: Engine, folder: Path) -> None:
    """The arrays are those that the server makes of the same values."""
    own = opened(f"sqlite:///{folder / 'own.db'}", "en", make=True).engine
    points, today = DatabasePoints(own), now_ms() // DAY_MS
    for number in range(SIZE.indicators):
        for day in range(today - SIZE.days, today):
            values = [(datetime.fromtimestamp(at / 1000, UTC), one) for at, one in measured(number, day).items()]
            points.put([(indicator(number, 0, "")["id"], values)])
    points.upkeep(now_ms())
    for table in (point_days, point_rollups):
        query = select(table).order_by(*table.primary_key.columns)
        with own.connect() as here, engine.connect() as there:
            assert here.execute(query).all() == there.execute(query).all(), table.name
    own.dispose()
