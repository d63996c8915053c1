"""A ring of three pictures in shared memory, one writer and one reader, no lock and no torn picture.

The reader says which slot it holds; the writer takes a slot that is neither the newest nor held. With three slots there
is always one. The memory is a memfd: it has no name, and it is gone when the last process that maps it is gone, so that
nothing is left to be swept after a crash.

The writer reads strangers' data and may have become a stranger itself. The memory is sealed, so that nobody can take it
away from under the reader, and each word is read once and looked at before anything is done by it: what is left to a
hostile writer is a wrong picture.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Sequence
from typing import NamedTuple

from console.video import masks, reasons
from console.video.ring_facts import (
    FIRST_SLOT,
    HEADER_BYTES,
    HELD,
    REASON,
    RETRY_NS,
    SEQ,
    SLOT,
    SLOT_FACTS,
    SLOT_WORDS,
    STATE,
    STATE_CODES,
    STATE_SEQ,
    STATES,
    RingFacts,
)

SLOTS, PIXEL_BYTES = 3, 4


class Frame(NamedTuple):
    """One picture, BGRA (QImage.Format_RGB32); `arrived_s` is monotonic. Valid until the next is asked for."""

    buffer: memoryview
    width: int
    height: int
    stride: int
    seq: int
    pts_s: float
    arrived_s: float


class Ring(RingFacts):
    """One stream's pictures and figures, for pictures of at most `width` by `height` pixels."""

    def __init__(self, fd: int, width: int, height: int, masked: Sequence[masks.Mask] = ()) -> None:
        self.width, self.height, self._masked = width, height, tuple(masked)
        self._slot_bytes = slot_bytes(width, height)
        self._map = mmap.mmap(fd, HEADER_BYTES + SLOTS * self._slot_bytes)
        self._view = memoryview(self._map)
        super().__init__(self._view[:HEADER_BYTES])

    def publish(self, pixels: memoryview, width: int, height: int, stride: int, pts_us: int, arrived_ns: int) -> None:  # noqa: PLR0917
        """Writer: put one picture in, masked. A picture too large for the ring is dropped."""
        size = stride * height
        if size > self._slot_bytes:
            return
        words = self._words
        newest, held = words[SLOT], words[HELD]
        slot = 0 if newest != 0 != held else 1 if newest != 1 != held else 2
        start = HEADER_BYTES + slot * self._slot_bytes
        self._view[start : start + size] = pixels[:size]
        if self._masked:
            masks.paint(self._view[start : start + size], width, height, stride, self._masked)
        seq = words[SEQ] + 1
        SLOT_FACTS.pack_into(
            self._view, 8 * (FIRST_SLOT + slot * SLOT_WORDS), seq, pts_us, arrived_ns, width, height, stride
        )
        words[SLOT] = slot
        words[SEQ] = seq

    def newest(self) -> Frame | None:
        """Reader: the newest picture, held until the next call; None before the first."""
        words = self._words
        if words[SEQ] == 0:
            return None
        slot = words[SLOT]
        for _attempt in range(SLOTS * 4):
            words[HELD] = slot
            if words[SLOT] == slot:
                break
            slot = words[SLOT]
        if not 0 <= slot < SLOTS:
            return None
        at = FIRST_SLOT + slot * SLOT_WORDS
        seq, pts_us, arrived_ns, width, height, stride = words[at : at + 6]
        if width < 1 or height < 1 or not width * PIXEL_BYTES <= stride <= self._slot_bytes // height:
            return None
        if stride % PIXEL_BYTES:
            return None
        start = HEADER_BYTES + slot * self._slot_bytes
        pixels = self._view[start : start + stride * height]
        return Frame(pixels, width, height, stride, seq, pts_us / 1e6, arrived_ns / 1e9)

    def seen(self) -> tuple[int, int]:
        """Reader: number of the newest picture (0 before the first) and of the worker's last word."""
        words = self._words
        return words[SEQ], words[STATE_SEQ]

    @property
    def seq(self) -> int:
        """Number of the newest picture; 0 before the first."""
        return self._words[SEQ]

    @property
    def arrived_s(self) -> float | None:
        """When the newest picture arrived, monotonic; None before the first."""
        slot = self._words[SLOT]
        if self._words[SEQ] == 0 or not 0 <= slot < SLOTS:
            return None
        return self._words[FIRST_SLOT + slot * SLOT_WORDS + 2] / 1e9

    def tell(self, state: str, retry_ns: int = 0, reason: str = "") -> None:
        """Writer: the state of the connection, when (monotonic ns) it is tried again, and why there is no picture."""
        self._words[RETRY_NS] = retry_ns
        self._words[REASON] = reasons.CODES[reason]
        self._words[STATE] = STATE_CODES[state]
        self._words[STATE_SEQ] += 1

    def explain(self, reason: str) -> None:
        """Writer: why there is still no picture, while the connection goes on."""
        if self._words[REASON] != reasons.CODES[reason]:
            self._words[REASON] = reasons.CODES[reason]
            self._words[STATE_SEQ] += 1

    @property
    def reason(self) -> str:
        """Why there is no picture; empty where that is not known."""
        return reasons.REASONS[self._words[REASON] % len(reasons.REASONS)]

    @property
    def state(self) -> str:
        """What the writer last told."""
        return STATES[self._words[STATE] % len(STATES)]


def slot_bytes(width: int, height: int) -> int:
    """Room for one picture, rows padded as swscale may pad them, in whole pages."""
    return ((width * 4 + 127) // 64 * 64 * height + 4095) // 4096 * 4096


def create(width: int, height: int) -> int:
    """A file descriptor of zeroed memory for a ring of this size; the caller closes it."""
    return sealed_memory("ioc-frames", HEADER_BYTES + SLOTS * slot_bytes(width, height))


def sealed_memory(name: str, size: int) -> int:
    """A file descriptor of so many zeroed bytes that can be written to, and neither shrink nor grow."""
    fd = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(fd, size)
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    return fd
