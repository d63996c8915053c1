"""Journey: the telephone rings, and who calls is in the incident; the second time the first one is there to be seen."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from console.calls.secret import NAME
from tests.faults.room import read_only
from tests.harness.run import run_patiently
from tests.journeys.city import ROOT, City, city, free_port
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
NUMBER = "0900 000 417"


class Telephone:
    """The script that an administrator tries, run against a real console."""

    def __init__(self, port: int, secret: Path) -> None:
        self._port, self._secret = port, secret

    def tells(self, event: str, call: str, *, secret: Path | None = None, by_hand: bool = False) -> tuple[int, str]:
        """Its exit code, and what it said."""
        command: list[str | Path] = [sys.executable, ROOT / "packaging" / "call", "--port", str(self._port)]
        command += ["--secret", secret or self._secret]
        told = {"number": NUMBER, "line": "1022, máy 3", "call": call, "event": event}
        if by_hand:
            command += ["--call", call, event, NUMBER, "1022, máy 3"]
        else:
            command += ["-"]
        done = run_patiently(command, capture_output=True, input=b"" if by_hand else json.dumps(told).encode())
        return done.returncode, (done.stdout + done.stderr).decode().strip()


def _at_work(state: dict[str, Any]) -> bool:
    return len(state.get("rows", [])) > 10 and state["links"]["orders"]["state"] == "live"


def _reporters(town: City) -> list[str]:
    return [row[0] for row in read_only(town.database, "SELECT data FROM reporters WHERE incident_id LIKE 'd-%'")]


def _opened(console: Driver, *texts: str) -> str:
    """Ctrl+N, letters and Enter; the incident that it became."""
    before = {row["id"] for row in console.state()["rows"]}
    console.do("press", keys="Ctrl+N")
    console.until(lambda s: s["opening"] is not None and s["calls"] == [], 15, "the sheet, and the call in it")
    for text in texts:
        console.do("type-text", text=text)
        console.do("press", keys="Return")
    console.until(lambda s: s["opening"]["kind"] == "tai-nan" and s["opening"]["at"], 10, "kind and place")
    console.do("press", keys="Return")
    state = console.until(
        lambda s: s["opening"] is None and {row["id"] for row in s["rows"]} - before, 15, "it is there"
    )
    [key] = {row["id"] for row in state["rows"]} - before
    console.until(
        lambda s: s["selected"]["id"] == key and "417" in s["selected"]["reporter_masked"], 30, "the server has both"
    )
    return str(key)


def test_a_call_is_an_incident_and_the_next_call_shows_it(tmp_path: Path) -> None:
    port = free_port()
    with (
        city(cameras=False) as town,
        Driver(
            tmp_path / "desk", "--backend", town.url, "--calls-port", str(port), sign_in=("ha.le", town.password)
        ) as console,
    ):
        telephone = Telephone(port, tmp_path / "desk" / NAME)
        console.until(_at_work, 40, "a desk")
        wrong = tmp_path / "wrong"
        wrong.write_text("x" * 43, encoding="ascii")
        assert telephone.tells("ringing", "pbx-1", secret=wrong) == (1, '401 {"code": "wrong-secret"}')
        assert console.state()["calls"] == []

        assert telephone.tells("ringing", "pbx-1", by_hand=True) == (0, "204")
        state = console.until(lambda s: s["calls"], 10, "it is offered")
        assert state["calls"] == [{"event": "ringing", "line": "1022, máy 3"}]
        assert telephone.tells("answered", "pbx-1") == (0, "204")
        first = _opened(console, "tai", "ham ")
        [kept] = _reporters(town)
        assert json.loads(kept)["phone"] == NUMBER
        assert telephone.tells("ended", "pbx-1") == (0, "204")
        assert console.state()["calls"] == [], "it has been seen to"

        assert telephone.tells("ringing", "pbx-2") == (0, "204")
        console.until(lambda s: s["calls"], 10, "the same number again")
        console.do("press", keys="Ctrl+N")
        state = console.until(lambda s: (s["opening"] or {}).get("earlier"), 20, "what it told of before")
        assert state["opening"]["earlier"] == [first]
        assert NUMBER not in json.dumps(state, ensure_ascii=False)
        assert "900000417" not in json.dumps(state)
        asked = read_only(town.database, "SELECT what FROM audit_lines WHERE kind = 'number-asked' ORDER BY number")
        assert [row[0] for row in asked] == ['{"incidents":0}', '{"incidents":1}']
    said = console.log_path.read_text(encoding="utf-8")
    assert "0900" not in said
    assert "pbx-1" not in said
    assert (tmp_path / "desk" / NAME).read_text(encoding="ascii").strip() not in said
