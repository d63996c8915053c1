"""Vehicles as a camera on a pole sees them: coming, going, and from the side heading right."""

from __future__ import annotations

from backend.demo.cameras.picture.palette import AMBER, HEAD, TAIL, Colour, Light, shaded
from backend.demo.cameras.picture.sheet import Sheet
from backend.demo.cameras.picture.sprite import Sprite

GLASS: Colour = (62, 78, 92)
DARK: Colour = (34, 38, 42)
PLATE: Colour = (220, 222, 214)
SKIN: Colour = (190, 150, 122)


def car(light: Light, paint: Colour, *, coming: bool, sunk: float = 0.0, taxi: bool = False) -> Sprite:
    """A car, seen a little from above."""
    sheet = Sheet(light, 4.0, 2.1, 1.7)
    if not sunk:
        sheet.shadow(1.15)
    for x in (-0.8, 0.8):
        sheet.box((x - 0.13, x + 0.13), (0.0, 0.3), DARK, 0.04)
    sheet.box((-0.92, 0.92), (0.16, 0.98), paint, 0.16)
    sheet.both([(0.86, 0.94), (0.62, 1.6), (0.0, 1.64)], paint)
    sheet.both([(0.74, 0.98), (0.54, 1.46), (0.0, 1.5)], GLASS)
    sheet.both([(0.3, 0.98), (0.16, 1.48), (0.0, 1.48)], shaded(GLASS, 1.25))
    sheet.box((-0.58, 0.58), (1.5, 1.76), shaded(paint, 1.12), 0.1)
    sheet.box((-0.86, 0.86), (0.2, 0.36), DARK, 0.05)
    sheet.box((-0.24, 0.24), (0.3, 0.42), PLATE)
    if coming:
        sheet.box((-0.82, 0.82), (0.74, 0.96), shaded(paint, 1.2), 0.08)
        sheet.box((-0.4, 0.4), (0.46, 0.62), DARK, 0.05)
    else:
        sheet.box((-0.8, 0.8), (0.78, 0.94), shaded(paint, 0.8), 0.08)
    if taxi:
        sheet.box((-0.26, 0.26), (1.74, 1.92), (250, 240, 170), 0.05, lit=light.lamps > 0)
    _lamps(sheet, 0.68, 0.6, coming)
    return Sprite(*sheet.finished(sunk))


def _lamps(sheet: Sheet, x: float, y: float, coming: bool, wet: bool = True) -> None:
    """A pair of lamps, their glow, and their streaks on the ground."""
    colour = HEAD if coming else TAIL
    for side in (-x, x):
        sheet.box((side - 0.17, side + 0.17), (y - 0.1, y + 0.1), colour, 0.08, lit=True)
        if coming:
            sheet.shine((side, y), (0.42, 0.34), colour, 0.95)
            sheet.shine((side, y), (0.8, 0.7), colour, 0.34)
        else:
            sheet.shine((side, y), (0.3, 0.22), colour, 0.8)
        if wet:
            sheet.shine((side, -0.75), (0.26, 0.55), colour, 0.42 if coming else 0.34)


def bus(light: Light, paint: Colour, *, coming: bool, sunk: float = 0.0, lamps: bool = True) -> Sprite:
    """A city bus."""
    sheet = Sheet(light, 4.4, 3.7, 1.7)
    sheet.shadow(1.5, 0.22)
    for x in (-1.0, 1.0):
        sheet.box((x - 0.16, x + 0.16), (0.0, 0.4), DARK, 0.05)
    sheet.box((-1.25, 1.25), (0.22, 3.3), paint, 0.16)
    sheet.box((-1.2, 1.2), (3.1, 3.62), shaded(paint, 1.15), 0.18)
    sheet.box((-1.25, 1.25), (0.75, 1.0), (232, 232, 228))
    if coming:
        sheet.box((-1.12, 1.12), (1.25, 2.75), GLASS, 0.12)
        sheet.both([(0.5, 1.25), (0.2, 2.75), (0.0, 2.75)], shaded(GLASS, 1.2))
        sheet.box((-0.75, 0.75), (2.85, 3.1), AMBER, 0.04, lit=light.lamps > 0)
        sheet.box((-1.4, -1.22), (1.9, 2.4), DARK)
        sheet.box((1.22, 1.4), (1.9, 2.4), DARK)
    else:
        sheet.box((-1.05, 1.05), (1.9, 2.85), GLASS, 0.1)
        sheet.box((-0.6, 0.6), (1.1, 1.5), shaded(paint, 0.7), 0.04)
    sheet.box((-1.2, 1.2), (0.25, 0.5), DARK, 0.06)
    if lamps:
        _lamps(sheet, 0.98, 0.66, coming)
    return Sprite(*sheet.finished(sunk))


