"""A decoder that a stranger's stream has taken over, and that lies to the console."""

from __future__ import annotations

import json
import math
import mmap
import os
import random
import socket
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from console.video import frames, protocol, reconnect
from console.video.decoder import Decoder
from console.video.post import Post
from console.video.requests import CannotKeepError, Requests
from console.video.ring_facts import FIRST_SLOT, HEADER_BYTES, SEQ, SLOT
from console.video.stream import Stream, StreamSpec

HEADERS = 5_000
EDGES = (0, 1, 2, 3, -1, 4, 63, 64, 255, 1 << 16, 1 << 31, (1 << 31) - 1, 1 << 32, 1 << 62, (1 << 63) - 1, -(1 << 63))
WIDE, HIGH = 64, 36


def _stream() -> tuple[Stream, mmap.mmap]:
    """A stream, and its memory as a worker has it."""
    stream = Stream(1, StreamSpec("c", "rtsp://a/x", WIDE, HIGH), lambda _stream: None)
    size = os.fstat(stream.fd).st_size
    return stream, mmap.mmap(stream.fd, size)


def test_memory_that_is_taken_away() -> None:
    """Shrinking or growing a picture's memory while the console reads it: it is sealed."""
    for fd in (frames.create(WIDE, HIGH), reconnect.create()):
        for size in (0, 1, 1 << 30):
            with pytest.raises(PermissionError):
                os.ftruncate(fd, size)
        os.close(fd)


def test_headers(record_property: Any) -> None:
    """Sizes that overflow, places outside, times of other centuries in a picture's header: nothing else is read."""
    chance, looked = random.Random(15), 0
    stream, memory = _stream()
    try:
        for turn in range(HEADERS):
            words = [chance.choice(EDGES) if chance.random() < 0.7 else chance.getrandbits(63) for _ in range(64)]
            if turn % 2:
                words[SEQ], words[SLOT] = turn, turn % 3
            struct.pack_into("=64q", memory, 0, *words)
            _look(stream, float(turn))
            looked += 1
        for number in range(1 << 8):
            memory[52 * 8 : 56 * 8] = bytes([number]) * 32
            stats = stream._next
            assert stats.codec.isprintable()
            assert stats.reader.isprintable()
    finally:
        memory.close()
        stream.release()
    record_property("attempts", looked)
    record_property("seen", "0 reads outside, 0 errors")


def _look(stream: Stream, now: float) -> None:
    """All that a screen asks of a stream; a picture lies within the memory, in rows that hold it."""
    stream.poll(now)
    stream._judge(now)
    frame = stream.frame()
    if frame is not None:
        assert len(frame.buffer) == frame.stride * frame.height
        assert frame.width * 4 <= frame.stride
        assert frame.stride % 4 == 0
        assert min(frame.width, frame.height) > 0
        assert len(frame.buffer) <= frames.slot_bytes(WIDE, HIGH)
    stream._counted = (stream._counted[0] - 2.0, stream._counted[1])
    stats = stream.stats()
    told = [stats.fps, stats.kbit_s, stats.decode_ms, stats.jitter_ms or 0.0, stats.behind_s, stats.replay_s]
    assert all(map(math.isfinite, told))
    datetime.now(UTC) + timedelta(seconds=stats.clock_offset_s or 0.0)
    datetime.now(UTC) - timedelta(seconds=stream.age_s or 0.0)
    assert stream.behind_s >= 0
    assert stream.received >= 0
    assert stream.reconnects >= 0


@pytest.mark.parametrize(
    ("width", "height", "stride"),
    [
        (WIDE, 1 << 40, 256), (1 << 40, HIGH, 256), (WIDE, HIGH, 1 << 40), (WIDE, HIGH, -256), (-WIDE, HIGH, 256),
        (WIDE, -HIGH, 256), (WIDE, HIGH, 255), (WIDE, HIGH, 4), (1, 1 << 62, 4), (0, 0, 0), (WIDE, HIGH + 1000, 256),
    ],
)  # fmt: skip
def test_sizes(width: int, height: int, stride: int) -> None:
    """A picture that says it is larger than its memory: it is none."""
    fd = frames.create(WIDE, HIGH)
    ring = frames.Ring(fd, WIDE, HIGH)
    with mmap.mmap(fd, HEADER_BYTES) as memory:
        struct.pack_into("=2q", memory, 8 * SEQ, 1, 0)
        struct.pack_into("=6q", memory, 8 * FIRST_SLOT, 1, 0, 0, width, height, stride)
        assert ring.newest() is None
    os.close(fd)


