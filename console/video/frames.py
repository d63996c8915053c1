"""A ring of three pictures in shared memory, one writer and one reader, no lock and no torn picture.

The reader says which slot it holds; the writer takes a slot that is neither the newest nor held. With three slots there
is always one. The memory is a memfd: it has no name, and it is gone when the last process that maps it is gone, so that
nothing is left to be swept after a crash.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple

from console.video import masks

SLOTS = 3
HEADER_BYTES = 512
STATES = (
    "connecting", "live", "no_frames", "refused", "sign_in_failed", "wrong_address", "hidden", "ended",
)  # fmt: skip
"""What a worker can say of a stream; what only time tells (late, frozen) is the reader's to find out."""
STATE_CODES = MappingProxyType({name: code for code, name in enumerate(STATES)})

_SEQ, _SLOT, _HELD, _STATE, _CONNECTS, _FRAMES, _BYTES, _RETRY_NS, _CHANGED_NS, _DECODE_US = range(10)
_SOURCE_W, _SOURCE_H, _STATE_SEQ, _LOST, _JITTER_US = range(10, 15)
_SLOT_WORDS, _FIRST_SLOT = 8, 16
_SLOT_FACTS = struct.Struct("=6q")
_BEHIND_US, _OFFSET_US, _OFFSET_KNOWN, _KEPT_US = range(48, 52)
_CODEC_AT, _READER_AT, _NAME_BYTES = 52 * 8, 54 * 8, 16


class Frame(NamedTuple):
    """One picture, BGRA (QImage.Format_RGB32); `arrived_s` is monotonic. Valid until the next is asked for."""

    buffer: memoryview
    width: int
    height: int
    stride: int
    seq: int
    pts_s: float
    arrived_s: float


class Counted(NamedTuple):
    """Figures of one connection so far."""

    frames: int
    size: int
    decode_us: int
    source_width: int
    source_height: int
    lost: int
    jitter_us: int


