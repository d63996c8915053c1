"""Colours by the light of the hour: things are given as by day, and told how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

LAMP: Colour = (255, 206, 132)
COLD: Colour = (226, 236, 246)
HEAD: Colour = (255, 244, 214)
TAIL: Colour = (255, 58, 44)
AMBER: Colour = (255, 170, 50)
WINDOW: Colour = (228, 180, 104)


@dataclass(frozen=True)
class Light:
    """One hour: the sky, what is left of the red, green and blue of things, and how strong lamps are."""

    sky_top: Colour
    sky_low: Colour
    tint: tuple[float, float, float]
    moving: float
    """How much brighter than the ground things are that move: their own lamps light them."""
    lamps: float
    windows: float
    """The share of windows that are lit."""

    def tone(self, colour: Colour, by: float = 1.0) -> Colour:
        """What a thing of that colour looks like."""
        red, green, blue = (min(255, int(part * left * by)) for part, left in zip(colour, self.tint, strict=True))
        return red, green, blue


NIGHT = Light((15, 21, 29), (48, 58, 70), (0.40, 0.44, 0.48), 1.45, 1.0, 0.3)
DUSK = Light((56, 58, 80), (142, 112, 108), (0.56, 0.55, 0.6), 1.25, 0.75, 0.3)
DAY = Light((122, 142, 160), (182, 192, 198), (0.84, 0.86, 0.86), 1.0, 0.0, 0.0)


def light_of(name: str) -> Light:
    """The hour that a city pack names."""
    return {"night": NIGHT, "dusk": DUSK}.get(name, DAY)


def mixed(one: Colour, other: Colour, part: float) -> Colour:
    """`one`, with that part of the other."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def shaded(colour: Colour, by: float) -> Colour:
    """The same, darker or brighter."""
    red, green, blue = (min(255, int(part * by)) for part in colour)
    return red, green, blue
