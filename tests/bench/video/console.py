"""Our own wall: the real program with one camera tile a camera, on a virtual screen, against the real backend."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.video.cameras import Served
from tests.bench.video.tree import Cost, cost_of
from tests.journeys.city import City
from tests.journeys.driver import Driver

OPEN_S = 90.0
SETTLE_S = 5.0


@dataclass(frozen=True)
class Seen:
    """What the wall did while it was watched: its cost, and per tile what it received and painted."""

    cost: Cost
    received_fps: tuple[float, ...]
    painted_fps: tuple[float, ...]
    delay_ms: Mapping[str, float]
    """Arrival to paint over all tiles: p50, p99, max."""
    size: tuple[int, int]
    """Of a tile's picture."""
    main_streams: int
    """Tiles that chose the large stream."""


def columns(tiles: int) -> int:
    """The side of the square that holds them."""
    return math.ceil(math.sqrt(tiles))


def camera_records(served: Served) -> list[dict[str, Any]]:
    """Cameras as the connectors' door takes them."""
    return [
        {
            "type": "camera",
            "id": path,
            "data": {
                "name": f"Camera {number}",
                "area": "",
                "ward": "",
                "main_url": f"{served.base}/{path}/main",
                "sub_url": f"{served.base}/{path}/sub",
                "main_size": [1280, 720],
                "sub_size": [640, 360],
            },
        }
        for number, path in enumerate(served.paths, start=1)
    ]


def write_layout(path: Path, cameras: tuple[str, ...], extra: str = "") -> None:
    """One screen, a square of cameras."""
    side = columns(len(cameras))
    lines = ["seat_distance_m = 0.6", "pixel_pitch_mm = 0.28", "[[screens]]", f"rows = {side}", f"cols = {side}"]
    for number, camera in enumerate(cameras):
        lines += ["[[screens.tiles]]", 'type = "camera"', f'camera = "{camera}"']
        lines += [f"row = {number // side}", f"col = {number % side}", extra]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def wall(folder: Path, town: City, layout: Path, environment: Mapping[str, str], *options: str) -> Driver:
    """The program with this layout."""
    token = folder / "wall-token"
    if not token.exists():
        token.write_text(town.wall_token("bench"), encoding="ascii")
    return Driver(
        folder / "wall",
        *("--backend", town.url, "--wall", "bench", "--layout", str(layout), "--token-file", str(token)),
        *options,
        environment=environment,
    )


def watch(console: Driver, seconds: float) -> Seen:
    """Watch a wall whose tiles are live."""
    console.do("video-figures", reset=True)
    cost = cost_of(console.process.pid, seconds)
    figures = console.do("video-figures")
    tiles = figures["tiles"]
    return Seen(
        cost,
        tuple(tile["received"] / figures["span_s"] for tile in tiles),
        tuple(tile["painted"] / figures["span_s"] for tile in tiles),
        figures["delay_ms"],
        tuple(tiles[0]["size"]),
        sum(tile["main"] for tile in tiles),
    )


def all_live(count: int) -> Any:
    """A test of the wall's state: so many tiles, each live."""

    def test(state: dict[str, Any]) -> bool:
        tiles = state.get("tiles", [])
        return len(tiles) == count and all(tile["state"] == "live" for tile in tiles)

    return test
