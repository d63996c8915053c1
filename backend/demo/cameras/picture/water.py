"""Water that moves: short lights on it that go to and fro, longer the nearer they are."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

from backend.demo.cameras.picture.palette import Colour, Light
from backend.demo.cameras.picture.view import HEIGHT, WIDTH, Point

WATER: Colour = (74, 122, 152)
TRIES = 12


class Ripples:
    """Lights on the water within an area of the picture, below the row `line` where it begins."""

    def __init__(self, area: Sequence[Point], line: float, light: Light, dice: random.Random, many: int = 80) -> None:
        mask = Image.new("L", (WIDTH, HEIGHT))
        ImageDraw.Draw(mask).polygon([*area], fill=255)
        inside = mask.load()
        self._colours = [light.tone(WATER, by) for by in (1.5, 1.9, 1.25)]
        self._lights: list[tuple[float, float, float, float, int]] = []
        for number in range(many * TRIES):
            near = dice.random() ** 1.4
            x, y = dice.uniform(0, WIDTH - 1), line + 4 + near * (HEIGHT - 5 - line)
            if len(self._lights) < many and inside is not None and inside[int(x), int(y)]:
                self._lights.append((x, y, near, dice.random(), number % 3))

    def draw(self, draw: ImageDraw.ImageDraw, part: float) -> None:
        """Draw them at that part of the clip."""
        for x, y, near, start, colour in self._lights:
            turn = 2 * math.pi * (part * 4 + start)
            wide = (5 + near * 44) * (1 + 0.45 * math.sin(turn))
            middle = x + math.sin(2 * math.pi * (part * 2 + start)) * (4 + near * 16)
            draw.line((middle - wide, y, middle + wide, y), fill=self._colours[colour], width=1 + int(near * 2.4))
