"""What one PC pays for one screen and for four, each with sixteen live cameras."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.frame import Measure
from tests.bench.video.tree import Cost, cost_of
from tests.bench.wall.room import OPEN_S, TILES, bench_wall, camera_screen, full_screen

GAP_MS = 100.0
SETTLE_S = 10.0
CLIP_FPS = 15.0
SIZE = (1920, 1080)


@dataclass(frozen=True)
class Load:
    """Of a wall that was watched for a while."""

    cost: Cost
    gap_ms: float
    gap_p99_ms: float
    slowest_fps: float
    delay_p99_ms: float
    shed: int
    """Tiles that showed fewer pictures at the end, since the machine was busy with other things as well."""


def watch(folder: Path, screens: int, seconds: float, settle_s: float = SETTLE_S) -> Load:
    """Open a wall of so many screens, let it settle, watch it."""
    cameras = screens * TILES
    with bench_wall(folder, screens, cameras, SIZE) as wall:
        paths = wall.cameras.paths
        shown = {
            name: (full_screen if place == 0 else camera_screen)(paths[place * TILES : (place + 1) * TILES])
            for place, name in enumerate(wall.monitors.names)
        }
        wall.wish(shown)
        with wall.start() as node:
            node.until(wall.shows(cameras), OPEN_S, f"{cameras} live cameras")
            time.sleep(settle_s)
            node.do("video-figures", reset=True)
            node.do("loop-gap", reset=True)
            cost = cost_of(node.process.pid, seconds)
            gap = node.do("loop-gap")
            figures = node.do("video-figures")
            shed = sum(tile["pace"] != "full" for tile in node.state()["tiles"])
    fps = [tile["painted"] / figures["span_s"] for tile in figures["tiles"]]
    return Load(cost, gap["max_ms"], gap["p99_ms"], min(fps), figures["delay_ms"]["p99"], shed)


def measures(loads: dict[int, Load]) -> list[Measure]:
    """The figures of each size, and how they grow."""
    found = []
    for screens, load in loads.items():
        tell = f"{screens} screen{'s' if screens > 1 else ''} × {TILES} cameras"
        found += [
            Measure(f"{tell}: CPU of the tree", "% of a core", (load.cost.tree_pct,)),
            Measure(f"{tell}: of it the windows' process", "% of a core", (load.cost.root_pct,)),
            Measure(f"{tell}: memory (PSS)", "MB", (load.cost.pss_mb,)),
            Measure(f"{tell}: longest gap", "ms", (load.gap_ms,), GAP_MS, floor=load.gap_p99_ms, beside="ms: p99"),
            Measure(
                f"{tell}: painted, slowest tile",
                "fps",
                (load.slowest_fps,),
                None if load.shed else CLIP_FPS - 1.0,
                at_least=True,
                floor=load.shed,
                beside="tiles shed for a busy machine",
            ),
            Measure(f"{tell}: arrival to paint, p99", "ms", (load.delay_p99_ms,)),
        ]
    if len(loads) > 1:
        (fewest, small), (most, large) = min(loads.items()), max(loads.items())
        more = most / fewest
        cpu = large.cost.tree_pct / small.cost.tree_pct
        pss = large.cost.pss_mb / small.cost.pss_mb
        found.append(
            Measure(f"CPU from {fewest} to {most} screens", "×", (cpu,), more, floor=more, beside="× the screens")
        )
        found.append(Measure(f"memory from {fewest} to {most} screens", "×", (pss,), more, floor=more, beside="×"))
    return found
