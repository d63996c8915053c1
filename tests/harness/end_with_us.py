"""Whatever this process starts ends with it, however it ends: on SIGTERM and SIGKILL too, in whichever thread it began.

The kernel's own way (PR_SET_PDEATHSIG) ends a child with the thread that started it, and not what the child started.
So every program that is started from here carries a mark in its environment, as does what it starts itself, and a small
process beside us (`tests.harness.left_behind`) waits for our end and ends all that carry the mark. A tour, bench or
soak that `make` runs ends with that make as well.
"""

from __future__ import annotations

import functools
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import psutil

from tests.harness.run import run_patiently

MARK = "IOC_ENDS_WITH"
WATCHER = Path(__file__).with_name("left_behind.py")


@functools.cache
def end_with_us() -> Mapping[str, str]:
    """From now on it is so for all that inherits our environment; what a program with another one needs in it."""
    mark = {MARK: f"{os.getpid()}-{secrets.token_hex(8)}"}
    ours = [str(os.getpid()), *(str(one) for one in _makes())]
    # It watches by the time that this returns. Its own environment is empty: another's watcher leaves it alone.
    run_patiently(
        [sys.executable, "-I", "-S", str(WATCHER), f"{MARK}={mark[MARK]}", *ours],
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
        patience_s=60,
    )
    os.environ.update(mark)
    return MappingProxyType(mark)


def _makes() -> list[int]:
    """The makes above us: who kills one of them means us."""
    if "MAKELEVEL" not in os.environ:
        return []
    return [one.pid for one in psutil.Process().parents() if one.name() in ("make", "gmake")]
