"""Whether anything turns black while four screens of sixteen cameras change, seen in what was painted."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.frame import Measure
from tests.bench.wall.room import OPEN_S, SIDE, TILES, bench_wall, camera_screen
from tests.harness.monitors import Monitors
from widgets.base import theme

SCREENS = 4
SIZE = (960, 540)
STRIP_PX = 60
"""At the foot of each screen: no tile is there."""
EMPTY = 0.6
"""Share of a tile's middle that has nothing but a ground's colour: no scene of the clips is so, but a tile with words
about a picture that is not there is."""
LOOK_S = 0.02
GROUNDS = ("ground0", "ground1", "video_ground")


class Watch(threading.Thread):
    """Looks at every tile again and again until it is told to stop."""

    def __init__(self, room: Monitors) -> None:
        super().__init__(name="flash-watch")
        self._room = room
        self._end = threading.Event()
        look = theme.load("dark")
        self._grounds = [
            np.array([color.blue(), color.green(), color.red()], np.uint8) for color in map(look.color, GROUNDS)
        ]
        self.looks = 0
        self.black: list[tuple[float, str, int]] = []
        """When, on which screen and at which place something was black."""

    def run(self) -> None:
        """Until `stop`."""
        began = time.monotonic()
        while not self._end.wait(LOOK_S):
            for name in self._room.names:
                pixels = self._room.pixels(name)
                self.black += [
                    (time.monotonic() - began, name, number)
                    for number, middle in enumerate(_middles(pixels))
                    if self._is_empty(middle)
                ]
            self.looks += 1

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
        self.join()

    def _is_empty(self, middle: Any) -> bool:
        return any(np.mean(np.all(middle == ground, axis=2)) > EMPTY for ground in self._grounds)


def _middles(pixels: Any) -> list[Any]:
    """The middle of each tile's picture, thinned out."""
    high, wide = (pixels.shape[0] - STRIP_PX) // SIDE, pixels.shape[1] // SIDE
    found = []
    for row in range(SIDE):
        for col in range(SIDE):
            top, left = row * high + high // 5, col * wide + wide // 4
            found.append(pixels[top : top + high // 2 : 2, left : left + wide // 2 : 2])
    return found


def measures(folder: Path, switches: int) -> list[Measure]:
    """Switch between two presets: two screens are swapped, two get cameras that were not open."""
    cameras = (SCREENS + 2) * TILES
    with bench_wall(folder, SCREENS, cameras, SIZE) as wall:
        paths = wall.cameras.paths
        sets = [camera_screen(paths[number * TILES : (number + 1) * TILES]) for number in range(SCREENS + 2)]
        names = wall.monitors.names
        presets = (
            dict(zip(names, (sets[0], sets[1], sets[2], sets[3]), strict=True)),
            dict(zip(names, (sets[1], sets[0], sets[4], sets[5]), strict=True)),
        )
        wall.wish(presets[0])
        with wall.start() as node:
            node.until(wall.shows(SCREENS * TILES), OPEN_S, "the first preset live")
            time.sleep(2.0)
            watch = Watch(wall.monitors)
            watch.start()
            took = []
            for number in range(1, switches + 1):
                began = time.monotonic()
                wall.wish(presets[number % 2])
                node.until(wall.shows(SCREENS * TILES), OPEN_S, f"preset {number % 2 + 1} live")
                took.append(time.monotonic() - began)
                time.sleep(1.0)
            watch.stop()
    return [
        Measure("black tiles while presets of 4 × 16 change", "", (float(len(watch.black)),), 0.0),
        Measure("looks at every tile meanwhile", "1/s", (watch.looks / (sum(took) + len(took)),)),
        Measure("until all 64 are live", "s", tuple(took)),
    ]
