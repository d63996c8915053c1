"""A server whose database is away for 65 s: it says so, fills no log, and comes back by itself."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
import requests
from sqlalchemy.engine import make_url

from tests.harness import postgresql
from tests.harness.fault_proxy import FaultProxy
from tests.harness.stopwatch import Stopwatch
from tests.harness.waiting import until
from tests.journeys.city import PACK, Service

OUTAGE_S = 65.0
LINES_MOST = 100


@pytest.mark.journey
@pytest.mark.skipif(not postgresql.URL, reason="no PostgreSQL was named in IOC_TEST_POSTGRESQL")
def test_an_outage_of_a_minute_is_told_costs_a_page_of_log_and_heals_by_itself(tmp_path: Path) -> None:
    name = f"away_{uuid.uuid4().hex[:10]}"
    url = make_url(postgresql.begun(postgresql.URL, name))
    log = tmp_path / "log"
    with FaultProxy((url.host or "127.0.0.1", url.port or 5432)) as proxy:
        address = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
        options = ("serve", "--database", address, "--city", str(PACK), "--port", "0")
        service = Service(*options, log_path=log)
        try:
            base = service.ready["url"]

            def status(path: str) -> int:
                return requests.get(base + path, headers={"Authorization": "Bearer x"}, timeout=40).status_code

            until(lambda: status("/readyz") == 200, "readiness")
            before = len(log.read_text(encoding="utf-8").splitlines())
            clock, answers = Stopwatch(), set()
            proxy.mode = "refuse"
            proxy.cut()
            until(lambda: status("/readyz") == 503, "that it says so")
            for quarter in range(1, round(OUTAGE_S * 4)):
                answers.add(status("/v1/me"))
                clock.sleep_to(quarter / 4)
            assert status("/livez") == 200
            proxy.mode = "clear"
            until(lambda: status("/readyz") == 200, "that it comes back")
            until(lambda: status("/v1/me") == 401, "an answer from the database")
            lines = log.read_text(encoding="utf-8").splitlines()[before:]
        finally:
            service.kill()
    postgresql.drop(postgresql.URL, name)
    assert answers == {503}
    assert len(lines) <= LINES_MOST, "\n".join(lines)
    told = [json.loads(line) for line in lines]
    assert any("the database is away" in line["message"] and line["request_id"] for line in told)
    assert any("more within a minute" in line["message"] for line in told), "and what was left out is counted"
    print(f"{len(lines)} lines of log, {round(OUTAGE_S * 4)} requests and more")
