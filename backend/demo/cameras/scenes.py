"""Draws calm street scenes: a background once, then traffic in perspective that comes round without a seam."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import av
import fontpkg_be_vietnam_pro
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from backend.demo.cameras import store

SECONDS = 12
CARD_SECONDS = 5
"""Not a number of turns that a look each second would always meet at the same place."""
WIDTH, HEIGHT = store.MAIN.width, store.MAIN.height
HORIZON = 300
SKY = MappingProxyType({"night": (35, 45, 55), "dusk": (92, 78, 92), "day": (150, 178, 196)})
WALL = MappingProxyType({"night": (25, 33, 41), "dusk": (58, 54, 68), "day": (112, 122, 128)})
GROUND = MappingProxyType({"night": (40, 45, 48), "dusk": (62, 62, 68), "day": (108, 112, 110)})
ROAD = MappingProxyType({"night": (50, 53, 55), "dusk": (72, 72, 76), "day": (92, 95, 98)})
WATER = MappingProxyType({"night": (28, 44, 58), "dusk": (70, 76, 96), "day": (88, 126, 140)})
CARS = ((226, 228, 230), (150, 44, 40), (46, 80, 124), (70, 76, 82), (188, 160, 70), (120, 130, 136))
WATERSIDE = frozenset({"bridge", "harbour", "canal", "riverside"})
_FONTS = Path(fontpkg_be_vietnam_pro.__path__[0]) / "files"


@dataclass(frozen=True)
class Sight:
    """What to draw for one camera: its name, and hints as in the city pack."""

    path: str
    name: str
    scene: str = "junction"
    light: str = "day"
    weather: str = "clear"


@dataclass(frozen=True)
class _Car:
    lane: float
    start: float
    rounds: int
    towards: bool
    colour: tuple[int, int, int]
    wide: float


def frames(sight: Sight, seconds: int = SECONDS) -> Iterator[tuple[Any, Fraction]]:
    """The clip's pictures with their times; the last leads over to the first."""
    dice = random.Random(sight.path + sight.name)
    ground = _background(sight, dice)
    cars = _traffic(sight, dice)
    drops = np.random.default_rng(dice.randrange(1 << 30)).random((140, 3))
    caption = _Caption(sight.name)
    total = seconds * store.MAIN.fps
    for number in range(total):
        part = number / total
        picture = ground.copy()
        draw = ImageDraw.Draw(picture)
        if sight.scene in WATERSIDE or sight.weather == "flood":
            _shimmer(draw, sight, part)
        for car in sorted(cars, key=lambda one: _depth(one, part)):
            _car(draw, car, _depth(car, part), sight.light)
        if sight.weather in {"rain", "flood"}:
            _rain(draw, drops, part)
        caption.put(picture, number / store.MAIN.fps)
        yield av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24"), Fraction(number, store.MAIN.fps)


def card(text: str, seconds: int = CARD_SECONDS) -> Iterator[tuple[Any, Fraction]]:
    """What a camera shows that has no clip yet: `text`, and below it a light that goes to and fro without a seam.

    It moves, since a picture that does not is taken for a frozen camera.
    """
    ground = Image.new("RGB", (WIDTH, HEIGHT), WALL["night"])
    ImageDraw.Draw(ground).text((WIDTH / 2, HEIGHT / 2), text, fill=(214, 220, 224), font=_font(64), anchor="ms")
    total = seconds * store.MAIN.fps
    for number in range(total):
        picture = ground.copy()
        draw, middle = ImageDraw.Draw(picture), WIDTH / 2 + 300 * math.sin(2 * math.pi * number / total)
        draw.rectangle((WIDTH / 2 - 420, 430, WIDTH / 2 + 420, 446), fill=GROUND["night"])
        draw.rectangle((middle - 120, 430, middle + 120, 446), fill=WATER["day"])
        yield av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24"), Fraction(number, store.MAIN.fps)


