"""A sensor's noise in poor light. It changes with each keyframe, as what a camera's encoder leaves of it does."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt

from backend.demo.cameras import store
from backend.demo.cameras.picture.canvas import CALM

SPREAD = 1.2
ROOM = 64
"""The noise is drawn once, larger than a picture by so much, and taken from another place each time."""


@functools.cache
def _noise() -> npt.NDArray[np.uint8]:
    size = (store.MAIN.height - CALM + ROOM, store.MAIN.width + ROOM)
    rough = np.random.default_rng(0).normal(0, SPREAD, size)
    return np.round(rough + np.roll(rough, 1, 1) * 0.6).astype(np.int8).view(np.uint8)


def lay(frame: Any, turn: int) -> None:
    """Lay noise over the brightness of a frame in `yuv420p`; nothing is so dark or bright that it would come round."""
    down, right = turn * 29 % ROOM, turn * 47 % ROOM
    plane = frame.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    picture = rows[CALM:, : plane.width]
    picture += _noise()[down : down + picture.shape[0], right : right + picture.shape[1]]
