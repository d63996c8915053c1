"""Kills a wall node again and again: what the room wished is on its screens, live, soon after each death.

`python -m tests.soak.wall_kills --kills 50` prints its figures as JSON; 1 where any return took longer than promised.
Each death is the console's, by SIGKILL at a random moment, also while it is still starting; its own supervisor starts
the next one. The decoders' wait for a keyframe is told apart: no program can shorten that.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.wall_room import Leader, NodePlace, cameras, node, screen_of, text
from views.program.supervisor import FIRST_PAUSE_S, WALL_STEADY_S

BACK_S = 5.0
"""From the death of the process to the desired tiles (issue: the wall)."""
CAMERAS = ("cam-01", "cam-02", "cam-03", "cam-04")
WORDS = "Sau mỗi lần ngã"
EARLY = 0.2
"""Share of the kills that come while the console is still starting."""
WAIT_S = 60.0


@dataclass
class Figures:
    """What a run came to, in seconds after each death."""

    kills: int = 0
    kills_while_starting: int = 0
    opened_s: list[float] = field(default_factory=list)
    """Until every desired tile stood on its screen and its camera was asked for."""
    live_s: list[float] = field(default_factory=list)
    """Until all of them were live."""
    keyframe_s: list[float] = field(default_factory=list)
    """Of that: from the camera being asked for to its first picture."""

    def told(self) -> dict[str, Any]:
        """For machines."""
        spread = {
            name: {"median": round(statistics.median(values), 2), "worst": round(max(values), 2)}
            for name, values in vars(self).items()
            if isinstance(values, list) and values
        }
        return {"kills": self.kills, "kills_while_starting": self.kills_while_starting, **spread}

    @property
    def good(self) -> bool:
        """Whether every return was in time, without what the cameras themselves took."""
        return bool(self.opened_s) and max(self.opened_s) <= BACK_S


def kill_again_and_again(place: NodePlace, kills: int, seed: int = 5) -> Figures:
    """Kill the node `kills` times under its supervisor and see it come back."""
    chance, figures = random.Random(seed), Figures()
    with place.start("--supervised") as running:
        running.until(_is_back, WAIT_S, "the wish, before anything falls")
        for _number in range(kills):
            time.sleep(WALL_STEADY_S + chance.uniform(0.0, 0.5))
            running.kill_child()
            died = time.monotonic()
            if chance.random() < EARLY:
                # It is started again at once, and killed while it opens its files; the next pause is longer.
                time.sleep(FIRST_PAUSE_S + chance.uniform(0.1, 1.0))
                running.kill_child()
                died = time.monotonic()
                figures.kills_while_starting += 1
            figures.kills += 1
            running.connect()
            _see(running, died, figures)
    return figures


def _see(running: Driver, died: float, figures: Figures) -> None:
    opened = 0.0
    while True:
        state = running.state()
        now = time.monotonic() - died
        if not opened and _is_opened(state):
            opened = now
        if _is_back(state):
            break
        assert now < WAIT_S, f"not back after {now:.0f} s: {state['screens']}"
        time.sleep(0.03)
    figures.opened_s.append(opened)
    figures.live_s.append(now)
    figures.keyframe_s.append(now - opened)


def _is_opened(state: dict[str, Any]) -> bool:
    """Whether both screens show what was wished, whatever their cameras say."""
    first, second = screen_of(state, "t1"), screen_of(state, "t2")
    refs = [tile["ref"] for tile in first.get("tiles", ())]
    names = [tile["name"] for tile in second.get("tiles", ())]
    asked = {tile["camera_id"] for tile in state["tiles"]}
    return refs == list(CAMERAS) and names == [WORDS] and asked == set(CAMERAS)


def _is_back(state: dict[str, Any]) -> bool:
    return _is_opened(state) and all(tile["state"] == "live" for tile in state["tiles"])


def wish(town: City) -> None:
    """What the room wishes to see on the node."""
    leader = Leader(town, "ha.le")
    leader.push({"t1": cameras(*CAMERAS), "t2": text(WORDS)})


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="ioc-wall-kills-") as name:
        folder = Path(name)
        with City(folder) as town, node(folder, town, "trai") as place:
            wish(town)
            figures = kill_again_and_again(place, asked.kills, asked.seed)
    print(json.dumps(figures.told()))
    return 0 if figures.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
