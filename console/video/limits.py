"""What a decoder process may take: it reads data from strangers."""

from __future__ import annotations

import contextlib
import ctypes
import resource
import signal
from pathlib import Path

MEMORY_BYTES = 3 << 30
MOST_AT_ONCE_BYTES = 128 << 20
"""An 8K picture in RGB, as a still needs it, takes 100 MB; a JPEG of 20 MB is far below."""
OOM_SCORE = 600
"""Where memory runs out, a decoder goes before the console (200 when supervised): its tiles are back in seconds."""
MOST_OPEN = 512
"""Descriptors: eight cameras need some sixty."""
MOST_FILE_BYTES = 256 << 20
"""A clip of a minute that had to be encoded anew takes some 100 MB."""
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


def bound_allocations() -> None:
    """Bound each single piece of memory that FFmpeg asks for: a packet without an end, a description of 2 GB, a picture
    of 16384 pixels square. What is refused ends one stream with an error; it is opened again like any other."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    for path in {line.split(maxsplit=5)[5] for line in lines if "/libavutil" in line}:
        bound = getattr(ctypes.CDLL(path), "av_max_alloc", None)
        if bound is not None:
            bound(ctypes.c_size_t(MOST_AT_ONCE_BYTES))


def give_back() -> None:
    """Let the kernel have what the allocator keeps of streams that were closed; some milliseconds. glibc alone."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def adopt_orphans() -> None:
    """Be the parent of grandchildren whose parent ended."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def apply() -> None:
    """Bound memory, be the first to go where it runs out, forbid core dumps, and die with the console."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for nothing in (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE, resource.RLIMIT_RTPRIO):
        resource.setrlimit(nothing, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(OOM_SCORE), encoding="ascii")


def bound_worker() -> None:
    """What a worker may have besides: few descriptors, no file that fills the disk."""
    for which, most in ((resource.RLIMIT_NOFILE, MOST_OPEN), (resource.RLIMIT_FSIZE, MOST_FILE_BYTES)):
        with contextlib.suppress(ValueError):  # it is bounded more tightly already
            resource.setrlimit(which, (most, most))
