"""Decoders are killed and hang behind a desk: their tiles come back, and the interface never stands still."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import psutil

from tests.harness.patience import Patience
from tests.journeys.city import city
from tests.journeys.driver import Driver
from tests.journeys.held_up import GAP_MS, HeldUp

BACK_S = ((signal.SIGKILL, 5.0), (signal.SIGSTOP, 8.0))


def live(state: dict[str, Any]) -> int:
    """How many tiles are."""
    return sum(tile["state"] == "live" for tile in state["tiles"])


def test_decoders_that_fall_and_hang(tmp_path: Path) -> None:
    with (
        city() as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
        HeldUp(console) as held_up,
    ):
        console.until(lambda s: live(s) == 9, 40, "nine live cameras")
        held_up.begin()
        for number, bound in BACK_S:
            victim = console.state()["tiles"][0]["process"]
            os.kill(victim, number)
            patience = Patience(bound)
            console.until(lambda s: live(s) < 9, bound, "tiles that say that their decoder is gone")
            console.until(lambda s: live(s) == 9, bound, "nine live cameras again")
            assert not patience.is_over
            assert not psutil.pid_exists(victim)
        held_up.figures(GAP_MS)

        # The nursery itself: every worker ends with it, a new one is made, and all cameras come back.
        nursery = psutil.Process(console.process.pid).children()[0]
        nursery.kill()
        console.until(lambda s: live(s) < 9, 5, "tiles without decoders")
        console.until(lambda s: live(s) == 9, 10, "nine live cameras once more")
