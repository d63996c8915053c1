"""Where libVLC puts its pictures: one buffer in memory, from which they go on to the ring. Never a window."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import threading
import time
from typing import Any

import av
import numpy as np

from console.video import motion
from console.video.reader import Playing
from console.video.sizes import fitted

CHROMA = b"RV32"
"""libVLC's name for BGRA."""
_ALIGN, _SLACK = 64, 4096
_PADDING = 64
"""A decoder's picture is larger than what is to be seen of it by less than this."""
_BLOCK, _EXTRA = 16, 2
"""libVLC 3 gives the size in whole blocks of the codec, and two rows more for H.264."""
_PROPORTIONS = ((16, 9), (4, 3))

Size = tuple[int, int]


class Screen:
    """One playing's screen. libVLC's threads call `format`, `lock` and `display`; nothing here calls libVLC."""

    def __init__(self, playing: Playing, known: Size | None = None) -> None:
        self._playing, self._ring = playing, playing.ring
        self._known = known
        self._memory = mmap.mmap(-1, _aligned(self._ring.width * 4) * _aligned(self._ring.height) + _SLACK)
        self._pixels = memoryview(self._memory)
        self._address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._lock = threading.Lock()
        self._open = True
        self._motion = motion.Motion(self._ring.note_changed)
        self._looked_ns = 0
        self._odd = False
        self._size: Size = (0, 0)
        self._unaccounted = 0
        self.source: Size = (0, 0)
        self.last_s = 0.0
        """When the newest picture came, monotonic; 0 before the first."""

    def close(self) -> None:
        """Nothing is written into the ring after this."""
        with self._lock:
            self._open = False

    def note(self, codec: str, size: int, lost: int) -> None:
        """What libVLC says of the stream: its codec, bytes read and pictures lost since the last note."""
        with self._lock:
            self._unaccounted += size
            if self._open:
                self._ring.note_names(codec, "vlc")
                if lost:
                    self._ring.note_lost(lost)

    def fits(self, size: Size) -> bool:
        """Whether a source of this size would be shown as large as it is now."""
        return fitted(*size, self._ring.width, self._ring.height) == self._size

    def still(self) -> Any:
        """The newest picture as an `av.VideoFrame` of the tile's size; None before the first."""
        with self._lock:
            if not self.last_s:
                return None
            width, height = self._size
            pixels = self._rows()[:, : width * 4].reshape(height, width, 4).copy()
        return av.VideoFrame.from_ndarray(pixels, "bgra")

    def format(self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        """Ask for BGRA at the tile's size; 0 refuses."""
        with contextlib.suppress(ValueError, ZeroDivisionError):
            self.source = seen(width[0], height[0], self._known)
            self._size = fitted(*self.source, self._ring.width, self._ring.height)
            ctypes.memmove(chroma, CHROMA, len(CHROMA))
            width[0], height[0] = self._size
            pitches[0], lines[0] = self._stride, _aligned(self._size[1])
            return 1
        return 0

    def lock(self, _opaque: Any, planes: Any) -> None:
        """The buffer to draw into."""
        planes[0] = self._address

    def display(self, _opaque: Any, _picture: Any) -> None:
        """A picture is due: hand it on."""
        arrived_ns = time.monotonic_ns()
        with self._lock:
            if self._open:
                self._show(arrived_ns)

    @property
    def _stride(self) -> int:
        return _aligned(self._size[0] * 4)

    def _rows(self) -> Any:
        stride, height = self._stride, self._size[1]
        return np.frombuffer(self._pixels, np.uint8, stride * height).reshape(height, stride)

    def _show(self, arrived_ns: int) -> None:
        ring, playing, (width, height) = self._ring, self._playing, self._size
        if playing.frames == 0:
            ring.tell("live")
        playing.frames += 1
        self.last_s = arrived_ns / 1e9
        if arrived_ns - self._looked_ns >= motion.EVERY_NS:
            self._looked_ns = arrived_ns
            self._motion.look_at(self._rows()[:: motion.STEP, 1 : width * 4 : motion.STEP * 4], arrived_ns)
        self._odd = not self._odd
        if self._odd or playing.pace != "half":
            # libVLC keeps a picture's own time to itself and hands it over when it is due: that is its time here.
            pixels = self._pixels[: self._stride * height]
            ring.publish(pixels, width, height, self._stride, arrived_ns // 1000, arrived_ns)
        size, self._unaccounted = self._unaccounted, 0
        ring.note_frame(size, (time.monotonic_ns() - arrived_ns) // 1000, *self.source)


def seen(width: int, height: int, known: Size | None) -> Size:
    """What is to be seen of a decoder's picture, which is whole blocks: `known` where it can be that."""
    if known and all(0 <= whole - part < _PADDING for whole, part in zip((width, height), known, strict=True)):
        return known
    for across, down in _PROPORTIONS:
        likely, rest = divmod(width * down, across)
        if not rest and 0 <= height - likely < _BLOCK + _EXTRA:
            return width, likely
    return width, height - _EXTRA if height % _BLOCK == _EXTRA else height


def _aligned(size: int) -> int:
    return (size + _ALIGN - 1) // _ALIGN * _ALIGN
