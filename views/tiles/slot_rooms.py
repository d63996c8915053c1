"""Where the pictures, the map and the numbers of an alarm stand in a reserved place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

CAMERAS_BESIDE_MAP = 3
MAP_SHAPE = 0.75
"""A map narrower than this share of its height shows one street."""


@dataclass(frozen=True)
class Least:
    """How low a picture and a number may be, and what lies between them, in pixels."""

    picture: int
    number: int
    gap: int


@dataclass(frozen=True)
class Rooms:
    """Rooms of the cameras that are shown, of the map where it has one, and of the numbers."""

    cameras: list[QRect]
    map: QRect | None
    indicators: list[QRect]


def arranged(room: QRect, cameras: int, indicators: int, least: Least, *, with_map: bool) -> Rooms:
    """As many cameras as are not too low; beside them the map, unless no camera would have room then."""
    if with_map:
        found = _with_map(room, min(cameras, CAMERAS_BESIDE_MAP), indicators, least)
        if found is not None:
            return found
    shown = cameras
    while shown > 1 and _lowest(boxes(room, shown, 0, least.number, least.gap)[0]) < least.picture:
        shown -= 1
    pictures, numbers = boxes(room, shown, indicators, least.number, least.gap)
    return Rooms(pictures, None, numbers)


def _with_map(room: QRect, cameras: int, indicators: int, least: Least) -> Rooms | None:
    upper, lower = _split(room, 1, indicators, least.number, least.gap)
    numbers = _row(lower, indicators, least.gap)
    for shown in range(cameras, 0, -1):
        pictures, beside = _beside_map(upper, shown, least.gap)
        wide_enough = beside.width() >= MAP_SHAPE * beside.height()
        if wide_enough and _lowest([*pictures, beside]) >= least.picture and _narrowest(pictures) >= least.picture:
            return Rooms(pictures, beside, numbers)
    return Rooms([], upper, numbers) if not cameras else None


def _beside_map(room: QRect, cameras: int, gap: int) -> tuple[list[QRect], QRect]:
    """Up to two cameras share one half, the map has the other; of four quarters it has the last."""
    if cameras > 2:
        *pictures, beside = _grid(room, 2, 2, 4, gap)
        return pictures[:cameras], beside
    if room.width() > room.height():
        half, beside = _grid(room, 2, 1, 2, gap)
        return _grid(half, 1, cameras, cameras, gap), beside
    half, beside = _grid(room, 1, 2, 2, gap)
    return _grid(half, cameras, 1, cameras, gap), beside


def boxes(room: QRect, cameras: int, indicators: int, least_px: int, gap: int) -> tuple[list[QRect], list[QRect]]:
    """Where so many cameras and indicators stand in `room`: cameras as large as they can be, indicators in a row below.

    Indicators go where the pictures would become smaller than they are high for them.
    """
    upper, lower = _split(room, cameras, indicators, least_px, gap)
    columns = 1 if cameras <= 1 or (cameras == 2 and upper.width() < upper.height()) else 2
    rows = -(-cameras // columns) if cameras else 0
    return _grid(upper, columns, rows, cameras, gap), _row(lower, indicators, gap)


def _split(room: QRect, pictures: int, indicators: int, least_px: int, gap: int) -> tuple[QRect, QRect]:
    """The room of the pictures, and below it that of the numbers, which is empty where they have to go."""
    strip = min(room.height() // 3, 2 * least_px) if indicators else 0
    if pictures and strip < least_px:
        strip = 0
    if not pictures:
        strip = room.height() if indicators else 0
    upper = QRect(room.left(), room.top(), room.width(), room.height() - strip - (gap if strip and pictures else 0))
    return upper, QRect(room.left(), room.bottom() + 1 - strip, room.width(), strip)


def _row(room: QRect, count: int, gap: int) -> list[QRect]:
    return _grid(room, max(1, count), 1, count if room.height() > 0 else 0, gap)


def _grid(room: QRect, columns: int, rows: int, count: int, gap: int) -> list[QRect]:
    found = []
    for number in range(count):
        row, column = divmod(number, columns)
        wide, high = (room.width() - gap * (columns - 1)) // columns, (room.height() - gap * (rows - 1)) // rows
        found.append(QRect(room.left() + column * (wide + gap), room.top() + row * (high + gap), wide, high))
    return found


def _lowest(rooms: list[QRect]) -> int:
    return min((one.height() for one in rooms), default=0)


def _narrowest(rooms: list[QRect]) -> int:
    return min((one.width() for one in rooms), default=0)
