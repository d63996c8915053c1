"""Whether a picture still changes: an encoder that froze goes on sending the same one, on time."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np

STEP, EVERY_NS, MOVED = 4, 500_000_000, 24
"""Every 4th pixel of every 4th row twice a second; a grey level that differs by over 24 is movement, not coding."""
SIZES = 64
"""Packets whose sizes are looked at."""
_FEWEST, _DISTINCT, _NOISY = 5, 0.8, 0.05
"""Sensor noise of 0.7 to 3 grey levels in a dark still scene changes 8 % and more of the pixels from one look to the
next, and 81 % and more of the packets' sizes are distinct; of one picture encoded again and again (H.264, H.265,
each 4th to 250th a keyframe) 77 % at most, once it has settled. Measured, docs/decisions/015."""


class Motion:
    """Calls `changed(at_ns)` when a picture differs from the one that last did, else `still()`, at each look."""

    def __init__(self, changed: Callable[[int], None], still: Callable[[], None]) -> None:
        self._changed, self._still = changed, still
        self._reference: Any = None
        self._before: Any = None
        self._looked_ns = 0

    def look(self, picture: Any, at_ns: int, sizes: Collection[int]) -> None:
        """Look at a decoded `av.VideoFrame` whose first plane is brightness; `sizes` of its newest packets in bytes."""
        if at_ns - self._looked_ns < EVERY_NS:
            return
        plane = picture.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        self.look_at(rows[: picture.height : STEP, : picture.width : STEP], at_ns, sizes)

    def look_at(self, sample: Any, at_ns: int, sizes: Collection[int] = ()) -> None:
        """Compare a sparse array of bytes with the one that last differed."""
        self._looked_ns = at_ns
        sample = sample.astype(np.uint8)  # a copy, in bytes: with 64 cameras of 1080p it is 8 MB, in words it is 16
        reference, before, self._before = self._reference, self._before, sample
        if reference is None or reference.shape != sample.shape or _most_apart(sample, reference) > MOVED:
            self._reference = sample
            self._changed(at_ns)
        elif float((sample != before).mean()) >= _NOISY and _vary(sizes):
            self._changed(at_ns)
        else:
            self._still()


def _most_apart(one: Any, other: Any) -> int:
    """The largest difference of two arrays of bytes, by bytes alone."""
    return int((np.maximum(one, other) - np.minimum(one, other)).max())


def _vary(sizes: Collection[int]) -> bool:
    """Whether hardly a packet is as large as another: a sensor never sees the same picture twice, even in the dark."""
    return len(sizes) >= _FEWEST and len(set(sizes)) >= _DISTINCT * len(sizes)
