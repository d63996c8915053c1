"""Privacy masks: parts of a picture that nobody may see, painted over before the picture leaves the decoder."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

Mask = tuple[float, float, float, float]
"""Left, top, width and height in shares (0 to 1) of the picture."""
GREY = bytes((40, 36, 33, 255))
"""The mask's colour in BGRA."""


def paint(pixels: memoryview, width: int, height: int, stride: int, masks: Sequence[Mask]) -> None:
    """Cover `masks` in a picture of `height` rows of `stride` bytes, in place."""
    depth = len(GREY)
    for mask in masks:
        left, top, right, bottom = box(mask, width, height)
        row = GREY * (right - left)
        for line in range(top, bottom):
            start = line * stride + left * depth
            pixels[start : start + len(row)] = row


def box(mask: Mask, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels, rounded outwards: rather a pixel too much than one too few."""
    x, y, wide, tall = mask
    left, top = max(0, min(width, int(x * width))), max(0, min(height, int(y * height)))
    right, bottom = min(width, ceil((x + wide) * width)), min(height, ceil((y + tall) * height))
    return left, top, max(left, right), max(top, bottom)
