"""The watches of the roster begin at their hours; who is at a desk stays, and a connector's watch runs to its end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.city.records import iso
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.program import roster
from backend.program.roster import let_begin, watches
from tests.backend.upkeep.packs import city, data
from tests.harness.patience import Patience

MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=city().zone)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    made = Ledger(open_engine("sqlite://"))
    yield made
    made.engine.dispose()


def _shift(ledger: Ledger) -> dict[str, Any]:
    return data(ledger, "shift", "current")


def test_each_watch_follows_the_one_before(ledger: Ledger) -> None:
    let_begin(ledger, city(), MORNING)
    first = _shift(ledger)
    assert first["name"].startswith("Ca ngày")
    here = [{**one, "present_since": iso(MORNING)} if one["id"] == "ha.le" else one for one in first["people"]]
    ledger.publish([("shift", "current", {**first, "people": here, "deeds": 3})])
    let_begin(ledger, city(), MORNING + timedelta(hours=9, minutes=59))
    assert _shift(ledger)["name"] == first["name"]
    let_begin(ledger, city(), MORNING + timedelta(hours=10))
    after = _shift(ledger)
    assert after["name"].startswith("Ca đêm")
    assert after["deeds"] == 3
    assert [one["id"] for one in after["people"] if one.get("present_since")] == ["ha.le"]
    let_begin(ledger, city(), MORNING + timedelta(hours=10))
    assert _shift(ledger) == after, "two servers that look write the same"


def test_a_connectors_watch_runs_to_its_end(ledger: Ledger) -> None:
    theirs = {"name": "Ca tăng cường", "starts_at": iso(MORNING), "ends_at": iso(MORNING + timedelta(hours=30))}
    ledger.publish([("shift", "current", theirs)])
    let_begin(ledger, city(), MORNING + timedelta(hours=29))
    assert _shift(ledger) == theirs
    let_begin(ledger, city(), MORNING + timedelta(hours=30))
    assert _shift(ledger)["name"].startswith("Ca ngày")
    ledger.publish([("shift", "current", theirs | {"ends_at": "hôm nào"})])
    let_begin(ledger, city(), MORNING + timedelta(hours=99))
    assert _shift(ledger)["name"] == "Ca tăng cường", "nobody knows when it ends"


def test_it_goes_on_after_a_database_that_was_away(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, expected_noise: list[str]
) -> None:
    expected_noise.append("the watch could not be looked after")
    monkeypatch.setattr(roster, "LOOK_EVERY_S", 0.01)
    looked: list[datetime] = []
    again = threading.Event()

    def look(_ledger: Ledger, _pack: object, now: datetime) -> None:
        looked.append(now)
        if len(looked) == 4:
            again.set()
        if len(looked) == 2:
            raise ConnectionError("the database is away")

    monkeypatch.setattr(roster, "let_begin", look)
    with watches(ledger, city()):
        patience = Patience(20)
        while not again.wait(0.1):
            assert not patience.is_over
    count = len(looked)
    assert looked[0] <= datetime.now(UTC)
    assert len(looked) == count, "it ends with the server"
