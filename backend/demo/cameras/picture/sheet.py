"""A small picture of one thing with nothing around it, drawn in metres: what moves through a scene."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from backend.demo.cameras.picture.lamps import Pixels
from backend.demo.cameras.picture.palette import Colour, Light
from backend.demo.cameras.picture.view import Point

METRE = 64
"""Pixels a metre, as large as anything comes; what is large itself keeps further off."""
FINE = 2


class Sheet:
    """`x` is metres right of the thing's middle, `y` above where it stands; below that is room for reflections."""

    def __init__(self, light: Light, wide: float, tall: float, deep: float = 0.0, metre: int = METRE) -> None:
        self.light, self._metre = light, metre
        self._left, self._tall = wide / 2, tall
        size = (round(wide * metre) * FINE, round((tall + deep) * metre) * FINE)
        self._image = Image.new("RGBA", size)
        self._draw = ImageDraw.Draw(self._image)
        self._shines: list[tuple[Point, Point, Colour, float]] = []

    def box(self, x: Point, y: Point, colour: Colour, round_by: float = 0.0, *, lit: bool = False) -> None:
        """A rectangle from and to, with round corners."""
        (left, top), (right, bottom) = self._at(x[0], y[1]), self._at(x[1], y[0])
        ink = self._ink(colour, lit)
        self._draw.rounded_rectangle((left, top, right, bottom), round_by * self._metre * FINE, fill=ink)

    def shape(self, points: Sequence[Point], colour: Colour, *, lit: bool = False) -> None:
        """A polygon."""
        self._draw.polygon([self._at(*one) for one in points], fill=self._ink(colour, lit))

    def both(self, points: Sequence[Point], colour: Colour, *, lit: bool = False) -> None:
        """What is to the left as it is to the right: the points of its right half."""
        self.shape([*points, *((-x, y) for x, y in reversed(points))], colour, lit=lit)

    def disc(self, at: Point, wide: float, tall: float, colour: Colour, *, lit: bool = False) -> None:
        """An ellipse by its half axes."""
        (left, top), (right, bottom) = self._at(at[0] - wide, at[1] + tall), self._at(at[0] + wide, at[1] - tall)
        self._draw.ellipse((left, top, right, bottom), fill=self._ink(colour, lit))

    def shadow(self, wide: float, tall: float = 0.16, *, at: float = 0.0) -> None:
        """What the thing darkens below itself."""
        (left, top), (right, bottom) = self._at(at - wide, tall), self._at(at + wide, -tall)
        self._draw.ellipse((left, top, right, bottom), fill=(4, 6, 8, 150))

    def shine(self, at: Point, reach: Point, colour: Colour, strength: float = 1.0) -> None:
        """Light about a lamp, or its streak on the wet ground: how far it reaches across and up."""
        self._shines.append((at, reach, colour, strength * max(0.12, self.light.lamps)))

    def finished(self, sunk: float = 0.0) -> tuple[Image.Image, Point, int]:
        """The picture, where in it the thing stands, and its pixels a metre; with `sunk` metres of it under water."""
        image = self._image.reduce(FINE)
        pixels = np.asarray(image, np.float32).copy()
        if sunk:
            edge = round((self._tall - sunk) * self._metre)
            pixels[edge:, :, 3] = 0
        for shine in self._shines:
            _lighten(pixels, self._where(shine[0]), shine, self._metre)
        foot = (self._left * self._metre, (self._tall - sunk) * self._metre)
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGBA"), foot, self._metre

    def _at(self, x: float, y: float) -> Point:
        return (x + self._left) * self._metre * FINE, (self._tall - y) * self._metre * FINE

    def _where(self, at: Point) -> Point:
        return (at[0] + self._left) * self._metre, (self._tall - at[1]) * self._metre

    def _ink(self, colour: Colour, lit: bool) -> Colour:
        return colour if lit else self.light.tone(colour, self.light.moving)


def _lighten(pixels: Pixels, middle: Point, shine: tuple[Point, Point, Colour, float], metre: int) -> None:
    """Lay a light over what is there, and over the nothing about it."""
    _at, reach, colour, strength = shine
    left, right = max(0, int(middle[0] - reach[0] * metre * 2)), int(middle[0] + reach[0] * metre * 2) + 1
    top, bottom = max(0, int(middle[1] - reach[1] * metre * 2)), int(middle[1] + reach[1] * metre * 2) + 1
    window = pixels[top:bottom, left:right]
    down = (np.arange(window.shape[0], dtype=np.float32) + top - middle[1])[:, None] / (reach[1] * metre)
    across = (np.arange(window.shape[1], dtype=np.float32) + left - middle[0])[None, :] / (reach[0] * metre)
    light = np.clip(np.exp(-(across**2 + down**2) * 1.6) - 0.002, 0, 1) * min(1.0, strength)
    kept = window[..., 3] / 255 * (1 - light)
    alpha = kept + light
    parts = (kept / np.maximum(alpha, 1e-4))[..., None]
    window[..., :3] = window[..., :3] * parts + np.asarray(colour, np.float32) * (1 - parts)
    window[..., 3] = alpha * 255
