"""Measured values in VictoriaMetrics: the real one, away, slow, and one that is something else."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests

from backend.points import victoria
from backend.points.answers import answer
from backend.points.door import DAY_MS, Point, PointsDownError, Resolution, Rollup
from backend.points.victoria import VictoriaPoints, is_address
from tests.harness.patience import Patience

PROGRAM = shutil.which("victoria-metrics") or ""
NOW = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
NOW_MS = round(NOW.timestamp() * 1000)
MINUTE = 60_000
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, on a free port."""
    if not PROGRAM:
        pytest.skip("VictoriaMetrics is not installed (apt-get install victoria-metrics)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [PROGRAM, f"-storageDataPath={tmp_path_factory.mktemp('victoria')}", "-retentionPeriod=10y"]
    command += [f"-httpListenAddr=127.0.0.1:{port}", "-loggerLevel=ERROR", "-memory.allowedBytes=64MB"]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        patience = Patience(30)
        while not _answers(address):
            assert not patience.is_over, "VictoriaMetrics does not come up"
        yield address
        server.kill()


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/health", timeout=1).ok
    except requests.RequestException:
        return False


def _seen(url: str) -> None:
    """What was put becomes visible within a second; or now."""
    requests.post(f"{url}/internal/force_flush", timeout=10).raise_for_status()


def put(store: VictoriaPoints, key: str, *points: Point) -> None:
    """Values at so many milliseconds after midnight."""
    store.put([(key, [(NOW + timedelta(milliseconds=at), value) for at, value in points])])


def raw(store: VictoriaPoints, key: str, since_ms: int = 0) -> list[Point]:
    return [point for _key, piece in store.raw([(key, since_ms)]) for point in piece]


def rolled(store: VictoriaPoints, key: str, resolution: Resolution, since_ms: int = 0) -> list[Rollup]:
    return [one for _key, piece in store.rolled([(key, since_ms)], resolution) for one in piece]


def test_values_come_back_as_they_went(url: str) -> None:
    store = VictoriaPoints(url, zone=ZONE)
    ids = ("a.1", "a21", 'b:"{}\\')  # the second is not the first, whatever a pattern makes of it
    for number, key in enumerate(ids):
        put(store, key, *[(minute * MINUTE - 40 * DAY_MS, minute + number / 8) for minute in range(0, 600, 2)])
        put(store, key, *[(minute * MINUTE - DAY_MS, minute + number / 8) for minute in range(300)])
        put(store, key, (3 * MINUTE - 40 * DAY_MS, -1.0))  # late
    _seen(url)
    for number, key in enumerate(ids):
        old = sorted([*((minute * MINUTE, minute + number / 8) for minute in range(0, 600, 2)), (3 * MINUTE, -1.0)])
        new = [(NOW_MS - DAY_MS + minute * MINUTE, minute + number / 8) for minute in range(300)]
        assert raw(store, key) == [*((NOW_MS - 40 * DAY_MS + at, value) for at, value in old), *new]
        assert raw(store, key, NOW_MS - DAY_MS + 298 * MINUTE) == new[298:]
        first = rolled(store, key, "5min")[0]
        assert (first.number, first.least, first.greatest, first.last) == (4, -1.0, 4 + number / 8, 4 + number / 8)
        assert [one.number for one in rolled(store, key, "hour", NOW_MS - DAY_MS + 61 * MINUTE)] == [60] * 4
    asked = [(key, 0) for key in (*ids, "nobody")]
    together: dict[str, list[object]] = {key: [] for key, _since in asked}
    while asked:
        found = answer(store, asked, "raw", 250)
        for key, one in found.items():
            together[key] += one.rows
        asked = [(key, one.next_ms) for key, one in found.items() if one.next_ms is not None]
    assert together == {key: raw(store, key) for key in (*ids, "nobody")}
    assert VictoriaPoints(url).rolled([], "day") is not None


class _Odd(BaseHTTPRequestHandler):
    """Another web server, by the port's own choice: `answers` says how it goes on."""

    answers = b""

    def do_GET(self) -> None:
        """What is asked for."""
        self.send_response(200 if self.answers else 404)
        self.end_headers()
        self.wfile.write(self.answers)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.mark.parametrize("answers", [b"", b"<html>", b"[]", b'{"metric": {}}', b'{"metric":{"id":"a"},"values":[1]}'])
def test_something_else_at_that_address_is_an_outage(answers: bytes) -> None:
    kind = type("Odd", (_Odd,), {"answers": answers})
    with HTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        store = VictoriaPoints(f"http://127.0.0.1:{server.server_address[1]}")
        try:
            with pytest.raises(PointsDownError):
                raw(store, "a", NOW_MS)
        finally:
            server.shutdown()
            thread.join()


def test_nobody_there_is_an_outage_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    store = VictoriaPoints(f"http://127.0.0.1:{port}")
    for work in (lambda: put(store, "a", (0, 1.0)), lambda: raw(store, "a"), lambda: rolled(store, "a", "hour")):
        with pytest.raises(PointsDownError) as told:
            work()
        assert (told.value.status, told.value.headers) == (503, {"Retry-After": "10"})
    store.put([("a", [])])
    store.upkeep(0)


def test_one_that_hangs_has_a_few_threads_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(victoria, "PLACE_S", 0.0)
    told: list[str] = []

    def ask(store: VictoriaPoints) -> None:
        with pytest.raises(PointsDownError) as down:
            raw(store, "a", NOW_MS)
        told.append(down.value.detail)

    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        store = VictoriaPoints(f"http://127.0.0.1:{silent.getsockname()[1]}")
        hanging = [threading.Thread(target=ask, args=(store,)) for _ in range(victoria.PLACES)]
        for thread in hanging:
            thread.start()
        there = [silent.accept()[0] for _ in hanging]
        ask(store)
        assert told == ["what keeps the measured values does not answer"], "all others are told at once"
        for one in there:
            one.close()
        for thread in hanging:
            thread.join()
    assert len(told) == victoria.PLACES + 1


def test_one_that_never_answers_is_an_outage_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(victoria, "READ_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = VictoriaPoints(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(PointsDownError, match="in time"):
            raw(store, "a")
        with pytest.raises(PointsDownError, match="does not answer"):
            raw(store, "a")
        monkeypatch.setattr(store, "_down_until_s", 0.0)
        with pytest.raises(PointsDownError, match="in time"):
            raw(store, "a")


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("http://127.0.0.1:8428", True),
        ("https://victoria.city/", True),
        ("http://ha:secret@victoria:8428", False),
        ("victoria:8428", False),
        ("http://", False),
        ("http://victoria:0", False),
        ("http://victoria:99999", False),
        ("file:///tmp", False),
    ],
)
def test_an_address_has_a_host_and_no_sign_in(address: str, good: bool) -> None:
    assert is_address(address) == good


def test_the_pack_of_the_demo_is_kept_as_long_as_it_says(tmp_path: Path) -> None:
    from backend.city.loading import DEFAULT_CITY, load
    from backend.ledger.databases import DatabaseError
    from backend.ledger.engine import open_engine
    from backend.ledger.ledger import Ledger
    from backend.points.database import DatabasePoints
    from backend.program.measuring import points_of

    ledger, pack = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}")), load(DEFAULT_CITY)
    assert isinstance(points_of(ledger, pack, "", "vi"), DatabasePoints)
    assert isinstance(points_of(ledger, pack, "http://127.0.0.1:8428", "vi"), VictoriaPoints)
    with pytest.raises(DatabaseError, match="--points"):
        points_of(ledger, pack, "http://a:b@127.0.0.1", "vi")
