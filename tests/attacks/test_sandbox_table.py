"""The list of what a decoder may ask the kernel for, read as the kernel reads it."""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import struct
from types import MappingProxyType

import pytest

from console.video.sandbox import calls
from console.video.sandbox.calls import DEADLY, FREE, MACHINES
from console.video.sandbox.program import ALLOW, HOLD, KILL, assembled

PID = 4711
_TOKENS = MappingProxyType({"x86_64": 0xC000003E, "aarch64": 0xC00000B7})
MOST_INSTRUCTIONS = 4096


def answer(machine: str, number: int, *arguments: int, arch: int | None = None) -> int:
    """What the program of this machine answers to a call: a small reader of classic BPF."""
    here = MACHINES[machine]
    whole = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("=iIQ6Q", number, here.arch if arch is None else arch, 0, *whole)
    program = [struct.unpack("=HBBI", row) for row in _rows(assembled(here, PID))]
    at = held = 0
    while True:
        operation, then, other, value = program[at]
        at += 1
        if operation == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
        elif operation == 0x54:
            held &= value
        elif operation == 0x06:
            return int(value)
        else:
            yes = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[operation]
            at += then if yes else other


def _rows(program: bytes) -> list[bytes]:
    return [program[at : at + 8] for at in range(0, len(program), 8)]


def _error(code: int) -> int:
    return 0x00050000 | code


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_numbers(machine: str) -> None:
    """Taking one call for another: every number is libseccomp's, on both processors."""
    found = ctypes.util.find_library("seccomp")
    if found is None:
        pytest.skip("no libseccomp here to compare with")
    resolve = ctypes.CDLL(found).seccomp_syscall_resolve_name_arch
    known = {name: resolve(_TOKENS[machine], name.encode()) for name in MACHINES[machine].numbers}
    newer = {name for name, number in known.items() if number < 0}  # than this libseccomp
    assert newer <= {"futex_wake", "futex_wait", "futex_requeue", "futex_waitv"}
    ours = MACHINES[machine].numbers
    assert {name: ours[name] for name in known if name not in newer} == {
        name: number for name, number in known.items() if name not in newer
    }


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_every_number(machine: str) -> None:
    """Every number up to 2^16, and those of other ways into the kernel: what is not on the list is refused."""
    names = {number: name for name, number in MACHINES[machine].numbers.items()}
    for number in range(1 << 10):
        said, name = answer(machine, number), names.get(number, "")
        if name in FREE:
            assert said == ALLOW, name
        elif name in DEADLY:
            assert said == KILL, name
        elif not name:
            assert said == _error(errno.EPERM if number < 424 else errno.ENOSYS), number
    assert answer(machine, 0x40000000 + MACHINES[machine].numbers["openat"]) == KILL, "x32's"
    assert answer(machine, 20, arch=0x40000003) == KILL, "calls of 32-bit programs"
    assert len(assembled(MACHINES[machine], PID)) // 8 <= MOST_INSTRUCTIONS


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_arguments(machine: str) -> None:
    """Calls that are free for one use and a way out for another: the arguments decide, on both processors."""
    number = MACHINES[machine].numbers
    above = 1 << 32

    def said(name: str, *arguments: int) -> int:
        return answer(machine, number[name], *arguments)

    assert said("openat", 0, 0, os.O_RDONLY | os.O_CLOEXEC) == HOLD
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_APPEND, os.O_WRONLY | os.O_CLOEXEC):
        assert said("openat", 0, 0, flags) == _error(errno.EACCES)
    assert said("connect", 3, 1, 16) == HOLD
    for family, kind, protocol, free in (
        (2, 1, 0, True), (10, 1, 6, True), (2, 1 | 0o4000 | 0o2000000, 6, True), (2, 2, 0, False), (2, 3, 1, False),
        (1, 1, 0, False), (16, 3, 0, False), (17, 3, 0, False), (2, 1, 262, False), (2, 1, 132, False),
        (2, 5, 0, False),
    ):  # fmt: skip
        assert (said("socket", family, kind, protocol) == ALLOW) is free, (family, kind, protocol)
    assert said("socketpair", 1, 1, 0) == said("socketpair", 1, 5 | 0o2000000, 0) == ALLOW
    assert said("socketpair", 1, 2, 0) == _error(errno.EACCES)
    assert said("sendto", 3, 1, 1, 0x4000, 0, 0) == ALLOW
    assert said("sendto", 3, 1, 1, 0, 1, 16) == said("sendto", 3, 1, 1, 0, above, 16) == _error(errno.EACCES)
    assert said("sendto", 3, 1, 1, 0x20000000, 1, 16) == said("sendmsg", 3, 1, 0x20004000) == _error(errno.EOPNOTSUPP)
    assert said("sendmsg", 3, 1, 0x4000) == ALLOW
    assert said("clone", 0x3D0F00) == ALLOW, "a thread of glibc's"
    for flags in (17, 0x4111, 0x10000 | 0x10000000, 0x10000 | 0x20000000, 0x10000 | 0x20000):
        assert said("clone", flags) == _error(errno.EPERM)
    assert said("clone3") == _error(errno.ENOSYS)
    assert said("tgkill", PID, 5, 6) == ALLOW
    assert said("tgkill", PID + 1, 5, 6) == _error(errno.EPERM)
    assert said("prlimit64", 0, 7, 0, 1) == ALLOW
    assert said("prlimit64", 0, 7, above, 1) == said("prlimit64", 1, 7, 0, 1) == _error(errno.EPERM)
    assert said("fcntl", 3, 8, 1) == said("fcntl", 3, 10, 1) == said("fcntl", 3, 1033, 1) == _error(errno.EPERM)
    assert said("fcntl", 3, 4, 0) == ALLOW
    assert said("setsockopt", 3, 6, 1) == ALLOW
    assert said("setsockopt", 3, 1, 13) == said("setsockopt", 3, 6, 31) == said("setsockopt", 3, 41, 1)
    assert said("setsockopt", 3, 1, 13) == _error(errno.EPERM)
    assert said("prctl", 15) == ALLOW
    assert said("prctl", 4, 1) == said("prctl", 22, 1) == said("prctl", 1, 0) == _error(errno.EPERM)
    assert said("ioctl", 3, 0x5421) == ALLOW
    assert said("ioctl", 3, 0x5412) == said("ioctl", 3, 0x8901) == _error(errno.ENOTTY)
    assert said("newfstatat", 3, 0, 0, 0x1000) == ALLOW
    assert said("newfstatat", -100 & 0xFFFFFFFF, 0, 0, 0) == _error(errno.EACCES)


def test_an_unknown_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor whose numbers are not known: no gate is claimed there."""
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert calls.here() is None
