"""What a taken-over decoder tries to get out, by system calls alone, as machine code that a stranger put there would.

Each way is a function of the room it is in (paths, ports and processes outside that are there to be reached). It
returns what it got hold of; an error of the system's, or nothing got hold of, is a refusal.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import socket
import stat
import struct
import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Room = Mapping[str, Any]
Way = Callable[[Room], object]
_AT_HERE, _EMPTY_PATH = -100, 0x1000
_RACES = 2000
_LIBC = ctypes.CDLL(None, use_errno=True)


def tried(name: str, room: Room) -> str:
    """What came of one way."""
    try:
        got = WAYS[name](room)
    except OSError as error:
        return f"refused: {error.strerror or error}"
    return f"got: {got}" if got else "refused: nothing came of it"


def call(number: int, *arguments: object) -> int:
    """One system call of x86-64. Raises OSError."""
    given = [
        ctypes.c_char_p(one) if isinstance(one, bytes) else one if isinstance(one, ctypes.Array) else ctypes.c_long(one)  # type: ignore[arg-type]
        for one in arguments
    ]
    _LIBC.syscall.restype = ctypes.c_long
    result = int(_LIBC.syscall(ctypes.c_long(number), *given))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def _read(fd: int) -> bytes:
    return os.read(fd, 64) or b"an empty file"


def _path(room: Room, key: str = "secret") -> bytes:
    return os.fsencode(room[key])


def _race_for_file(room: Room) -> object:
    """Name a file that is free, and exchange the name while it is looked at."""
    name = ctypes.create_string_buffer(b"/dev/null".ljust(300, b"\0"), 300)
    end = threading.Event()
    free, secret = b"/dev/null\0", _path(room) + b"\0"

    def exchange() -> None:
        while not end.is_set():
            ctypes.memmove(name, secret, len(secret))
            ctypes.memmove(name, free, len(free))

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        for _ in range(_RACES):
            try:
                fd = call(257, _AT_HERE, name, os.O_RDONLY, 0)
            except OSError:
                continue
            if stat.S_ISREG(os.fstat(fd).st_mode):
                return _read(fd)
            os.close(fd)
    finally:
        end.set()
        thread.join()
    return None


def _address(host: str, port: int) -> bytes:
    return struct.pack("=H", 2) + port.to_bytes(2, "big") + socket.inet_aton(host) + bytes(8)


def _race_for_host(room: Room) -> object:
    """Name a camera that is free, and exchange its address while it is looked at. The foreign server counts."""
    place = ctypes.create_string_buffer(_address(room["camera"], room["camera_port"]), 16)
    good, foreign = _address(room["camera"], room["camera_port"]), _address(room["foreign"], room["foreign_port"])
    end = threading.Event()

    def exchange() -> None:
        while not end.is_set():
            ctypes.memmove(place, foreign, 16)
            ctypes.memmove(place, good, 16)

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        for _ in range(_RACES // 10):
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
                sock.setblocking(False)
                try:
                    call(42, sock.fileno(), place, 16)
                except OSError as error:
                    if error.errno != 115:
                        continue
                try:
                    if sock.getpeername()[0] == room["foreign"]:
                        return sock.getpeername()
                except OSError:
                    continue
    finally:
        end.set()
        thread.join()
    return None


def _connected(family: int, kind: int, place: object, protocol: int = 0) -> object:
    with socket.socket(family, kind, protocol) as sock:
        sock.settimeout(2)
        sock.connect(place)  # type: ignore[arg-type]
        return sock.getpeername() or "a connection"


def _found(name: str) -> object:
    return [entry[4][0] for entry in socket.getaddrinfo(name, 554, type=socket.SOCK_STREAM)]


def _done(act: Callable[[Any], None], argument: object) -> object:
    act(argument)
    return "done"


def _fast_open(room: Room, number: int) -> object:
    """Send with the first packet, by which no connect() is needed."""
    place = _address(room["foreign"], room["foreign_port"])
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        if number == 44:
            return call(44, sock.fileno(), b"x", 1, 0x20000000, place, len(place)) and "a packet sent"
        return sock.sendmsg([b"x"], [], 0x20000000, (room["foreign"], room["foreign_port"])) and "a packet sent"


def _signal_by_descriptor(room: Room) -> object:
    """Have the kernel signal another process when something comes in."""
    ours, theirs = socket.socketpair()
    call(72, ours.fileno(), 8, room["console"])
    call(72, ours.fileno(), 4, 0o20000)
    theirs.send(b"x")
    return "a process that is signalled"


def _descriptors(_room: Room) -> object:
    """Whatever is open and not needed: what is no socket, no memory, not /dev/null and not its own size."""
    found = []
    for fd in range(4096):
        try:
            facts = os.fstat(fd)
        except OSError:
            continue
        kind = stat.S_IFMT(facts.st_mode)
        if fd > 2 and kind not in {stat.S_IFSOCK, stat.S_IFREG}:
            found.append((fd, oct(kind)))
        if kind == stat.S_IFREG:  # somebody's memory is a file that can be read at any place, and has no size
            at = ctypes.addressof(ctypes.c_int.in_dll(ctypes.pythonapi, "Py_OptimizeFlag"))
            try:
                if facts.st_size == 0 and os.pread(fd, 4, at):
                    found.append((fd, "a process's memory"))
            except OSError:
                continue
    return found


def _old_call(_room: Room) -> object:
    """getpid() by the door of 32-bit programs, whose numbers mean other calls."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20; int 0x80; ret
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    return f"process {run()}"


