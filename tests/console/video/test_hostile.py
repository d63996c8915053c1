"""Two hundred hostile addresses and servers that lead astray: no file is opened or written, no foreign host is met."""

from __future__ import annotations

import ctypes
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.records.models import StreamState
from console.video.fleet import CameraAccess, Fleet, StreamSpec
from tests.console.video.hostile import addresses
from tests.harness.patience import Patience
from tests.harness.stopwatch import Stopwatch

LISTED, FOREIGN = "127.0.0.1", "127.0.0.2"
AT_ONCE = 40
TRIED_S = 10.0
_IN_OPEN, _IN_CREATE = 0x20, 0x100


class Watch:
    """Counts openings and creations below a folder, as the kernel tells them (inotify)."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert libc.inotify_add_watch(self._fd, str(folder).encode(), _IN_OPEN | _IN_CREATE) > 0

    def seen(self) -> bytes:
        """What happened so far."""
        try:
            return os.read(self._fd, 1 << 16)
        except BlockingIOError:
            return b""

    def close(self) -> None:
        """Watch no more."""
        os.close(self._fd)


@contextmanager
def answering(host: str, answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives everybody the same answer; its port, and what it was asked."""
    asked: list[bytes] = []
    server = socket.create_server((host, 0))
    server.settimeout(0.1)
    end = threading.Event()

    def serve() -> None:
        while not end.is_set():
            try:
                client, _ = server.accept()
            except TimeoutError:
                continue
            with client:
                client.settimeout(1.0)
                try:
                    asked.append(client.recv(4096))
                    number = next(
                        (row for row in asked[-1].split(b"\r\n") if row.lower().startswith(b"cseq")), b"CSeq: 1"
                    )
                    client.sendall(answer.replace(b"CSEQ", number))
                except OSError:
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.getsockname()[1], asked
    finally:
        end.set()
        thread.join()
        server.close()


@pytest.fixture(params=["ffmpeg", "vlc"])
def fleet(request: pytest.FixtureRequest) -> Iterator[Fleet]:
    fleet = Fleet(reader=request.param)
    fleet.set_access(CameraAccess(frozenset({LISTED}), {}))
    fleet.start()
    yield fleet
    fleet.stop()


def play(fleet: Fleet, urls: list[str], seconds: float) -> list[StreamState]:
    """Open them all for so long, and until each was tried; the state of each at the end."""
    streams = [fleet.open(StreamSpec(f"c{number}", url, 64, 64)) for number, url in enumerate(urls)]
    played, tried = Stopwatch(), Patience(TRIED_S)
    while not played.has_passed(seconds) or (
        not tried.is_over and any(one.state == StreamState.CONNECTING for one in streams)
    ):
        fleet.poll()
        time.sleep(0.05)
    states = [stream.state for stream in streams]
    for stream in streams:
        stream.close()
    return states


def test_hostile_addresses(fleet: Fleet, tmp_path: Path) -> None:
    (tmp_path / "secret.ts").write_bytes(b"canary")
    out = tmp_path / "out.ts"
    urls = addresses(LISTED, FOREIGN, str(tmp_path / "secret.ts"), str(out))
    assert len(set(urls)) >= 200
    with answering(FOREIGN, b"HTTP/1.0 200 OK\r\n\r\n") as (_port, asked):
        watch = Watch(tmp_path)
        for first in range(0, len(urls), AT_ONCE):
            states = play(fleet, urls[first : first + AT_ONCE], 1.0)
            assert StreamState.LIVE not in states
            assert StreamState.CONNECTING not in states or all("127.0.0.1" in url for url in urls)
        assert watch.seen() == b""
        watch.close()
        assert asked == []
        assert not out.exists()


def test_servers_that_lead_elsewhere(fleet: Fleet, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ts"
    secret.write_bytes(b"canary")
    with answering(FOREIGN, b"HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n" + b"G" * 1880) as (port, asked):
        there, file = f"{FOREIGN}:{port}", f"file://{secret}"
        head = (
            b"HTTP/1.0 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n#EXTM3U\n#EXT-X-TARGETDURATION:2\n"
        )
        answers = [
            f"HTTP/1.0 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()
            for status in (301, 302, 303, 307, 308)
            for to in (f"http://{there}/x.ts", file)
        ]
        answers += [head + f"#EXTINF:2,\n{to}\n".encode() for to in (f"http://{there}/x.ts", file, str(secret))]
        answers += [
            head + f'#EXT-X-KEY:METHOD=AES-128,URI="{to}"\n#EXTINF:2,\nx.ts\n'.encode()
            for to in (f"http://{there}/k", file)
        ]
        answers += [
            f"HTTP/1.0 200 OK\r\nContent-Type: audio/x-mpegurl\r\n\r\n#EXTM3U\n{to}\n".encode()
            for to in (f"http://{there}/x", file)
        ]
        answers += [
            f"RTSP/1.0 {status} Moved\r\nCSEQ\r\nLocation: rtsp://{there}/x\r\n\r\n".encode()
            for status in (301, 302, 305)
        ]
        watch = Watch(tmp_path)
        servers = [answering(LISTED, answer) for answer in answers]
        ports = [server.__enter__()[0] for server in servers]
        try:
            urls = [
                f"{'rtsp' if answer.startswith(b'RTSP') else 'http'}://{LISTED}:{number}/live"
                for number, answer in zip(ports, answers, strict=True)
            ]
            assert StreamState.LIVE not in play(fleet, urls, 5.0)
        finally:
            for server in servers:
                server.__exit__(None, None, None)
        assert asked == []
        assert watch.seen() == b""
        watch.close()


def test_the_kernel_keeps_the_gate(fleet: Fleet) -> None:
    """Without it the tests above would show good manners of two libraries, and no more."""
    patience = Patience(5)
    while fleet.layers is None and not patience.is_over:
        time.sleep(0.05)
    assert fleet.layers is not None
    assert fleet.layers.gate
