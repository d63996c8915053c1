"""Opens and connects in a decoder's place: it asks by name, and is handed a descriptor or an error.

What it names is read once, from its memory, and what is done is done with that copy. A file is opened if it belongs to
programs; a connection is made, from this side, to an address of the cameras that this very decoder plays, or to the
one port at which FFmpeg meets our own side (`console.video.door`). Names are looked up nowhere: the decoder's hosts
file, which exists nowhere else, holds what the console has found (`console.video.names`).
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import socket
import stat
import struct
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from console.video.sandbox.calls import here

READABLE = (
    "/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/usr/lib64", "/usr/share/zoneinfo", "/usr/share/ca-certificates",
    "/usr/share/p11-kit", "/usr/share/locale", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/ca-trust",
    "/etc/pki/tls/certs", "/etc/localtime", "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/gnutls",
    "/sys/devices/system/cpu", "/dev/null", "/dev/urandom", "/dev/random",
)  # fmt: skip
"""What a decoder may read: programs, their settings, certificates. Nothing in which anybody keeps anything."""
Places = Mapping[str, Sequence[str]]
"""Hosts, and the numbers that stand for each; one that is tied to a network card has it behind a percent sign."""
_SETTINGS = MappingProxyType(
    {"/etc/nsswitch.conf": b"hosts: files\n", "/etc/host.conf": b"multi on\n", "/etc/resolv.conf": b"",
     "/etc/gai.conf": b"", "/etc/services": b""}
)  # fmt: skip
"""How names are looked up in a decoder: in its hosts file alone."""
_HOSTS = "/etc/hosts"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,253}")
_MOST_PATH, _PAGE, _MOST_ADDRESS = 4096, 4096, 128
_RECEIVE, _ANSWER, _HAND_IN, _IN_PLACE = 0xC0502100, 0xC0182101, 0x40182103, 1
_NOTICE = struct.Struct("=QIIiIQ6Q")
_REPLY = struct.Struct("=QqiI")
_GIVEN = struct.Struct("=QIIII")


class Refused(Exception):  # noqa: N818 - no error of ours
    """What was asked for is not given."""


class Kept:
    """One process behind the gate, as its warden sees it."""

    def __init__(self, listener: int, memory: int, door: socket.socket | None = None) -> None:
        self.listener = listener
        # Held as long as the process lives, so that nobody else can ever listen there (`console.video.door`).
        self.door = door
        self._door_place = None if door is None else door.getsockname()
        self._memory = memory
        machine = here()
        self._numbers = {} if machine is None else dict(machine.numbers)
        self._allowed: dict[str, str] = {}
        self._hosts = b""

    def allow(self, places: Places) -> None:
        """From now on these hosts, and no others, can be found and connected to."""
        self._allowed = {}
        rows = []
        for host, numbers in places.items():
            for number in numbers:
                plain, _, card = number.partition("%")
                self._allowed[plain] = card
                if _NAME.fullmatch(host):
                    rows.append(f"{plain} {host}\n")
        self._hosts = "".join(rows).encode()

    def answer(self) -> bool:
        """Do what the one call that waits asks for, or refuse it; false once the process is gone."""
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(self.listener, _RECEIVE, notice)
        except InterruptedError:
            return True
        except OSError as error:
            return error.errno == errno.ENOENT  # who asked is gone, the others are not
        number, _pid, _flags, call, _arch, _at, first, second, third, *_rest = _NOTICE.unpack(notice)
        value, error_code = 0, 0
        try:
            if call == self._numbers["connect"]:
                error_code = self._connect(number, first, self._read(second, min(third, _MOST_ADDRESS)))
            else:
                value = self._open(number, self._text(first if call == self._numbers.get("open") else second))
        except Refused:
            error_code = errno.EACCES
        except OSError as error:
            error_code = error.errno or errno.EACCES
        reply = bytearray(_REPLY.pack(number, value, -error_code, 0))
        with contextlib.suppress(OSError):
            fcntl.ioctl(self.listener, _ANSWER, reply)
        return True

    def close(self) -> None:
        """Keep it no more."""
        for fd in (self.listener, self._memory):
            os.close(fd)
        if self.door is not None:
            self.door.close()

    def _read(self, at: int, size: int) -> bytes:
        return os.pread(self._memory, size, at)

    def _text(self, at: int) -> str:
        """A path in the other's memory, read page by page, since nothing need be mapped behind its end."""
        found = b""
        while len(found) < _MOST_PATH:
            more = self._read(at + len(found), _PAGE - (at + len(found)) % _PAGE)
            found += more
            if b"\0" in more:
                return os.fsdecode(found[: found.index(b"\0")])
            if not more:
                break
        raise Refused

    def _open(self, number: int, name: str) -> int:
        """Its number of the descriptor of a file, read-only. Relative names count from `/`, where it lives."""
        path = os.path.normpath(f"/{name}").replace("//", "/")
        if path == _HOSTS or path in _SETTINGS:
            fd = _leaf(self._hosts if path == _HOSTS else _SETTINGS[path])
        else:
            fd = _opened(path)
        with contextlib.closing(os.fdopen(fd, "rb", 0)):
            return self._hand_in(number, fd, 0, 0)

    def _connect(self, number: int, fd: int, address: bytes) -> int:
        """Put a socket that we connect in the place of its own; the error that the call then answers."""
        place, family = self._place(address)
        with socket.socket(family, socket.SOCK_STREAM) as ours:
            ours.setblocking(False)
            error = ours.connect_ex(place)
            if error in {0, errno.EINPROGRESS}:
                self._hand_in(number, ours.fileno(), _IN_PLACE, fd)
            return error

    def _place(self, address: bytes) -> tuple[tuple[str, int] | tuple[str, int, int, int], socket.AddressFamily]:
        family, port = int.from_bytes(address[:2], sys.byteorder), int.from_bytes(address[2:4], "big")
        if family == socket.AF_INET and len(address) >= 8:
            host = socket.inet_ntop(socket.AF_INET, address[4:8])
            if (host, port) == self._door_place or host in self._allowed:
                return (host, port), socket.AF_INET
        elif family == socket.AF_INET6 and len(address) >= 24:
            whole = address[8:24]
            mapped = whole[:12] == b"\0" * 10 + b"\xff\xff"
            host = socket.inet_ntop(socket.AF_INET, whole[12:]) if mapped else socket.inet_ntop(socket.AF_INET6, whole)
            if host in self._allowed and mapped:
                return (f"::ffff:{host}", port, 0, 0), socket.AF_INET6
            if host in self._allowed:
                card = self._allowed[host]
                return (host, port, 0, socket.if_nametoindex(card) if card else 0), socket.AF_INET6
        raise Refused

    def _hand_in(self, number: int, fd: int, flags: int, place: int) -> int:
        given = bytearray(_GIVEN.pack(number, flags, fd, place & 0xFFFFFFFF, os.O_CLOEXEC))
        return int(fcntl.ioctl(self.listener, _HAND_IN, given))


def _opened(path: str) -> int:
    """A file that belongs to programs, wherever its links lead. Raises `Refused` and what the system raises."""
    if not _is_readable(path):
        raise Refused
    real = os.path.realpath(path)
    if not _is_readable(real):
        raise Refused
    fd = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    kind = os.fstat(fd).st_mode
    # A folder would be a way to its parents, if only to the names of what lies there.
    if not (stat.S_ISREG(kind) or (stat.S_ISCHR(kind) and real.startswith("/dev/"))):
        os.close(fd)
        raise Refused
    return fd


def _leaf(data: bytes) -> int:
    """A file that exists nowhere and that nobody can change."""
    fd = os.memfd_create("ioc-settings", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.write(fd, data)
    os.lseek(fd, 0, os.SEEK_SET)
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE)
    return fd


def _is_readable(path: str) -> bool:
    return any(path == root or path.startswith(root + "/") for root in READABLE)
