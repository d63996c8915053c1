"""What an agency did not take in time is told in the shift's log: once for each time that it was given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.base.clock import iso, now_ms
from backend.city.models import Agency
from backend.incidents import agencies
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger

MINUTE_MS = 60_000


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'late.db'}"))
    named = [
        Agency(id="a", name="Sở Xây dựng tỉnh", short_name="Sở Xây dựng"),
        Agency(id="b", name="Cấp cứu 115", short_name="115", accept_minutes=3),
    ]
    agencies.note(found, named, "Asia/Ho_Chi_Minh", {})
    yield found
    found.engine.dispose()


def _give(ledger: Ledger, key: str, agency: str, minutes_ago: float, **told: Any) -> None:
    at = iso(now_ms() - round(minutes_ago * MINUTE_MS))
    data = {
        "code": key, "title": "Cây đổ", "severity": 2, "state": "in_progress", "created_at": at,
        "assignee_id": f"agency:{agency}", "assignee_name": agency, "assignee_version": 1,
        "history": [{"at": at, "verb": "forward", "text": agency, "actor_name": "Hà"}],
    }  # fmt: skip
    ledger.publish([("incident", key, data | told)])


def _lines(ledger: Ledger) -> list[dict[str, Any]]:
    found = [ledger.current("log_entry", row.id) for row in ledger.of_type("log_entry")]
    return [one[1] for one in found if one is not None]


def test_the_log_tells_once_of_what_was_not_taken_in_time(ledger: Ledger) -> None:
    _give(ledger, "late", "Sở Xây dựng", 16)
    _give(ledger, "soon", "Sở Xây dựng", 14)
    assert (agencies.look(ledger), agencies.look(ledger)) == (1, 0)
    (line,) = _lines(ledger)
    assert (line["event"], line["incident_id"]) == ("agency_late", "late")
    assert line["params"] == {"agency": "Sở Xây dựng", "code": "late", "title": "Cây đổ", "minutes": 15}


def test_an_agency_has_the_minutes_that_its_city_gives_it(ledger: Ledger) -> None:
    _give(ledger, "fast", "115", 4)
    assert agencies.look(ledger) == 1
    assert _lines(ledger)[0]["params"]["minutes"] == 3


@pytest.mark.parametrize(
    "told",
    [
        {
            "agency_steps": [
                {"agency": "115", "step": "accept", "at": "2026-11-21T03:00:00.000Z", "assignee_version": 1}
            ]
        },
        {"state": "resolved"},
        {"assignee_id": "ha.le", "assignee_name": "Lê Thu Hà"},
        {"drill": True},
    ],
)
def test_nothing_is_told_of_what_was_taken_is_over_is_with_a_person_or_is_a_drill(
    ledger: Ledger, told: dict[str, Any]
) -> None:
    _give(ledger, "k", "115", 60, **told)
    assert agencies.look(ledger) == 0


def test_forwarded_anew_it_has_its_minutes_again_and_a_line_of_its_own(ledger: Ledger) -> None:
    _give(ledger, "k", "115", 10)
    assert agencies.look(ledger) == 1
    _give(ledger, "k", "115", 1, assignee_version=3)
    assert agencies.look(ledger) == 0
    _give(ledger, "k", "115", 5, assignee_version=3)
    assert agencies.look(ledger) == 1
