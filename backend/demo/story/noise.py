"""Numbers that look like chance and are the same in every run, for many moments at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_MASK = (1 << 64) - 1
_STEP, _KNOT = 0x9E3779B97F4A7C15, np.uint64(0xBF58476D1CE4E5B9)
_MIXES = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_LAST, _KEPT = np.uint64(31), np.uint64(11)


def noise(key: int, knots: Numbers) -> Numbers:
    """A fixed number from -1 to 1 for each whole-numbered knot of the curve `key` (splitmix64)."""
    mixed = np.uint64(key * _STEP & _MASK) + knots.astype(np.int64).astype(np.uint64) * _KNOT
    for shift, factor in _MIXES:
        mixed = (mixed ^ (mixed >> shift)) * factor
    mixed ^= mixed >> _LAST
    return (mixed >> _KEPT) / float(1 << 52) - 1.0


def noise_at(key: int, knot: int) -> float:
    """The same for one knot."""
    return float(noise(key, np.array([knot], np.float64))[0])


def smooth_noise(key: int, at: Numbers) -> Numbers:
    """Noise that moves gently between whole-numbered knots."""
    knots = np.floor(at)
    part = at - knots
    ease = part * part * (3 - 2 * part)
    return noise(key, knots) * (1 - ease) + noise(key, knots + 1) * ease
