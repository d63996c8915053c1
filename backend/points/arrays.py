"""Columns of numbers as bytes: exact, and small where neighbours are alike, as the measured values of a day are.

Times are kept as differences; then the bytes of all numbers stand in the order of their places (all first bytes, all
second ones and so on), which `zlib` makes short: a value of a few digits takes 1 to 7 bytes together with its time, by
how much it moves (`python -m tests.bench.points`).
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import sub

WIDTH = 8
FORM = b"\x01"
"""Says how the bytes after it are to be read, so that another form can live beside this one."""
LEVEL = 6


def packed(times: Sequence[int], *columns: Iterable[float]) -> bytes:
    """Whole numbers that grow, such as milliseconds, and columns of numbers beside them."""
    steps = array("q", times[:1])
    steps.extend(map(sub, times[1:], times[:-1]))
    parts = [_apart(steps), *(_apart(array("d", column)) for column in columns)]
    return FORM + zlib.compress(b"".join(parts), LEVEL)


def unpacked(data: bytes, columns: int) -> tuple[list[int], list[list[float]]]:
    """What was packed, with so many columns. Raises ValueError where the bytes are none of ours."""
    if data[:1] != FORM:
        raise ValueError("not a form of packed numbers that is known here")
    try:
        plain = zlib.decompress(data[1:])
    except zlib.error as error:
        raise ValueError("packed numbers are damaged") from error
    size, over = divmod(len(plain), columns + 1)
    if over or size % WIDTH:
        raise ValueError("packed numbers are damaged")
    parts = [plain[start : start + size] for start in range(0, len(plain), size)] if size else []
    if not parts:
        return [], [[] for _ in range(columns)]
    times, *rest = parts
    return list(accumulate(int(step) for step in _together("q", times))), [list(_together("d", part)) for part in rest]


def _apart(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    plain = numbers.tobytes()
    return b"".join(plain[place::WIDTH] for place in range(WIDTH))


def _together(code: str, part: bytes) -> array[int] | array[float]:
    count = len(part) // WIDTH
    plain = bytearray(len(part))
    for place in range(WIDTH):
        plain[place::WIDTH] = part[place * count : (place + 1) * count]
    numbers: array[int] | array[float] = array(code)
    numbers.frombytes(bytes(plain))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
