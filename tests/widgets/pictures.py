"""Frames as a decoder would leave them in shared memory: BGRA bytes in a buffer that the tile does not own."""

from __future__ import annotations

import numpy as np


def street(width: int, height: int, number: int = 0) -> tuple[memoryview, int, int, int]:
    """Buffer, width, height and stride of a street at night; `number` makes another one."""
    picture = np.zeros((height, width, 4), np.uint8)
    picture[:] = (52, 44, 35, 255)
    picture[height // 2 :] = (56, 52, 48, 255)
    for house in range(9):
        left = (house * 83 + number * 31) % width
        top = height // 2 - 40 - (house * 53 + number * 17) % 110
        picture[top : height // 2, left : left + 56] = (38, 30, 24, 255)
        picture[top + 12 : top + 20, left + 10 : left + 16] = (120, 200, 230, 255)
    for car in range(4):
        left = (car * 157 + number * 67) % (width - 60)
        top = height // 2 + 20 + car * 34
        picture[top : top + 18, left : left + 34] = (200, 205, 210, 255) if car % 2 else (50, 50, 150, 255)
    return memoryview(picture.tobytes()), width, height, width * 4


def plain(width: int, height: int, gray: int) -> tuple[memoryview, int, int, int]:
    """One grey, for comparing."""
    return memoryview(bytes([gray, gray, gray, 255]) * (width * height)), width, height, width * 4
