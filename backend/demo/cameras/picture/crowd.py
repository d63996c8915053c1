"""People who walk to and fro within a scene."""

from __future__ import annotations

from backend.demo.cameras.picture import people
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.traffic import Passing
from backend.demo.cameras.picture.view import Point

STRETCH = 7.5
"""Metres that somebody walks in half a clip."""


def stroll(stage: Stage, at: Point, way: Point, under: str = "umbrella") -> None:
    """Somebody walks about `at` in the direction `way`, and back."""
    look = people.walker(stage.light, stage.dice.choice(people.COATS), under=under)
    long = STRETCH * stage.dice.uniform(0.6, 1.0) / max(0.1, (way[0] ** 2 + way[1] ** 2) ** 0.5)
    x, z = way[0] * long / 2, way[1] * long / 2
    begin, end = (at[0] - x, at[1] - z), (at[0] + x, at[1] + z)
    stage.movers.append(Passing(look, begin, end, stage.dice.random(), back=True))
