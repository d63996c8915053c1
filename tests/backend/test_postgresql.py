"""The same contract on PostgreSQL: only the address differs. Needs IOC_TEST_POSTGRESQL=postgresql://user:word@host/db."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.backend.device import Device
from tests.harness.postgresql import URL
from tests.journeys.city import PACK, Service


@pytest.mark.skipif(not URL, reason="no PostgreSQL was named in IOC_TEST_POSTGRESQL")
def test_actions_and_feed_on_a_server(tmp_path: Path) -> None:
    options = (
        "demo-serve",
        "--database",
        URL,
        "--city",
        str(PACK),
        "--port",
        "0",
        "--demo-password-stdin",
        "--simulate",
    )
    service = Service(*options, log_path=tmp_path / "log", first_line="mat-khau")
    try:
        town: Any = SimpleNamespace(url=service.ready["url"], password="mat-khau")
        desk = Device(town, "ha.le", f"pg-{os.getpid()}")
        snapshot = desk.call("GET", "/v1/sync/snapshot").json()
        assert len(snapshot["items"]) > 90
        action = desk.action("note", desk.incident(), text="trên PostgreSQL")
        assert [desk.send(action)[0]["result"] for _ in range(2)] == ["applied", "duplicate"]
        changes = desk.call("GET", f"/v1/sync/changes?cursor={snapshot['as_of_cursor']}").json()["changes"]
        assert action["target_id"] in {change["id"] for change in changes}
        layout = {"type": "layout", "id": f"pg-{os.getpid()}", "version": 0}
        body = {"screens": [{"rows": 1, "cols": 1}]}
        assert desk.send(desk.action("layout_save", layout, name="Thử", body=body))[0]["result"] == "applied"
        assert len(desk.call("GET", f"/v1/layouts/{layout['id']}/versions").json()["versions"]) == 1
        assert desk.call("GET", "/v1/walls/phong-truc/recording?camera=cam-01").json()["next_page"] is None
    finally:
        service.kill()
