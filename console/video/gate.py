"""A gate around a decoder process that the kernel keeps: whom it may meet, what it may read, that it writes nothing.

Both readers follow redirects and playlists by themselves and have no switch that forbids it; libVLC even opens a local
file that a web page names. Here every connect() and open() of the process is held by the kernel (seccomp user
notification, Linux 5.6) until its warden, another process, has compared it with the cameras that were asked for, with
the one port at which FFmpeg meets our own side (`console.video.door`), and with the folders of programs and their
settings. Writing a file and starting a program are refused outright.
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
import sys
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _ACTION_AVAILABLE, _NEW_LISTENER = 38, 1, 2, 8
_ALLOW, _ERRNO, _NOTIFY = 0x7FFF0000, 0x00050000, 0x7FC00000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_AT_NUMBER, _AT_ARCH, _AT_ARGUMENTS = 0, 4, 16
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
READABLE = (
    sys.prefix, sys.base_prefix, str(Path(__file__).resolve().parents[2] / "console"), "/usr/lib", "/usr/local/lib",
    "/lib", "/lib64", "/usr/lib64", "/usr/share/zoneinfo", "/usr/share/ca-certificates", "/usr/share/ssl",
    "/usr/share/p11-kit", "/usr/share/locale", "/usr/lib/locale", "/etc/ssl", "/etc/pki", "/etc/hosts",
    "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/host.conf", "/etc/services", "/etc/localtime",
    "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/gnutls", "/run/systemd/resolve", "/proc/self", "/proc/cpuinfo",
    "/proc/meminfo", "/proc/sys", "/sys/devices/system", "/sys/fs/cgroup", "/dev/null", "/dev/urandom", "/dev/random",
)  # fmt: skip
"""What a decoder may read: programs, their settings, certificates. Nothing in which anybody keeps anything."""
_MOST_PATH, _PAGE, _PIDFD_GETFD = 4096, 4096, 438
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


CALLS = MappingProxyType(
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


def is_possible() -> bool:
    """Whether this kernel knows held calls and whose file descriptor is whose (Linux 5.6); changes nothing."""
    calls = CALLS.get(platform.machine())
    if calls is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    action = ctypes.c_uint32(_NOTIFY)
    return int(libc.syscall(calls.seccomp, _ACTION_AVAILABLE, 0, ctypes.byref(action))) == 0


def install(warden: socket.socket) -> bool:
    """Close the gate behind this process and hand its keeping to `warden`; whether this kernel can.

    Threads that there are already stay outside, so it has to be the first thing that a process does.
    """
    calls = CALLS.get(platform.machine())
    if calls is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    program = _program(calls)
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("=HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    listener = libc.syscall(calls.seccomp, _SET_MODE_FILTER, _NEW_LISTENER, head)
    if listener < 0:
        return False
    socket.send_fds(warden, [b"gate"], [listener])
    os.close(listener)
    return True


class Kept:
    """One process behind the gate, as its warden sees it."""

    def __init__(self, pid: int, listener: int, door: socket.socket | None = None) -> None:
        self.listener = listener
        # Held as long as the process lives, so that nobody else can ever listen there (`console.video.door`).
        self.door = door
        self._door_place = b"" if door is None else _place(door)
        self._memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY | os.O_CLOEXEC)
        self._pidfd = os.pidfd_open(pid)
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._calls = CALLS[platform.machine()]
        self._flags_at = dict(self._calls.opening)

    def answer(self, addresses: frozenset[str]) -> bool:
        """Judge the one call that waits; false once the process is gone. `addresses` may be connected to."""
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(self.listener, _RECEIVE, notice)
        except InterruptedError:
            return True
        except OSError as error:
            return error.errno == errno.ENOENT  # who asked is gone, the others are not
        number, _pid, _flags, call, _arch, _at, first, second, third, *_rest = _NOTICE.unpack(notice)
        try:
            if call == self._calls.connect:
                free = self._may_connect(first, self._read(second, min(third, 128)), addresses)
            else:
                free = _may_read(self._text(first if self._flags_at[call] == 1 else second))
        except OSError:
            free = False
        reply = bytearray(_REPLY.pack(number, 0, 0 if free else -errno.EACCES, _GO_ON if free else 0))
        with contextlib.suppress(OSError):
            fcntl.ioctl(self.listener, _ANSWER, reply)
        return True

    def close(self) -> None:
        """Keep it no more."""
        for fd in (self.listener, self._memory, self._pidfd):
            os.close(fd)
        if self.door is not None:
            self.door.close()

    def _read(self, at: int, size: int) -> bytes:
        return os.pread(self._memory, size, at)

    def _text(self, at: int) -> bytes:
        """A path in the other's memory, read page by page, since nothing need be mapped behind its end."""
        found = b""
        while len(found) < _MOST_PATH:
            found += self._read(at + len(found), _PAGE - (at + len(found)) % _PAGE)
            if b"\0" in found:
                return found[: found.index(b"\0")]
        raise OSError(errno.ENAMETOOLONG, "")

    def _may_connect(self, fd: int, address: bytes, addresses: frozenset[str]) -> bool:
        family = int.from_bytes(address[:2], "little")
        if family in {_UNIX, _NETLINK, socket.AF_UNSPEC}:
            return True
        host = _host(family, address)
        if host is None:
            return False
        if family == socket.AF_INET and address[2:8] == self._door_place:
            return True
        # A datagram's connect() asks for names; nothing is streamed that way, since no reader is allowed UDP.
        return host in addresses or self._is_datagram(fd)

    def _is_datagram(self, fd: int) -> bool:
        ours = self._libc.syscall(_PIDFD_GETFD, self._pidfd, fd, 0)
        if ours < 0:
            return False
        with socket.socket(fileno=ours) as held:
            return held.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_DGRAM


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
            step(_RETURN, _NOTIFY),
        ]
    return b"".join([*program, step(_RETURN, _ALLOW)])


def _place(door: socket.socket) -> bytes:
    """A listening socket's port and address as sockaddr_in has them."""
    host, port = door.getsockname()
    return int(port).to_bytes(2, "big") + socket.inet_aton(host)


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


def _may_read(name: bytes) -> bool:
    """Whether a path (relative ones: to the folder `/` that a worker lives in) belongs to a program."""
    path = "/" + os.path.normpath(b"/" + name).decode("utf-8", "surrogateescape").lstrip("/")
    return any(path == root or path.startswith(root + "/") for root in READABLE)
