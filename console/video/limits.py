"""What a decoder process may take: it reads data from strangers."""

from __future__ import annotations

import contextlib
import ctypes
import resource
import signal
from pathlib import Path

MEMORY_BYTES = 3 << 30
OOM_SCORE = 600
"""Where memory runs out, a decoder goes before the console (200 when supervised): its tiles are back in seconds."""
_PR_SET_PDEATHSIG = 1


def give_back() -> None:
    """Let the kernel have what the allocator keeps of streams that were closed; some milliseconds. glibc alone."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def apply() -> None:
    """Bound memory, be the first to go where it runs out, forbid core dumps, and die with the console."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(OOM_SCORE), encoding="ascii")