@pytest.fixture
def decoder() -> Iterator[tuple[Decoder, socket.socket, Requests]]:
    """The console's side of a worker, that worker's end, and what is asked of it."""
    requests, ends = Requests(), list[socket.socket]()

    def spawn(end: socket.socket) -> int:
        ends.append(end.dup())
        return os.getpid()

    made = Decoder(spawn, requests.answered)
    yield made, ends[0], requests
    made.hang_up()
    os.close(made._pidfd)
    ends[0].close()


MESSAGES = (
    b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"{" * 3000, b'{"answer":{}}', b'{"answer":null,"facts":[]}',
    b'{"answer":1e999}', b'{"answer":' + b"9" * 4000 + b"}", b'{"layers":[]}', b'{"layers":{"landlock":1e999}}',
    b'{"layers":{"gate":1,"landlock":true}}', b'{"guilty":[{},[],null,1e999,true]}', b'{"guilty":{"1":1}}',
    b'{"beat":"x"}', b'{"do":"open","stream":1}', b'{"answer":true,"error":[]}', b'{"answer":1,"facts":{"bytes":NaN}}',
    b"x" * 60_000, b'{"\\u0000":1}', b'{"answer":-1,"error":"<img src=x>"}', b'{"answer": 0.5, "facts": {}}',
)  # fmt: skip


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
def test_messages(decoder: tuple[Decoder, socket.socket, Requests], message: bytes, possible_noise: list[str]) -> None:
    """Messages that are none, too deep, too long, of other types: the worker may fall for it, the console does not."""
    possible_noise.append("decoder .*: nothing; not here")
    made, end, _requests = decoder
    end.send(message)
    made.alive()
    assert all(type(one) is int for one in made.guilty)
    assert made.layers is None or made.layers == (False, 0, False, False)


def test_descriptors_handed_over(decoder: tuple[Decoder, socket.socket, Requests]) -> None:
    """Handing descriptors to the console until it has none left: who hands over anything is ended."""
    made, end, _requests = decoder
    before = len(os.listdir("/proc/self/fd"))
    null = os.open("/dev/null", os.O_RDONLY)
    socket.send_fds(end, [b'{"beat": 1}'], [null] * 200)
    os.close(null)
    assert made.alive() is False
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_flood(decoder: tuple[Decoder, socket.socket, Requests]) -> None:
    """Talking without an end, so that the console listens to nobody else: it is ended."""
    made, end, _requests = decoder
    end.setblocking(False)
    for _turn in range(100):
        try:
            while True:
                end.send(b'{"beat": 1}')
        except (BlockingIOError, BrokenPipeError):
            pass
        if not made.alive():
            return
    raise AssertionError("it is still listened to")


def _asked(made: Decoder, requests: Requests, end: socket.socket, path: Path) -> tuple[Any, dict[str, Any], int]:
    place = Post(lambda: made)
    place.streams[4] = cast("Any", object())
    future = requests.add({"do": "clip", "stream": 4, "seconds": 60.0}, os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    requests.pass_on([place])
    order, fd = protocol.receive(end)
    assert order is not None
    assert fd is not None
    return future, order, fd


FACTS: tuple[dict[str, Any], ...] = (
    {"seconds": 1e308 * 10}, {"begin_s": -1.0}, {"end_s": "x"}, {"codec": "h264\u202e"}, {"codec": "x" * 33},
    {"codec": ["h264"]}, {"width": True}, {"width": 1 << 70}, {"bytes": -1}, {"encoded_anew": 1}, {"file": "../../x"},
    {"operator": {"id": "somebody else"}}, {"sha256": "0" * 64}, {"camera_begin_us": 1.5}, {"seconds": None},
)  # fmt: skip


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: next(iter(facts)))
def test_facts_of_evidence(
    decoder: tuple[Decoder, socket.socket, Requests], tmp_path: Path, facts: dict[str, Any]
) -> None:
    """Facts of a clip that are no facts, or stand for others in its manifest: there is no clip."""
    made, end, requests = decoder
    future, order, fd = _asked(made, requests, end, tmp_path / "clip")
    os.write(fd, b"pictures")
    end.send(json.dumps({"answer": order["request"], "facts": facts}).encode())
    assert made.alive()
    with pytest.raises(CannotKeepError, match="bad_stream"):
        future.result(0)
    os.close(fd)


