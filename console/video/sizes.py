"""How large a picture is made for a tile."""

from __future__ import annotations

MOST_PIXELS = 8192 * 4608
"""Cameras go up to 8K (7680×4320); a decoder refuses what claims to be larger before it makes room for it."""


def fitted(width: int, height: int, room_width: int, room_height: int) -> tuple[int, int]:
    """The largest even size with the picture's proportions that fits the room, never larger than the picture."""
    scale = min(room_width / width, room_height / height, 1.0)
    return max(2, int(width * scale) & ~1), max(2, int(height * scale) & ~1)
