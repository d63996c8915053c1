"""The filter of a decoder's system calls as the kernel takes it: a program in classic BPF (seccomp(2)).

What is not named is refused with an error, as an older kernel would: a library that asks for something new goes on
without it. What no decoder ever asks for ends the process.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

from console.video.sandbox.calls import DEADLY, FREE, Machine

ALLOW, HOLD, KILL = 0x7FFF0000, 0x7FC00000, 0x80000000
"""SECCOMP_RET_ALLOW, _USER_NOTIF (`console.video.sandbox.warden` answers) and _KILL_PROCESS."""
_ERRNO = 0x00050000
_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCH, _AT_ARGUMENTS = 0, 4, 16
_X32 = 0x40000000
_NEW = 424
"""Calls from this number on have the same one on every processor and are younger than five years: a library that does
not find one has another way."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_EMPTY_PATH, _FAST_OPEN, _THREAD = 0x1000, 0x20000000, 0x10000
_NAMESPACES = 0x7E020080
_ANY_WAY = 0xFFFFFFFF & ~(0o2000000 | 0o4000)
"""Of a socket's type all but SOCK_CLOEXEC and SOCK_NONBLOCK."""
_OPTIONS = MappingProxyType({1: (2, 4, 7, 8, 9, 15, 20, 21), 6: (1, 3, 4, 5, 6, 12, 18), 0: (1, 10), 41: (26,)})
"""setsockopt: buffers, patience and signs of life of SOL_SOCKET, TCP, IP and IPv6. Not SO_LINGER, by which closing a
descriptor that was handed over would wait, and nothing by which a program enters the kernel."""
_COMMANDS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032, 1034)
"""fcntl: duplicates, flags, locks; not F_SETOWN and F_SETSIG, by which the kernel signals other processes."""
_REQUESTS = (0x5421, 0x541B, 0x5451, 0x5450, 0x5401)
"""ioctl: FIONBIO, FIONREAD, FIOCLEX, FIONCLEX, TCGETS."""
_NAMES = (15, 16, 0x53564D41)
"""prctl: a thread's name (set, get), a mapping's name."""


class Test(NamedTuple):
    """One look at an argument: the word `at` of it, masked, has to equal `value`, or (`bits`) to have one of its bits
    or none."""

    at: int
    value: int
    mask: int = 0
    bits: str = ""


Way = tuple[int, tuple[Test, ...]]
"""What is answered where every look holds."""


def _low(argument: int) -> int:
    return _AT_ARGUMENTS + 8 * argument


def _is(argument: int, value: int, mask: int = 0) -> Test:
    return Test(_low(argument), value, mask)


def _has(argument: int, bits: int) -> Test:
    return Test(_low(argument), bits, bits="any")


def _lacks(argument: int, bits: int) -> Test:
    return Test(_low(argument), bits, bits="none")


def _null(argument: int) -> tuple[Test, Test]:
    return Test(_low(argument), 0), Test(_low(argument) + 4, 0)


def _one_of(argument: int, values: Sequence[int]) -> tuple[Way, ...]:
    return tuple((ALLOW, (_is(argument, value),)) for value in values)


def _refused(error: int) -> int:
    return _ERRNO | error


