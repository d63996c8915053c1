"""Whether bytes really are a PNG or a JPEG, and one that can be shown without harm: nothing is taken on its word.

No picture is ever decoded here. A PNG is unpacked piece by piece and thrown away, only to see that it holds as much as
its head says and no more: a few kilobytes can unpack to gigabytes.
"""

from __future__ import annotations

import math
import zlib
from types import MappingProxyType

from backend.walls import jpeg

MOST_PX = 8192
"""Of a side; a wall of four screens of 3840 px in a square has 7680."""
MOST_PIXELS = 40_000_000
"""Some 160 MB in a screen's memory."""
MOST_SCANS = 100
"""A progressive JPEG comes in some ten scans; thousands of them would keep a decoder busy for minutes."""
_PNG = b"\x89PNG\r\n\x1a\n"
_CHANNELS = MappingProxyType({0: 1, 2: 3, 3: 1, 4: 2, 6: 4})
"""Samples of a pixel by colour type (W3C PNG, 11.2.1)."""
_DEPTHS = MappingProxyType({0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)})
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Adam7: the first column and row of each pass, and its steps."""
_PIECE = 2**18


class BadPictureError(ValueError):
    """Why it is refused, in words for a problem document."""


def media_type(data: bytes) -> str:
    """`image/png` or `image/jpeg`. Raises `BadPictureError`."""
    if data.startswith(_PNG):
        _check_png(data)
        return "image/png"
    size = jpeg.size(data)
    if size is None:
        raise BadPictureError("these bytes are neither PNG nor JPEG")
    _check_size(*size)
    if b"\xff\xda" not in data or data.rfind(b"\xff\xd9") < data.find(b"\xff\xda"):
        raise BadPictureError("the JPEG is not whole")
    if not data.endswith(b"\xff\xd9"):
        raise BadPictureError("the JPEG has something behind its end")
    if data.count(b"\xff\xda") > MOST_SCANS:
        raise BadPictureError(f"a JPEG may have {MOST_SCANS} scans")
    return "image/jpeg"


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MOST_PX and 0 < height <= MOST_PX and width * height <= MOST_PIXELS):
        raise BadPictureError(f"a picture may have {MOST_PX} px a side and {MOST_PIXELS} in all")


def _check_png(data: bytes) -> None:
    at, packed, head, ended = len(_PNG), bytearray(), b"", False
    while not ended and at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        kind, body, end = data[at + 4 : at + 8], data[at + 8 : at + 8 + size], at + 12 + size
        if end > len(data) or zlib.crc32(body, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end]):
            raise BadPictureError("the PNG is not whole")
        if not head and kind != b"IHDR":
            raise BadPictureError("the PNG has no head")
        if kind == b"IHDR":
            head = body
        elif kind == b"IDAT":
            packed += body
        ended, at = kind == b"IEND", end
    if not ended:
        raise BadPictureError("the PNG is not whole")
    if at != len(data):
        raise BadPictureError("the PNG has something behind its end")
    _check_content(bytes(packed), _unpacked_bytes(head))


def _unpacked_bytes(head: bytes) -> int:
    """How much a PNG with this head holds. Raises `BadPictureError`."""
    if len(head) != 13:
        raise BadPictureError("the PNG has no head")
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    depth, color, interlaced = head[8], head[9], head[12]
    if depth not in _DEPTHS.get(color, ()) or interlaced > 1:
        raise BadPictureError("the head of the PNG cannot be")
    _check_size(width, height)
    bits = depth * _CHANNELS[color]
    if not interlaced:
        return height * (1 + math.ceil(width * bits / 8))
    total = 0
    for left, top, across, down in _PASSES:
        cols, rows = math.ceil((width - left) / across), math.ceil((height - top) / down)
        total += rows * (1 + math.ceil(cols * bits / 8)) if cols > 0 and rows > 0 else 0
    return total


def _check_content(packed: bytes, wanted: int) -> None:
    """Unpack and count, never more than one piece at a time."""
    unpacker, seen = zlib.decompressobj(), 0
    try:
        while not unpacker.eof and seen <= wanted:
            part = unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
            if not part and not packed:
                break
            seen += len(part)
    except zlib.error as error:
        raise BadPictureError("the PNG cannot be unpacked") from error
    if seen != wanted:
        raise BadPictureError("the PNG holds more or less than its head says")
    if unpacker.unused_data or packed:
        raise BadPictureError("the PNG has something behind its picture")
