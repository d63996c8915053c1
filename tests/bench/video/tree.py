"""What a tree of processes costs: processor time and proportional memory."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Cost:
    """Per cent of one core of the whole tree and of its root alone, and proportional memory (PSS) in MB at the end."""

    tree_pct: float
    root_pct: float
    pss_mb: float
    parts: tuple[tuple[str, float], ...]
    """Each process by name with its per cent, the root first."""


def cost_of(root_pid: int, seconds: float) -> Cost:
    """Watch the tree below `root_pid` for so long."""
    root = psutil.Process(root_pid)
    before = {one: _busy_s(one) for one in (root, *root.children(recursive=True))}
    began = time.monotonic()
    time.sleep(seconds)
    span = time.monotonic() - began
    now = (root, *root.children(recursive=True))
    parts = tuple((_name(one), (_busy_s(one) - before.get(one, 0.0)) * 100 / span) for one in now)
    pss = sum(_pss_bytes(one) for one in now) / 1e6
    return Cost(sum(pct for _name, pct in parts), parts[0][1], pss, parts)


def _name(process: psutil.Process) -> str:
    command = process.cmdline()
    return next((part for part in command[1:] if part.endswith((".py", "worker"))), process.name())


def _busy_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _pss_bytes(process: psutil.Process) -> int:
    return int(process.memory_full_info().pss)
