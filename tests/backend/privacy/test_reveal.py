"""Who reported is told to somebody who said why, and to nobody else; over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pysqlite3
import pytest

from tests.backend.device import Device
from tests.journeys.city import City, city

PERSON = {"name": "Trần Văn A", "phone": "0200 4000 417", "address": "Ngõ 3, Chợ Hòa An"}
REASON = "Gọi lại hỏi vị trí người mắc kẹt"


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


@pytest.fixture(scope="module")
def operator(town: City) -> Device:
    return Device(town, "ha.le")


def _reported(town: City, device: Device, key: str) -> dict[str, Any]:
    """An incident that a source reports with the caller's name and number."""
    data = {"code": key, "title": "Ngập", "created_at": "2026-11-21T00:00:00.000Z", "reporter": PERSON}
    town.feed()(records=[{"type": "incident", "id": key, "data": data}], removes=[], points=[])
    items = device.call("GET", "/v1/sync/snapshot").json()["items"]
    return next(item for item in items if item["id"] == key)


def test_records_hold_nobody(town: City, operator: Device) -> None:
    incident = _reported(town, operator, "rv-1")
    assert "reporter" not in incident["data"]
    assert incident["data"]["reporter_masked"] == "•••• 417"
    pages = operator.call("GET", "/v1/sync/snapshot").text
    assert PERSON["name"] not in pages
    assert "4000" not in pages.replace("incident", "")


def test_a_reason_opens_it_for_its_author_alone(town: City, operator: Device) -> None:
    incident = _reported(town, operator, "rv-2")
    path = "/v1/incidents/rv-2/reporter"
    refused = operator.call("GET", path)
    assert (refused.status_code, refused.json()["code"]) == (403, "reason-needed")
    blank = operator.send(operator.action("reveal", incident, reason="  "))
    assert blank[0]["problem"]["code"] == "bad-payload"
    assert operator.call("GET", path).status_code == 403, "a refused reason is none"
    assert operator.send(operator.action("reveal", incident, reason=REASON))[0]["result"] == "applied"
    told = operator.call("GET", path)
    assert told.json() == PERSON | {"hide_after_s": 60}
    assert told.headers["Cache-Control"] == "no-store"
    colleague = Device(town, "an.nguyen", "desk-other")
    assert colleague.call("GET", path).status_code == 403, "somebody else has to say why as well"


def test_each_look_is_noted_and_the_reason_stands_in_the_log(town: City, operator: Device) -> None:
    incident = _reported(town, operator, "rv-3")
    operator.send(operator.action("reveal", incident, reason=REASON))
    for _look in range(2):
        assert operator.call("GET", "/v1/incidents/rv-3/reporter").status_code == 200
    connection = pysqlite3.connect(f"file:{town.database}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT user_id, action_id FROM reveals WHERE incident_id = 'rv-3'").fetchall()
    finally:
        connection.close()
    logged = [row for row in town.log() if row["type"] == "reveal" and row["target_id"] == "rv-3"]
    assert len(rows) == 2
    assert rows[0] == rows[1] == ("ha.le", logged[-1]["action_id"])
    after = next(item for item in operator.call("GET", "/v1/sync/snapshot").json()["items"] if item["id"] == "rv-3")
    assert after["data"]["history"][-1]["text"] == REASON, "everybody sees who looked, and why"


def test_a_wall_never_sees_anybody(town: City, operator: Device, tmp_path: Path) -> None:
    incident = _reported(town, operator, "rv-4")
    operator.send(operator.action("reveal", incident, reason=REASON))
    wall = town.proven(town.wall_token("sanh-chinh"))
    answer = operator.call("GET", "/v1/incidents/rv-4/reporter", auth=wall)
    assert answer.status_code == 403
    page = operator.call("GET", "/v1/sync/snapshot", auth=wall).text
    assert "reporter" not in page
    assert REASON not in page


def test_an_incident_that_nobody_reported_has_no_reporter(operator: Device) -> None:
    items = operator.call("GET", "/v1/sync/snapshot").json()["items"]
    found = next(i for i in items if i["type"] == "incident" and not i["data"].get("reporter_masked"))
    operator.send(operator.action("reveal", found, reason=REASON))
    answer = operator.call("GET", f"/v1/incidents/{found['id']}/reporter")
    assert (answer.status_code, answer.json()["code"]) == (404, "no-reporter")
