"""What walls really show: the last word of each node, and the recording."""

from __future__ import annotations

from backend.walls.actual import Actual
from backend.walls.recorder import Recorder

__all__ = ["Actual", "Recorder"]
