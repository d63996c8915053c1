"""Where a picture goes on its tile, and which part of it is shown there. Plain geometry, no painting."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt

FILLS_BELOW_PX = 640
"""A narrower picture is cropped to fill its place; from here on all of it is shown: what a crop would cut away may be
what somebody is looking for."""
SLACK_PX = 8
"""Scaling in the paint costs, and the decoder scales already: a picture that is so little larger than its place is cut
at its edges instead, one that is so little smaller is painted as it is."""


class Placed(NamedTuple):
    """`part` of the picture goes to `target`; the two are of one size where nothing has to be scaled."""

    target: QRect
    part: QRect

    @property
    def is_plain(self) -> bool:
        """Whether it is painted pixel by pixel."""
        return self.target.size() == self.part.size()


def placed(picture: QSize, room: QRect, *, fills: bool) -> Placed:
    """A picture of this size in `room`: over all of it (`fills`), or whole within it."""
    return _filling(picture, room) if fills else _whole(picture, room)


def covering(picture: QSize, room: QSize) -> QSize:
    """The even size, in the picture's proportions, that a decoder has to be asked for so that what it makes, which is
    even too and never larger than asked for, covers `room`."""
    wide, high = room.width() + room.width() % 2, room.height() + room.height() % 2
    scale = max(wide / picture.width(), high / picture.height())
    return QSize(_even_above(picture.width() * scale), _even_above(picture.height() * scale))


def _even_above(length: float) -> int:
    """An even number that is more than this by one at least, so that no rounding makes it less."""
    least = math.ceil(length) + 1
    return least + least % 2


def _filling(picture: QSize, room: QRect) -> Placed:
    spare = picture - room.size()
    if min(spare.width(), spare.height()) >= 0 and min(spare.width(), spare.height()) <= SLACK_PX:
        return Placed(room, _middle(picture, room.size()))
    return Placed(room, _middle(picture, room.size().scaled(picture, Qt.AspectRatioMode.KeepAspectRatio)))


def _whole(picture: QSize, room: QRect) -> Placed:
    all_of_it = QRect(QPoint(0, 0), picture)
    spare = room.size() - picture
    fits = 0 <= min(spare.width(), spare.height()) <= SLACK_PX
    target = all_of_it if fits else QRect(
        QPoint(0, 0), picture.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    )  # fmt: skip
    return Placed(target.translated(room.center() - target.center()), all_of_it)


def _middle(picture: QSize, size: QSize) -> QRect:
    """The part of `size` pixels in the middle of a picture."""
    return QRect(QPoint((picture.width() - size.width()) // 2, (picture.height() - size.height()) // 2), size)