def judged(pid: int) -> dict[str, tuple[tuple[Way, ...], int]]:
    """Calls whose arguments decide: the ways in which each is free or held, and the answer otherwise.

    `pid` is the process's own number, as it knows it: the only one that may be signalled.
    """
    reading = (HOLD, ())
    internet = tuple(
        (ALLOW, (_is(0, family), _is(1, 1, _ANY_WAY), _is(2, protocol))) for family in (2, 10) for protocol in (0, 6)
    )
    paths = {
        name: ((), _refused(errno.EACCES))
        for name in ("stat", "lstat", "access", "faccessat", "faccessat2", "readlink", "readlinkat")
    }
    return paths | {
        # To send before one is connected is tried by libVLC, which takes this answer for "connect first".
        "sendto": (
            ((_refused(errno.EOPNOTSUPP), (_has(3, _FAST_OPEN),)), (ALLOW, _null(4))), _refused(errno.EACCES),
        ),
        "sendmsg": (((ALLOW, (_lacks(2, _FAST_OPEN),)),), _refused(errno.EOPNOTSUPP)),
        "fcntl": (_one_of(1, _COMMANDS), _refused(errno.EPERM)),
        "ioctl": (_one_of(1, _REQUESTS), _refused(errno.ENOTTY)),
        "setsockopt": (
            tuple((ALLOW, (_is(1, level), _is(2, name))) for level, names in _OPTIONS.items() for name in names),
            _refused(errno.EPERM),
        ),
        "open": (((_refused(errno.EACCES), (_has(1, _WRITING),)), reading), KILL),
        "openat": (((_refused(errno.EACCES), (_has(2, _WRITING),)), reading), KILL),
        "connect": (((HOLD, ()),), KILL),
        "socket": (internet, _refused(errno.EACCES)),
        "socketpair": (
            tuple((ALLOW, (_is(0, 1), _is(1, kind, _ANY_WAY))) for kind in (1, 5)), _refused(errno.EACCES),
        ),
        "newfstatat": (((ALLOW, (_has(3, _EMPTY_PATH),)),), _refused(errno.EACCES)),
        "statx": (((ALLOW, (_has(2, _EMPTY_PATH),)),), _refused(errno.EACCES)),
        "prctl": (_one_of(0, _NAMES), _refused(errno.EPERM)),
        "prlimit64": (((ALLOW, (_is(0, 0), *_null(2))),), _refused(errno.EPERM)),
        "clone": (((ALLOW, (_has(0, _THREAD), _lacks(0, _NAMESPACES))),), _refused(errno.EPERM)),
        "clone3": ((), _refused(errno.ENOSYS)),  # its flags lie in memory; glibc then asks by `clone`
        "tgkill": (((ALLOW, (_is(0, pid),)),), _refused(errno.EPERM)),
    }  # fmt: skip


def assembled(machine: Machine, pid: int) -> bytes:
    """The program for a process of this number."""
    numbers, rules = machine.numbers, judged(pid)
    program = [
        _step(_LOAD, _AT_ARCH), _step(_EQUAL, machine.arch, 1, 0), _step(_RETURN, KILL),
        _step(_LOAD, _AT_NUMBER), _step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, KILL),
    ]  # fmt: skip
    for name in numbers:
        if name in rules:
            ways, otherwise = rules[name]
            block = [*(step for way in ways for step in _steps(way)), _step(_RETURN, otherwise)]
            program += [_step(_EQUAL, numbers[name], 0, len(block)), *block]
        elif name in FREE or name in DEADLY:
            answer = ALLOW if name in FREE else KILL
            program += [_step(_EQUAL, numbers[name], 0, 1), _step(_RETURN, answer)]
    program += [
        _step(_AT_LEAST, _NEW, 0, 1), _step(_RETURN, _refused(errno.ENOSYS)), _step(_RETURN, _refused(errno.EPERM)),
    ]  # fmt: skip
    return b"".join(program)


def _steps(way: Way) -> Iterator[bytes]:
    """Looks in turn; the first that does not hold leads behind the answer."""
    answer, tests = way
    left = sum(3 if test.mask else 2 for test in tests)
    for test in tests:
        left -= 3 if test.mask else 2
        yield _step(_LOAD, test.at)
        if test.mask:
            yield _step(_AND, test.mask)
        if test.bits == "none":
            yield _step(_ANY_BIT, test.value, left + 1, 0)
        else:
            yield _step(_ANY_BIT if test.bits else _EQUAL, test.value, 0, left + 1)
    yield _step(_RETURN, answer)


def _step(operation: int, value: int, then: int = 0, other: int = 0) -> bytes:
    """One instruction: operation, jump if true, jump if false, value."""
    return struct.pack("=HBBI", operation, then, other, value)
