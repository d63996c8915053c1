"""What a source reports wrongly is refused at the door with its reason; what is right is on the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from tests.journeys.city import City
from tests.journeys.driver import Driver

MANY, BAD = 100, 57


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[City, Driver]]:
    """One city and one desk: each test reports records of its own."""
    folder = tmp_path_factory.mktemp("door")
    (folder / "city").mkdir()
    with (
        City(folder / "city", cameras=False) as town,
        Driver(folder / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
    ):
        console.until(lambda s: s["rows"] and s["links"]["incidents"]["state"] == "live", 20, "a live queue")
        yield town, console


def _alert(key: str, number: int, **more: Any) -> dict[str, Any]:
    data = {
        "code": f"{key.upper()}-{number:03}", "title": f"Cảm biến {number}", "severity": 3, "channel": "sensor",
        "state": "new", "created_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }  # fmt: skip
    return {"type": "incident", "id": f"{key}-{number:03}", "data": {**data, **more}}


@pytest.mark.journey
@pytest.mark.parametrize(
    ("odd", "field"),
    [
        ({"lat": float("nan")}, "lat"),
        ({"muc_nuoc": 1.2}, "muc_nuoc"),
        ({"created_at": "2026-11-29T07:00:00"}, "created_at"),
    ],
    ids=["NaN", "a field that nobody knows", "a time without its offset"],
)
def test_one_bad_record_of_a_hundred(room: tuple[City, Driver], odd: dict[str, Any], field: str) -> None:
    town, console = room
    key = f"cb-{field}"
    records = [_alert(key, number, **(odd if number == BAD else {})) for number in range(MANY)]

    def post(query: str = "") -> Any:
        headers = {"Authorization": f"Bearer {town.source_token()}", "Content-Type": "application/json"}
        body = json.dumps({"records": records})
        return requests.post(f"{town.url}/v1/feeds/records{query}", body, headers=headers, timeout=60)

    refused = post()
    assert (refused.status_code, refused.json()["code"]) == (422, "bad-records")
    told = refused.json()["records"]
    assert [(one["index"], one["id"]) for one in told] == [(BAD, f"{key}-{BAD:03}")]
    assert [fault["field"] for fault in told[0]["faults"]] == [field]
    assert not [row for row in console.state()["rows"] if row["id"].startswith(f"{key}-")], "all or nothing"

    taken = post("?partial=true")
    assert (taken.status_code, [one["index"] for one in taken.json()["refused"]]) == (200, [BAD])
    state = console.until(
        lambda s: sum(row["id"].startswith(f"{key}-") for row in s["rows"]) == MANY - 1, 30, "the good ones"
    )
    assert f"{key}-{BAD:03}" not in {row["id"] for row in state["rows"]}
    assert state["links"]["incidents"]["state"] == "live"
    assert state["faults"] == state["drift"] == 0
