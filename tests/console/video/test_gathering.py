"""Where only keyframes are shown, what a camera sends goes on in handfuls: nothing is lost, nothing later than said."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from console.video import addresses, front
from console.video.door import Door
from console.video.line import Line
from console.video.reasons import Failed
from console.video.rtsp import Session
from console.video.sign_in import SignIn
from tests.harness.stopwatch import from_now


def _packet(letter: bytes) -> bytes:
    return b"$\0\0\x10" + letter * 16


class _Passing:
    """A front between two sockets: `camera` is written to, `reader` read from; `pause` stands for its sleep."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, door: Door) -> None:
        self.camera, ours = socket.socketpair()
        self.reader, theirs = socket.socketpair()
        self.reader.settimeout(20)
        self.pauses: list[float] = []
        self.pausing, self.over = threading.Event(), threading.Event()
        self.front = front.Front(door)
        line = Line(ours, from_now(60))
        session = Session(addresses.read("rtsp://camera.example/1"), line, SignIn(None))
        monkeypatch.setattr(front, "time", SimpleNamespace(**vars(time) | {"sleep": self._sleep}))
        self._thread = threading.Thread(target=self._run, args=(theirs, line, session), daemon=True)
        self._thread.start()

    def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.pausing.set()
        assert self.over.wait(20)
        self.over.clear()

    def _run(self, theirs: socket.socket, line: Line, session: Session) -> None:
        with contextlib.suppress(OSError, Failed):
            self.front._pass_on(theirs, line, session)

    def close(self) -> None:
        self.over.set()
        self.reader.close()
        self.camera.close()
        self._thread.join(20)
        assert not self._thread.is_alive()


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Passing]:
    door = Door()
    one = _Passing(monkeypatch, door)
    yield one
    one.close()
    door.close()


def test_what_comes_within_a_pause_goes_on_at_once(passing: _Passing) -> None:
    passing.front.watching, passing.front.gathers = False, lambda: True
    passing.camera.sendall(_packet(b"a"))
    assert passing.reader.recv(1000) == _packet(b"a"), "what came first waits for nobody"
    assert passing.pausing.wait(20)
    passing.camera.sendall(_packet(b"b"))
    passing.camera.sendall(_packet(b"c"))
    passing.over.set()
    assert passing.reader.recv(1000) == _packet(b"b") + _packet(b"c")
    assert passing.pauses[0] == front.GATHER_S


@pytest.mark.parametrize(("watching", "gathers"), [(True, True), (False, False)])
def test_nothing_waits_before_the_first_picture_or_where_all_are_shown(
    passing: _Passing, watching: bool, gathers: bool
) -> None:
    passing.front.watching, passing.front.gathers = watching, lambda: gathers
    for letter in (b"a", b"b"):
        passing.camera.sendall(_packet(letter))
        assert passing.reader.recv(1000) == _packet(letter)
    assert not passing.pauses
