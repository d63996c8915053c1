"""Rain: drops that fall without a seam, and the rings where they meet the ground."""

from __future__ import annotations

import random

from PIL import ImageDraw

from backend.demo.cameras.picture.canvas import CALM
from backend.demo.cameras.picture.palette import Light, mixed
from backend.demo.cameras.picture.view import HEIGHT, WIDTH

DROPS = 130
RINGS = 26
TURNS = 24
"""So often in a clip a ring comes anew, each time elsewhere."""
TOP = CALM + 24
"""Rain is seen from here on: above it the camera's clock has its place."""


class Rain:
    """The rain of one clip."""

    def __init__(self, light: Light, horizon: float, dice: random.Random) -> None:
        grey = mixed(light.sky_low, (170, 184, 196), 0.24)
        self._inks = (mixed(light.sky_low, grey, 0.6), grey, mixed(grey, (200, 210, 218), 0.2))
        self._drops = [(dice.random(), dice.random(), dice.random() ** 2) for _ in range(DROPS)]
        self._rings = [(dice.random(), dice.random() ** 0.7, dice.random()) for _ in range(RINGS)]
        self._ground = horizon + (HEIGHT - horizon) * 0.3

    def draw(self, draw: ImageDraw.ImageDraw, part: float) -> None:
        """Draw it at that part of the clip."""
        deep = HEIGHT + 80 - TOP
        for x, y, near in self._drops:
            rows = TOP - 60 + ((y + part * (14 + int(near * 12))) % 1.0) * deep
            long = 14 + 34 * near
            if rows < TOP:
                continue
            left = x * (WIDTH + 110) - rows * 0.13
            draw.line((left, rows, left - long * 0.13, rows + long), fill=self._inks[int(near * 2.99)], width=1)
        for number, (x, y, start) in enumerate(self._rings):
            along = (start + part * TURNS) % TURNS
            age, turn = along % 1.0, int(along)
            row = self._ground + ((y + turn * 0.37) % 1.0) * (HEIGHT - self._ground)
            column = ((x + turn * 0.618 + number * 0.11) % 1.0) * WIDTH
            wide = 2 + 9 * age * (row - self._ground + 60) / (HEIGHT - self._ground)
            if age < 0.7:
                draw.ellipse(
                    (column - wide, row - wide * 0.35, column + wide, row + wide * 0.35), outline=self._inks[0]
                )
