"""A drawn thing at any distance: its picture is made smaller once for each of a few dozen sizes."""

from __future__ import annotations

import math

from PIL import Image

from backend.demo.cameras.picture.view import HEIGHT, WIDTH, Point

STEP = 1.07
SMALLEST = 12
FADES = 5
"""So many steps from out of sight to wholly there."""


class Sprite:
    """One thing, put into pictures where and as large as its distance asks for."""

    def __init__(self, picture: Image.Image, foot: Point, metre: int) -> None:
        """`foot`: where in the picture it stands; `metre`: how many pixels a metre has there."""
        self._picture, self._foot, self._metre = picture, foot, metre
        self._halves = [picture.convert("RGBa")]
        while min(self._halves[-1].size) > SMALLEST:
            self._halves.append(self._halves[-1].reduce(2))
        self._sizes: dict[tuple[int, int], Image.Image] = {}

    def mirrored(self) -> Sprite:
        """The same, heading to the other side."""
        picture = self._picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return Sprite(picture, (picture.width - self._foot[0], self._foot[1]), self._metre)

    def put(self, onto: Image.Image, at: Point, scale: float, seen: float = 1.0) -> None:
        """Put it where it stands, at `scale` pixels a metre; `seen` is how much of it the rain lets through."""
        fade = round(min(1.0, seen) * FADES)
        step = round(math.log(scale / self._metre, STEP))
        by = STEP**step
        left, top = round(at[0] - self._foot[0] * by), round(at[1] - self._foot[1] * by)
        if not fade or left >= WIDTH or top >= HEIGHT or left + self._picture.width * by < 0:
            return
        sized = self._sized(step, fade)
        onto.paste(sized, (left, top), sized)

    def _sized(self, step: int, fade: int) -> Image.Image:
        found = self._sizes.get((step, fade))
        if found is None:
            by = STEP**step
            size = (max(1, round(self._picture.width * by)), max(1, round(self._picture.height * by)))
            large = [half for half in self._halves if half.width >= size[0]] or self._halves[:1]
            found = (
                large[-1].resize(size, Image.Resampling.BOX if by < 1 else Image.Resampling.BILINEAR).convert("RGBA")
            )
            if fade < FADES:
                found.putalpha(found.getchannel("A").point([level * fade // FADES for level in range(256)]))
            self._sizes[step, fade] = found
        return found
