"""Journey: somebody calls, and the incident is opened: with the server there, without it, and through a kill."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.faults.room import read_only
from tests.journeys.city import City, city
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
PHONE = "0900 000 417"
TYPED_S = 1.0
"""A key is on the disk after this long at the latest."""


def _at_work(state: dict[str, Any]) -> bool:
    return len(state.get("rows", [])) > 10 and state["links"]["orders"]["state"] == "live"


def _opened(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in state["rows"] if row["id"].startswith("d-")]


def _at(shown: dict[str, Any]) -> float:
    return datetime.fromisoformat(shown["created_at"]).timestamp()


def _reporters(town: City) -> dict[str, str]:
    return dict(read_only(town.database, "SELECT incident_id, data FROM reporters WHERE incident_id LIKE 'd-%'"))


def _everything_but_reporters(town: City) -> str:
    tables = ("SELECT payload FROM actions", "SELECT data FROM records", "SELECT what FROM audit_lines")
    return "\n".join(str(row) for query in tables for row in read_only(town.database, query))


def test_a_call_becomes_an_incident_that_has_a_number_a_deadline_and_nobodys_name_in_the_log(tmp_path: Path) -> None:
    with (
        city(cameras=False) as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
    ):
        console.until(_at_work, 40, "a desk")
        console.do("press", keys="Ctrl+N")
        console.until(lambda s: s["opening"] is not None, 10, "the sheet")
        for text in ("tai", "ham "):
            console.do("type-text", text=text)
            console.do("press", keys="Return")
        console.until(lambda s: s["opening"]["kind"] == "tai-nan" and s["opening"]["at"], 10, "kind and place")
        console.do("new-incident", reporter="Bác Tư", phone=PHONE)
        console.do("press", keys="Ctrl+Return")
        state = console.until(lambda s: s["opening"] is None and _opened(s), 10, "it is there")
        [row] = _opened(state)
        state = console.until(
            lambda s: s["selected"]["id"] == row["id"] and s["selected"]["code"].startswith("TT-"), 20, "its number"
        )
        shown = state["selected"]
        assert (shown["title"], shown["place"]) == ("Tai nạn giao thông", "Hầm chui Trần Phú")
        assert shown["deadline"] is not None, "it goes the way of its kind"
        assert shown["stage_name"]
        console.until(lambda s: "417" in s["selected"]["reporter_masked"], 20, "masked")
        assert list(_reporters(town)) == [row["id"]]
        assert PHONE in _reporters(town)[row["id"]]
        assert PHONE not in _everything_but_reporters(town)
        assert "Bác Tư" not in _everything_but_reporters(town)


def test_without_a_server_it_is_opened_worked_on_and_there_once_when_all_is_back(tmp_path: Path) -> None:
    """Two are opened in an outage and one of them is worked on; a third is half typed when the power goes."""
    with city(cameras=False) as town:
        with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
            console.until(_at_work, 40, "a desk")
            town.kill_backend()
            console.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "the outage")
            console.do("new-incident", kind="chay", place="Chợ Hòa An", phone=PHONE, save=True)
            console.do("new-incident", title="Bò chạy rông", place="Cầu Bến Đá", save=True)
            state = console.until(lambda s: len(_opened(s)) == 2, 10, "both are shown")
            assert all(row["pending"] for row in _opened(state))
            fire = next(row["id"] for row in _opened(state) if row["title"] == "Cháy")
            console.do("acknowledge-incident", incident=fire)
            console.do("add-note", incident=fire, text="Đã gọi 114")
            console.do("select-incident", incident=fire)
            state = console.until(lambda s: s["selected"] and s["selected"]["id"] == fire, 10, "its details")
            assert state["selected"]["code"].startswith("TẠM-"), "a number of this desk's own"
            opened_at = _at(state["selected"])
            console.do("new-incident", kind="tai-nan", place="Ngã ba Cây Dừa")
            console.until(lambda s: s["opening"] and s["opening"]["at"], 10, "half a sheet")
            time.sleep(TYPED_S)
            console.kill()
        with Driver(tmp_path / "desk", "--backend", town.url) as console:
            state = console.until(lambda s: len(_opened(s)) == 2, 30, "both are still there")
            assert state["outbox"]["waiting"] == 4
            console.do("press", keys="Ctrl+N")
            state = console.until(lambda s: s["opening"] is not None, 10, "the sheet")
            assert state["opening"]["said"]["place"] == "Ngã ba Cây Dừa"
            assert state["opening"]["kind"] == "tai-nan"
            console.do("go-back")
            town.start_backend()
            console.until(lambda s: s["outbox"]["waiting"] == 0, 40, "all sent")
            state = console.until(
                lambda s: len(_opened(s)) == 2 and not any(row["pending"] for row in _opened(s)), 20, "the server's"
            )
            console.do("select-incident", incident=fire)
            shown = console.until(
                lambda s: s["selected"]["id"] == fire and s["selected"]["code"].startswith("TT-"), 20, "its number"
            )["selected"]
            assert [line["verb"] for line in shown["history"]][:3] == ["open", "acknowledge", "note"]
            assert abs(_at(shown) - opened_at) < 1, "it is as old as it was when it was opened"
            console.until(lambda s: "417" in s["selected"]["reporter_masked"], 30, "who told of it")
        records = read_only(town.database, "SELECT id, data FROM records WHERE type = 'incident' AND id LIKE 'd-%'")
        assert len(records) == 2
        assert list(_reporters(town)) == [fire]
        assert not list((tmp_path / "desk" / "reporters").iterdir()), "nobody's number stays at the desk"
        assert [row["type"] for row in town.log()] == ["open", "open", "acknowledge", "note"]