def truck(light: Light, paint: Colour, *, coming: bool, sunk: float = 0.0) -> Sprite:
    """A lorry with a closed box."""
    sheet = Sheet(light, 4.2, 3.5, 1.7)
    sheet.shadow(1.45, 0.2)
    for x in (-0.95, 0.95):
        sheet.box((x - 0.18, x + 0.18), (0.0, 0.5), DARK, 0.05)
    sheet.box((-1.2, 1.2), (0.9, 3.2), (206, 208, 204), 0.04)
    sheet.box((-1.2, 1.2), (3.0, 3.4), (226, 228, 224), 0.04)
    if coming:
        sheet.box((-1.1, 1.1), (0.3, 2.2), paint, 0.12)
        sheet.box((-0.95, 0.95), (1.3, 2.05), GLASS, 0.1)
    else:
        sheet.box((-0.04, 0.04), (0.95, 2.95), (120, 122, 120))
        sheet.box((-1.1, 1.1), (0.4, 0.75), DARK)
    _lamps(sheet, 0.85, 0.66, coming)
    return Sprite(*sheet.finished(sunk))


def bike(light: Light, coat: Colour, *, coming: bool, sunk: float = 0.0, two: bool = False) -> Sprite:
    """A motorbike, its rider under a rain coat."""
    sheet = Sheet(light, 2.0, 1.9, 1.2)
    if not sunk:
        sheet.shadow(0.42, 0.1)
    sheet.box((-0.08, 0.08), (0.0, 0.6), DARK, 0.06)
    sheet.both([(0.26, 0.3), (0.3, 0.62), (0.16, 0.78), (0.0, 0.8)], (70, 74, 80))
    sheet.both([(0.42, 0.5), (0.4, 0.66), (0.3, 1.3), (0.16, 1.42), (0.0, 1.44)], coat)
    sheet.shape([(-0.4, 0.66), (-0.3, 1.3), (-0.16, 1.42), (-0.08, 1.42), (-0.16, 0.6)], shaded(coat, 0.74))
    sheet.both([(0.12, 0.44), (0.16, 1.0), (0.0, 1.04)], (88, 92, 98))
    for x in (-0.46, 0.46):
        sheet.disc((x, 1.16), 0.07, 0.06, DARK)
    if two:
        sheet.disc((0.12, 1.66), 0.14, 0.16, (206, 206, 202))
    sheet.disc((0.0, 1.56), 0.15, 0.17, (216, 216, 212) if sum(coat) < 380 else (60, 66, 78))
    if coming:
        sheet.box((-0.1, 0.1), (1.46, 1.58), (40, 46, 54), 0.04)
        sheet.disc((0.0, 0.92), 0.11, 0.11, HEAD, lit=True)
        sheet.shine((0.0, 0.92), (0.3, 0.28), HEAD, 0.9)
        sheet.shine((0.0, 0.92), (0.62, 0.6), HEAD, 0.28)
        sheet.shine((0.0, -0.55), (0.2, 0.42), HEAD, 0.36)
    else:
        sheet.box((-0.1, 0.1), (0.62, 0.74), TAIL, 0.03, lit=True)
        sheet.shine((0.0, 0.68), (0.22, 0.18), TAIL, 0.8)
        sheet.shine((0.0, -0.5), (0.16, 0.45), TAIL, 0.3)
    return Sprite(*sheet.finished(sunk))


def car_side(light: Light, paint: Colour, *, taxi: bool = False) -> Sprite:
    """A car heading right."""
    sheet = Sheet(light, 8.0, 2.0, 0.9)
    sheet.shadow(2.3, 0.18)
    sheet.shape(
        [(-2.12, 0.28), (-2.16, 0.72), (-1.95, 0.92), (-1.35, 0.98), (-0.75, 1.46), (0.55, 1.48), (1.2, 1.0),
         (2.0, 0.84), (2.16, 0.6), (2.12, 0.28)], paint
    )  # fmt: skip
    sheet.shape([(-1.2, 0.98), (-0.68, 1.38), (-0.1, 1.4), (-0.1, 0.98)], GLASS)
    sheet.shape([(0.0, 0.98), (0.0, 1.4), (0.5, 1.4), (1.02, 1.0)], GLASS)
    sheet.box((-2.1, 2.1), (0.26, 0.36), DARK)
    for x in (-1.32, 1.32):
        sheet.disc((x, 0.32), 0.34, 0.34, DARK)
        sheet.disc((x, 0.32), 0.17, 0.17, (140, 144, 148))
    if taxi:
        sheet.box((-0.25, 0.25), (1.48, 1.66), (250, 240, 170), 0.04, lit=light.lamps > 0)
    _side_lamps(sheet, 2.1, 0.66)
    return Sprite(*sheet.finished())


