"""What holds for a process of ours before it touches anything: nobody else on the machine reads what it holds or makes.

The first two are handed on to every child; the third ends with each `exec`, so each program asks for it itself. The
console has its own of these (`console.base.hardening`), since neither side knows the other.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys

UMASK = 0o077
PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def harden() -> None:
    """Files for us alone; no core dump, which would hold passwords and people's data; and memory, environment and open
    files of this process closed to others of the same user (ptrace(2), proc(5)). What the system refuses is left."""
    os.umask(UMASK)
    with contextlib.suppress(OSError, ValueError):  # a service manager that set it may forbid to set it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
