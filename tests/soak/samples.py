"""What a running console holds: memory, handles, threads, processes, shared memory; and how each one grows."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import psutil

KIB_IN_MIB = 1024


@dataclass(frozen=True)
class Sample:
    """One look at the whole tree of processes, `at_s` seconds after the beginning."""

    at_s: float
    interface_mib: float
    """What the interface's process wrote and nobody else has. Pages of libraries are left out (USS counts them): they
    seem to grow by tens of MiB when another program that shared them ends."""
    decoders_mib: float
    """The same of all others."""
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
            sizes.append(_written_kib(one.pid) / KIB_IN_MIB)
            handles += one.num_fds()
            threads += one.num_threads()
            rings |= _rings(one.pid)
        except (psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
            continue
    return Sample(at_s, sizes[0], sum(sizes[1:]), handles, threads, len(sizes), len(rings))


def _written_kib(pid: int) -> int:
    """Private dirty pages, in memory or swapped out. Raises an OSError where the process has ended."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    kib = {name: int(rest.split()[0]) for name, _colon, rest in (line.partition(":") for line in lines)}
    return kib["Private_Dirty"] + kib["Swap"]


def slope_per_hour(points: list[tuple[float, float]]) -> float:
    """Growth of a value per hour by the median of all slopes (Theil and Sen): no single peak decides."""
    picked = points[:: max(1, len(points) // 200)]
    slopes = [(b - a) / (t - s) for (s, a), (t, b) in combinations(picked, 2) if t > s]
    return statistics.median(slopes) * 3600 if slopes else 0.0


def _rings(pid: int) -> set[str]:
    lines = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    return {line.split()[4] for line in lines if "memfd:ioc-frames" in line}
