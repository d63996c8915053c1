"""A room of one's own: user, process, network, mount and IPC namespaces, and an empty root (namespaces(7)).

In it there is nobody to signal, no network but an idle loopback, no /proc and no file. Not every machine lets a program
make one: Ubuntu since 23.10 keeps it from programs without an AppArmor profile, containers usually do as well. The
other layers then stand without it.
"""

from __future__ import annotations

import ctypes
import itertools
import os

_NEW_MOUNTS, _NEW_CGROUPS, _NEW_NAMES, _NEW_IPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
_NEW_USERS, _NEW_PROCESSES, _NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
_ALL = _NEW_MOUNTS | _NEW_CGROUPS | _NEW_NAMES | _NEW_IPC | _NEW_USERS | _NEW_PROCESSES | _NEW_NETWORK
_RECURSIVE, _PRIVATE, _DETACHED = 0x4000, 0x40000, 2
_NO_SETUID, _NO_DEVICES, _NO_PROGRAMS, _READ_ONLY, _AGAIN = 2, 4, 8, 1, 32
_DUMPABLE, _NO_NEW_PRIVILEGES = 4, 38
_CAPABILITIES = (ctypes.c_uint32 * 2)(0x20080522, 0)
_HERE = b"/proc"
"""Where the empty root is put for a moment: a folder that is there on every Linux."""


def leave() -> bool:
    """Leave the namespaces that one was born in, except for that of processes: children are in the new one. Whether
    the machine allows it. Nothing is done where it does not."""
    libc = ctypes.CDLL(None, use_errno=True)
    done = bool(libc.unshare(_ALL) == 0)
    if done:
        # Who becomes somebody else's equal is no longer his own: without this its own /proc would be closed to it.
        libc.prctl(_DUMPABLE, 1, 0, 0, 0)
    return done


def empty() -> bool:
    """Exchange the root for an empty folder that cannot be written to; whether that is done. Afterwards no path leads
    anywhere. Descriptors that are open stay."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS
    steps: tuple[tuple[str, tuple[bytes | int | None, ...]], ...] = (
        ("mount", (b"none", b"/", None, _RECURSIVE | _PRIVATE, None)),
        ("mount", (b"none", _HERE, b"tmpfs", flags, b"size=4k,nr_inodes=2,mode=0555")),
        ("chdir", (_HERE,)),
        ("pivot_root", (b".", b".")),
        ("umount2", (b".", _DETACHED)),
        ("chdir", (b"/",)),
        ("mount", (None, b"/", None, _AGAIN | _READ_ONLY | flags, None)),
    )
    return all(getattr(libc, name)(*arguments) == 0 for name, arguments in steps)


def disarm() -> None:
    """Give up every capability, every way to new ones, and being looked into by others of the same user."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.capset(_CAPABILITIES, (ctypes.c_uint32 * 6)())
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(_DUMPABLE, 0, 0, 0, 0)


def close_all_but(kept: set[int]) -> None:
    """Close every descriptor above the standard three that is not named."""
    ends = [2, *sorted(fd for fd in kept if fd > 2), os.sysconf("SC_OPEN_MAX")]
    for before, after in itertools.pairwise(ends):
        os.closerange(before + 1, after)
