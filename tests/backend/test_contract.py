"""The contract over real HTTP: exactly once, in order, chained, by role; and everything refused as a problem."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.backend.device import Device
from tests.harness.patience import Patience
from tests.journeys.city import City, city


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


def test_the_same_key_twice_is_one_action(town: City) -> None:
    desk = Device(town, "ha.le", "twice")
    action = desk.action("note", desk.incident(), text="một lần")
    first, second = desk.send(action)[0], desk.send(action)[0]
    assert (first["result"], second["result"]) == ("applied", "duplicate")
    assert first["version"] == second["version"]
    assert [row["action_id"] for row in town.log()].count(action["action_id"]) == 1


def test_a_gap_in_the_numbers_consumes_nothing(town: City) -> None:
    desk = Device(town, "ha.le", "gap")
    action = desk.action("note", desk.incident(), text="nhảy số")
    action["device_seq"] = 5
    answer = desk.send(action)[0]
    assert (answer["result"], answer["problem"]["code"]) == ("retry", "sequence-gap")
    action["device_seq"] = 1
    assert desk.send(action)[0]["result"] == "applied"


def test_a_forged_action_is_refused_and_blocks_nobody(town: City) -> None:
    desk = Device(town, "ha.le", "forged")
    forged = desk.action("note", desk.incident(), text="thật")
    forged["payload"] = {"text": "giả"}
    honest = desk.action("note", desk.incident(), text="sau đó")
    answers = desk.send(forged, honest)
    assert (answers[0]["result"], answers[0]["problem"]["code"]) == ("rejected", "bad-hash")
    assert answers[1]["result"] == "applied"


def test_a_broken_chain_is_refused(town: City) -> None:
    desk = Device(town, "ha.le", "broken")
    desk.head = "0" * 64
    answer = desk.send(desk.action("note", desk.incident(), text="mất mắt xích"))[0]
    assert (answer["result"], answer["problem"]["code"]) == ("rejected", "chain-broken")


def test_a_withdrawn_action_leaves_no_gap(town: City) -> None:
    """Sent, withdrawn, sent: in one batch, as an outage leaves them."""
    desk = Device(town, "ha.le", "withdrawn")
    target = desk.incident()
    first, second, third = (desk.action("note", target, text=text) for text in ("a", "b", "c"))
    assert [answer["result"] for answer in desk.send(first, third, skipped=(second,))] == ["applied", "applied"]


def test_the_first_acknowledgement_stops_the_clock(town: City) -> None:
    one, two = Device(town, "ha.le", "first"), Device(town, "tuan.pham", "second")
    target = next(item for item in _incidents(one) if item["data"]["state"] == "new")
    assert one.send(one.action("acknowledge", target))[0]["result"] == "applied"
    assert two.send(two.action("acknowledge", target))[0]["result"] == "superseded"
    data = next(item["data"] for item in _incidents(one) if item["id"] == target["id"])
    assert data["acknowledged_by"] == "ha.le"


def test_an_assignment_on_old_ground_is_superseded(town: City) -> None:
    one, two = Device(town, "ha.le", "assign-1"), Device(town, "tuan.pham", "assign-2")
    target = _incidents(one)[3]
    version = target["data"].get("assignee_version", 0)
    told = {"assignee_id": "ngoc.vo", "assignee_name": "Võ Thị Bảo Ngọc", "assignee_version": version}
    assert one.send(one.action("assign", target, **told))[0]["result"] == "applied"
    late = two.send(two.action("assign", target, **told))[0]
    assert (late["result"], late["problem"]["code"]) == ("superseded", "assignee-changed")


def test_a_resolve_after_an_escalation_asks_a_person(town: City) -> None:
    one, two = Device(town, "ha.le", "resolve-1"), Device(town, "tuan.pham", "resolve-2")
    target = _incidents(one)[4]
    level = target["data"].get("escalation_level", 0) + 1
    assert one.send(one.action("escalate", target, level=level, reason="nước lên"))[0]["result"] == "applied"
    answer = two.send(two.action("resolve", target, resolution="đã xong"))[0]
    assert (answer["result"], answer["problem"]["code"]) == ("conflict", "changed-meanwhile")


def test_an_operator_cannot_close_not_even_as_an_officer(town: City) -> None:
    officer = Device(town, "an.nguyen", "shared")
    operator = Device(town, "ha.le", "shared")
    target = officer.incident(6)
    assert operator.send(operator.action("close", target))[0]["problem"]["status"] == 403
    operator.user = "an.nguyen"
    answer = operator.send(operator.action("close", target))[0]
    assert (answer["result"], answer["problem"]["code"]) == ("rejected", "author-not-proven")


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/v1/nowhere", {}, 404, "not-found"),
        ("DELETE", "/v1/me", {}, 405, "method-not-allowed"),
        ("GET", "/v1/sync/changes?cursor=x", {}, 422, "invalid-request"),
        ("GET", "/v1/sync/changes?cursor=0123456789abcdef.5", {}, 409, "epoch-changed"),
        ("POST", "/v1/feeds/records", {"json": {}}, 401, "bad-token"),
        ("POST", "/v1/actions:batch", {"json": {"device_id": "other", "actions": []}}, 403, "device-mismatch"),
        ("POST", "/v1/actions:batch", {"data": b"x" * (9 * 2**20)}, 413, "too-large"),
    ],
)
def test_refusals_are_problems(
    town: City, method: str, path: str, *, options: dict[str, object], status: int, code: str
) -> None:
    answer = Device(town, "ha.le", "problems").call(method, path, **options)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_nobody_without_a_token(town: City) -> None:
    for headers in ({}, {"Authorization": "Bearer nothing"}):
        assert requests.get(f"{town.url}/v1/me", headers=headers, timeout=60).status_code == 401


def test_a_long_poll_wakes_at_once(town: City) -> None:
    """A speed is a benchmark; here it only has to be far below the wait that was asked for."""
    desk = Device(town, "ha.le", "poll")
    cursor = desk.call("GET", "/v1/sync/snapshot").json()["as_of_cursor"]
    timer = threading.Timer(0.5, lambda: desk.send(desk.action("note", desk.incident(), text="thức dậy")))
    timer.start()
    patience = Patience(5)
    page = Device(town, "tuan.pham", "poll-2").call("GET", f"/v1/sync/changes?cursor={cursor}&wait=20").json()
    timer.join()
    assert page["changes"]
    assert not patience.is_over


def test_snapshot_and_feed_agree_while_others_write(town: City) -> None:
    """Pages of a snapshot taken under writes, and the feed behind them, give the same as a quiet snapshot after."""
    report, desk = town.feed(), Device(town, "ha.le", "reader")
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            text, at = str(number), "2026-09-14T07:30:00+07:00"
            record = {"type": "notice", "id": f"l-{number % 40}", "data": {"text": text, "starts_at": at}}
            report(records=[record])

    writer = threading.Thread(target=write, name="writer")
    writer.start()
    page = desk.call("GET", "/v1/sync/snapshot").json()
    seen = {(item["type"], item["id"]): item["version"] for item in page["items"]}
    cursor = page["as_of_cursor"]
    time.sleep(0.5)
    stop.set()
    writer.join()
    more = True
    while more:
        answer = desk.call("GET", f"/v1/sync/changes?cursor={cursor}&limit=7").json()
        seen |= {(one["type"], one["id"]): one["version"] for one in answer["changes"]}
        cursor, more = answer["next_cursor"], answer["has_more"]
    quiet = desk.call("GET", "/v1/sync/snapshot").json()["items"]
    assert seen == {(item["type"], item["id"]): item["version"] for item in quiet}


def test_a_restart_keeps_everything() -> None:
    with city(cameras=False) as town:
        desk = Device(town, "ha.le", "restart")
        action = desk.action("note", desk.incident(), text="trước khi tắt")
        version = desk.send(action)[0]["version"]
        town.kill_backend()
        town.start_backend()
        again = desk.send(action)[0]
    assert (again["result"], again["version"]) == ("duplicate", version)


def _incidents(desk: Device) -> list[dict[str, Any]]:
    items = desk.call("GET", "/v1/sync/snapshot").json()["items"]
    return [item for item in items if item["type"] == "incident"]
