"""A gate around a decoder process that the kernel keeps: whom it may connect to, and that it writes and starts nothing.

Both readers follow redirects and playlists by themselves and have no switch that forbids it. Here every connect() of
the process is held by the kernel (seccomp user notification, Linux 5.5) until a thread of ours has compared the address
with those of the cameras that were asked for; opening a file for writing and starting a program are refused outright.
The gate's own thread is made before the filter, so that it alone is free to ask for names.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import platform
import socket
import struct
import threading
from types import MappingProxyType
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _NEW_LISTENER = 38, 1, 8
_ALLOW, _ERRNO, _NOTIFY = 0x7FFF0000, 0x00050000, 0x7FC00000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_AT_NUMBER, _AT_ARCH, _AT_ARGUMENTS = 0, 4, 16
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_RECEIVE, _ANSWER, _GO_ON = 0xC0502100, 0xC0182101, 1
_NOTICE = struct.Struct("=QIIiIQ6Q")
_REPLY = struct.Struct("=QqiI")
_UNIX, _NETLINK = socket.AF_UNIX, 16


class _Calls(NamedTuple):
    """Numbers of system calls of one processor (Linux: asm/unistd.h); `opening` pairs one with its flags' argument."""

    arch: int
    seccomp: int
    connect: int
    opening: tuple[tuple[int, int], ...]
    refused: tuple[int, ...]


_CALLS = MappingProxyType(
    {
        # connect, open, openat; creat, openat2, execve(at), unlink(at), rename(at, at2), mkdir(at), link(at),
        # symlink(at), truncate, ptrace, io_uring_setup (whose calls a filter does not see)
        "x86_64": _Calls(
            0xC000003E, 317, 42, ((2, 1), (257, 2)),
            (85, 437, 59, 322, 87, 263, 82, 264, 316, 83, 258, 86, 265, 88, 266, 76, 101, 425),
        ),
        "aarch64": _Calls(0xC00000B7, 277, 203, ((56, 2),), (437, 221, 281, 35, 38, 276, 34, 37, 36, 45, 117, 425)),
    }
)  # fmt: skip


class Gate:
    """Install it once, before any thread that is to be held; then say which hosts may be reached."""

    def __init__(self) -> None:
        self._hosts: frozenset[str] = frozenset()
        self._addresses: frozenset[str] = frozenset()
        self._listener = -1
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._installed = threading.Event()

    def install(self) -> bool:
        """Close the gate behind this process; whether this kernel can."""
        calls = _CALLS.get(platform.machine())
        if calls is None or ctypes.sizeof(ctypes.c_void_p) != 8:
            return False
        threading.Thread(target=self._keep, name="gate", daemon=True).start()
        self._libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        program = _program(calls)
        code = ctypes.create_string_buffer(program, len(program))
        head = struct.pack("=HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
        listener = self._libc.syscall(calls.seccomp, _SET_MODE_FILTER, _NEW_LISTENER, head)
        self._listener = listener if listener >= 0 else -1
        self._installed.set()
        return self._listener >= 0

    def allow(self, hosts: frozenset[str]) -> None:
        """From now on these hosts, by name or number, and no other."""
        self._hosts = hosts
        self._addresses = frozenset(host for host in hosts if _is_number(host))

    def _keep(self) -> None:
        self._installed.wait()
        while self._listener >= 0:
            notice = bytearray(_NOTICE.size)
            try:
                fcntl.ioctl(self._listener, _RECEIVE, notice)
            except InterruptedError:
                continue
            except OSError as error:
                if error.errno == errno.ENOENT:  # who asked is gone
                    continue
                return
            number, _pid, _flags, _call, _arch, _at, fd, pointer, size, *_rest = _NOTICE.unpack(notice)
            free = self._may(int(fd), ctypes.string_at(pointer, min(int(size), 128)))
            reply = bytearray(_REPLY.pack(number, 0, 0 if free else -errno.EACCES, _GO_ON if free else 0))
            with contextlib.suppress(OSError):
                fcntl.ioctl(self._listener, _ANSWER, reply)

    def _may(self, fd: int, address: bytes) -> bool:
        family = int.from_bytes(address[:2], "little")
        if family in {_UNIX, _NETLINK, socket.AF_UNSPEC}:
            return True
        host = _host(family, address)
        if host is None:
            return False
        if _is_datagram(fd):
            # Asking for a name; nothing is streamed this way, since no reader is allowed UDP.
            return True
        if host not in self._addresses:
            self._addresses |= _resolved(self._hosts)
        return host in self._addresses


def _program(calls: _Calls) -> bytes:
    """The filter in classic BPF: (operation, jump if true, jump if false, value), 8 bytes each."""

    def step(operation: int, value: int, then: int = 0, other: int = 0) -> bytes:
        return struct.pack("=HBBI", operation, then, other, value)

    denied = _ERRNO | errno.EACCES
    program = [step(_LOAD, _AT_ARCH), step(_EQUAL, calls.arch, 1, 0), step(_RETURN, denied), step(_LOAD, _AT_NUMBER)]
    program += [step(_EQUAL, calls.connect, 0, 1), step(_RETURN, _NOTIFY)]
    for number in calls.refused:
        program += [step(_EQUAL, number, 0, 1), step(_RETURN, denied)]
    for number, flags_at in calls.opening:
        program += [
            step(_EQUAL, number, 0, 4),
            step(_LOAD, _AT_ARGUMENTS + 8 * flags_at),
            step(_ANY_BIT, _WRITING, 0, 1),
            step(_RETURN, denied),
            step(_RETURN, _ALLOW),
        ]
    return b"".join([*program, step(_RETURN, _ALLOW)])


def _host(family: int, address: bytes) -> str | None:
    """The number that an address of the internet names; None for another family."""
    if family == socket.AF_INET and len(address) >= 8:
        return socket.inet_ntop(socket.AF_INET, address[4:8])
    if family == socket.AF_INET6 and len(address) >= 24:
        number = address[8:24]
        if number[:12] == b"\0" * 10 + b"\xff\xff":
            return socket.inet_ntop(socket.AF_INET, number[12:])
        return socket.inet_ntop(socket.AF_INET6, number)
    return None


def _is_datagram(fd: int) -> bool:
    try:
        with socket.socket(fileno=os.dup(fd)) as held:
            return held.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_DGRAM
    except OSError:
        return False


def _is_number(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        with contextlib.suppress(OSError):
            socket.inet_pton(family, host)
            return True
    return False


def _resolved(hosts: frozenset[str]) -> frozenset[str]:
    found = set()
    for host in hosts:
        with contextlib.suppress(OSError, UnicodeError):
            found |= {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return frozenset(found)
