"""65 s without a database are at most 100 lines of the log, however many ask meanwhile."""

from __future__ import annotations

import asyncio
import io
import logging
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from backend.base.log import JsonLines, LimitedHandler
from backend.ledger.databases import opened
from backend.operations.beats import RETRY_S
from tests.backend.operations.server import served

OUTAGE_S, REQUESTS_A_S = 65, 4
"""Requests are not the cost: from the sixth on they add nothing."""
LINES_MOST = 100


def _fails(*_: object) -> None:
    raise OperationalError("", {}, Exception("gone"))


def test_an_outage_does_not_fill_the_log(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise += ["the database is away or busy", "the round .* failed", "the database is not heard any more"]
    now, stream = 0.0, io.StringIO()
    handler = LimitedHandler(stream, lambda: now)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    ledger = opened(f"sqlite:///{tmp_path / 'city.db'}", "en", make=True)
    answers = set()
    try:
        with served(ledger) as server:
            event.listen(ledger.engine, "before_cursor_execute", _fails)
            rounds = server.rounds
            for second in range(OUTAGE_S):
                now = float(second)
                for _ in range(REQUESTS_A_S):
                    answers.add(server.get("/v1/me", "a-token").status_code)
                if second % RETRY_S == 0:
                    asyncio.run(rounds.once())
        now = OUTAGE_S + 120.0
        handler.sum_up()
    finally:
        logging.getLogger().removeHandler(handler)
        ledger.engine.dispose()
    lines = stream.getvalue().splitlines()
    assert answers == {503}
    assert all(one.failures for one in rounds.standing() if one.name not in {"sum-up-log", "write-counts"})
    assert any("more within a minute" in line for line in lines)
    assert len(lines) <= LINES_MOST, "\n".join(lines)
