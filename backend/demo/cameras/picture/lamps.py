"""Light in a picture: a lamp's halo, its pool on the ground, its streak on what is wet, the bloom of what shines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from backend.demo.cameras.picture.palette import Colour

Pixels = npt.NDArray[np.floating]
Mask = npt.NDArray[np.floating]
BLOOM_FROM = 120.0
COARSE = 4
"""Light on the ground has no edges: it is told for squares of so many pixels."""


@dataclass(frozen=True)
class Lamp:
    """A lamp in the picture, in pixels; `foot` is the row of the ground below it, None where it lights none."""

    x: float
    y: float
    size: float
    colour: Colour
    strength: float = 1.0
    foot: float | None = None


def lighten(picture: Pixels, lamps: Iterable[Lamp]) -> None:
    """Let the lamps light the ground about their feet; the more light there is, the less more of it adds."""
    light = np.zeros((picture.shape[0] // COARSE, picture.shape[1] // COARSE, 3), np.float32)
    for lamp in lamps:
        _pool(light, lamp)
    full = 1 - np.exp(-light)
    for colour in range(3):
        part = Image.fromarray(full[..., colour]).resize(
            (picture.shape[1], picture.shape[0]), Image.Resampling.BILINEAR
        )
        fine = np.asarray(part, np.float32)
        picture[..., colour] *= 1 + 1.75 * fine
        picture[..., colour] += 16 * fine


def _pool(light: Pixels, lamp: Lamp) -> None:
    if lamp.foot is None:
        return
    tall = (lamp.foot - lamp.y) / COARSE
    wide, deep = max(0.5, tall * 1.15), max(0.5, tall * 0.42)
    window, across, down = _window(light, lamp.x / COARSE, lamp.foot / COARSE, wide * 2.2, deep * 2.2)
    if window is None:
        return
    near = np.exp(-((across / wide) ** 2 + (down / deep) ** 2) * 1.4)[..., None]
    window += near * np.asarray(lamp.colour, np.float32) * (lamp.strength / 255)


def halo(picture: Pixels, lamp: Lamp) -> None:
    """The lamp itself, and the light in the air about it."""
    reach = lamp.size * 9
    window, across, down = _window(picture, lamp.x, lamp.y, reach, reach)
    if window is None:
        return
    off = np.sqrt(across**2 + down**2) / lamp.size
    bright = 1 / (1 + off**2.2) * np.clip(1 - off / 9, 0, 1)
    core = np.clip(1.35 - off, 0, 1)
    colour = np.asarray(lamp.colour, np.float32)
    window += (bright[..., None] * colour * 0.75 + core[..., None] * 200) * lamp.strength


def streak(picture: Pixels, lamp: Lamp, dice: np.random.Generator) -> None:
    """The lamp's reflection on wet ground, drawn long by its roughness."""
    if lamp.foot is None:
        return
    tall = lamp.foot - lamp.y
    middle, long, wide = lamp.foot + tall * 0.55, tall * 0.42, lamp.size * 1.3 + 1.5
    window, across, down = _window(picture, lamp.x, middle, wide * 3, long * 2.2)
    if window is None:
        return
    rough = dice.uniform(0.45, 1.35, (window.shape[0], 1)).astype(np.float32)
    shift = dice.normal(0, wide * 0.35, (window.shape[0], 1)).astype(np.float32)
    near = np.exp(-(((across + shift) / wide) ** 2) - (down / long) ** 2) * rough
    below = down + middle > lamp.foot
    window += (near * below)[..., None] * np.asarray(lamp.colour, np.float32) * 0.34 * lamp.strength


def bloom(picture: Pixels, strength: float) -> None:
    """Let what is bright shine over its edges, as a cheap lens does."""
    bright = np.clip(picture - BLOOM_FROM, 0, 160).astype(np.uint8)
    small = Image.fromarray(bright).reduce(4).filter(ImageFilter.GaussianBlur(5))
    wide = np.asarray(small.resize((picture.shape[1], picture.shape[0]), Image.Resampling.BILINEAR), np.float32)
    picture += wide * strength


def mirror(picture: Pixels, line: int, mask: Mask, strength: float, dice: np.random.Generator) -> None:
    """Let what is above the row `line` be seen again below it, where `mask` is: still water far off, rough near by."""
    last = min(picture.shape[0], 2 * line)
    rows = np.arange(line, last)
    away = (rows - line).astype(np.float32)
    end = np.clip((last - rows) / 60, 0, 1)
    slow = np.repeat(dice.normal(0, 1, len(rows) // 3 + 1), 3)[: len(rows)]
    above = np.clip(2 * line - rows - 1 + np.round(slow * away * 0.05).astype(int), 0, line - 1)
    shift = np.round(slow * (1 + away * 0.03)).astype(int)
    columns = (np.arange(picture.shape[1])[None, :] + shift[:, None]) % picture.shape[1]
    seen = picture[above[:, None], columns]
    part = (mask[line:last] * (strength * np.exp(-away / 260) * end)[:, None])[..., None]
    picture[line:last] = picture[line:last] * (1 - part) + seen * part


def _window(
    picture: Pixels, x: float, y: float, wide: float, tall: float
) -> tuple[Pixels, Mask, Mask] | tuple[None, Mask, Mask]:
    """The part of the picture about a point, and each pixel's distances to it; None where it lies outside."""
    left, right = max(0, int(x - wide)), min(picture.shape[1], int(x + wide) + 1)
    top, bottom = max(0, int(y - tall)), min(picture.shape[0], int(y + tall) + 1)
    across = (np.arange(left, right, dtype=np.float32) - np.float32(x))[None, :]
    down = (np.arange(top, bottom, dtype=np.float32) - np.float32(y))[:, None]
    if left >= right or top >= bottom:
        return None, across, down
    return picture[top:bottom, left:right], across, down
