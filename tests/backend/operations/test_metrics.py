"""What a server counts, and to whom it tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from backend.base.clock import iso, now_ms
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.operations.outbox_ages import DEVICES_MOST, KEPT_S, OutboxAges
from backend.operations.scraping import Scraping, networks_of
from backend.people.roles import Role
from console.base.settings import Settings
from console.net.api import Api
from console.people.device_key import DeviceKey
from tests.backend.operations.server import DESK, Served, served
from tests.harness.proven import key_of
from tests.harness.sources import bearer
from tests.harness.waiting import until

FEED_LAG = "ioc_feed_lag_seconds"
TOKEN = "a-token-of-the-configuration"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = opened(f"sqlite:///{tmp_path / 'city.db'}", "en", make=True)
    yield made
    made.engine.dispose()


@pytest.fixture
def server(ledger: Ledger) -> Iterator[Served]:
    with served(ledger, scraping=Scraping(TOKEN)) as one:
        yield one


def told(server: Served) -> dict[tuple[str, str], float]:
    """Every sample by its name and its labels as JSON."""
    families = text_string_to_metric_families(server.get("/metrics", TOKEN).text)
    return {
        (one.name, json.dumps(one.labels, sort_keys=True)): one.value for family in families for one in family.samples
    }


def value(server: Served, name: str, **labels: str) -> float | None:
    return told(server).get((name, json.dumps(labels, sort_keys=True)))


def test_requests_are_counted_by_the_route_s_own_path(server: Served) -> None:
    token = server.token()
    server.get("/v1/indicators/rain-1/points", token)
    server.get("/v1/indicators/rain-2/points", token)
    server.get("/v1/nowhere/at-all")
    server.get("/v1/me")
    points = {"route": "/v1/indicators/{indicator_id}/points", "method": "GET"}
    assert value(server, "ioc_requests_total", **points, status="2xx") == 2
    assert value(server, "ioc_request_seconds_count", **points) == 2
    assert value(server, "ioc_requests_total", route="none", method="ANY", status="4xx") == 1
    assert value(server, "ioc_requests_total", route="/v1/me", method="GET", status="4xx") == 1
    assert "rain-1" not in server.get("/metrics", TOKEN).text


def test_consoles_that_wait_are_told_by_how(server: Served) -> None:
    token = server.token()
    stream = requests.get(server.url + "/v1/sync/stream", auth=server.proven(token), stream=True, timeout=40)
    cursor = server.ledger.cursor(server.ledger.wakeups.seq)
    path = f"/v1/sync/changes?cursor={cursor}&wait=20"
    polling = threading.Thread(target=server.get, args=(path, token))
    polling.start()
    until(lambda: value(server, "ioc_consoles", state="long_poll") == 1, "the long poll")
    assert value(server, "ioc_consoles", state="stream") == 1
    server.ledger.publish([("incident", "i1", {"title": "Ngập"})])
    polling.join()
    assert value(server, "ioc_consoles", state="long_poll") == 0
    assert value(server, "ioc_requests_total", route="/v1/sync/changes?wait", method="GET", status="2xx") == 1
    assert (value(server, "ioc_commit_to_wake_seconds_count") or 0) >= 1
    assert (value(server, "ioc_ledger_lock_wait_seconds_count") or 0) >= 1
    assert (value(server, "ioc_ledger_lock_held_seconds_count") or 0) >= 1
    stream.close()


def test_sources_points_rounds_and_the_database_are_told(server: Served) -> None:
    server.ledger.publish([
        ("source", "rain", {"name": "Trạm mưa", "last_report_at": iso(now_ms() - 90_000)}),
        ("source", "new", {"name": "Chưa báo", "last_report_at": None}),
    ])  # fmt: skip
    body = {"points": [{"id": "rain-1", "points": [{"at": iso(now_ms()), "value": 1.5}] * 3}]}
    sent = requests.post(server.url + "/v1/feeds/records", json=body, headers=bearer(server.ledger), timeout=40)
    assert sent.status_code == 200, sent.text
    all_of_them = told(server)
    lags = {
        json.loads(labels)["source"]: at
        for (name, labels), at in all_of_them.items()
        if name.endswith("feed_lag_seconds")
    }
    assert lags.keys() == {"rain"}
    assert lags["rain"] >= 90
    assert value(server, "ioc_points_total") == 3
    assert value(server, "ioc_database_up") == 1
    assert (value(server, "ioc_database_bytes") or 0) > 4096
    assert value(server, "ioc_round_failures_total", round="look-for-silence") == 0
    assert value(server, "ioc_check_ok", check="database") == 1
    assert value(server, "ioc_ready") == 1


def test_a_console_may_say_what_it_has_not_sent(server: Served) -> None:
    token = server.token()
    path = f"/v1/sync/changes?cursor={server.ledger.cursor(server.ledger.wakeups.seq)}"
    assert server.get(path, token, **{"IOC-Outbox-Age": "42"}).status_code == 200
    assert (value(server, "ioc_consoles_unsent"), value(server, "ioc_outbox_age_seconds")) == (1, 42)
    desk = Api(server.url, Settings(), DeviceKey(DESK, key_of(DESK)).prove)
    desk.set_token(token, bound=True)
    desk.changes(path.partition("=")[2], 10, 0.0, 3600.4)
    assert value(server, "ioc_outbox_age_seconds") == 3600
    for odd in ("-1", "nan", "inf", "1e99", "0.5", "soon"):
        assert server.get(path, token, **{"IOC-Outbox-Age": odd}).status_code == 422
    assert server.get(path, token).status_code == 200
    assert (value(server, "ioc_consoles_unsent"), value(server, "ioc_outbox_age_seconds")) == (0, 0)


def test_ages_of_outboxes_are_forgotten_and_bounded() -> None:
    now = 0.0
    ages = OutboxAges(lambda: now)
    for number in range(DEVICES_MOST + 10):
        ages.tell(f"desk-{number}", float(number))
    assert ages.now()[0] == DEVICES_MOST
    now = KEPT_S + 1
    assert ages.now() == (0, 0.0)


def test_metrics_are_for_an_admin_or_the_token(server: Served) -> None:
    def status(token: str = "", **headers: str) -> tuple[int, Any]:
        answer = server.get("/metrics", token, **headers)
        return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else None

    assert status() == (401, "no-token")
    assert status("wrong") == (401, "bad-token")
    assert status(server.token(Role.OPERATOR)) == (403, "forbidden")
    assert status(server.token(Role.ADMIN)) == (200, None)
    assert status(TOKEN) == (200, None)


@pytest.mark.parametrize(
    ("peer", "headers", "allowed"),
    [
        ("127.0.0.1", {}, True),
        ("10.1.2.3", {}, True),
        ("11.1.2.3", {}, False),
        ("", {}, False),
        ("::1", {}, False),
        ("127.0.0.1", {"x-forwarded-for": "8.8.8.8"}, False),
        ("127.0.0.1", {"forwarded": "for=8.8.8.8"}, False),
        ("127.0.0.1", {"via": "1.1 proxy"}, False),
    ],
)
def test_a_network_is_believed_only_where_nobody_stands_between(
    peer: str, headers: dict[str, str], allowed: bool
) -> None:
    scraping = Scraping("", networks_of(["127.0.0.1", "10.0.0.0/8"]))
    assert scraping.allows(peer, headers, "") is allowed
    assert not Scraping().allows(peer, headers, "")
