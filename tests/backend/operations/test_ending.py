"""A server that is asked to end: nobody waits for nothing, what has begun is finished, and others know beforehand."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.program.server import Ending
from tests.backend.operations.server import Served, served
from tests.harness.waiting import until


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = opened(f"sqlite:///{tmp_path / 'city.db'}", "en", make=True)
    yield made
    made.engine.dispose()


def _ask_to_end(server: Served) -> None:
    server.server.handle_exit(signal.SIGTERM, None)


def test_it_says_so_lets_those_who_wait_go_and_finishes_what_has_begun(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(ledger, ending=Ending(drain_s=60.0, finish_s=60.0)) as server:
        token = server.token()
        stream = requests.get(server.url + "/v1/sync/stream", auth=server.proven(token), stream=True, timeout=40)
        events: list[bytes] = []
        listening = threading.Thread(target=lambda: events.extend(stream.iter_lines()))
        listening.start()
        path = f"/v1/sync/changes?cursor={ledger.cursor(ledger.wakeups.seq)}&wait=25"
        answers: list[int] = []
        polling = threading.Thread(target=lambda: answers.append(server.get(path, token).status_code))
        polling.start()
        until(lambda: len(ledger.wakeups._waiting) == 2, "both wait")

        _ask_to_end(server)
        assert server.get("/readyz").status_code == 503
        polling.join(30)
        listening.join(30)
        assert answers == [200], "a long poll is answered at once"
        assert events, "a stream ends in order"
        assert server.get(path, token).status_code == 200, "and so is one that comes now"

        entered, go_on = threading.Event(), threading.Event()

        def slowly(_key: str) -> str:
            entered.set()
            go_on.wait(60)
            return ""

        monkeypatch.setattr(ledger, "noted", slowly)
        begun = threading.Thread(target=lambda: answers.append(server.get("/v1/me", token).status_code))
        begun.start()
        entered.wait(30)
        _ask_to_end(server)
        until(lambda: server.server.should_exit, "who asks twice does not wait for balancers")
        go_on.set()
        begun.join(30)
        assert answers == [200, 200]


def test_without_balancers_it_ends_at_once(ledger: Ledger) -> None:
    with served(ledger) as server:
        _ask_to_end(server)
        assert server.server.should_exit
        assert server.operations.draining.begun
