"""A ring of three pictures in shared memory, one writer and one reader, no lock and no torn picture.

The reader says which slot it holds; the writer takes a slot that is neither the newest nor held. With three slots there
is always one. The memory is a memfd: it has no name, and it is gone when the last process that maps it is gone.
"""

from __future__ import annotations

import mmap
import os
from dataclasses import dataclass
from types import MappingProxyType

SLOTS = 3
HEADER_BYTES = 512
STATES = (
    "connecting", "live", "no_frames", "refused", "sign_in_failed", "wrong_address", "hidden",
)  # fmt: skip
"""What a worker can say of a stream; what only time tells (late, frozen) is the reader's to find out."""
STATE_CODES = MappingProxyType({name: code for code, name in enumerate(STATES)})

_SEQ, _SLOT, _HELD, _STATE, _CONNECTS, _FRAMES, _BYTES, _RETRY_NS, _CHANGED_NS, _DECODE_US = range(10)
_SOURCE_W, _SOURCE_H, _STATE_SEQ = 10, 11, 12
_SLOT_WORDS, _FIRST_SLOT = 8, 16


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, BGRA (QImage.Format_RGB32); `arrived_s` is monotonic. Valid until the next is asked for."""

    buffer: memoryview
    width: int
    height: int
    stride: int
    seq: int
    pts_s: float
    arrived_s: float


class Ring:
    """One stream's pictures and figures, for pictures of at most `width` by `height` pixels."""

    def __init__(self, fd: int, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._slot_bytes = slot_bytes(width, height)
        self._map = mmap.mmap(fd, HEADER_BYTES + SLOTS * self._slot_bytes)
        self._view = memoryview(self._map)
        self._words = self._view[:HEADER_BYTES].cast("q")

    def publish(self, pixels: memoryview, width: int, height: int, stride: int, pts_us: int, arrived_ns: int) -> None:  # noqa: PLR0917
        """Writer: put one picture in. A picture too large for the ring is dropped."""
        size = stride * height
        if size > self._slot_bytes:
            return
        words = self._words
        taken = (words[_SLOT], words[_HELD])
        slot = next(number for number in range(SLOTS) if number not in taken)
        start = HEADER_BYTES + slot * self._slot_bytes
        self._view[start : start + size] = pixels[:size]
        at = _FIRST_SLOT + slot * _SLOT_WORDS
        seq = words[_SEQ] + 1
        for offset, value in enumerate((seq, pts_us, arrived_ns, width, height, stride)):
            words[at + offset] = value
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
    def state_seq(self) -> int:
        """Counts what the writer told, to see that something changed."""
        return self._words[_STATE_SEQ]

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

    def counted(self) -> tuple[int, int, int, int, int]:
        """Frames, bytes, µs of decoding in all, and the source's width and height."""
        words = self._words
        return words[_FRAMES], words[_BYTES], words[_DECODE_US], words[_SOURCE_W], words[_SOURCE_H]

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
        words[_SOURCE_W], words[_SOURCE_H] = width, height


def slot_bytes(width: int, height: int) -> int:
    """Room for one picture, rows padded as swscale may pad them, in whole pages."""
    return ((width * 4 + 127) // 64 * 64 * height + 4095) // 4096 * 4096


def create(width: int, height: int) -> int:
    """A file descriptor of zeroed memory for a ring of this size; the caller closes it."""
    fd = os.memfd_create("ioc-frames", os.MFD_CLOEXEC)
    os.ftruncate(fd, HEADER_BYTES + SLOTS * slot_bytes(width, height))
    return fd
