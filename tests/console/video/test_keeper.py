"""Whoever asks for a still or a clip gets an answer, whatever goes wrong."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from console.video import protocol, reconnect
from console.video.decoder import Decoder
from console.video.door import Door
from console.video.keeper import AT_ONCE, Keeper
from console.video.keeping import CannotKeepError
from console.video.packets import Recent
from console.video.player import Player
from console.video.post import Post
from console.video.requests import CannotKeepError as Refused
from console.video.requests import Requests
from console.video.watch import Watch
from console.video.worker import Control
from tests.console.video.kept import of_units, until
from tests.harness.quirky import units


class Camera:
    """A player as a keeper sees it."""

    def __init__(self, recent: Recent) -> None:
        self.recent, self.reader = recent, self


class Broken(Recent):
    """What was kept cannot be had."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def since(self, _seconds: float, _now: float | None = None) -> Any:
        """Raise."""
        raise self._error


class Waiting(Recent):
    """What was kept is not had before `free`."""

    free = threading.Event()

    def since(self, seconds: float, now: float | None = None) -> Any:
        """Wait."""
        self.free.wait(60)
        return super().since(seconds, now)


def asked(recent: Recent, path: str, what: str = "clip") -> dict[str, Any]:
    """The answer of a keeper."""
    answers: list[dict[str, Any]] = []
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    player = cast("Player", Camera(recent))
    Keeper(answers.append).take({"do": what, "request": 7, "seconds": 60.0}, fd, player, ())
    os.close(fd)
    until(lambda: bool(answers), "an answer")
    assert answers[0]["answer"] == 7
    return answers[0]


@pytest.mark.parametrize(
    ("error", "code"),
    [(IndexError("tuple"), "bad_stream"), (MemoryError(), "no_memory"), (ZeroDivisionError(), "bad_stream"),
     (OSError(28, "full"), "disk_full"), (RecursionError(), "bad_stream"), (PermissionError(13, "no"), "bad_file")],
)  # fmt: skip
@pytest.mark.kind("clips", "Any failure within the making of a clip", "Is an answer at once, with a word for it.")
def test_any_failure_is_an_answer(error: Exception, code: str, tmp_path: Path) -> None:
    assert asked(Broken(error), str(tmp_path / "clip"))["error"] == code
    assert asked(Broken(error), str(tmp_path / "still"), "still")["error"] == "no_picture"


@pytest.mark.kind("clips", "A disk that is full", "Is an answer at once.")
def test_a_full_disk_is_an_answer() -> None:
    assert asked(of_units(units.encoded(frames=30), "h264"), "/dev/full")["error"] == "disk_full"


@pytest.mark.kind("bounds", "More clips at once than a decoder has room for", "The first are made, the others refused.")
def test_a_worker_makes_a_few_clips_at_once(tmp_path: Path) -> None:
    answers: list[dict[str, Any]] = []
    keeper, player = Keeper(answers.append), cast("Player", Camera(Waiting()))
    fd = os.open(tmp_path / "clip", os.O_RDWR | os.O_CREAT)
    for number in range(AT_ONCE):
        keeper.take({"do": "clip", "request": number, "seconds": 60.0}, fd, player, ())
    with pytest.raises(CannotKeepError, match="too_many"):
        keeper.take({"do": "clip", "request": 99, "seconds": 60.0}, fd, player, ())
    Waiting.free.set()
    until(lambda: len(answers) == AT_ONCE, "all answers")
    keeper.take({"do": "clip", "request": 5, "seconds": 60.0}, fd, player, ())
    until(lambda: len(answers) == AT_ONCE + 1, "one more")
    os.close(fd)


@pytest.fixture
def console() -> Iterator[Any]:
    """The console's end of a worker that runs in a thread."""
    ours, theirs = protocol.pair()
    stamps, door = reconnect.create(), Door()
    thread = threading.Thread(target=Control(theirs, reconnect.Turnstile(stamps), door, Watch()).run)
    thread.start()
    ours.settimeout(60)
    yield ours
    ours.close()
    thread.join(10)
    theirs.close()
    door.close()
    os.close(stamps)


@pytest.mark.kind("clips", "An order for a still or a clip that cannot even be begun", "Is an answer at once.")
def test_a_worker_answers_whatever_it_is_asked(console: Any, tmp_path: Path) -> None:
    fd = os.open(tmp_path / "clip", os.O_RDWR | os.O_CREAT)
    nonsense: tuple[dict[str, Any], ...] = (
        {"do": "open", "stream": 1},
        {"do": "close"},
        {"do": "tune", "stream": 1},
        {},
    )
    orders = ({"do": "clip", "request": 1, "stream": 99, "seconds": 60.0}, {"do": "still", "request": 2})
    for order in (*nonsense, *orders):
        assert protocol.send(console, order, fd)
    console.send(b"x" * 100_000)
    assert protocol.send(console, {"do": "clip", "request": 3, "stream": 99, "seconds": 60.0}, fd)
    os.close(fd)
    found: dict[int, str] = {}
    while len(found) < 3:
        message, _fd = protocol.receive(console)
        assert message is not None, "the worker is still there"
        if "answer" in message:
            found[message["answer"]] = message["error"]
    assert found == {1: "no_picture", 2: "bad_stream", 3: "no_picture"}


def _spawned(ends: list[Any], end: Any) -> int:
    ends.append(end.dup())
    return os.getpid()


@pytest.mark.kind("clips", "A decoder that falls while it makes a clip", "Whoever waits for it is told at once.")
def test_a_fallen_decoder_answers_nothing_more(tmp_path: Path) -> None:
    requests, ends = Requests(), list[Any]()
    decoder = Decoder(lambda end: _spawned(ends, end), requests.answered)
    place = Post(lambda: decoder)
    place.streams[4] = cast("Any", object())
    future = requests.add({"do": "clip", "stream": 4, "seconds": 60.0}, os.open(tmp_path / "x", os.O_RDWR | os.O_CREAT))
    requests.pass_on([place])
    assert not future.done()
    place.decoder = None
    requests.pass_on([place])
    with pytest.raises(Refused, match="no_decoder"):
        future.result(0)
    decoder.hang_up()
    os.close(decoder._pidfd)
    ends[0].close()
