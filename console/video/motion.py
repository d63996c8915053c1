"""Whether a picture still changes: an encoder that froze goes on sending the same one, on time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

STEP, EVERY_NS, MOVED = 4, 500_000_000, 24
"""Every 4th pixel of every 4th row twice a second; a grey level that differs by over 24 is movement, not coding."""


class Motion:
    """Calls `changed(at_ns)` when a picture differs from the one that last did."""

    def __init__(self, changed: Callable[[int], None]) -> None:
        self._changed = changed
        self._reference: Any = None
        self._looked_ns = 0

    def look(self, picture: Any, at_ns: int) -> None:
        """Look at a decoded `av.VideoFrame` whose first plane is brightness."""
        if at_ns - self._looked_ns < EVERY_NS:
            return
        plane = picture.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        self.look_at(rows[: picture.height : STEP, : picture.width : STEP], at_ns)

    def look_at(self, sample: Any, at_ns: int) -> None:
        """Compare a sparse array of bytes with the one that last differed."""
        self._looked_ns = at_ns
        sample = sample.astype(np.int16)
        before = self._reference
        if before is None or before.shape != sample.shape or int(np.abs(sample - before).max()) > MOVED:
            self._reference = sample
            self._changed(at_ns)
