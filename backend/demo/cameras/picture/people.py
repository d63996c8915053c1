"""People on foot in the rain: under umbrellas, rain coats and conical hats, with a foot before the other."""

from __future__ import annotations

from backend.demo.cameras.picture.palette import Colour, Light, shaded
from backend.demo.cameras.picture.sheet import Sheet
from backend.demo.cameras.picture.sprite import Sprite

COATS: tuple[Colour, ...] = (
    (208, 74, 66), (64, 112, 176), (222, 178, 66), (92, 158, 116), (196, 198, 202), (142, 96, 168)
)  # fmt: skip
TROUSERS: Colour = (58, 62, 76)
SKIN: Colour = (196, 156, 128)
STRAW: Colour = (232, 214, 164)


def walker(light: Light, coat: Colour, *, under: str = "umbrella") -> tuple[Sprite, ...]:
    """Two steps of somebody who walks; `under` is umbrella, hat or hood."""
    return tuple(_step(light, coat, under, stride) for stride in (0.09, -0.09))


def _step(light: Light, coat: Colour, under: str, stride: float) -> Sprite:
    sheet = Sheet(light, 1.6, 2.2, 0.5)
    sheet.shadow(0.3, 0.07)
    sheet.box((-0.16 + stride * 0.4, -0.03 + stride * 0.4), (0.0 + max(0.0, stride), 0.8), TROUSERS, 0.04)
    sheet.box((0.03 - stride * 0.4, 0.16 - stride * 0.4), (0.0 + max(0.0, -stride), 0.8), TROUSERS, 0.04)
    sheet.both([(0.25, 0.66), (0.25, 1.2), (0.18, 1.4), (0.0, 1.42)], coat)
    sheet.disc((0.0, 1.55), 0.12, 0.14, SKIN)
    if under == "umbrella":
        sheet.both([(0.62, 1.62), (0.5, 1.84), (0.24, 2.0), (0.0, 2.05)], shaded(coat, 1.15))
        sheet.both([(0.2, 1.62), (0.14, 1.9), (0.0, 2.04)], shaded(coat, 0.9))
    elif under == "hat":
        sheet.both([(0.3, 1.58), (0.03, 1.82), (0.0, 1.82)], STRAW)
    else:
        sheet.both([(0.16, 1.42), (0.15, 1.62), (0.08, 1.72), (0.0, 1.73)], shaded(coat, 0.85))
    return Sprite(*sheet.finished())


def seller(light: Light, coat: Colour) -> Sprite:
    """Somebody who sits behind baskets."""
    sheet = Sheet(light, 2.2, 1.4, 0.4)
    sheet.shadow(0.7, 0.1)
    sheet.both([(0.32, 0.1), (0.26, 0.7), (0.0, 0.78)], coat)
    sheet.disc((0.0, 0.88), 0.12, 0.13, SKIN)
    sheet.both([(0.32, 0.92), (0.03, 1.18), (0.0, 1.18)], STRAW)
    for x, goods in ((-0.62, (96, 168, 84)), (0.62, (220, 120, 60))):
        sheet.disc((x, 0.24), 0.3, 0.12, goods)
        sheet.shape([(x - 0.3, 0.24), (x - 0.2, 0.0), (x + 0.2, 0.0), (x + 0.3, 0.24)], (150, 116, 76))
    return Sprite(*sheet.finished())
