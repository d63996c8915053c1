"""Four severities, told apart without any colour: by shape, by fill, by digit, at every size."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from widgets.base import theme
from widgets.base.severity import LEVELS, is_filled, paint_severity

SIDES = (15, 16, 20, 24, 48)


def _painted(severity: int, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_severity(painter, QRectF(image.rect()), severity)
    painter.end()
    return image


def _ink(image: QImage) -> list[bool]:
    return [image.pixelColor(x, y).alpha() > 127 for x in range(image.width()) for y in range(image.height())]


@pytest.mark.parametrize("side", SIDES)
def test_the_two_that_cannot_wait_are_filled_and_the_others_are_not(dark: theme.Theme, side: int) -> None:
    shares = {level: sum(_ink(_painted(level, side))) / side**2 for level in LEVELS}
    assert min(shares[1] / 0.36, shares[2] / 0.64) > 0.8, shares
    assert max(shares[3], shares[4]) < 0.45, shares
    assert [level for level in LEVELS if is_filled(level)] == [1, 2]


@pytest.mark.parametrize("side", SIDES)
def test_no_two_are_alike_without_their_colours(dark: theme.Theme, side: int) -> None:
    inks = {level: _ink(_painted(level, side)) for level in LEVELS}
    for one, other in combinations(LEVELS, 2):
        unlike = sum(a != b for a, b in zip(inks[one], inks[other], strict=True))
        assert unlike > side**2 * 0.12, f"{one} and {other} at {side} px"


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize("level", LEVELS)
def test_nothing_of_a_shape_is_cut_off(qapp: object, name: str, level: int) -> None:
    image = _painted(level, 24)
    corners = [image.pixelColor(x, y).alpha() for x, y in ((0, 0), (23, 0))]
    assert corners == [0, 0] or level == 2
    assert any(_ink(image)), name
