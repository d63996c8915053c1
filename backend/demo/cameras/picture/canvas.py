"""The still part of a scene: flat shapes in perspective, drawn at twice the size; then light, wet ground and haze."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import fontpkg_be_vietnam_pro
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from backend.demo.cameras.picture import lamps
from backend.demo.cameras.picture.lamps import Lamp, Mask, Pixels
from backend.demo.cameras.picture.palette import LAMP, Colour, Light, mixed
from backend.demo.cameras.picture.view import HEIGHT, WIDTH, Point, View

FINE = 2
CALM = 40
"""So many rows at the top are nothing but sky: the camera's clock stands there."""
LENS = 0.7
"""No lens of a street camera is sharper than so many pixels."""
_FONTS = Path(fontpkg_be_vietnam_pro.__path__[0]) / "files"


class Canvas:
    """What stands still before a camera. Colours are those by day, unless `lit`: then they shine by themselves."""

    def __init__(self, view: View, light: Light, dice: random.Random) -> None:
        self.view, self.light, self.dice = view, light, dice
        self._image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), light.sky_top)
        self._draw = ImageDraw.Draw(self._image)
        self._standing = Image.new("L", (WIDTH, HEIGHT))
        self._stand = ImageDraw.Draw(self._standing)
        self._lamps: list[Lamp] = []
        self._hidden: list[Lamp] = []
        self._mirrors: list[tuple[int, Sequence[Sequence[Point]], float]] = []

    def shape(self, points: Sequence[Point], colour: Colour, *, lit: bool = False, flat: bool = False) -> None:
        """A polygon of the picture; `flat` on the ground, where it reflects what stands behind it."""
        self._stand.polygon([*points], fill=0 if flat else 255)
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=self._ink(colour, lit))

    def line(self, points: Sequence[Point], colour: Colour, width: float = 1.0, *, lit: bool = False) -> None:
        """A line of the picture."""
        inked = self._ink(colour, lit)
        self._draw.line([(x * FINE, y * FINE) for x, y in points], fill=inked, width=max(1, round(width * FINE)))

    def oval(self, middle: Point, wide: float, tall: float, colour: Colour, *, lit: bool = False) -> None:
        """An ellipse of the picture, by its half axes."""
        (x, y), ink = middle, self._ink(colour, lit)
        self._stand.ellipse((x - wide, y - tall, x + wide, y + tall), fill=255)
        box = ((x - wide) * FINE, (y - tall) * FINE, (x + wide) * FINE, (y + tall) * FINE)
        self._draw.ellipse(box, fill=ink)

    def ground(self, points: Sequence[Point], colour: Colour) -> None:
        """A polygon that lies on the ground, by metres to the right and ahead."""
        self.shape([self.view.at(x, z) for x, z in points], colour, flat=True)

    def front(self, x: Point, z: float, y: Point, colour: Colour, *, lit: bool = False) -> None:
        """An upright rectangle that faces the camera: from and to in metres, at the distance `z`."""
        corners = [self.view.at(one, z, up) for one, up in ((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1]))]
        self.shape(corners, colour, lit=lit)

    def side(self, x: float, z: Point, y: Point, colour: Colour, *, lit: bool = False) -> None:
        """An upright rectangle along the road, at `x` to the right."""
        corners = [self.view.at(x, one, up) for one, up in ((z[0], y[0]), (z[1], y[0]), (z[1], y[1]), (z[0], y[1]))]
        self.shape(corners, colour, lit=lit)

    def words(self, middle: Point, text: str, size: float, colour: Colour) -> None:
        """A sign's words, lit from within."""
        font = ImageFont.truetype(str(_FONTS / "BeVietnamPro-SemiBold.ttf"), max(6, round(size * FINE)))
        self._draw.text((middle[0] * FINE, middle[1] * FINE), text, fill=colour, font=font, anchor="mm")

    def lamp(self, at: tuple[float, float, float], colour: Colour, metres: float = 0.22, strength: float = 1.0) -> None:
        """A lamp at (x, z, y) that lights the ground below it."""
        x, z, y = at
        right, top = self.view.at(x, z, y)
        size = max(1.4, metres * self.view.scale(z))
        strength *= self.light.lamps
        if strength:
            self._lamps.append(Lamp(right, top, size, colour, strength, self.view.at(x, z)[1]))

    def pool(self, at: tuple[float, float, float], strength: float) -> None:
        """The light of a lamp that is itself out of sight."""
        x, z, y = at
        right, top = self.view.at(x, z, y)
        self._hidden.append(Lamp(right, top, 1, LAMP, strength * self.light.lamps, self.view.at(x, z)[1]))

    def glow(self, at: Point, size: float, colour: Colour, strength: float = 1.0) -> None:
        """A light of the picture that is too far or too weak to light the ground."""
        if self.light.lamps:
            self._lamps.append(Lamp(*at, size, colour, strength * self.light.lamps))

    def wet(self, line: float, areas: Sequence[Sequence[Point]], strength: float) -> None:
        """From the row `line` on, these parts of the picture reflect what is above."""
        self._mirrors.append((round(line), areas, strength))

    def finished(self, *, haze: float) -> Image.Image:
        """The picture, with its light."""
        dice = np.random.default_rng(self.dice.randrange(1 << 30))
        picture: Pixels = np.asarray(self._image.reduce(FINE), np.float32).copy()
        self._grain(picture, dice)
        lamps.lighten(picture, (*self._lamps, *self._hidden))
        for lamp in self._lamps:
            lamps.halo(picture, lamp)
        flat = 1 - np.asarray(self._standing, np.float32) / 255
        for line, areas, strength in self._mirrors:
            lamps.mirror(picture, line, _mask(areas) * flat, strength, dice)
        if self._mirrors:
            for lamp in self._lamps:
                lamps.streak(picture, lamp, dice)
        lamps.bloom(picture, 0.9 * self.light.lamps)
        self._haze(picture, haze)
        _vignette(picture)
        calm = np.clip((np.arange(HEIGHT, dtype=np.float32) - CALM) / 60, 0, 1)[:, None, None]
        picture = picture * calm + np.asarray(self.light.sky_top, np.float32) * (1 - calm)
        sharp = Image.fromarray(np.clip(picture, 0, 250).astype(np.uint8))
        return sharp.filter(ImageFilter.GaussianBlur(LENS))

    def _ink(self, colour: Colour, lit: bool) -> Colour:
        return colour if lit else self.light.tone(colour)

    def _grain(self, picture: Pixels, dice: np.random.Generator) -> None:
        """Nothing is of one colour: asphalt, plaster and leaves have a grain."""
        rough = dice.normal(0, 1, picture.shape[:2]).astype(np.float32)
        rough = (rough + np.roll(rough, 1, 1) + np.roll(rough, 1, 0)) * 0.58
        picture *= (1 + 0.035 * rough)[..., None]

    def _haze(self, picture: Pixels, strength: float) -> None:
        rows = np.arange(HEIGHT, dtype=np.float32) - np.float32(self.view.horizon)
        part = (np.exp(-((rows / 95) ** 2)) * strength)[:, None, None]
        colour = np.asarray(mixed(self.light.sky_low, (150, 150, 150), 0.1), np.float32)
        picture *= 1 - part
        picture += colour * part


def _mask(areas: Sequence[Sequence[Point]]) -> Mask:
    mask = Image.new("L", (WIDTH, HEIGHT))
    for area in areas:
        ImageDraw.Draw(mask).polygon([*area], fill=255)
    return np.asarray(mask, np.float32) / 255


def _vignette(picture: Pixels) -> None:
    across = (np.arange(WIDTH, dtype=np.float32) / WIDTH - 0.5)[None, :]
    down = (np.arange(HEIGHT, dtype=np.float32) / HEIGHT - 0.5)[:, None]
    picture *= (1 - 0.55 * (across**2 + down**2))[..., None]
