"""Every camera's clip as pictures: a scene of `picture`, drawn once, with traffic, water, rain and noise over it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
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
from backend.demo.cameras.picture import fronts, noise, stage, streets, waterside, works
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.view import HEIGHT, WIDTH, View
from backend.demo.cameras.picture.weather import Rain

SECONDS = 12
CARD_SECONDS = 5
"""Not a number of turns that a look each second would always meet at the same place."""
CARD_GROUND, CARD_TRACK, CARD_LIGHT, CARD_INK = (25, 33, 41), (40, 45, 48), (88, 126, 140), (214, 220, 224)
HAZE = MappingProxyType({"clear": 0.25, "rain": 0.42, "flood": 0.42})
SCENES: Mapping[str, tuple[View, Callable[[Stage], None]]] = MappingProxyType(
    {
        "junction": (View(), streets.junction),
        "street": (View(200, 900, 6.2), streets.street),
        "square": (View(190, 1000, 8.0), streets.square),
        "roundabout": (View(185, 900, 11.0), streets.roundabout),
        "underpass": (View(230, 900, 7.0), streets.underpass),
        "bridge": (View(262, 900, 6.5), waterside.bridge),
        "canal": (View(215, 900, 6.5), waterside.canal),
        "pump": (View(205, 900, 7.5, 560), waterside.pump),
        "harbour": (View(205, 850, 7.5), waterside.harbour),
        "riverside": (View(225, 900, 6.0, 560), waterside.riverside),
        "school": (View(190, 1000, 7.5), fronts.school),
        "hospital": (View(195, 1000, 8.0), fronts.hospital),
        "bus_station": (View(175, 1150, 7.5), fronts.bus_station),
        "market": (View(210, 900, 5.6), fronts.market),
        "industry": (View(205, 900, 7.0), works.industry),
        "yard": (View(205, 900, 7.5), works.yard),
        "port": (View(205, 900, 7.0), works.port),
    }
)
"""How the camera of each scene looks at it, and who makes it."""


@dataclass(frozen=True)
class Sight:
    """What to draw for one camera: its name, and hints as in the city pack."""

    path: str
    name: str
    scene: str = "junction"
    light: str = "day"
    weather: str = "clear"


def frames(sight: Sight, seconds: int = SECONDS) -> Iterator[tuple[Any, Fraction]]:
    """The clip's pictures with their times, in `yuv420p`; the last leads over to the first."""
    dice = random.Random(sight.path + sight.name)
    view, make = SCENES[sight.scene]
    scene = stage.empty(view, sight.light, sight.weather, dice)
    make(scene)
    ground = scene.canvas.finished(haze=HAZE[sight.weather]).convert("RGBA")  # which FFmpeg reads fastest
    rain = Rain(scene.light, view.horizon, dice) if scene.wet else None
    turn, total = dice.randrange(64), seconds * store.MAIN.fps
    for number in range(total):
        picture = ground.copy()
        _move(picture, scene, rain, number / total)
        frame = av.VideoFrame.from_numpy_buffer(np.asarray(picture), format="rgba")
        frame = frame.reformat(WIDTH, HEIGHT, "yuv420p", interpolation="POINT")
        noise.lay(frame, turn + number // store.MAIN.fps)
        yield frame, Fraction(number, store.MAIN.fps)


def _move(picture: Image.Image, scene: Stage, rain: Rain | None, part: float) -> None:
    """Put over the still part what moves, the far things first."""
    draw = ImageDraw.Draw(picture)
    for ripples in scene.ripples:
        ripples.draw(draw, part)
    for x, z, y, look, seen in sorted((mover.placed(part) for mover in scene.movers), key=lambda one: -one.z):
        look.put(picture, scene.view.at(x, z, y), scene.view.scale(z), seen)
    if rain is not None:
        rain.draw(draw, part)


def card(text: str, seconds: int = CARD_SECONDS) -> Iterator[tuple[Any, Fraction]]:
    """What a camera shows that has no clip yet: `text`, and below it a light that goes to and fro without a seam.

    It moves, since a picture that does not is taken for a frozen camera.
    """
    font = ImageFont.truetype(str(Path(fontpkg_be_vietnam_pro.__path__[0]) / "files" / "BeVietnamPro-Medium.ttf"), 64)
    ground = Image.new("RGB", (WIDTH, HEIGHT), CARD_GROUND)
    ImageDraw.Draw(ground).text((WIDTH / 2, HEIGHT / 2), text, fill=CARD_INK, font=font, anchor="ms")
    total = seconds * store.MAIN.fps
    for number in range(total):
        picture = ground.copy()
        draw, middle = ImageDraw.Draw(picture), WIDTH / 2 + 300 * math.sin(2 * math.pi * number / total)
        draw.rectangle((WIDTH / 2 - 420, 430, WIDTH / 2 + 420, 446), fill=CARD_TRACK)
        draw.rectangle((middle - 120, 430, middle + 120, 446), fill=CARD_LIGHT)
        yield av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24"), Fraction(number, store.MAIN.fps)
