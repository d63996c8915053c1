"""Journey: the console is killed again and again while somebody works; it always starts, and nothing saved is lost."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from tests.harness.screen import screen
from tests.journeys.city import city
from tests.journeys.driver import Driver

KILLS, NO_DISPLAY = 8, 3
pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


def test_kills_under_load_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    """Every answer of `add-note` is a promise: after the last of them the server holds each of them exactly once."""
    data_dir = tmp_path / "desk"
    chance = random.Random(20261121)
    promised: list[str] = []
    with city(cameras=False) as town:
        sign_in = ("ha.le", town.password)
        for number in range(KILLS):
            with Driver(data_dir, "--backend", town.url, sign_in=sign_in if number == 0 else None) as console:
                state = console.until(lambda s: len(s.get("rows", [])) > 20, 20, f"start {number + 1} shows the queue")
                killer = threading.Timer(chance.uniform(0.02, 1.2), console.kill)
                killer.start()
                _write_notes_until_killed(console, state["rows"], promised)
                killer.join()
        with Driver(data_dir, "--backend", town.url) as console:
            console.until(lambda s: len(s["rows"]) > 20 and s["outbox"]["waiting"] == 0, 20, "all is sent")
        arrived = [row["action_id"] for row in town.log()]
    print(f"{len(promised)} notes promised over {KILLS} kills, {len(arrived)} in the server's log")
    assert len(promised) >= KILLS
    assert set(promised) <= set(arrived), "a saved action was lost"
    assert len(arrived) == len(set(arrived)), "an action arrived twice"


def test_a_screen_that_goes_away_is_no_fault_of_ours_and_loses_nothing(tmp_path: Path) -> None:
    data_dir = tmp_path / "desk"
    with city(cameras=False) as town:
        with screen() as environment:
            console = Driver(data_dir, "--backend", town.url, sign_in=("ha.le", town.password), environment=environment)
            console.connect()
            state = console.until(lambda s: len(s.get("rows", [])) > 20, 30, "the queue")
            promised = console.do("add-note", incident=state["rows"][0]["id"], text="Trước khi mất màn hình")
        assert console.process.wait(20) == NO_DISPLAY
        console.close()
        assert "the screen is gone" in console.last_words()
        assert "Traceback" not in console.last_words()
        with Driver(data_dir, "--backend", town.url) as console:
            console.until(lambda s: len(s["rows"]) > 20 and s["outbox"]["waiting"] == 0, 30, "all is sent")
        assert [row["action_id"] for row in town.log()].count(promised["action_id"]) == 1


def _write_notes_until_killed(console: Driver, rows: list[dict[str, str]], promised: list[str]) -> None:
    number = 0
    while True:
        try:
            saved = console.do("add-note", incident=rows[number % len(rows)]["id"], text=f"Ghi chú {time.time()}")
        except (OSError, AssertionError):
            return
        promised.append(saved["action_id"])
        number += 1
