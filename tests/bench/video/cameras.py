"""The cameras of the benchmark: as many as wanted, from the demo city's clips, over real RTSP."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from backend.city import loading
from backend.demo.cameras import clips, serving
from backend.demo.cameras.command import sights_of
from tests.harness.end_with_us import end_with_us


@dataclass(frozen=True)
class Served:
    """The running server's address, the cameras' paths there, and the clips behind them."""

    base: str
    paths: tuple[str, ...]
    clips: tuple[Path, ...]


@contextmanager
def served(count: int) -> Iterator[Served]:
    """`count` cameras on a server of their own."""
    sights = sights_of(loading.load(loading.DEFAULT_CITY))
    cache = Path(platformdirs.user_cache_dir("ioc-console")) / "clips"
    drawn = list(clips.drawn(sights, cache, lambda done, of: print(f"clip {done}/{of}", file=sys.stderr)).values())
    bases = tuple(drawn[number % len(drawn)] for number in range(count))
    paths = tuple(f"bench-{number + 1:02d}" for number in range(count))
    mounts: dict[str, Path] = {}
    for path, base in zip(paths, bases, strict=True):
        mounts |= serving.mounts_of(path, base)
    end_with_us()
    server = serving.CameraServer(mounts)
    try:
        yield Served(server.base, paths, bases)
    finally:
        server.stop()
