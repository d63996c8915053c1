"""The last seconds of a stream as they came, compressed: for replay and for clips. Costs memory and no decoding."""

from __future__ import annotations

import io
import threading
import time
from collections import deque
from fractions import Fraction
from typing import Any, NamedTuple

import av

KEEP_S = 60.0
MOST_BYTES = 16 << 20
"""What one camera may keep: 60 s at 2.2 Mbit/s; a stream that is fatter keeps fewer seconds."""
TS_RATE = Fraction(1, 90_000)


class Packet(NamedTuple):
    """One compressed picture with its stream's own time, ours, and the camera's where it tells (0: it does not)."""

    data: bytes
    key: bool
    pts_s: float
    arrived_s: float
    camera_us: int


class NothingKeptError(Exception):
    """There is no keyframe to begin with."""


class Recent:
    """Written by a reader's thread, read by others."""

    def __init__(self, keep_s: float = KEEP_S, most_bytes: int = MOST_BYTES) -> None:
        self._keep_s, self._most = keep_s, most_bytes
        self._packets: deque[Packet] = deque()
        self._size = 0
        self._lock = threading.Lock()
        self.codec = ""
        self._extradata = b""

    def begin(self, codec: str, extradata: bytes | None) -> None:
        """A new connection: what was kept stays if it can still be decoded together with what comes."""
        with self._lock:
            if (codec, extradata or b"") != (self.codec, self._extradata):
                self._packets.clear()
                self._size = 0
            self.codec, self._extradata = codec, extradata or b""

    def add(self, packet: Packet) -> None:
        """Keep one more and let go of what is too old or too much."""
        kept = self._packets
        with self._lock:
            kept.append(packet)
            self._size += len(packet.data)
            if packet.key:
                oldest = packet.arrived_s - self._keep_s
                while kept[0].arrived_s < oldest or self._size > self._most:
                    self._size -= len(kept.popleft().data)

    @property
    def kept_s(self) -> float:
        """From the first kept packet to the last, in seconds."""
        with self._lock:
            return self._packets[-1].arrived_s - self._packets[0].arrived_s if self._packets else 0.0

    def since(self, seconds: float, now: float | None = None) -> list[Packet]:
        """The packets of the last `seconds`, from a keyframe on. Raises `NothingKeptError`."""
        begin = (time.monotonic() if now is None else now) - seconds
        with self._lock:
            packets = list(self._packets)
        keys = [number for number, packet in enumerate(packets) if packet.key]
        if not keys:
            raise NothingKeptError
        first = max((number for number in keys if packets[number].arrived_s <= begin), default=keys[0])
        return [self._whole(packet) for packet in packets[first:]]

    def _whole(self, packet: Packet) -> Packet:
        """A keyframe with the parameter sets that some cameras tell once, at the beginning."""
        if packet.key and self._extradata and not packet.data.startswith(self._extradata):
            return packet._replace(data=self._extradata + packet.data)
        return packet


def to_mp4(packets: list[Packet], codec: str) -> bytes:
    """The packets as an MP4 file, not encoded anew. Raises `av.FFmpegError` where the codec does not fit."""
    stream = io.BytesIO()
    whole: Any
    with av.open(stream, "w", format="mpegts") as out:
        track: Any = out.add_mux_stream(codec, rate=25)
        for packet in packets:
            out.mux(_timed(packet, packets[0].arrived_s, track))
    stream.seek(0)
    clip = io.BytesIO()
    with av.open(stream, format="mpegts") as whole, av.open(clip, "w", format="mp4") as out:
        track = out.add_stream_from_template(whole.streams.video[0])
        for part in whole.demux(whole.streams.video[0]):
            if part.size:
                part.stream = track
                out.mux(part)
    return clip.getvalue()


def _timed(packet: Packet, begin_s: float, track: Any) -> Any:
    made: Any = av.Packet(packet.data)
    made.stream, made.time_base, made.is_keyframe = track, TS_RATE, packet.key
    made.pts = made.dts = int((packet.arrived_s - begin_s) / TS_RATE)
    return made
