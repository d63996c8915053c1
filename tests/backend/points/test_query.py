"""Many indicators in one question over real HTTP: what was fed comes back, bounded, page by page, refused as told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from contract.points import MOST_IDS, PointsAnswer
from tests.journeys.city import City, city

BEGAN = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=8)


def iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        feed = running.feed()
        for number in range(3):
            points = [{"at": iso(BEGAN + timedelta(minutes=minute)), "value": minute + number} for minute in range(400)]
            feed(records=[], removes=[], points=[{"id": f"test-{number}", "points": points[: 400 - 150 * number]}])
        yield running


def ask(town: City, body: Any, status: int = 200) -> Any:
    auth = town.proven(town.token("ha.le"))
    answer = requests.post(f"{town.url}/v1/points:query", json=body, auth=auth, timeout=30)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_each_brings_only_what_is_missing(town: City) -> None:
    late = iso(BEGAN + timedelta(minutes=390))
    body = {"series": [{"id": "test-0", "since": late}, {"id": "nobody"}, {"id": "test-1"}, {"id": "test-2"}]}
    said = PointsAnswer.model_validate(ask(town, body))
    assert [(one.id, len(one.points), one.next_since) for one in said.series] == [
        ("test-0", 10, None), ("nobody", 0, None), ("test-1", 250, None), ("test-2", 100, None),
    ]  # fmt: skip
    assert said.series[0].points[0] == (late, 390.0)
    old = requests.get(
        f"{town.url}/v1/indicators/test-0/points",
        params={"since": late},
        auth=town.proven(town.token("ha.le")),
        timeout=30,
    ).json()
    assert old == {"points": [list(point) for point in said.series[0].points], "next_since": None}


def test_what_does_not_fit_in_is_asked_for_again(town: City) -> None:
    waiting: list[Any] = [{"id": f"test-{number}"} for number in range(3)]
    together: dict[str, list[Any]] = {}
    while waiting:
        said = ask(town, {"series": waiting, "limit": 120})["series"]
        assert sum(len(one["points"]) for one in said) <= 120
        for one in said:
            together.setdefault(one["id"], []).extend(one["points"])
        waiting = [{"id": one["id"], "since": one["next_since"]} for one in said if one["next_since"]]
    assert {key: [value for _at, value in points] for key, points in together.items()} == {
        f"test-{number}": [minute + number for minute in range(400 - 150 * number)] for number in range(3)
    }


def test_spans_of_time_say_what_was_measured_in_them(town: City) -> None:
    said = PointsAnswer.model_validate(ask(town, {"series": [{"id": "test-0"}], "resolution": "hour"}))
    (series,) = said.series
    assert series.points == []
    assert sum(one[1] for one in series.rollups) == 400
    assert min(one[2] for one in series.rollups) == 0
    assert series.rollups[-1][5] == series.rollups[-1][3] == 399
    at, number, least, greatest, mean, last = series.rollups[1]
    assert (at[14:], number, greatest - least, mean) == ("00:00.000Z", 60, 59, (least + last) / 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"series": [{"id": "test-0", "since": "yesterday"}]}, "bad-instant"),
        ({"series": [{"id": "test-0", "since": "2026-11-21T14:00:00"}]}, "bad-instant"),
        ({"series": [{"id": f"i{number}"} for number in range(MOST_IDS + 1)]}, "invalid-request"),
        ({"series": [], "limit": 0}, "invalid-request"),
        ({"series": [], "resolution": "week"}, "invalid-request"),
        ({}, "invalid-request"),
    ],
)
def test_a_question_that_is_none_is_refused(town: City, body: Any, code: str) -> None:
    assert ask(town, body, 422)["code"] == code


def test_a_question_about_nothing_is_answered(town: City) -> None:
    assert ask(town, {"series": []}) == {"resolution": "raw", "series": []}
