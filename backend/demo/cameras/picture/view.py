"""How a camera on its pole sees the ground: metres to the right and ahead, and where they lie in the picture."""

from __future__ import annotations

from dataclasses import dataclass

from backend.demo.cameras import store

WIDTH, HEIGHT = store.MAIN.width, store.MAIN.height
FAR = 600.0
Point = tuple[float, float]


@dataclass(frozen=True)
class View:
    """A level camera `height` metres above ground that looks along z; its vanishing point is (`middle`, `horizon`)."""

    horizon: float = 215.0
    focal: float = 900.0
    height: float = 6.5
    middle: float = 640.0

    def at(self, x: float, z: float, y: float = 0.0) -> Point:
        """Where the point lies that is `x` to the right, `z` ahead and `y` above the ground."""
        scale = self.scale(z)
        return self.middle + x * scale, self.horizon + (self.height - y) * scale

    def scale(self, z: float) -> float:
        """Pixels a metre at that distance."""
        return self.focal / max(z, 1.0)

    @property
    def near(self) -> float:
        """The distance of what lies at the foot of the picture."""
        return self.focal * self.height / (HEIGHT - self.horizon)
