"""The reference backend holds the contract; a backend that does not is found out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Protocol

import pytest

from tests.harness.postgresql import URL, begun, drop
from tests.harness.run import run_patiently
from tests.harness.sources import source_token
from tests.journeys.city import PACK, Service, city

ROOT = Path(__file__).resolve().parents[2]


class Town(Protocol):
    """A backend that runs, everybody's password there, and where its database is."""

    @property
    def url(self) -> str: ...
    @property
    def password(self) -> str: ...
    @property
    def address(self) -> str: ...


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """On either database; on PostgreSQL where IOC_TEST_POSTGRESQL names one."""
    if request.param == "sqlite":
        with city(cameras=False) as running:
            address = f"sqlite:///{running.database}"
            yield SimpleNamespace(url=running.url, password=running.password, address=address)
        return
    if not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    schema = f"check_{os.getpid()}"
    address = begun(URL, schema)
    options = ("demo-serve", "--database", address, "--city", str(PACK), "--port", "0")
    service = Service(
        *options, "--demo-password-stdin", log_path=tmp_path_factory.mktemp("town") / "log", first_line="mat-khau"
    )
    try:
        yield SimpleNamespace(url=service.ready["url"], password="mat-khau", address=address)
    finally:
        service.kill()
        drop(URL, schema)


def _check(url: str, said: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "contract.check", url]
    return run_patiently(command, cwd=ROOT, input=said, capture_output=True, text=True, patience_s=300, check=False)


def test_the_reference_backend_is_as_the_contract_says(town: Town) -> None:
    done = _check(town.url, f"{source_token(town.address, prefix='check-')}\nha.le {town.password}\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 not as the contract says" in done.stdout


def test_who_may_not_report_is_told_and_nothing_is_hidden(town: Town) -> None:
    done = _check(town.url, f"feed.of-nobody\nha.le {town.password}\n")
    assert done.returncode == 1
    assert "NOT  good records are taken: answered 401 bad-token" in done.stdout


def test_a_wrong_password_is_said_and_not_repeated(town: Town) -> None:
    done = _check(town.url, "feed.token\nquan.tri not-the-word\n")
    assert done.returncode == 2
    assert "signing in as quan.tri was answered 401" in done.stderr
    assert "not-the-word" not in done.stdout + done.stderr


class _Careless(BaseHTTPRequestHandler):
    """Takes everything, whatever it is."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.rfile.read(length)
        self._say(b'{"token": "t", "last_seq": 1, "results": [{"result": "applied", "version": 1}]}')

    def do_GET(self) -> None:
        self._say(b'{"items": [], "next_page": null}')

    def _say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_backend_that_takes_everything_is_found_out() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Careless)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        done = _check(f"http://127.0.0.1:{server.server_port}", "token\nc d\n")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert done.returncode == 1
    assert "NOT  refused: a mark that turns the line around" in done.stdout
    assert "NOT  a forged hash is refused" in done.stdout
