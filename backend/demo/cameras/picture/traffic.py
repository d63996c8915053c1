"""What moves through a scene: each thing comes round within the clip, so that its end leads over to its beginning."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from backend.demo.cameras.picture.sprite import Sprite
from backend.demo.cameras.picture.view import Point

HIDES = 25.0
"""Who goes further than that away from the camera is hidden by the rain at last, so many metres off."""


class Placed(NamedTuple):
    """Where a thing is: metres to the right, ahead and above the ground; and what it looks like there."""

    x: float
    z: float
    y: float
    look: Sprite
    seen: float = 1.0


class Mover(Protocol):
    """A thing that knows where it is at each part of the clip, from 0 to 1."""

    def placed(self, part: float) -> Placed:
        """Where it is."""


@dataclass(frozen=True)
class Still:
    """Something that stands; on water it rises and sinks by `bob` metres."""

    look: Sprite
    at: Point
    bob: float = 0.0
    start: float = 0.0

    def placed(self, part: float) -> Placed:
        """Where it is."""
        return Placed(*self.at, self.bob * math.sin(2 * math.pi * (part * 3 + self.start)), self.look)


@dataclass(frozen=True)
class Passing:
    """From one point to another, `rounds` times a clip; who walks changes `looks` with each pace."""

    looks: tuple[Sprite, ...]
    begin: Point
    end: Point
    start: float = 0.0
    rounds: int = 1
    pace: float = 0.55
    """Metres between two looks."""
    back: bool = False
    """To the other point and back again; else it goes out of sight there, far off, where the rain hides it."""

    def placed(self, part: float) -> Placed:
        """Where it is."""
        along = (self.start + part * self.rounds) % 1.0
        if self.back:
            along = min(1.0, max(0.0, abs(2 * along - 1) * 1.2 - 0.1))
        (x0, z0), (x1, z1) = self.begin, self.end
        x, z = x0 + (x1 - x0) * along, z0 + (z1 - z0) * along
        look = self.looks[int(along * math.hypot(x1 - x0, z1 - z0) / self.pace) % len(self.looks)]
        hidden = (max(z0, z1) - z) / max(1.0, 0.14 * abs(z1 - z0))
        return Placed(x, z, 0.0, look, hidden if abs(z1 - z0) > HIDES else 1.0)


@dataclass(frozen=True)
class Circling:
    """Round and round an island, the island to its left."""

    looks: tuple[Sprite, Sprite, Sprite, Sprite]
    """Going away, heading left, coming, heading right."""
    middle: Point
    radius: float
    start: float
    rounds: int = 1

    def placed(self, part: float) -> Placed:
        """Where it is."""
        turn = (self.start + part * self.rounds) % 1.0
        angle = 2 * math.pi * turn
        x, z = self.middle[0] + self.radius * math.cos(angle), self.middle[1] + self.radius * math.sin(angle)
        return Placed(x, z, 0.0, self.looks[int(turn * 4 + 0.5) % 4])