def test_evidence_altered_afterwards(decoder: tuple[Decoder, socket.socket, Requests], tmp_path: Path) -> None:
    """Writing on into a clip after it was handed over: the worker never had the file, and its memory is sealed."""
    made, end, requests = decoder
    future, order, fd = _asked(made, requests, end, tmp_path / "clip")
    os.write(fd, b"pictures")
    end.send(json.dumps({"answer": order["request"], "facts": {"bytes": 1, "codec": "h264"}}).encode())
    assert made.alive()
    assert future.result(0) == {"bytes": 8, "codec": "h264"}
    with pytest.raises(PermissionError):
        os.pwrite(fd, b"forgery!", 0)
    with pytest.raises(PermissionError):
        os.ftruncate(fd, 0)
    assert (tmp_path / "clip").read_bytes() == b"pictures"
    os.close(fd)


def test_memory_that_is_held_on_to(decoder: tuple[Decoder, socket.socket, Requests], tmp_path: Path) -> None:
    """Keeping a clip's memory mapped, to alter it while it is copied: it is refused."""
    made, end, requests = decoder
    future, order, fd = _asked(made, requests, end, tmp_path / "clip")
    os.write(fd, b"pictures")
    with mmap.mmap(fd, 8):
        end.send(json.dumps({"answer": order["request"], "facts": {"codec": "h264"}}).encode())
        assert made.alive()
        with pytest.raises(CannotKeepError, match="bad_file"):
            future.result(0)
    os.close(fd)


def test_answers_for_another(decoder: tuple[Decoder, socket.socket, Requests], tmp_path: Path) -> None:
    """Answering what another worker was asked: numbers cannot be guessed."""
    made, end, requests = decoder
    future, order, fd = _asked(made, requests, end, tmp_path / "clip")
    for number in (0, 1, 2, True, order["request"] + 1, order["request"] - 1):
        end.send(json.dumps({"answer": number, "facts": {"codec": "h264"}}).encode())
    assert made.alive()
    assert not future.done()
    requests.fail_all()
    os.close(fd)


def test_the_turnstile(record_property: Any) -> None:
    """Writing into the memory by which all decoders take turns, so that no camera is opened again: it delays."""
    fd = reconnect.create()
    gate, memory = reconnect.Turnstile(fd), mmap.mmap(fd, mmap.PAGESIZE)
    chance = random.Random(15)
    for words in (*EDGES, math.nan, math.inf, -math.inf, 1e308, 1e12):
        for _ in range(20):
            memory[:] = chance.randbytes(mmap.PAGESIZE) if isinstance(words, int) else struct.pack("=d", words) * 512
            struct.pack_into("=Qd", memory, reconnect._REFUSALS_AT, 7, float(words))
            assert 0 <= gate.wait_s(1e6, urgent=chance.random() < 0.5) <= reconnect.WINDOW_S
            assert 0 <= gate.rests_s(7, 1e6) <= 2 * reconnect.WRONG_SIGN_IN_S
    gate.refuse(7, 1e6 + 500)
    memory[:] = bytes(mmap.PAGESIZE)
    assert gate.rests_s(7, 1e6) == 500, "what it was refused itself it knows by itself"
    memory.close()
    os.close(fd)
    record_property("attempts", (len(EDGES) + 5) * 20)
