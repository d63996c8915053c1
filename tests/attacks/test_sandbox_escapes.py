"""A decoder that a stranger's stream has taken over, and that wants out."""

from __future__ import annotations

import contextlib
import os
import platform
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from console.video.sandbox import landlock
from tests.attacks import escapes
from tests.attacks.traitor import Ward, Worker

pytestmark = pytest.mark.skipif(platform.machine() != "x86_64", reason="the calls are those of x86-64")
CAMERA, FOREIGN = "127.0.0.3", "127.0.0.2"


@pytest.fixture(scope="module", params=["whole", "shared", "bare"])
def ward(request: pytest.FixtureRequest) -> Iterator[Ward]:
    """With every layer that the machine allows, without namespaces, and without Landlock as well."""
    made = Ward(request.param)
    yield made
    made.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What is outside and should stay there: files, a socket, servers, this process."""
    folder = tmp_path_factory.mktemp("outside")
    secret = folder / "secret"
    secret.write_text("the password of a camera", encoding="ascii")
    os.mkfifo(folder / "fifo")
    (folder / "link").symlink_to(secret)
    servers = [socket.create_server((host, 0), backlog=4096) for host in (CAMERA, FOREIGN, "127.0.0.1", "127.0.0.1")]
    six = socket.socket(socket.AF_INET6)
    six.bind(("::1", servers[2].getsockname()[1]))
    six.listen()
    named, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    with contextlib.chdir(folder):  # a name of a socket is at most 108 bytes long
        named.bind("s")
    named.listen()
    abstract.bind(f"\0ioc-test-{os.getpid()}")
    abstract.listen()
    camera, foreign, loopback, door = (server.getsockname()[1] for server in servers)
    yield {
        "secret": str(secret), "folder": str(folder), "new": str(folder / "new"), "fifo": str(folder / "fifo"),
        "link": str(folder / "link"), "socket": str(folder / "s"), "abstract": f"ioc-test-{os.getpid()}",
        "camera": CAMERA, "camera_port": camera, "foreign": FOREIGN, "foreign_port": foreign,
        "loopback_port": loopback, "door_port": door, "console": os.getpid(),
    }  # fmt: skip
    assert secret.read_text(encoding="ascii") == "the password of a camera"
    assert not (folder / "new").exists()
    for one in (*servers, six, named, abstract):
        one.close()


def got_out(
    ward: Ward, room: dict[str, Any], ways: Mapping[str, Any], record: Callable[[str, object], None]
) -> dict[str, str]:
    """Try each way, in a new worker where the last one was ended for it; what those came to that were not refused."""
    worker, got, ended = _worker(ward), {}, 0
    for name in ways:
        came = worker.tries(name, room)
        if came == "ended":
            ended += 1
            worker.end.close()
            worker = _worker(ward)
        elif not came.startswith("refused"):
            got[name] = came
    assert worker.tries("open", room) == "refused: Permission denied", "the ward still answers"
    worker.end.close()
    record("attempts", len(ways))
    told = f"{len(got)} got out"
    record("seen", f"{told}; the kernel ended {ended} for trying" if ended else told)
    return got


def _worker(ward: Ward) -> Worker:
    worker = ward.bear()
    ward.allow(worker.pid, {"camera.example": [CAMERA]})
    return worker


def test_files(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Reading, writing, renaming or only finding a file, by every call that takes a name, and by exchanging names."""
    assert got_out(ward, room, escapes.FILES, record_property) == {}


def test_proc(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Reading memory, environment, descriptors of itself and of others under /proc."""
    assert got_out(ward, room, escapes.PROC, record_property) == {}


def test_processes(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Starting a program, entering another process, taking descriptors out of it, slowing it down."""
    assert got_out(ward, room, escapes.PROCESSES, record_property) == {}


def test_signals(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Signalling another process, directly or by a descriptor that the kernel signals for."""
    told: list[int] = []
    before = signal.signal(signal.SIGIO, lambda number, _frame: told.append(number))
    try:
        assert got_out(ward, room, escapes.SIGNALS, record_property) == {}
    finally:
        signal.signal(signal.SIGIO, before)
    assert told == []


def test_network(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Connecting elsewhere: other hosts, the machine itself, other decoders, sockets of other kinds."""
    assert got_out(ward, room, escapes.NETWORK, record_property) == {}


def test_memory(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Hunting for descriptors, taking shared memory away under the console, making more of it."""
    assert got_out(ward, room, escapes.MEMORY, record_property) == {}


def test_kernel(ward: Ward, room: dict[str, Any], record_property: Any) -> None:
    """Asking the kernel for more: mounts, namespaces, modules, keys, calls of 32-bit programs, an end of the filter."""
    assert got_out(ward, room, escapes.KERNEL, record_property) == {}


def test_a_camera_of_another_decoder(ward: Ward, room: dict[str, Any]) -> None:
    """Connecting to a camera that is listed, but that another decoder plays."""
    here, there = ward.bear(), ward.bear()
    ward.allow(here.pid, {"camera.example": [CAMERA]})
    ward.allow(there.pid, {})
    other = room | {"foreign": CAMERA, "foreign_port": room["camera_port"]}
    assert here.tries("TCP to a host that is not listed", other).startswith("got: ('127.0.0.3'")
    assert there.tries("TCP to a host that is not listed", other) == "refused: Permission denied"
    assert here.tries("its camera's name", room) == f"got: ['{CAMERA}']"
    assert there.tries("its camera's name", room).startswith("refused")
    here.end.close()
    there.end.close()


def test_what_stands(ward: Ward, request: pytest.FixtureRequest) -> None:
    """Claiming layers that are not there: what a worker says is what the kernel says of it."""
    worker = ward.bear()
    told = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
    status = dict(line.split(":\t", 1) for line in told.splitlines() if ":\t" in line)
    assert worker.layers["gate"] is True
    assert status["Seccomp"] == "2"
    assert status["NoNewPrivs"] == "1"
    assert all(int(status[name], 16) == 0 for name in ("CapEff", "CapPrm", "CapInh", "CapAmb"))
    assert worker.layers["apart"] is (len(status["NSpid"].split()) > 1)
    assert worker.layers["landlock"] == (0 if request.node.callspec.params["ward"] == "bare" else landlock.version())
    worker.end.close()


def test_the_size_of_a_file(ward: Ward, room: dict[str, Any]) -> None:
    """Asking how large a file is, by the one call that every library needs: behind an empty root there is none."""
    worker = ward.bear()
    came = worker.tries("size of a file", room)
    assert came == ("refused: No such file or directory" if worker.layers["empty"] else "got: known")
    worker.end.close()


def test_the_ward_dies(room: dict[str, Any]) -> None:
    """Outliving the ward: who has no warden has no life."""
    ward = Ward()
    worker = ward.bear()
    os.kill(ward._process.pid, signal.SIGKILL)
    ward._process.wait()
    assert worker.end.recv(16) == b""
    ward._end.close()
    os.close(ward._turnstile)
