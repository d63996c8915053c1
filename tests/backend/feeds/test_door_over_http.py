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


def _post(town: City, body: Any, query: str = "", **headers: str) -> requests.Response:
    headers, auth = {"Content-Type": "application/json", **headers}, town.proven(town.token("quan.tri"))
    address = f"{town.url}/v1/feeds/records{query}"
    return requests.post(address, json.dumps(body), headers=headers, auth=auth, timeout=60)


def test_the_same_key_again_is_the_same_answer_and_another_body_is_refused(town: City) -> None:
    key, body = {"Idempotency-Key": "rain-2026-11-21T07:30"}, {"records": [record("khoa-1", **incident())]}
    first = _post(town, body, **key)
    assert first.status_code == 200
    assert [one["status"] for one in first.json()["results"]] == ["applied"]
    assert _post(town, body, **key).json() == first.json()
    for other in (_post(town, {"records": []}, **key), _post(town, body, "?partial=true", **key)):
        assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert [one["status"] for one in _post(town, body).json()["results"]] == ["unchanged"], "without a key it is done"


@pytest.mark.parametrize("key", ["", "x" * 256, "with a blank"])
def test_a_key_that_is_none_is_refused(town: City, key: str) -> None:
    assert _post(town, {"records": []}, **{"Idempotency-Key": key}).status_code == 422


def test_a_duty_officer_reads_what_could_not_be_taken_and_an_operator_does_not(town: City) -> None:
    refused = _post(town, {"records": [record("chet-1", **incident(lat=500))], "source": "tram-mua-la"})
    assert refused.status_code == 422
    for user, status in (("an.nguyen", 200), ("quan.tri", 200), ("ha.le", 403)):
        address, auth = f"{town.url}/v1/feeds/dead-letters?source=tram-mua-la&limit=5", town.proven(town.token(user))
        answer = requests.get(address, auth=auth, timeout=60)
        assert answer.status_code == status
    auth = town.proven(town.token("an.nguyen"))
    [letter] = requests.get(f"{town.url}/v1/feeds/dead-letters", auth=auth, timeout=60).json()["letters"]
    assert (letter["source"], letter["type"], letter["id"]) == ("tram-mua-la", "incident", "chet-1")
    assert letter["faults"] == [{"field": "lat", "expected": "less than or equal to 90"}]
