"""Cameras whose packets are kept, and what must be true of every clip that is made of them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av

from console.video import ffmpeg_reader, frames, keeping, masks
from console.video.door import Door
from console.video.packets import Packet, Recent
from console.video.reader import Playing
from tests.harness.patience import Patience
from tests.harness.quirky import units
from tests.harness.quirky.units import Unit

PATIENCE_S = 60.0


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for it. Raises `AssertionError`."""
    patience = Patience(PATIENCE_S)
    while not condition():
        assert not patience.is_over, f"never came: {what}"
        time.sleep(0.02)


def played(url: str, seconds: float, recent: Recent | None = None) -> Recent:
    """Play `url` by the reader that the decoder processes use until so much more of it is kept."""
    recent = Recent() if recent is None else recent
    fd = frames.create(units.WIDTH, units.HEIGHT)
    ring = frames.Ring(fd, units.WIDTH, units.HEIGHT)
    os.close(fd)
    playing, door = Playing(ring, threading.Event(), recent), Door()
    reader, wanted = ffmpeg_reader.Reader(url, playing, door), recent.kept_s + seconds
    ended: list[Exception] = []

    def run() -> None:
        try:
            reader.run()
        except Exception as error:  # noqa: BLE001 - a camera that hangs up is part of the play
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        until(lambda: recent.kept_s >= wanted or bool(ended), f"{seconds} s of {url}")
    finally:
        playing.stop.set()
        thread.join(10)
        door.close()
    assert recent.kept_s >= wanted, ended
    return recent


def of_units(found: Sequence[Unit], codec: str, fps: float = units.FPS, extradata: bytes = b"") -> Recent:
    """What is kept of a camera that sent these, on time."""
    recent = Recent()
    recent.begin(codec, extradata)
    add(recent, found, fps)
    return recent


def add(
    recent: Recent, found: Sequence[Unit], fps: float = units.FPS, arrived_s: float = 1000.0, own_s: float = 5.0
) -> None:
    """These came from `arrived_s` on, the first shown at `own_s` by the camera's clock."""
    for at, unit in enumerate(found):
        pts_s, dts_s = (own_s + count / fps for count in (unit.pts, unit.dts))
        recent.add(Packet(unit.data, unit.key, pts_s, arrived_s + at / fps, 0, dts_s))


def encoded(codec: str, *, count: int = 60, gop: int = 15, **settings: Any) -> tuple[tuple[Unit, ...], bytes]:
    """Numbered pictures by any of FFmpeg's encoders, and its extradata.

    Where root calls SVT-AV1, it gives the thread that calls a priority of real time (SCHED_FIFO, 99) and leaves it so:
    whatever the tests started from there on starved the rest of the machine.
    """
    try:
        return _encoded(codec, count, gop, settings)
    finally:
        if os.sched_getscheduler(0) != os.SCHED_OTHER:
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _encoded(codec: str, count: int, gop: int, settings: dict[str, Any]) -> tuple[tuple[Unit, ...], bytes]:
    made: Any = av.CodecContext.create(codec, "w")
    made.width, made.height = settings.pop("size", (units.WIDTH, units.HEIGHT))
    made.pix_fmt = "yuv420p"
    made.time_base, made.framerate, made.gop_size = Fraction(1, units.FPS), Fraction(units.FPS, 1), gop
    made.max_b_frames, made.bit_rate, made.thread_count = settings.pop("b_frames", 0), 1_000_000, 1
    made.options = {name: str(value) for name, value in settings.items()}
    found: list[Unit] = []
    for number in [*range(count), None]:
        frame = None
        if number is not None:
            frame = units.picture(number, made.width, made.height).reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, units.FPS)
        found += [
            Unit(bytes(part), part.is_keyframe, part.pts, part.pts if part.dts is None else part.dts)
            for part in made.encode(frame)
        ]
    return tuple(found), bytes(made.extradata or b"")


@dataclass(frozen=True)
class Clip:
    """A clip as a player finds it; times in seconds."""

    path: Path
    facts: dict[str, Any]
    codec: str
    tag: str
    shown_s: list[float]
    decoded_s: list[float]
    numbers: list[int]
    pictures: list[Any]
    seconds: float

    @property
    def steps_s(self) -> list[float]:
        """The distances of its pictures."""
        times = sorted(self.shown_s)
        return [later - earlier for earlier, later in pairwise(times)]


def clip(recent: Recent, path: Path, masked: Sequence[masks.Mask] = ()) -> Clip:
    """Made of everything that is kept, checked for what holds of all clips. Raises `AssertionError`."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        facts = keeping.write_clip(fd, recent, 1e6, masked)
    finally:
        os.close(fd)
    assert facts["bytes"] == path.stat().st_size
    with av.open(str(path)) as file:
        track: Any = file.streams.video[0]
        tick, name, tag = track.time_base, track.codec_context.name, track.codec_context.codec_tag
        packets = [packet for packet in file.demux(track) if packet.size]
        seconds = float(track.duration * tick)
    shown, decoded = [packet.pts for packet in packets], [packet.dts for packet in packets]
    assert packets[0].is_keyframe
    assert all(later > earlier for earlier, later in pairwise(decoded)), "decoding goes forward"
    assert all(at >= first for at, first in zip(shown, decoded, strict=True)), "nothing is shown before it is decoded"
    assert len(set(shown)) == len(shown)
    assert min(shown) == 0
    pictures = _decoded(path)
    assert len(pictures) == len(packets) == facts["pictures"], "every picture can be decoded"
    assert [picture.pts for picture in pictures] == sorted(shown), "they come out in the order of their times"
    numbers = [units.number_of(picture) for picture in pictures]
    times = [[float(at * tick) for at in each] for each in (shown, decoded)]
    return Clip(path, facts, name, tag, times[0], times[1], numbers, pictures, seconds)


def _decoded(path: Path) -> list[Any]:
    found: list[Any] = []
    with av.open(str(path), options={"err_detect": "explode"}) as file:
        track: Any = file.streams.video[0]
        track.codec_context.options = {"err_detect": "explode"}
        for packet in file.demux(track):
            found += packet.decode()  # raises where there is anything wrong with it
    return found


def follow(numbers: Sequence[int], loop: int) -> bool:
    """Whether the pictures are those that a camera showed one after the other."""
    return all((later - earlier) % loop == 1 for earlier, later in pairwise(numbers))
