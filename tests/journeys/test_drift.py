"""A change that got lost on its way into the cache: the desk notices at its next catch-up, and has it again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest

from tests.journeys.city import City
from tests.journeys.driver import Driver


def _lose(cache: Path, incident: str) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        gone = connection.execute("DELETE FROM kept WHERE type = 'incident' AND id = ?", (incident,)).rowcount
    assert gone == 1


@pytest.mark.journey
def test_a_lost_incident_is_found(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with City(tmp_path / "city", cameras=False) as town:
        options = ("--backend", town.url)
        with Driver(tmp_path / "desk", *options, sign_in=("ha.le", town.password)) as console:
            state = console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")
            lost = state["rows"][3]["id"]
            assert state["drift"] == 0
        _lose(tmp_path / "desk" / "cache.db", lost)
        with Driver(tmp_path / "desk", *options, sign_in=("ha.le", town.password)) as console:
            state = console.until(
                lambda s: s["drift"] == 1 and lost in {row["id"] for row in s["rows"]}, 30, "what was lost"
            )
            assert state["faults"] == 0
