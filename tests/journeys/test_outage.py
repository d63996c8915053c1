"""Journey: the backend dies, the operator goes on, the console is killed, and everything arrives exactly once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.harness.patience import Patience
from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import City, city
from tests.journeys.driver import Driver

SERVER_CHANNELS = ("incidents", "indicators", "orders")
pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


def _open_console(data_dir: Path, town: City) -> Driver:
    return Driver(data_dir, "--backend", town.url, sign_in=("ha.le", town.password))


def _cameras_live(state: dict[str, Any]) -> int:
    return sum(tile["state"] == "live" for tile in state["tiles"])


def _down(state: dict[str, Any]) -> bool:
    return all(state["links"][channel]["state"] == "down" for channel in SERVER_CHANNELS)


def _settled(state: dict[str, Any]) -> bool:
    return state["outbox"]["waiting"] == 0 and all(
        state["links"][channel]["state"] == "live" for channel in SERVER_CHANNELS
    )


def test_an_outage_changes_nothing_but_the_ages(tmp_path: Path) -> None:
    """Act while the backend is dead, die as well, come back before it does: five actions, exactly once, in order."""
    data_dir = tmp_path / "desk"
    with city() as town:
        saved = _work_through_an_outage(data_dir, town)
        with Driver(data_dir, "--backend", town.url) as console:
            again = console.until(
                lambda s: s["rows"] and s["outbox"]["waiting"] == len(s["outbox"]["rows"]) == 5, 10, "five still wait"
            )
            assert _acted_on(again) == _acted_on(saved), "what was done stands on the same incidents"
            console.until(lambda s: _cameras_live(s) == 9, 15, "nine live cameras without any backend")
            town.start_backend()
            patience, back = Patience(5), Stopwatch()
            console.until(lambda s: s["outbox"]["waiting"] == 0, 5, "all sent within 5 s of the backend's return")
            print(f"all sent {back.told_s} s after the backend was ready")
            console.until(_settled, 5, "every channel live within 5 s of the backend's return")
            assert not patience.is_over, "every channel live within 5 s of the backend's return"
            print(f"settled {back.told_s} s after the backend was ready")
            console.until(lambda s: not any(row["pending"] for row in s["rows"]), 3, "no row with a pending mark")
        log = town.log()
    assert [row["type"] for row in log] == ["acknowledge", "acknowledge", "acknowledge", "note", "note"]
    assert [row["action_id"] for row in log] == [row["action_id"] for row in saved["outbox"]["rows"]]
    assert len({row["action_id"] for row in log}) == 5


def _work_through_an_outage(data_dir: Path, town: City) -> dict[str, Any]:
    """Sign in, lose the backend, act five times, and be killed; the last screen before that."""
    with _open_console(data_dir, town) as console:
        before = console.until(
            lambda s: len(s.get("rows", [])) > 20 and _cameras_live(s) == 9 and _settled(s), 40, "a live desk"
        )
        town.kill_backend()
        killed = Stopwatch()
        console.until(_down, 30, "incidents, indicators and orders say down within 30 s")
        print(f"down {killed.told_s} s after the kill")
        targets = [row["id"] for row in before["rows"] if row["state"] == "new"][:3]
        for incident in targets:
            console.do("acknowledge-incident", incident=incident)
        for incident in targets[:2]:
            console.do("add-note", incident=incident, text="Đã gọi CSGT chặn hai đầu hầm")
        # The strip counts by itself; the rows of the outbox are read a moment later.
        state = console.until(
            lambda s: s["outbox"]["waiting"] == len(s["outbox"]["rows"]) == 5, 2, "five actions saved"
        )
        assert all(state["links"][channel]["since"] for channel in SERVER_CHANNELS), "down says since when"
        assert _cameras_live(state) == 9, "cameras do not need the backend"
        assert len(state["rows"]) == len(before["rows"])
        assert all(shown["age_s"] is not None for shown in state["indicators"]), "each number tells its age"
        console.do("select-incident", incident=targets[0])
        console.until(lambda s: s["selected"] and s["selected"]["id"] == targets[0], 2, "details stay readable")
        assert {row["id"] for row in state["rows"] if row["pending"]} == set(targets)
        console.kill()
    return state


def _acted_on(state: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(row["action_id"], row["type"], row["target_id"]) for row in state["outbox"]["rows"]]
