"""Landlock: the process gives up, for good, whatever this kernel lets it give up (linux/landlock.h).

A decoder opens and connects nothing by itself: its warden does, outside, and hands the descriptor in. So the rules need
no exception, and there is no list that could be wrong.
"""

from __future__ import annotations

import ctypes
import struct
from types import MappingProxyType

from console.video.sandbox.calls import here

_VERSION = 1
_FILES = MappingProxyType({1: 13, 2: 14, 3: 15, 5: 16})
"""How many rights over files an ABI knows; 13 with the first of Linux 5.13, then refer, truncate and ioctl."""
_PORTS, _SCOPES = (4, 0b11), (6, 0b11)
"""From which ABI on TCP (bind, connect) and whom one meets (abstract sockets, signals) can be given up too."""


def version() -> int:
    """This kernel's ABI of Landlock; 0 where it has none, or it is switched off."""
    machine = here()
    if machine is None:
        return 0
    create = machine.numbers["landlock_create_ruleset"]
    return max(0, int(ctypes.CDLL(None, use_errno=True).syscall(create, None, 0, _VERSION)))


def give_up() -> int:
    """Give up files, TCP and the signalling of others for this thread and all that it begins; by which ABI, 0: not at
    all. The process must have given up new privileges before."""
    machine, abi = here(), version()
    if machine is None or abi < 1:
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    rights = max(count for since, count in _FILES.items() if since <= abi)
    fields = [(1 << rights) - 1]
    fields += [bits for since, bits in (_PORTS, _SCOPES) if since <= abi]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    rules = libc.syscall(machine.numbers["landlock_create_ruleset"], attributes, len(attributes), 0)
    if rules < 0:
        return 0
    done = libc.syscall(machine.numbers["landlock_restrict_self"], rules, 0) == 0
    libc.close(rules)
    return abi if done else 0
