"""Boats from the side."""

from __future__ import annotations

from backend.demo.cameras.picture.palette import COLD, LAMP, Colour, Light, shaded
from backend.demo.cameras.picture.sheet import Sheet
from backend.demo.cameras.picture.sprite import Sprite

WOOD: Colour = (126, 94, 66)
LARGE = 30
"""Pixels a metre of what is never near."""


def trawler(light: Light, paint: Colour) -> Sprite:
    """A fishing boat with its cabin, mast and lamps."""
    sheet = Sheet(light, 12.0, 7.2, 2.6, LARGE)
    sheet.shape([(-5.2, 1.5), (-4.6, 0.1), (3.9, 0.1), (5.5, 2.3), (3.4, 1.5)], paint)
    sheet.shape([(-5.2, 1.5), (-5.15, 1.3), (3.5, 1.28), (5.35, 2.1), (5.5, 2.3), (3.4, 1.5)], (206, 74, 56))
    sheet.shape([(-4.7, 0.35), (-4.6, 0.1), (3.9, 0.1), (4.1, 0.35)], (60, 62, 62))
    sheet.box((-4.0, -0.6), (1.5, 3.4), (206, 204, 192), 0.1)
    sheet.box((-4.2, -0.4), (3.3, 3.6), shaded(paint, 1.1), 0.08)
    for x in (-3.6, -2.5, -1.4):
        sheet.box((x, x + 0.7), (2.2, 2.95), (236, 206, 140) if light.lamps else (60, 70, 80), lit=light.lamps > 0)
    sheet.box((1.2, 1.34), (1.4, 6.6), (150, 140, 120))
    sheet.shape([(1.27, 6.2), (4.6, 2.1), (4.66, 2.16), (1.3, 6.35)], (120, 116, 108))
    sheet.shape([(1.2, 5.6), (-3.8, 3.7), (-3.8, 3.76), (1.2, 5.72)], (120, 116, 108))
    for x, y, colour in ((1.27, 6.6, COLD), (-2.4, 3.9, LAMP)):
        sheet.shine((x, y), (0.5, 0.5), colour, 0.9)
        sheet.shine((x, -1.0), (0.4, 1.0), colour, 0.4)
    return Sprite(*sheet.finished())


def ferry(light: Light) -> Sprite:
    """A car ferry, lit along its deck."""
    sheet = Sheet(light, 24.0, 8.0, 2.8, LARGE)
    sheet.shape([(-10.5, 1.4), (-9.2, 0.1), (9.2, 0.1), (10.5, 1.4)], (64, 92, 120))
    sheet.box((-10.5, 10.5), (1.3, 1.6), (226, 226, 220))
    sheet.box((-6.5, 6.5), (1.6, 3.4), (168, 170, 168))
    sheet.box((-7, 7), (3.4, 3.7), (226, 226, 220))
    sheet.box((-3.5, 3.5), (3.7, 5.4), (206, 206, 198))
    sheet.box((-4, 4), (5.4, 5.7), (196, 70, 56))
    for number in range(9):
        x = -6.0 + number * 1.4
        sheet.box((x, x + 0.9), (2.1, 3.0), (244, 216, 150) if light.lamps else (60, 70, 80), lit=light.lamps > 0)
    for x in (-8.5, -3, 3, 8.5):
        sheet.shine((x, 3.9), (0.6, 0.6), LAMP, 0.85)
        sheet.shine((x, -1.1), (0.5, 1.1), LAMP, 0.42)
    return Sprite(*sheet.finished())


def barge(light: Light) -> Sprite:
    """A barge with sand, low in the water."""
    sheet = Sheet(light, 24.0, 5.0, 2.0, LARGE)
    sheet.shape([(-10.5, 1.2), (-9.8, 0.05), (9.6, 0.05), (11, 1.5), (9.5, 1.2)], (96, 84, 76))
    sheet.shape([(-4.5, 1.2), (-2, 2.2), (3, 2.5), (6.5, 2.1), (8.6, 1.2)], (176, 152, 112))
    sheet.box((-9.4, -6.2), (1.2, 3.6), (196, 196, 186), 0.08)
    sheet.box((-8.8, -7.8), (2.4, 3.1), (236, 206, 140) if light.lamps else (60, 70, 80), lit=light.lamps > 0)
    for x, colour in ((-7.8, LAMP), (9.6, (90, 255, 150))):
        sheet.shine((x, 3.9 if x < 0 else 1.9), (0.5, 0.5), colour, 0.9)
        sheet.shine((x, -0.8), (0.4, 0.9), colour, 0.4)
    return Sprite(*sheet.finished())


def sampan(light: Light) -> Sprite:
    """A small boat with somebody in it."""
    sheet = Sheet(light, 6.0, 2.2, 1.0)
    sheet.shape([(-2.6, 0.75), (-1.9, 0.02), (1.9, 0.02), (2.7, 0.85), (1.7, 0.45), (-1.6, 0.42)], WOOD)
    sheet.shape([(-1.1, 0.45), (-0.9, 1.1), (-0.4, 1.15), (-0.3, 0.45)], (84, 120, 164))
    sheet.shape([(-1.05, 1.2), (-0.66, 1.5), (-0.25, 1.2)], (230, 212, 164))
    sheet.shine((1.6, 0.9), (0.3, 0.3), LAMP, 0.8)
    sheet.shine((1.6, -0.4), (0.25, 0.5), LAMP, 0.36)
    return Sprite(*sheet.finished())


def crates(light: Light, paint: Colour, high: int) -> Sprite:
    """Crates on the quay, a few on top of each other."""
    sheet = Sheet(light, 3.0, 3.0, 0.3)
    sheet.shadow(1.0, 0.12)
    for row in range(high):
        low, left = row * 0.62, -0.8 + row * 0.12
        for x in (left, left + 0.84) if row < high - 1 or high == 1 else (left + 0.3,):
            sheet.box((x, x + 0.8), (low, low + 0.58), paint)
            sheet.box((x, x + 0.8), (low + 0.5, low + 0.62), shaded(paint, 1.3))
            for up in (0.15, 0.33):
                sheet.box((x, x + 0.8), (low + up, low + up + 0.04), shaded(paint, 0.66))
    return Sprite(*sheet.finished())