class Ring:
    """One stream's pictures and figures, for pictures of at most `width` by `height` pixels."""

    def __init__(self, fd: int, width: int, height: int, masked: Sequence[masks.Mask] = ()) -> None:
        self.width, self.height, self._masked = width, height, tuple(masked)
        self._slot_bytes = slot_bytes(width, height)
        self._map = mmap.mmap(fd, HEADER_BYTES + SLOTS * self._slot_bytes)
        self._view = memoryview(self._map)
        self._words = self._view[:HEADER_BYTES].cast("q")

    def publish(self, pixels: memoryview, width: int, height: int, stride: int, pts_us: int, arrived_ns: int) -> None:  # noqa: PLR0917
        """Writer: put one picture in, masked. A picture too large for the ring is dropped."""
        size = stride * height
        if size > self._slot_bytes:
            return
        words = self._words
        newest, held = words[_SLOT], words[_HELD]
        slot = 0 if newest != 0 != held else 1 if newest != 1 != held else 2
        start = HEADER_BYTES + slot * self._slot_bytes
        self._view[start : start + size] = pixels[:size]
        if self._masked:
            masks.paint(self._view[start : start + size], width, height, stride, self._masked)
        seq = words[_SEQ] + 1
        _SLOT_FACTS.pack_into(
            self._view, 8 * (_FIRST_SLOT + slot * _SLOT_WORDS), seq, pts_us, arrived_ns, width, height, stride
        )
        words[_SLOT] = slot
        words[_SEQ] = seq

    def newest(self) -> Frame | None:
        """Reader: the newest picture, held until the next call; None before the first."""
        words = self._words
        if words[_SEQ] == 0:
            return None
        slot = words[_SLOT]
        for _attempt in range(SLOTS * 4):
            words[_HELD] = slot
            if words[_SLOT] == slot:
                break
            slot = words[_SLOT]
        at = _FIRST_SLOT + slot * _SLOT_WORDS
        seq, pts_us, arrived_ns, width, height, stride = words[at : at + 6]
        start = HEADER_BYTES + slot * self._slot_bytes
        pixels = self._view[start : start + stride * height]
        return Frame(pixels, width, height, stride, seq, pts_us / 1e6, arrived_ns / 1e9)

    def seen(self) -> tuple[int, int]:
        """Reader: number of the newest picture (0 before the first) and of the worker's last word."""
        words = self._words
        return words[_SEQ], words[_STATE_SEQ]

    @property
    def seq(self) -> int:
        """Number of the newest picture; 0 before the first."""
        return self._words[_SEQ]

    @property
    def arrived_s(self) -> float | None:
        """When the newest picture arrived, monotonic; None before the first."""
        if self._words[_SEQ] == 0:
            return None
        return self._words[_FIRST_SLOT + self._words[_SLOT] * _SLOT_WORDS + 2] / 1e9

    def tell(self, state: str, retry_ns: int = 0) -> None:
        """Writer: the state of the connection, and when (monotonic ns) it is tried again."""
        self._words[_RETRY_NS] = retry_ns
        self._words[_STATE] = STATE_CODES[state]
        self._words[_STATE_SEQ] += 1

    @property
    def state(self) -> str:
        """What the writer last told."""
        return STATES[self._words[_STATE] % len(STATES)]

    @property
    def retry_s(self) -> float:
        """When the connection is tried again, monotonic; 0 where nothing is planned."""
        return self._words[_RETRY_NS] / 1e9

    @property
    def changed_s(self) -> float:
        """When the picture last differed from the one before, monotonic."""
        return self._words[_CHANGED_NS] / 1e9

    @property
    def connects(self) -> int:
        """How often the address was opened."""
        return self._words[_CONNECTS]

    @property
    def behind_s(self) -> float:
        """How much later than the quickest picture of this connection the newest one came; a replay: than now."""
        return self._words[_BEHIND_US] / 1e6

    @property
    def clock_offset_s(self) -> float | None:
        """How far the camera's clock is ahead of ours; None where the camera does not tell its time."""
        return self._words[_OFFSET_US] / 1e6 if self._words[_OFFSET_KNOWN] else None

    @property
    def kept_s(self) -> float:
        """How many seconds can be replayed."""
        return self._words[_KEPT_US] / 1e6

    @property
    def codec(self) -> str:
        """The codec's short name; empty before the first picture."""
        return self._name(_CODEC_AT)

    @property
    def reader(self) -> str:
        """Which reader plays it: ffmpeg or vlc."""
        return self._name(_READER_AT)

    def counted(self) -> Counted:
        """Figures of this connection."""
        words = self._words
        return Counted(
            words[_FRAMES], words[_BYTES], words[_DECODE_US], words[_SOURCE_W], words[_SOURCE_H],
            words[_LOST], words[_JITTER_US],
        )  # fmt: skip

    def note_connect(self) -> None:
        """Writer: one more opening."""
        self._words[_CONNECTS] += 1

    def note_changed(self, at_ns: int) -> None:
        """Writer: the picture moved."""
        self._words[_CHANGED_NS] = at_ns

    def note_frame(self, size: int, decode_us: int, width: int, height: int) -> None:
        """Writer: figures of one decoded packet."""
        words = self._words
        words[_FRAMES] += 1
        words[_BYTES] += size
        words[_DECODE_US] += decode_us
        words[_SOURCE_W] = width
        words[_SOURCE_H] = height

    def note_lost(self, count: int = 1) -> None:
        """Writer: so many pictures could not be decoded."""
        self._words[_LOST] += count

    def note_timing(self, jitter_us: int, behind_us: int) -> None:
        """Writer: how unevenly pictures come, and how much later than the quickest one the newest came."""
        self._words[_JITTER_US] = jitter_us
        self._words[_BEHIND_US] = behind_us

    def note_clock(self, offset_us: int) -> None:
        """Writer: the camera's clock minus ours."""
        self._words[_OFFSET_US] = offset_us
        self._words[_OFFSET_KNOWN] = 1

    def note_kept(self, kept_us: int) -> None:
        """Writer: how much can be replayed."""
        self._words[_KEPT_US] = kept_us

    def note_names(self, codec: str, reader: str) -> None:
        """Writer: codec and reader of this connection."""
        for at, name in ((_CODEC_AT, codec), (_READER_AT, reader)):
            self._view[at : at + _NAME_BYTES] = name.encode("ascii", "replace")[:_NAME_BYTES].ljust(_NAME_BYTES, b"\0")

    def _name(self, at: int) -> str:
        return bytes(self._view[at : at + _NAME_BYTES]).rstrip(b"\0").decode("ascii", "replace")


def slot_bytes(width: int, height: int) -> int:
    """Room for one picture, rows padded as swscale may pad them, in whole pages."""
    return ((width * 4 + 127) // 64 * 64 * height + 4095) // 4096 * 4096


def create(width: int, height: int) -> int:
    """A file descriptor of zeroed memory for a ring of this size; the caller closes it."""
    fd = os.memfd_create("ioc-frames", os.MFD_CLOEXEC)
    os.ftruncate(fd, HEADER_BYTES + SLOTS * slot_bytes(width, height))
    return fd
