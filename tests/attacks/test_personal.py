"""Whoever is curious about people: what a reason is, how many may be asked for, what a technician is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from backend.city.models import Reveals
from tests.backend.device import Device
from tests.journeys.city import City, city

PERSON = {"name": "Trần Văn A", "phone": "0912 345 678", "address": "Ngõ 3, Chợ Hòa An"}
NO_REASONS = ("", " ", ".", "x", "....................", "aaaaaaaaaaaa aaaaa", "không", "1234567890 12", "a b c d e f")
ALLOWED = Reveals()


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


def _report(town: City, *keys: str, **more: str) -> None:
    records = [
        {"type": "incident", "id": key, "data": {
            "code": key, "title": "Ngập", "created_at": "2026-11-21T00:00:00.000Z", "reporter": PERSON, **more,
        }}
        for key in keys
    ]  # fmt: skip
    town.feed()(records=records, removes=[], points=[])


def _target(key: str) -> dict[str, object]:
    return {"id": key, "version": 1}


def test_a_reason_that_says_nothing(town: City) -> None:
    """Looking at who reported with a dot, a letter or blanks for a reason."""
    _report(town, "at-1")
    device = Device(town, "ha.le", "desk-curious")
    for reason in NO_REASONS:
        answer = device.send(device.action("reveal", _target("at-1"), reason=reason))[0]
        assert (answer["result"], (answer["problem"] or {}).get("code")) == ("rejected", "bad-payload"), reason
    assert device.call("GET", "/v1/incidents/at-1/reporter").status_code == 403


def test_a_purpose_that_nobody_has(town: City) -> None:
    """Looking at who reported for a purpose that the city does not know."""
    _report(town, "at-2")
    device = Device(town, "ha.le", "desk-curious-2")
    said = device.action("reveal", _target("at-2"), purpose="curiosity", reason="Muốn biết là ai vậy")
    assert device.send(said)[0]["problem"]["code"] == "bad-payload"


def test_collecting_everybody_who_ever_reported(town: City) -> None:
    """Looking at who reported of one incident after the other, each with a good reason."""
    keys = [f"many-{number}" for number in range(ALLOWED.most + 5)]
    _report(town, *keys)
    device = Device(town, "an.nguyen", "desk-collector")
    answers = []
    for key in keys:
        device.send(device.action("reveal", _target(key), purpose="call_back", reason="Gọi lại hỏi số nhà"))
        answers.append(device.call("GET", f"/v1/incidents/{key}/reporter"))
    assert [one.status_code for one in answers] == [200] * ALLOWED.most + [429] * 5
    assert answers[-1].json()["code"] == "too-many-reveals"
    again = device.call("GET", f"/v1/incidents/{keys[0]}/reporter")
    assert again.status_code == 200, "one that was told already is no further person"
    lines = [
        one["data"] for one in device.call("GET", "/v1/sync/snapshot").json()["items"] if one["type"] == "log_entry"
    ]
    told = [one for one in lines if one["event"] == "many_reveals"]
    assert [(one["params"]["count"] >= ALLOWED.told_from, one["params"]["who"] != "") for one in told] == [(True, True)]


def test_numbers_of_persons_in_texts(town: City) -> None:
    """Reading numbers of telephones out of titles and notes as a wall and as an administrator."""
    _report(town, "at-3", description="gọi lại 0987 654 321", place="nhà ông A 0987654321")
    administrator = Device(town, "quan.tri", "desk-admin").call("GET", "/v1/sync/snapshot").text
    assert "at-3" in administrator
    assert "654" not in json.dumps([one for one in json.loads(administrator)["items"] if one["id"] == "at-3"])
    operator = Device(town, "ha.le", "desk-3").call("GET", "/v1/sync/snapshot").text
    assert "0987 654 321" in operator, "who deals with it needs the number"