def _side_lamps(sheet: Sheet, x: float, y: float) -> None:
    sheet.shine((x, y), (0.24, 0.2), HEAD, 0.95)
    sheet.shine((x + 0.6, y - 0.2), (0.9, 0.3), HEAD, 0.4)
    sheet.shine((x + 0.3, -0.25), (0.5, 0.25), HEAD, 0.3)
    sheet.shine((-x, y), (0.2, 0.18), TAIL, 0.8)
    sheet.shine((-x, -0.25), (0.24, 0.25), TAIL, 0.3)


def bus_side(light: Light, paint: Colour) -> Sprite:
    """A city bus heading right."""
    sheet = Sheet(light, 13.0, 3.4, 0.8)
    sheet.shadow(5.3, 0.22)
    sheet.box((-5.2, 5.2), (0.32, 3.1), paint, 0.22)
    sheet.box((-5.2, 5.2), (0.9, 1.2), (232, 232, 228))
    for number in range(7):
        left = -4.9 + number * 1.3
        sheet.box((left, left + 1.15), (1.5, 2.5), (236, 214, 160) if light.lamps else GLASS, 0.08)
    sheet.box((4.25, 5.12), (1.35, 2.6), GLASS, 0.1)
    for x in (-3.3, 3.4):
        sheet.disc((x, 0.45), 0.48, 0.48, DARK)
        sheet.disc((x, 0.45), 0.22, 0.22, (140, 144, 148))
    _side_lamps(sheet, 5.15, 0.7)
    return Sprite(*sheet.finished())


def bike_side(light: Light, coat: Colour, *, two: bool = False) -> Sprite:
    """A motorbike heading right."""
    sheet = Sheet(light, 4.2, 2.0, 0.7)
    sheet.shadow(0.95, 0.1)
    for x in (-0.62, 0.62):
        sheet.disc((x, 0.28), 0.28, 0.28, DARK)
        sheet.disc((x, 0.28), 0.15, 0.15, (110, 114, 118))
    sheet.shape([(-0.85, 0.6), (-0.5, 0.35), (0.3, 0.35), (0.62, 0.95), (0.4, 1.0), (0.2, 0.62)], shaded(coat, 0.6))
    if two:
        _rider(sheet, -0.5, shaded(coat, 0.8))
    _rider(sheet, -0.1, coat)
    sheet.shine((0.68, 0.88), (0.2, 0.18), HEAD, 0.9)
    sheet.shine((1.15, 0.6), (0.6, 0.25), HEAD, 0.34)
    sheet.shine((-0.86, 0.62), (0.16, 0.14), TAIL, 0.8)
    return Sprite(*sheet.finished())


def _rider(sheet: Sheet, x: float, coat: Colour) -> None:
    sheet.shape([(x - 0.3, 0.55), (x - 0.22, 1.3), (x + 0.1, 1.36), (x + 0.48, 1.02), (x + 0.3, 0.5)], coat)
    sheet.disc((x, 1.52), 0.16, 0.17, shaded(coat, 0.65))


def ambulance_side(light: Light) -> Sprite:
    """An ambulance at the kerb, its blue light on."""
    sheet = Sheet(light, 8.0, 3.2, 0.8)
    sheet.shadow(2.7, 0.2)
    sheet.shape([(-2.6, 0.35), (-2.6, 2.35), (1.2, 2.4), (2.1, 1.4), (2.6, 1.2), (2.62, 0.35)], (236, 238, 238))
    sheet.box((-2.6, 2.55), (0.95, 1.15), (206, 40, 36))
    sheet.shape([(0.5, 1.4), (0.5, 2.1), (1.15, 2.1), (1.85, 1.4)], GLASS)
    sheet.box((-1.5, -1.1), (1.3, 2.1), (206, 40, 36))
    sheet.box((-1.7, -0.9), (1.5, 1.9), (206, 40, 36))
    for x in (-1.6, 1.7):
        sheet.disc((x, 0.38), 0.4, 0.4, DARK)
    sheet.box((-0.2, 0.5), (2.36, 2.56), (70, 130, 255), 0.06, lit=True)
    sheet.shine((0.15, 2.5), (0.9, 0.6), (70, 130, 255), 0.6)
    _side_lamps(sheet, 2.55, 0.75)
    return Sprite(*sheet.finished())