def _ring(room: Room) -> object:
    """io_uring, whose calls no filter sees."""
    return call(425, 4, ctypes.create_string_buffer(120)) or "a ring"


def _fd(number: int, *arguments: object) -> Way:
    """A call that gives a descriptor, or does something, where it is not refused."""
    return lambda _room: f"{call(number, *arguments)} from call {number}"


def _named(number: int, *rest: object, before: tuple[object, ...] = (), key: str = "secret") -> Way:
    """A call that takes a path outside."""
    return lambda room: f"{call(number, *before, _path(room, key), *rest)} from call {number}"


def _on_console(number: int, *rest: object) -> Way:
    """A call that takes the console's process."""
    return lambda room: f"{call(number, room['console'], *rest)} from call {number}"


def _opened(path: Callable[[Room], bytes], flags: int = os.O_RDONLY) -> Way:
    return lambda room: _read(call(257, _AT_HERE, path(room), flags, 0o600))


_INFO, _NOTHING = ctypes.create_string_buffer(256), ctypes.create_string_buffer(256)
FILES: Mapping[str, Way] = MappingProxyType(
    {
        "open": lambda room: _read(call(2, _path(room), os.O_RDONLY, 0)),
        "openat": _opened(_path),
        "openat2": lambda room: _read(call(437, _AT_HERE, _path(room), struct.pack("=3Q", 0, 0, 0), 24)),
        "openat, dots": _opened(lambda room: b"/usr/lib/../.." + _path(room)),
        "openat, relative": _opened(lambda room: b"../../.." + _path(room)),
        "openat, link in a free folder": _opened(lambda _room: b"/usr/lib/os-release/../../../etc/shadow"),
        "openat, /etc/shadow": _opened(lambda _room: b"/etc/shadow"),
        "openat, /etc/passwd": _opened(lambda _room: b"/etc/passwd"),
        "openat, a folder": lambda _room: f"folder {call(257, _AT_HERE, b'/usr/lib', os.O_DIRECTORY, 0)}",
        "openat, the root": lambda _room: f"folder {call(257, _AT_HERE, b'/', os.O_DIRECTORY, 0)}",
        "openat, a pipe with a name": lambda room: f"pipe {call(257, _AT_HERE, _path(room, 'fifo'), os.O_RDONLY, 0)}",
        "openat, by path alone": lambda room: f"{call(257, _AT_HERE, _path(room), os.O_PATH, 0)}",
        "openat, names exchanged while they are looked at": _race_for_file,
        "open_by_handle_at": _fd(304, _AT_HERE, _INFO, 0),
        "name_to_handle_at": _named(303, _INFO, _NOTHING, 0, before=(_AT_HERE,)),
        "write": lambda room: call(257, _AT_HERE, _path(room), os.O_WRONLY, 0),
        "append": lambda room: call(257, _AT_HERE, _path(room), os.O_WRONLY | os.O_APPEND, 0),
        "write, a free folder": lambda _room: call(257, _AT_HERE, b"/usr/lib/x", os.O_RDWR | os.O_CREAT, 0o600),
        "write, without a name": lambda _room: call(257, _AT_HERE, b"/tmp", 0o20200000 | os.O_RDWR, 0o600),
        "creat": _named(85, 0o600, key="new"),
        "truncate": _named(76, 0),
        "unlink": _named(87),
        "unlinkat": _named(263, 0, before=(_AT_HERE,)),
        "rename": lambda room: f"{call(82, _path(room), _path(room, 'new'))} renamed",
        "renameat2": lambda room: f"{call(316, _AT_HERE, _path(room), _AT_HERE, _path(room, 'new'), 0)} renamed",
        "link": lambda room: f"{call(86, _path(room), _path(room, 'new'))} linked",
        "symlink": lambda room: f"{call(88, b'/etc/shadow', _path(room, 'new'))} linked",
        "mkdir": _named(83, 0o700, key="new"),
        "mknod": _named(133, stat.S_IFREG | 0o600, 0, key="new"),
        "chmod": _named(90, 0o777),
        "fchmodat": _named(268, 0o777, before=(_AT_HERE,)),
        "chown": _named(92, 1, 1),
        "utimensat": _named(280, 0, 0, before=(_AT_HERE,)),
        "setxattr": _named(188, b"user.x", b"x", 1, 0),
        "stat": _named(4, _INFO),
        "statx": _named(332, 0, 0x7FF, _INFO, before=(_AT_HERE,)),
        "access": _named(21, 0),
        "readlink": _named(89, _INFO, 256, key="link"),
        "chdir": _named(80, key="folder"),
        "inotify_init": _fd(294, 0),
        "fanotify_init": _fd(300, 0, 0),
        "statfs": _named(137, _INFO),
    }
)  # fmt: skip
PROC: Mapping[str, Way] = MappingProxyType(
    {
        f"/proc/{path}": _opened(lambda room, path=path: f"/proc/{path}".format(**room).encode())  # type: ignore[misc]
        for path in (
            "1/environ", "{console}/mem", "{console}/environ", "{console}/cmdline", "{console}/maps", "{console}/fd/0",
            "{console}/root/etc/passwd", "self/mem", "self/maps", "self/environ", "self/root/etc/passwd", "self/fd/0",
            "thread-self/status", "sys/kernel/hostname", "mounts", "net/tcp", "cpuinfo", "kcore", "kallsyms",
        )
    }
)  # fmt: skip
PROCESSES: Mapping[str, Way] = MappingProxyType(
    {
        "fork": _fd(57), "vfork": _fd(58), "clone": _fd(56, 17, 0, 0, 0, 0),
        "clone into namespaces": _fd(56, 0x10000000 | 17, 0, 0, 0, 0),
        "clone3": _fd(435, struct.pack("=8Q", 0, 0, 0, 0, 17, 0, 0, 0), 64),
        "execve": _fd(59, b"/bin/sh", 0, 0), "execveat": _fd(322, _AT_HERE, b"/bin/sh", 0, 0, 0),
        "ptrace": lambda room: f"{call(101, 16, room['console'], 0, 0)} attached",
        "ptrace, seized": lambda room: f"{call(101, 0x4206, room['console'], 0, 0)} attached",
        "process_vm_readv": _on_console(310, _INFO, 1, _INFO, 1, 0),
        "process_vm_writev": _on_console(311, _INFO, 1, _INFO, 1, 0),
        "process_madvise": _fd(440, 0, _INFO, 1, 4, 0),
        "pidfd_open": _on_console(434, 0), "pidfd_open, its own": lambda _room: f"{call(434, os.getpid(), 0)}",
        "pidfd_getfd": _fd(438, 3, 0, 0),
        "kcmp": lambda room: f"{call(312, room['console'], os.getpid(), 0, 0, 0)} compared",
        "setpriority": lambda room: f"{call(141, 0, room['console'], 19)} slowed",
        "sched_setaffinity": _on_console(203, 8, struct.pack("=Q", 1)),
        "sched_setscheduler": _on_console(144, 0, struct.pack("=i", 0)),
        "prlimit64": _on_console(302, 7, struct.pack("=2Q", 3, 3), 0),
        "process_mrelease": _fd(448, 3, 0), "wait4": _fd(61, -1, 0, 1, 0), "setsid": _fd(112),
    }
)  # fmt: skip
SIGNALS: Mapping[str, Way] = MappingProxyType(
    {
        "kill": _on_console(62, 0), "kill, all": _fd(62, -1, 0), "kill, the ward": _fd(62, 1, 0),
        "tgkill": lambda room: f"{call(234, room['console'], room['console'], 0)} signalled",
        "tkill": _on_console(200, 0), "rt_sigqueueinfo": _on_console(129, 10, _INFO),
        "rt_tgsigqueueinfo": lambda room: f"{call(297, room['console'], room['console'], 10, _INFO)} signalled",
        "pidfd_send_signal": _fd(424, 3, 0, 0, 0), "fcntl, F_SETOWN": _signal_by_descriptor,
        "fcntl, F_SETOWN_EX": lambda room: f"{call(72, 3, 15, struct.pack('=2i', 1, room['console']))} owned",
        "ioctl, FIOSETOWN": lambda room: f"{call(16, 3, 0x8901, struct.pack('=i', room['console']))} owned",
        "timer_create": _fd(222, 0, 0, _INFO),
    }
)  # fmt: skip
NETWORK: Mapping[str, Way] = MappingProxyType(
    {
        "TCP to a host that is not listed": lambda room: _connected(2, 1, (room["foreign"], room["foreign_port"])),
        "TCP to the machine itself": lambda room: _connected(2, 1, ("127.0.0.1", room["loopback_port"])),
        "TCP to the machine itself, IPv6": lambda room: _connected(10, 1, ("::1", room["loopback_port"])),
        "TCP to a mapped address": lambda room: _connected(10, 1, (f"::ffff:{room['foreign']}", room["foreign_port"])),
        "TCP to the door of another decoder": lambda room: _connected(2, 1, ("127.0.0.1", room["door_port"])),
        "TCP, addresses exchanged while they are looked at": _race_for_host,
        "TCP, fast open by sendto": lambda room: _fast_open(room, 44),
        "TCP, fast open by sendmsg": lambda room: _fast_open(room, 46),
        "UDP": lambda room: _connected(2, 2, (room["foreign"], room["foreign_port"])),
        "UDP, IPv6": lambda _room: socket.socket(10, 2), "raw": lambda _room: socket.socket(2, 3, 1),
        "packet": lambda _room: socket.socket(17, 3, 0x300), "netlink": lambda _room: socket.socket(16, 3, 0),
        "Bluetooth": _fd(41, 31, 3, 0), "vsock": _fd(41, 40, 1, 0), "AF_ALG": _fd(41, 38, 5, 0),
        "XDP": _fd(41, 44, 3, 0), "SCTP": _fd(41, 2, 1, 132), "MPTCP": _fd(41, 2, 1, 262),
        "a socket in the file system": lambda room: _connected(1, 1, room["socket"]),
        "an abstract socket": lambda room: _connected(1, 1, "\0" + room["abstract"]),
        "a pair of datagram sockets": _fd(53, 1, 2, 0, _INFO),
        "a pair's end connected": lambda room: _done(socket.socketpair()[0].connect, room["socket"]),
        "a name that is not its camera's": lambda _room: _found("another.example"),
        "a name server": lambda _room: _found("debian.org"), "this machine's name": lambda _room: _found("localhost"),
        "bind": lambda _room: _done(socket.socket().bind, ("127.0.0.1", 0)),
        "listen": lambda _room: _done(socket.socket().listen, 1),
        "SO_LINGER": lambda _room: f"{call(54, 3, 1, 13, struct.pack('=2i', 1, 600), 8)} set",
        "SO_ATTACH_FILTER": lambda _room: f"{call(54, 3, 1, 26, _INFO, 16)} set",
        "TCP_ULP": lambda _room: f"{call(54, 3, 6, 31, b'tls', 3)} set",
        "interfaces": lambda _room: f"{call(16, 3, 0x8912, _INFO)} listed",
    }
)  # fmt: skip
MEMORY: Mapping[str, Way] = MappingProxyType(
    {
        "descriptors": _descriptors,
        "ftruncate of shared memory": lambda room: f"{call(77, room['turnstile'], 0)} shrunk",
        "fallocate, a hole": lambda room: f"{call(285, room['turnstile'], 3, 0, 4096)} emptied",
        "fallocate, larger": lambda room: f"{call(285, room['turnstile'], 0, 0, 1 << 30)} grown",
        "write behind the end": lambda room: os.pwrite(room["turnstile"], b"x", 1 << 20),
        "more seals": lambda room: f"{call(72, room['turnstile'], 1033, 8)} sealed",
        "memfd_create": _fd(319, b"x", 0), "memfd_secret": _fd(447, 0), "userfaultfd": _fd(323, 1),
        "io_uring": _ring, "mlock": _fd(149, 0, 4096), "shmget": _fd(29, 0, 4096, 0o1600),
        "semget": _fd(64, 0, 1, 0o1600), "msgget": _fd(68, 0, 0o1600), "mq_open": _fd(240, b"x", 0o102, 0o600, 0),
        "move_pages": _fd(279, 0, 0, 0, 0, 0, 0), "pkey_alloc": _fd(330, 0, 0),
    }
)  # fmt: skip
KERNEL: Mapping[str, Way] = MappingProxyType(
    {
        "bpf": _fd(321, 0, _INFO, 48), "perf_event_open": _fd(298, _INFO, 0, -1, -1, 0),
        "add_key": _fd(248, b"user", b"x", b"x", 1, -2), "request_key": _fd(249, b"user", b"x", 0, -2),
        "keyctl": _fd(250, 0, -3, 1), "mount": _fd(165, b"none", b"/", b"tmpfs", 0, 0), "umount2": _fd(166, b"/", 2),
        "pivot_root": _fd(155, b".", b"."), "chroot": _fd(161, b"/"), "setns": _fd(308, 0, 0),
        "unshare": _fd(272, 0x10000000), "fsopen": _fd(430, b"tmpfs", 0), "open_tree": _fd(428, _AT_HERE, b"/", 1),
        "move_mount": _fd(429, _AT_HERE, b"/", _AT_HERE, b"/", 0), "init_module": _fd(175, _INFO, 0, b""),
        "finit_module": _fd(313, 0, b"", 0), "delete_module": _fd(176, b"x", 0), "kexec_load": _fd(246, 0, 0, 0, 0),
        "reboot": _fd(169, 0, 0, 0), "swapon": _fd(167, b"/x", 0), "iopl": _fd(172, 3), "ioperm": _fd(173, 0, 1, 1),
        "modify_ldt": _fd(154, 0, _INFO, 16), "personality": _fd(135, 0x40000), "syslog": _fd(103, 3, _INFO, 16),
        "sethostname": _fd(170, b"x", 1), "clock_settime": _fd(227, 0, _INFO), "adjtimex": _fd(159, _INFO),
        "acct": _fd(163, b"/x"), "quotactl": _fd(179, 0, 0, 0, 0), "setuid": _fd(105, 0), "setgid": _fd(106, 0),
        "setgroups": _fd(116, 0, 0), "capset": _fd(126, _INFO, _INFO), "prctl, dumpable": _fd(157, 4, 1),
        "prctl, no death with the ward": _fd(157, 1, 0), "prctl, seccomp": _fd(157, 22, 1, 0),
        "seccomp": _fd(317, 1, 0, _INFO), "seccomp, its own warden": _fd(317, 1, 8, _INFO),
        "ioctl, to the terminal": _fd(16, 0, 0x5412, b"x"), "landlock": _fd(444, 0, 0, 1),
        "x32's open": _fd(0x40000000 + 257, _AT_HERE, b"/etc/passwd", 0, 0), "x32's getpid": _fd(0x40000000 + 39),
        "32-bit call": _old_call, "a call that nobody knows": _fd(9999), "arch_prctl": _fd(158, 0x1003, _INFO),
        "setitimer": _fd(38, 0, _INFO, 0), "nfsservctl": _fd(180, 0, 0, 0), "uselib": _fd(134, b"/x"),
        "lsm_set_self_attr": _fd(460, 0, 0, 0, 0), "listmount": _fd(458, _INFO, _INFO, 1, 0),
    }
)  # fmt: skip
OWN: Mapping[str, Way] = MappingProxyType(
    {
        "its camera's name": lambda _room: _found("camera.example"),
        "size of a file": lambda room: f"{call(262, _AT_HERE, _path(room), _INFO, _EMPTY_PATH) or 'known'}",
    }
)
"""What is free, so that the refusal of everything else means something; and what is where no root is empty."""
WAYS: Mapping[str, Way] = MappingProxyType(
    {**FILES, **PROC, **PROCESSES, **SIGNALS, **NETWORK, **MEMORY, **KERNEL, **OWN}
)
