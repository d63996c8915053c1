"""What a decoder process may take: it reads data from strangers."""

from __future__ import annotations

import ctypes
import resource
import signal

MEMORY_BYTES = 3 << 30
_PR_SET_PDEATHSIG = 1


def apply() -> None:
    """Bound memory, forbid core dumps, and die with the console."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