def _background(sight: Sight, dice: random.Random) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), SKY[sight.light])
    draw = ImageDraw.Draw(picture)
    for row in range(HORIZON):
        shade = 0.78 + 0.3 * row / HORIZON
        draw.line((0, row, WIDTH, row), fill=_shaded(SKY[sight.light], shade))
    left = -20
    while left < WIDTH:
        wide, top = dice.randint(70, 170), dice.randint(90, 235)
        draw.rectangle((left, top, left + wide, HORIZON), fill=_shaded(WALL[sight.light], dice.uniform(0.85, 1.15)))
        _windows(draw, dice, (left, top, wide), sight.light)
        left += wide + dice.randint(-10, 40)
    side = WATER if sight.scene in WATERSIDE else GROUND
    draw.rectangle((0, HORIZON, WIDTH, HEIGHT), fill=side[sight.light])
    road = _shaded(WATER[sight.light], 1.1) if sight.weather == "flood" else ROAD[sight.light]
    if sight.scene in {"junction", "roundabout", "square"}:
        draw.rectangle((0, 400, WIDTH, 470), fill=road)
    draw.polygon([(560, HORIZON), (720, HORIZON), (1240, HEIGHT), (40, HEIGHT)], fill=road)
    if sight.scene == "roundabout":
        draw.ellipse((470, 390, 810, 480), fill=_shaded(GROUND[sight.light], 0.7), outline=(150, 150, 140), width=4)
    if sight.scene in {"market", "school", "hospital", "bus_station"}:
        _stalls(draw, dice, sight.light)
    if sight.scene == "underpass":
        draw.rectangle((0, 190, WIDTH, 300), fill=_shaded(WALL[sight.light], 0.7))
        draw.rectangle((0, 290, WIDTH, 304), fill=(176, 150, 60))
    for step in range(9):
        near, far = _row(step / 9), _row(step / 9 + 0.045)
        draw.polygon([(638, near), (642, near), (644, far), (636, far)], fill=(190, 192, 190))
    return picture


def _windows(draw: ImageDraw.ImageDraw, dice: random.Random, house: tuple[int, int, int], light: str) -> None:
    left, top, wide = house
    lit = {"night": 0.24, "dusk": 0.3, "day": 0.0}[light]
    for x in range(left + 12, left + wide - 14, 22):
        for y in range(top + 14, HORIZON - 16, 26):
            if dice.random() < lit:
                draw.rectangle((x, y, x + 7, y + 10), fill=(226, 190, 110))
            elif light == "day" and dice.random() < 0.8:
                draw.rectangle((x, y, x + 7, y + 10), fill=(88, 100, 110))


