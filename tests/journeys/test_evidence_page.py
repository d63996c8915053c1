"""Journey: a duty officer reads what evidence the server keeps, holds a piece for a court, and an auditor sees that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.backend.device import Device
from tests.harness.registered import register
from tests.journeys.city import city
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
WHY = "Vụ án 12/2026"


def _shown(state: dict[str, Any]) -> dict[str, Any]:
    return state.get("evidence") or {"rows": [], "held": "", "looks": 0, "trouble": ""}


def test_it_is_held_by_an_officer_and_read_by_an_administrator(tmp_path: Path) -> None:
    with city(cameras=False) as town:
        desk = Device(town, "ha.le", "desk-1")
        digest = register(desk, 1, ("cam-1", "Cầu Bến Đá"), incident_id=desk.incident()["id"])
        with Driver(tmp_path / "officer", "--backend", town.url, sign_in=("an.nguyen", town.password)) as officer:
            officer.until(lambda s: len(s["rows"]) > 10 and s["links"]["orders"]["state"] == "live", 60, "a queue")
            assert officer.do("show-evidence", incident=desk.incident()["id"]) == {"pieces": 1}
            officer.do("strike", keys="H")
            officer.do("type-text", text=WHY)
            officer.do("strike", keys="Ctrl+Return")
            assert _shown(officer.state())["held"] == "", "it is asked first"
            officer.do("strike", keys="Tab")
            officer.do("strike", keys="Return")
            officer.until(lambda s: _shown(s)["held"] == WHY and _shown(s)["looks"] == 1, 30, "it is held")
            town.kill_backend()
            officer.do("strike", keys="F5")
            state = officer.until(lambda s: _shown(s)["trouble"], 60, "the outage is told")
            assert _shown(state)["rows"] == [digest], "what was read stays"
            town.start_backend()
        with Driver(tmp_path / "admin", "--backend", town.url, sign_in=("quan.tri", town.password)) as admin:
            admin.until(lambda s: len(s["rows"]) > 10, 60, "a queue")
            assert admin.do("show-evidence") == {"pieces": 1}
            admin.until(lambda s: _shown(s)["looks"] == 1, 30, "who held it")
            admin.do("strike", keys="L")
            assert admin.state()["overlay"] == "evidence", "letting go is no administrator's"
        with Driver(tmp_path / "operator", "--backend", town.url, sign_in=("tuan.pham", town.password)) as operator:
            operator.until(lambda s: len(s["rows"]) > 10, 60, "a queue")
            operator.do("show-evidence")
            assert _shown(operator.state())["trouble"] == "evidence_not_yours"
