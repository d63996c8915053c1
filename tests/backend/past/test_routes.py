"""The past over real HTTP: who may read it, what a list holds and what one incident does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.base.clock import iso, now_ms
from backend.ledger.engine import engine_of
from backend.ledger.ledger import Ledger
from backend.past.moving import DAY_MS, move
from tests.backend.device import Device
from tests.harness.proven import Proven
from tests.journeys.city import City, city

PERSON = {"name": "Trần Văn A", "phone": "0200 4000 417", "address": "Ngõ 3, Chợ Hòa An"}


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    """A city with three incidents of its past."""
    with city(cameras=False) as running:
        at = iso(now_ms() - 40 * DAY_MS)
        line = {"at": at, "verb": "note", "text": "Đã bơm xong", "actor_name": "Lê Thu Hà"}
        told = {"code": "SM-9", "created_at": at, "updated_at": at, "state": "closed", "ward": "Bến Nghé"}
        more = {"channel": "field_report", "reporter": PERSON, "severity": 3}
        records = [
            {"type": "incident", "id": f"past-{number}", "data": {**told, **more, "title": f"Ngập số {number}"}}
            for number in range(3)
        ]
        running.feed()(records=records, removes=[], points=[])
        engine = engine_of(f"sqlite:///{running.database}")
        ledger = Ledger(engine)
        for number in range(3):
            version_data = ledger.current("incident", f"past-{number}")
            assert version_data is not None
            ledger.publish([("incident", f"past-{number}", {**version_data[1], "history": [line]})])
        assert move(ledger, now_ms()) == 3
        engine.dispose()
        yield running


@pytest.fixture(scope="module")
def operator(town: City) -> Device:
    return Device(town, "ha.le")


def test_a_list_tells_what_it_is_and_one_tells_everything(operator: Device) -> None:
    answer = operator.call("GET", "/v1/incidents/past", params={"text": "ngap so 1", "ward": "ben nghe"})
    assert answer.status_code == 200
    (item,) = answer.json()["items"]
    assert (item["id"], item["data"]["title"], "history" in item["data"]) == ("past-1", "Ngập số 1", False)
    whole = operator.call("GET", "/v1/incidents/past-1/past").json()
    assert whole["data"]["history"][-1]["text"] == "Đã bơm xong"
    assert (whole["version"], whole["ended_at"]) == (item["version"], item["ended_at"])


def test_pages_follow_each_other(operator: Device) -> None:
    seen, page = [], None
    while True:
        asked = {"limit": 2} | ({"page": page} if page else {})
        answer = operator.call("GET", "/v1/incidents/past", params=asked).json()
        seen += [item["id"] for item in answer["items"]]
        page = answer["next_page"]
        if page is None:
            break
    assert sorted(seen) == ["past-0", "past-1", "past-2"]


def test_it_names_nobody_who_reported(operator: Device) -> None:
    told = operator.call("GET", "/v1/incidents/past").text + operator.call("GET", "/v1/incidents/past-1/past").text
    assert "•••• 417" in told
    assert not any(secret in told for secret in PERSON.values())


def test_a_wall_never_asks_and_nobody_without_a_sign_in(town: City, operator: Device) -> None:
    wall = town.proven(town.wall_token("phong-truc"))
    for path in ("/v1/incidents/past", "/v1/incidents/past-1/past"):
        assert operator.call("GET", path, auth=wall).json()["code"] == "forbidden"
        assert operator.call("GET", path, auth=Proven(operator.key)).status_code == 401


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"from": "yesterday"}, "bad-instant"), ({"page": "-1"}, "invalid-request"), ({"text": "\0"}, "invalid-request")],
)
def test_what_is_asked_wrongly_is_told(operator: Device, asked: dict[str, str], code: str) -> None:
    answer = operator.call("GET", "/v1/incidents/past", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_one_that_came_back_is_told_as_it_is_now(operator: Device) -> None:
    target = {"type": "incident", "id": "past-2", "version": 1}
    assert operator.send(operator.action("note", target, text="Ghi muộn"))[0]["result"] == "applied"
    found = operator.call("GET", "/v1/incidents/past-2/past").json()
    assert found["data"]["history"][-1]["text"] == "Ghi muộn"
    assert operator.call("GET", "/v1/incidents/nowhere/past").json()["code"] == "not-found"


def test_older_lines_come_by_pages(town: City, operator: Device) -> None:
    target = {"type": "incident", "id": "past-0", "version": 1}
    for _part in range(2):
        notes = [operator.action("note", target, text="Ghi") for _number in range(75)]
        assert {answer["result"] for answer in operator.send(*notes)} == {"applied"}
    found = operator.call("GET", "/v1/incidents/past-0/past").json()["data"]
    before = found["history_before"]
    page = operator.call("GET", "/v1/incidents/past-0/history", params={"before": before, "limit": 30}).json()
    assert (len(page["lines"]), page["next_before"]) == (30, before - 30)
    whole = operator.call("GET", "/v1/incidents/past-0/history", params={"limit": 200}).json()
    assert (len(whole["lines"]), whole["next_before"]) == (before, None)
    assert whole["lines"][0]["text"] == "Đã bơm xong"
    assert len(whole["lines"]) + len(found["history"]) == 151
    wall = town.proven(town.wall_token("phong-truc"))
    assert operator.call("GET", "/v1/incidents/past-0/history", auth=wall).json()["code"] == "forbidden"
