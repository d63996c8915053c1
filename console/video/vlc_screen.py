"""Where libVLC puts its pictures: two buffers in memory, from which they go on to the ring. Never a window.

While no picture comes, libVLC 3 shows the last one again, a dozen times a second, by the same call. A picture is taken
for a new one if it differs from the last, or if libVLC has decoded something since: else a stalled camera looked alive.
"""

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
_SPARSE = 16
_PADDING = 64
"""A decoder's picture is larger than what is to be seen of it by less than this."""
_BLOCK, _EXTRA = 16, 2
"""libVLC 3 gives the size in whole blocks of the codec, and two rows more for H.264."""
KEY_EVERY_NS = 1_000_000_000
"""libVLC 3 decodes every picture whatever it is told to skip: in place of keyframes alone, one a second is shown."""
_PROPORTIONS = ((16, 9), (4, 3))

Size = tuple[int, int]


class Screen:
    """One playing's screen. libVLC's threads call `format`, `lock` and `display`; nothing here calls libVLC."""

    def __init__(self, playing: Playing, known: Size | None = None) -> None:
        self._playing, self._ring = playing, playing.ring
        self._known = known
        room = _aligned(self._ring.width * 4) * _aligned(self._ring.height) + _SLACK
        self._memories = (mmap.mmap(-1, room), mmap.mmap(-1, room))
        self._addresses = [ctypes.addressof(ctypes.c_char.from_buffer(memory)) for memory in self._memories]
        self._drawn = 0
        self._blank, self._moved, self._fed = True, False, False
        self._lock = threading.Lock()
        self._open = True
        self._motion = motion.Motion(self._ring.note_changed, self._ring.note_still)
        self._slowest_s = 0.0
        self._looked_ns = 0
        self._odd = False
        self._size: Size = (0, 0)
        self._unaccounted = 0
        self._shown_ns = 0
        self.source: Size = (0, 0)
        self.checked = False
        """Whether the size that is shown was compared with what the stream says."""
        self.last_s = 0.0
        """When the newest picture came, monotonic; 0 before the first."""

    def close(self) -> None:
        """Nothing is written into the ring after this."""
        with self._lock:
            self._open = False

    def note(self, codec: str, size: int, lost: int, decoded: int) -> None:
        """What libVLC says of the stream: its codec; bytes read, pictures lost and decoded since the last note."""
        with self._lock:
            self._fed = decoded > 0 and not self._moved
            self._moved = False
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
            if self._blank:
                return None
            width, height = self._size
            pixels = self._rows(1 - self._drawn).copy().view(np.uint8).reshape(height, width, 4)
        return av.VideoFrame.from_ndarray(pixels, "bgra")

    def format(self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        """Ask for BGRA at the tile's size; 0 refuses."""
        with contextlib.suppress(ValueError, ZeroDivisionError):
            self.source = seen(width[0], height[0], self._known)
            with self._lock:
                self._size = fitted(*self.source, self._ring.width, self._ring.height)
                self._blank = True
            ctypes.memmove(chroma, CHROMA, len(CHROMA))
            width[0], height[0] = self._size
            pitches[0], lines[0] = self._stride, _aligned(self._size[1])
            return 1
        return 0

    def lock(self, _opaque: Any, planes: Any) -> None:
        """The buffer to draw into: the one that does not hold the last picture."""
        planes[0] = self._addresses[self._drawn]

    def display(self, _opaque: Any, _picture: Any) -> None:
        """A picture is due: hand it on if it is new."""
        arrived_ns = time.monotonic_ns()
        with self._lock:
            if self._open and self._is_new():
                self._blank, self._moved, self._fed = False, True, False
                self._show(arrived_ns)
                self._drawn = 1 - self._drawn

    @property
    def _stride(self) -> int:
        return _aligned(self._size[0] * 4)

    def _rows(self, number: int) -> Any:
        """The pixels in a buffer, one number each."""
        (width, height), stride = self._size, self._stride
        return np.frombuffer(self._memories[number], np.uint32, stride * height // 4).reshape(height, -1)[:, :width]

    def _is_new(self) -> bool:
        if self._fed or self._blank:
            return True
        now, before = self._rows(self._drawn), self._rows(1 - self._drawn)
        # Two pictures of a camera differ almost everywhere: most often the first look is enough.
        return not (np.array_equal(now[::_SPARSE], before[::_SPARSE]) and np.array_equal(now, before))

    def _show(self, arrived_ns: int) -> None:
        ring, playing, (width, height) = self._ring, self._playing, self._size
        arrived_s = arrived_ns / 1e9
        if self.last_s:
            self._slowest_s = max(self._slowest_s * 0.9, arrived_s - self.last_s)
            playing.learn(self._slowest_s)
        self.last_s = arrived_s
        if arrived_ns - self._looked_ns >= motion.EVERY_NS:
            self._looked_ns = arrived_ns
            greens = self._rows(self._drawn)[:: motion.STEP, :: motion.STEP] >> 8 & 255
            self._motion.look_at(greens, arrived_ns)
        self._odd = not self._odd
        if self._is_wanted(arrived_ns):
            self._shown_ns = arrived_ns
            # libVLC keeps a picture's own time to itself and hands it over when it is due: that is its time here.
            pixels = memoryview(self._memories[self._drawn])[: self._stride * height]
            ring.publish(pixels, width, height, self._stride, arrived_ns // 1000, arrived_ns)
        else:
            ring.note_heard(arrived_ns)
        if playing.frames == 0:
            ring.tell("live")
        playing.frames += 1
        size, self._unaccounted = self._unaccounted, 0
        ring.note_frame(size, (time.monotonic_ns() - arrived_ns) // 1000, *self.source)

    def _is_wanted(self, arrived_ns: int) -> bool:
        if self._playing.pace == "key":
            return arrived_ns - self._shown_ns >= KEY_EVERY_NS
        return self._odd or self._playing.pace != "half"


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
