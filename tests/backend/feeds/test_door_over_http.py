"""The connectors' door over real HTTP: keys in a header, who may read what could not be taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.backend.feeds.door_room import incident, record
from tests.journeys.city import City, city


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


@pytest.fixture(scope="module")
def source(town: City) -> tuple[City, str]:
    """Where the rain gauges report to, and what lets them in."""
    return town, town.source_token("incident", "", "tram-mua-la")


def _post(source: tuple[City, str], body: Any, query: str = "", **headers: str) -> requests.Response:
    town, token = source
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
    return requests.post(f"{town.url}/v1/feeds/records{query}", json.dumps(body), headers=headers, timeout=60)


def test_the_same_key_again_is_the_same_answer_and_another_body_is_refused(source: tuple[City, str]) -> None:
    key, body = {"Idempotency-Key": "rain-2026-11-21T07:30"}, {"records": [record("khoa-1", **incident())]}
    first = _post(source, body, **key)
    assert first.status_code == 200
    assert [one["status"] for one in first.json()["results"]] == ["applied"]
    assert _post(source, body, **key).json() == first.json()
    for other in (_post(source, {"records": []}, **key), _post(source, body, "?partial=true", **key)):
        assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert [one["status"] for one in _post(source, body).json()["results"]] == ["unchanged"], "without a key it is done"


@pytest.mark.parametrize("key", ["", "x" * 256, "with a blank"])
def test_a_key_that_is_none_is_refused(source: tuple[City, str], key: str) -> None:
    assert _post(source, {"records": []}, **{"Idempotency-Key": key}).status_code == 422


def test_a_duty_officer_reads_what_could_not_be_taken_and_an_operator_does_not(source: tuple[City, str]) -> None:
    town, _token = source
    refused = _post(source, {"records": [record("chet-1", **incident(lat=500))], "source": "tram-mua-la"})
    assert refused.status_code == 422
    for user, status in (("an.nguyen", 200), ("quan.tri", 200), ("ha.le", 403)):
        address, auth = f"{town.url}/v1/feeds/dead-letters?source=tram-mua-la&limit=5", town.proven(town.token(user))
        answer = requests.get(address, auth=auth, timeout=60)
        assert answer.status_code == status
    auth = town.proven(town.token("an.nguyen"))
    [letter] = requests.get(f"{town.url}/v1/feeds/dead-letters", auth=auth, timeout=60).json()["letters"]
    assert (letter["source"], letter["type"], letter["id"]) == ("tram-mua-la", "incident", "chet-1")
    assert letter["faults"] == [{"field": "lat", "expected": "less than or equal to 90"}]
