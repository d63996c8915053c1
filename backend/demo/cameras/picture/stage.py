"""A scene while it is made: what stands still before the camera, what moves, and where water is."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from backend.demo.cameras.picture.canvas import Canvas
from backend.demo.cameras.picture.palette import Light, light_of
from backend.demo.cameras.picture.traffic import Mover
from backend.demo.cameras.picture.view import View
from backend.demo.cameras.picture.water import Ripples


@dataclass(frozen=True)
class Stage:
    """Whoever makes a scene draws on `canvas`, and adds to `movers` and `ripples`."""

    view: View
    light: Light
    weather: str
    dice: random.Random
    canvas: Canvas
    movers: list[Mover] = field(default_factory=list)
    ripples: list[Ripples] = field(default_factory=list)

    @property
    def wet(self) -> bool:
        """Whether the ground reflects."""
        return self.weather != "clear"

    @property
    def flooded(self) -> bool:
        """Whether the road is under water."""
        return self.weather == "flood"


def empty(view: View, light: str, weather: str, dice: random.Random) -> Stage:
    """A scene with nothing in it but the sky."""
    hour = light_of(light)
    return Stage(view, hour, weather, dice, Canvas(view, hour, dice))
