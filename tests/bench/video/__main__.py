"""`python -m tests.bench.video --tiles N --seconds S`: what N live cameras cost on this machine."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from tests.bench.frame import Measure, Options, Report
from tests.bench.video import console, walled
from tests.bench.video.cameras import Served, served
from tests.bench.video.first_picture import first_pictures, rare_keyframes
from tests.bench.video.tree import cost_of
from tests.harness.screen import screen
from tests.journeys.city import City

ROOT = Path(__file__).resolve().parents[3]
CLIP_FPS, KEYFRAME_S = 15.0, 1.0
FIRST_S = 1.0
FEW, MANY = 16, 64
QUICK_UNDER_S = 10.0
PEERS_UP_TO = 25
"""The peers lose pictures beyond, and a figure of lost pictures is no peer."""
TARGET_OVER_FLOOR, TARGET_OF_QT = 1.25, 0.35
PSS_MB = ((16, 300.0), (64, 500.0))


def bench(tiles: int, seconds: float, *, peers: bool) -> Report:
    """Floor, our wall and the peers, one after the other."""
    measures: list[Measure] = []
    with (
        tempfile.TemporaryDirectory(prefix="ioc-bench-") as name,
        served(tiles) as cameras,
        screen() as environment,
        City(Path(name), cameras=False) as town,
    ):
        folder = Path(name)
        town.feed()(records=console.camera_records(cameras))
        layout = folder / "bench.toml"
        console.write_layout(layout, cameras.paths)
        with console.wall(folder, town, layout, environment) as wall:
            wall.until(console.all_live(tiles), console.OPEN_S, f"{tiles} live pictures")
            cost_of(wall.process.pid, console.SETTLE_S)
            seen = console.watch(wall, seconds)
        if tiles == MANY:
            measures += _overview(folder, town, cameras, environment, seconds)
        if tiles == FEW:
            took = first_pictures(cameras, 2 if seconds < QUICK_UNDER_S else 5, *seen.size)
            p95 = took[int(len(took) * 0.95)]
            measures.append(Measure("first picture of 16, p95", "s", (p95,), KEYFRAME_S + 0.7))
            measures += _rare()
            measures.append(walled.measured(cameras, quick=seconds < QUICK_UNDER_S))
        floor = _floor(cameras, seen.size, seconds)
        measures += _ours(tiles, seen, floor)
        if peers:
            measures += _peers(tiles, cameras, folder, environment, seconds, seen.cost.tree_pct / tiles)
    return Report(f"video, {tiles} tiles of {seen.size[0]}x{seen.size[1]}, {seconds:g} s", measures)


def _rare() -> list[Measure]:
    """Cameras whose second keyframe comes after ten seconds: the first one has to be shown."""
    rare = rare_keyframes()
    return [
        Measure("keyframe each 10 s: first picture, slowest", "s", (max(rare.first_s.values()),), FIRST_S),
        Measure("keyframe each 10 s: after a new connection", "s", (rare.again_s,), FIRST_S),
        Measure("sent to shown, p50", "ms", (statistics.median(rare.delay_ms),), 1000 / CLIP_FPS + 60),
    ]


def _ours(tiles: int, seen: console.Seen, floor: Mapping[str, float]) -> list[Measure]:
    per_stream = seen.cost.tree_pct / tiles
    floor_pct = floor["spread"]
    few = tiles <= PEERS_UP_TO
    print("\n".join(f"  {pct:6.1f} %  {name}" for name, pct in seen.cost.parts), file=sys.stderr)
    return [
        Measure("CPU per stream", "% of a core", (per_stream,), floor=floor_pct, beside="floor: decode and scale"),
        Measure("times the floor", "×", (per_stream / floor_pct,), TARGET_OVER_FLOOR if few else None),
        Measure("times the floor in step", "×", (per_stream / floor["in_step"],)),
        Measure("CPU in all", "% of a core", (seen.cost.tree_pct,), 130.0 if tiles == 64 else None),
        Measure("UI process", "% of a core", (seen.cost.root_pct,), 8.0 if tiles == 64 else None),
        Measure("memory (PSS)", "MB", (seen.cost.pss_mb,), dict(PSS_MB).get(tiles)),
        Measure("received, slowest tile", "fps", (min(seen.received_fps),), CLIP_FPS - 0.5, at_least=True),
        Measure("painted, slowest tile", "fps", (min(seen.painted_fps),), CLIP_FPS - 0.5, at_least=True),
        Measure("painted, median tile", "fps", (statistics.median(seen.painted_fps),)),
        Measure("tiles that took the main stream", "", (float(seen.main_streams),), 0.0),
        Measure("arrival to paint, p50", "ms", (seen.delay_ms["p50"],)),
        Measure("arrival to paint, p99", "ms", (seen.delay_ms["p99"],), 60.0),
    ]


def _overview(
    folder: Path, town: City, cameras: Served, environment: Mapping[str, str], seconds: float
) -> list[Measure]:
    """The same tiles with keyframes alone."""
    layout = folder / "overview.toml"
    console.write_layout(layout, cameras.paths, "keyframes = true")
    with console.wall(folder, town, layout, environment) as wall:
        wall.until(console.all_live(len(cameras.paths)), console.OPEN_S, "an overview")
        cost_of(wall.process.pid, console.SETTLE_S)
        seen = console.watch(wall, seconds)
    return [
        Measure("overview by keyframes, CPU in all", "% of a core", (seen.cost.tree_pct,), 25.0),
        Measure("overview, slowest tile", "fps", (min(seen.painted_fps),), 0.8, at_least=True),
    ]


def _floor(cameras: Served, size: tuple[int, int], seconds: float) -> dict[str, float]:
    clips = [f"{base}.sub" for base in cameras.clips]
    command = [sys.executable, "-m", "tests.bench.video.floor", str(seconds), str(size[0]), str(size[1]), *clips]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _peers(  # noqa: PLR0917 - each is one fact of the run
    tiles: int, cameras: Served, folder: Path, environment: Mapping[str, str], seconds: float, ours: float
) -> list[Measure]:
    columns = str(console.columns(tiles))
    urls = [f"{cameras.base}/{path}/sub" for path in cameras.paths]
    files = [str(_as_file(base, folder)) for base in cameras.clips]
    qt = _peer("peer_qt", [columns, *urls], environment, seconds)
    libvlc = _peer("peer_vlc", [columns, *files], environment, seconds)
    measures = []
    if qt is not None:
        measures.append(Measure("QtMultimedia, per stream", "% of a core", (qt / tiles,)))
        measures.append(Measure("of QtMultimedia's", "×", (ours * tiles / qt,), TARGET_OF_QT))
    if libvlc is not None:
        measures.append(Measure("libVLC into X11 windows, per stream", "% of a core", (libvlc / tiles,)))
        measures.append(Measure("of libVLC's (which reads files)", "×", (ours * tiles / libvlc,)))
    return measures


def _peer(module: str, arguments: Sequence[str], environment: Mapping[str, str], seconds: float) -> float | None:
    """Per cent of a core of the whole peer; None, and a word about it, where it does not run here."""
    command = [sys.executable, "-m", f"tests.bench.video.{module}", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **environment},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        line = process.stdout.readline()
        pct = cost_of(process.pid, seconds).tree_pct if line.strip() == "playing" else None
        if pct is None and process.stderr is not None:
            print(f"{module} does not run here: {process.stderr.read()[-400:]}", file=sys.stderr)
        process.stdin.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
    return pct


def _as_file(base: Path, folder: Path) -> Path:
    """The sub-stream's clip as a Matroska file, for a peer that cannot open RTSP."""
    target = folder / f"{base.name}.mkv"
    if not target.exists():
        index = json.loads(Path(f"{base}.sub.json").read_text(encoding="utf-8"))
        with av.open(f"{base}.sub.h264", format="h264") as clip, av.open(str(target), "w") as out:
            stream = out.add_stream_from_template(clip.streams.video[0])
            for number, packet in enumerate(clip.demux(video=0)):
                if packet.size:
                    packet.stream, packet.pts, packet.dts = stream, number, number
                    packet.time_base = Fraction(1, index["format"]["fps"])
                    out.mux(packet)
    return target


def quick(options: Options) -> Report:
    """For `make bench`: sixteen tiles, without the peers."""
    return bench(FEW, 8.0 if options.quick else 20.0, peers=False)


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiles", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--no-peers", action="store_true", help="neither QtMultimedia nor libVLC")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    parser.add_argument("--quick", action="store_true", help="8 s and no peers")
    asked: Any = parser.parse_args(arguments)
    peers = not asked.no_peers and not asked.quick and asked.tiles <= PEERS_UP_TO
    report = bench(asked.tiles, 8.0 if asked.quick else asked.seconds, peers=peers)
    print(json.dumps(report.data(), ensure_ascii=False) if asked.json else report.table())
    return 1 if asked.check and not report.met else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
