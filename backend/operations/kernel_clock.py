"""What the kernel says of its clock: the one place that knows whichever program keeps it (chrony, timesyncd, ntpd)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

STA_UNSYNC = 0x0040
"""<linux/timex.h>; `timedatectl` reads NTPSynchronized from the same bit."""


@dataclass(frozen=True)
class KernelClock:
    """`max_error_s`: the kernel's own bound of how far off it may be; it grows while nobody sets the clock."""

    is_synchronised: bool
    max_error_s: float


class _Timex(ctypes.Structure):
    """`struct timex` of <linux/timex.h>, as far as its size matters."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("constant", ctypes.c_long),
        ("precision", ctypes.c_long),
        ("tolerance", ctypes.c_long),
        ("time", ctypes.c_long * 2),
        ("tick", ctypes.c_long),
        ("ppsfreq", ctypes.c_long),
        ("jitter", ctypes.c_long),
        ("shift", ctypes.c_int),
        ("stabil", ctypes.c_long),
        ("counts", ctypes.c_long * 4),
        ("tai", ctypes.c_int),
        ("rest", ctypes.c_int * 11),
    )


def kernel_clock() -> KernelClock | None:
    """How the clock stands, read without any right; None where the kernel does not tell (no Linux, a sandbox)."""
    told = _Timex()
    try:
        answer = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(told))
    except (OSError, AttributeError):
        return None
    if answer < 0:
        return None
    return KernelClock(not told.status & STA_UNSYNC, told.maxerror / 1e6)
