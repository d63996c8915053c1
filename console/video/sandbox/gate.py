"""The gate of a decoder process that the kernel keeps: which system calls it may make, and which wait for its warden.

Both readers follow redirects and playlists by themselves and have no switch that forbids it; libVLC even opens a local
file that a web page names. Here every connect() and open() is held by the kernel (seccomp user notification) until the
warden (`console.video.sandbox.warden`), another process, has done it in the decoder's place and handed the descriptor
in (Linux 5.9). The decoder itself opens and connects nothing, so that it cannot exchange a name between the look and
the deed.
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import struct

from console.video.sandbox import rooms
from console.video.sandbox.calls import here
from console.video.sandbox.program import assembled

_SET_MODE_FILTER, _NEW_LISTENER = 1, 8
_OLDEST = (5, 9)


def install(warden: socket.socket, memory: int) -> bool:
    """Close the gate behind this process and hand its keeping, with its memory, to `warden`; whether this kernel can.

    Threads that there are already stay outside, so it has to be done before there are any. The process must have given
    up new privileges (`rooms.disarm`).
    """
    machine = here()
    if machine is None or ctypes.sizeof(ctypes.c_void_p) != 8 or not _hands_in():
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    program = assembled(machine, os.getpid())
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("=HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    listener = libc.syscall(machine.numbers["seccomp"], _SET_MODE_FILTER, _NEW_LISTENER, head)
    if listener < 0:
        return False
    # Not by `send_fds`: it may import, and so open, while nobody keeps the gate yet.
    rights = struct.pack("=2i", listener, memory)
    warden.sendmsg([b"gate"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    os.close(listener)
    return True


def is_possible() -> bool:
    """Whether a gate stands on this machine: tried in a process of its own, since it stays. Never raises."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            try:
                born = os.fork()
            except OSError:
                return False
            if born == 0:
                rooms.disarm()
                os._exit(0 if install(theirs, theirs.fileno()) else 1)
        return os.waitstatus_to_exitcode(os.waitpid(born, 0)[1]) == 0


def _hands_in() -> bool:
    found = re.match(r"(\d+)\.(\d+)", os.uname().release)
    return found is not None and (int(found.group(1)), int(found.group(2))) >= _OLDEST