def _stalls(draw: ImageDraw.ImageDraw, dice: random.Random, light: str) -> None:
    dim = {"night": 0.5, "dusk": 0.75, "day": 1.0}[light]
    for side in (0, 1):
        for step in range(6):
            y = int(_row(0.2 + step * 0.13))
            size = 24 + (y - HORIZON) // 3
            x = 90 * step if side else WIDTH - 90 * step
            x = (540 - (y - HORIZON)) - size * 2 if side else (740 + (y - HORIZON)) + size
            roof = _shaded(dice.choice(((190, 70, 60), (60, 120, 160), (200, 160, 70), (80, 140, 100))), dim)
            draw.polygon(
                [(x, y - size), (x + size, y - size), (x + size + 8, y - size // 2), (x - 8, y - size // 2)], roof
            )
            draw.rectangle((x, y - size // 2, x + size, y), fill=_shaded((120, 104, 88), dim))


def _traffic(sight: Sight, dice: random.Random) -> list[_Car]:
    many = {"day": 13, "dusk": 12, "night": 9}[sight.light] - (4 if sight.weather == "flood" else 0)
    cars = []
    for number in range(many):
        towards = number % 2 == 0
        lane = dice.choice((0.28, 0.68)) * (-1 if towards else 1)
        cars.append(
            _Car(lane, dice.random(), dice.choice((1, 1, 2)), towards, dice.choice(CARS), dice.choice((0.3, 0.3, 0.12)))
        )
    return cars


def _depth(car: _Car, part: float) -> float:
    along = (car.start + part * car.rounds) % 1.0
    return along if car.towards else 1.0 - along


def _row(depth: float) -> float:
    return float(HORIZON + (HEIGHT + 130 - HORIZON) * depth**2.2)


def _car(draw: ImageDraw.ImageDraw, car: _Car, depth: float, light: str) -> None:
    y = _row(depth)
    half = 80 + (y - HORIZON) * 520 / (HEIGHT - HORIZON)
    x, wide = 640 + car.lane * half, car.wide * half
    tall = max(wide * 0.62, car.wide * 0.0 + 2) if car.wide > 0.2 else wide * 1.7
    dim = {"night": 0.55, "dusk": 0.75, "day": 1.0}[light]
    draw.ellipse((x - wide * 0.56, y - tall * 0.14, x + wide * 0.56, y + tall * 0.1), fill=(24, 27, 30))
    draw.rounded_rectangle((x - wide / 2, y - tall, x + wide / 2, y), wide * 0.14, fill=_shaded(car.colour, dim))
    draw.rectangle((x - wide * 0.36, y - tall * 0.88, x + wide * 0.36, y - tall * 0.55), fill=(38, 46, 54))
    lamp, size = ((255, 244, 200) if car.towards else (226, 52, 44)), wide * 0.09 + 0.5
    for side in (-1, 1):
        at, low = x + side * wide * 0.36, y - tall * 0.3
        if light != "day" or not car.towards:
            draw.ellipse((at - size, low - size, at + size, low + size), fill=lamp)


def _shimmer(draw: ImageDraw.ImageDraw, sight: Sight, part: float) -> None:
    bright = _shaded(WATER[sight.light], 1.35)
    for number in range(70):
        depth = (number * 0.618) % 1.0
        y = _row(depth * 0.95)
        x = (number * 397) % WIDTH + math.sin(2 * math.pi * (part * 3 + number / 7)) * 14
        inside = abs(x - 640) < 80 + (y - HORIZON) * 1.24
        if inside == (sight.weather == "flood"):
            wide = 8 + depth * 50 * (1 + 0.4 * math.sin(2 * math.pi * (part * 4 + number / 5)))
            draw.line((x - wide, y, x + wide, y), fill=bright, width=1 + int(depth * 3))


def _rain(draw: ImageDraw.ImageDraw, drops: Any, part: float) -> None:
    for x, y, near in drops:
        top = ((y + part * (12 + int(near * 8))) % 1.0) * (HEIGHT + 60) - 60
        left = x * (WIDTH + 80) - (top * 0.12)
        draw.line((left, top, left - 5, top + 22 + 24 * near), fill=(128, 142, 154), width=1)


class _Caption:
    """The name to the left and the time to the right. Each is drawn once: outlines of letters are dear."""

    def __init__(self, name: str) -> None:
        self._font = _font(34)
        self._name = self._drawn(name)
        self._time = ("", self._name)

    def put(self, picture: Image.Image, at: float) -> None:
        """Lay both over `picture`, shown at `at` seconds."""
        text = f"00:{int(at):02d},{int(at * 10) % 10}"
        if self._time[0] != text:
            self._time = (text, self._drawn(text))
        clock = self._time[1]
        picture.paste(self._name, (24, 18), self._name)
        picture.paste(clock, (WIDTH - 24 - clock.width, 18), clock)

    def _drawn(self, text: str) -> Image.Image:
        left, _top, right, bottom = self._font.getbbox(text, stroke_width=2, anchor="la")
        drawn = Image.new("RGBA", (int(right - left), int(bottom)), (14, 18, 22, 0))
        ImageDraw.Draw(drawn).text(
            (-left, 0),
            text,
            fill=(245, 247, 248),
            font=self._font,
            anchor="la",
            stroke_width=2,
            stroke_fill=(14, 18, 22),
        )
        return drawn


def _font(size: int) -> Any:
    return ImageFont.truetype(str(_FONTS / "BeVietnamPro-Medium.ttf"), size)


def _shaded(colour: tuple[int, int, int], by: float) -> tuple[int, int, int]:
    red, green, blue = (min(255, int(part * by)) for part in colour)
    return red, green, blue
