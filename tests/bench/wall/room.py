"""The wall of the benchmark: one node on monitors of its own, with as many cameras as wanted, and the real backend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.video.cameras import Served, served
from tests.bench.video.console import camera_records
from tests.harness.monitors import Monitors, monitors
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.wall_room import Leader

WALL, NODE = "bench", "bench"
SIDE = 4
TILES = SIDE * SIDE
INDICATORS = 8
OPEN_S = 120.0
Screen = dict[str, Any]


def camera_screen(cameras: Sequence[str]) -> Screen:
    """Sixteen cameras."""
    tiles = [
        {"type": "camera", "row": number // SIDE, "col": number % SIDE, "camera": camera}
        for number, camera in enumerate(cameras)
    ]
    return {"rows": SIDE, "cols": SIDE, "tiles": tiles}


def full_screen(cameras: Sequence[str]) -> Screen:
    """Sixteen cameras, and beside them the queue and eight indicators."""
    tiles: list[Screen] = [
        {"type": "camera", "row": number // SIDE * 2, "col": number % SIDE * 2, "rows": 2, "cols": 2, "camera": camera}
        for number, camera in enumerate(cameras)
    ]
    tiles.append({"type": "queue", "row": 0, "col": 8, "rows": 4, "cols": 2})
    for number in range(INDICATORS):
        place = {"row": 4 + number // 2, "col": 8 + number % 2}
        tiles.append({"type": "indicator", "indicator": f"#{number + 1}", **place})
    return {"rows": 8, "cols": 10, "tiles": tiles}


class BenchWall:
    """One node, and what it is wished to show."""

    def __init__(self, town: City, room: Monitors, cameras: Served, folder: Path) -> None:
        self.town, self.monitors, self.cameras = town, room, cameras
        self._folder = folder
        self._post = town.feed()
        self._leader: Leader | None = None
        self._revision = 0
        self._post(records=camera_records(cameras))

    def wish(self, screens: Mapping[str, Screen]) -> None:
        """Let these be shown, by monitor: with the wall the first time, later as somebody who leads it."""
        wishes = {one: {"screen": screen} for one, screen in screens.items()}
        if self._leader is not None:
            assert self._leader.push(wishes)["result"] == "applied"
            self._revision = self._leader.wall()["data"]["revision"]
            return
        self._leader = Leader(self.town, "ha.le", WALL)
        data = {
            "name": "Bench", "seats": 1, "seat_distance_m": 0.8, "pixel_pitch_mm": 0.28,
            "screens": [{"id": one, "node": NODE, "monitor": one, "title": one} for one in self.monitors.names],
            "presets": [], "desired": wishes,
        }  # fmt: skip
        self._post(records=[{"type": "wall", "id": WALL, "data": data}])

    def start(self) -> Driver:
        """The program."""
        token = self._folder / "token"
        token.write_text(self.town.wall_token("bench", WALL, NODE), encoding="ascii")
        options = ("--backend", self.town.url, "--wall", WALL, "--node", NODE, "--token-file", str(token))
        return Driver(self._folder / "node", *options, environment=self.monitors.environment)

    def shows(self, cameras: int) -> Any:
        """A test of the node's state: so many cameras, all live, on screens that are settled."""

        def test(state: dict[str, Any]) -> bool:
            tiles = state["tiles"]
            settled = state["screens"] and all(screen["settled"] for screen in state["screens"])
            revised = state["revision"] == self._revision
            return bool(settled and revised and len(tiles) == cameras and all(one["state"] == "live" for one in tiles))

        return test


@contextmanager
def bench_wall(folder: Path, screens: int, cameras: int, size: tuple[int, int]) -> Iterator[BenchWall]:
    """A wall of so many screens, in a city whose only pictures are the benchmark's."""
    folder.mkdir(exist_ok=True)
    names = [f"S{number + 1}" for number in range(screens)]
    (folder / "city").mkdir()
    with (
        served(cameras) as cast,
        monitors(names, *size) as room,
        City(folder / "city", cameras=False) as town,
    ):
        yield BenchWall(town, room, cast, folder)
