"""What a running console holds: memory, handles, threads, processes, shared memory; and how each one grows."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import psutil

MIB = 2**20


@dataclass(frozen=True)
class Sample:
    """One look at the whole tree of processes, `at_s` seconds after the beginning."""

    at_s: float
    interface_mib: float
    """Private memory (USS) of the interface's process."""
    decoders_mib: float
    """Private memory of all others."""
    handles: int
    threads: int
    processes: int
    segments: int
    """Rings of pictures that are mapped anywhere, each counted once."""


def sample(pid: int, at_s: float) -> Sample:
    """Look now. A process that ends meanwhile is left out."""
    root = psutil.Process(pid)
    tree = [root, *root.children(recursive=True)]
    sizes, handles, threads, rings = [], 0, 0, set()
    for one in tree:
        try:
            sizes.append(one.memory_full_info().uss / MIB)
            handles += one.num_fds()
            threads += one.num_threads()
            rings |= _rings(one.pid)
        except (psutil.NoSuchProcess, FileNotFoundError):
            continue
    return Sample(at_s, sizes[0], sum(sizes[1:]), handles, threads, len(sizes), len(rings))


def slope_per_hour(points: list[tuple[float, float]]) -> float:
    """Growth of a value per hour by the median of all slopes (Theil and Sen): no single peak decides."""
    picked = points[:: max(1, len(points) // 200)]
    slopes = [(b - a) / (t - s) for (s, a), (t, b) in combinations(picked, 2) if t > s]
    return statistics.median(slopes) * 3600 if slopes else 0.0


def _rings(pid: int) -> set[str]:
    lines = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    return {line.split()[4] for line in lines if "memfd:ioc-frames" in line}
