"""A road to the vanishing point with its lines and kerbs, wet or under water, and the traffic along it."""

from __future__ import annotations

import math

from backend.demo.cameras.picture import vehicles
from backend.demo.cameras.picture.palette import Colour
from backend.demo.cameras.picture.sprite import Sprite
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.traffic import Passing
from backend.demo.cameras.picture.view import FAR, Point
from backend.demo.cameras.picture.water import Ripples

ASPHALT: Colour = (112, 116, 120)
PAVING: Colour = (138, 136, 130)
KERB: Colour = (176, 174, 166)
PAINT: Colour = (222, 224, 220)
PAINTS: tuple[Colour, ...] = (
    (228, 230, 232), (168, 50, 44), (54, 92, 142), (88, 94, 102), (150, 156, 162), (36, 40, 46), (192, 176, 140)
)  # fmt: skip
TAXI: Colour = (58, 150, 98)
BUSES: tuple[Colour, ...] = ((186, 60, 50), (222, 178, 62), (58, 110, 160))
COATS: tuple[Colour, ...] = (
    (70, 116, 180), (196, 70, 64), (214, 176, 80), (120, 126, 132), (104, 158, 110), (158, 104, 170)
)  # fmt: skip
FLOOD: Colour = (70, 92, 102)
NEAR = 3.0
AWAY = 150.0
"""Where traffic comes out of the rain."""
SUNK = 0.32


def land(stage: Stage, colour: Colour, *, near: float = 2.0, far: float = FAR) -> None:
    """The ground, from the foot of the picture to the horizon."""
    stage.canvas.ground([(-900, near), (900, near), (900, far), (-900, far)], colour)


def road(stage: Stage, half: float = 6.0, *, middle: float = 0.0, far: float = FAR, kerbs: bool = True) -> None:
    """Asphalt along z, `half` metres to either side of its middle line."""
    left, right = middle - half, middle + half
    if kerbs:
        stage.canvas.ground([(left - 0.35, 2), (right + 0.35, 2), (right + 0.35, far), (left - 0.35, far)], KERB)
    stage.canvas.ground([(left, 2), (right, 2), (right, far), (left, far)], ASPHALT)


def lines(stage: Stage, half: float = 6.0, *, middle: float = 0.0, far: float = 160.0, lanes: int = 2) -> None:
    """Dashes between lanes, and a line at either edge."""
    for lane in range(1, lanes * 2):
        x = middle - half + lane * half / lanes
        solid = lane == lanes
        for step in range(int(far / 7)):
            z = 5 + step * 7.0
            for off in (-0.14, 0.14) if solid else (0.0,):
                _strip(stage, x + off, (z, z + (7.0 if solid else 3.0)), 0.07)
    for edge in (middle - half + 0.4, middle + half - 0.4):
        _strip(stage, edge, (4, far), 0.07)


def _strip(stage: Stage, x: float, z: Point, half: float) -> None:
    stage.canvas.ground([(x - half, z[0]), (x + half, z[0]), (x + half, z[1]), (x - half, z[1])], PAINT)


def zebra(stage: Stage, half: float, z: Point) -> None:
    """A crossing for people."""
    x = -half + 0.7
    while x < half - 0.4:
        _strip(stage, x, z, 0.26)
        x += 1.05


def cross_road(stage: Stage, z: Point) -> None:
    """A road from left to right."""
    stage.canvas.ground([(-400, z[0] - 0.4), (400, z[0] - 0.4), (400, z[1] + 0.4), (-400, z[1] + 0.4)], KERB)
    stage.canvas.ground([(-400, z[0]), (400, z[0]), (400, z[1]), (-400, z[1])], ASPHALT)


def wet(stage: Stage, strength: float = 0.34, *, half: float = 900.0, far: float = FAR) -> None:
    """Let the ground shine where it rained, to `half` metres aside and as far as `far`; puddles more than the rest."""
    if not stage.wet:
        return
    at, line = stage.view.at, stage.view.at(0, far)[1]
    stage.canvas.wet(line, [[at(-half, 2), at(half, 2), at(half, far), at(-half, far)]], strength)
    puddles = []
    for _ in range(26):
        x, z = stage.dice.uniform(-min(half, 14), min(half, 14)), stage.dice.uniform(stage.view.near, 60)
        wide, deep = stage.dice.uniform(0.4, 1.5), stage.dice.uniform(0.3, 1.2)
        turns = [step / 14 * 2 * math.pi for step in range(14)]
        edge = [1 + 0.22 * math.sin(3 * turn + x) for turn in turns]
        ring = zip(turns, edge, strict=True)
        puddles.append([at(x + wide * off * math.cos(turn), z + deep * off * math.sin(turn)) for turn, off in ring])
    stage.canvas.wet(line, puddles, min(0.6, strength * 1.3))


def flood(stage: Stage, half: float, *, far: float = 300.0) -> None:
    """Put the road under water, up to `half` metres from its middle."""
    area = [stage.view.at(x, z) for x, z in ((-half, 2), (half, 2), (half, far), (-half, far))]
    stage.canvas.shape(area, FLOOD, flat=True)
    stage.canvas.wet(stage.view.horizon, [area], 0.5)
    stage.ripples.append(Ripples(area, stage.view.horizon + 20, stage.light, stage.dice, 90))


def lit(stage: Stage, *xs: float, tall: float = 8.0, strength: float = 0.55) -> None:
    """Lamps beside or behind the camera, which light the ground at the foot of the picture."""
    for x in xs:
        stage.canvas.pool((x, stage.view.near * 1.12, tall), strength)


def sunk(stage: Stage) -> float:
    """How deep vehicles stand in the water."""
    return SUNK if stage.flooded else 0.0


def cars(stage: Stage, x: float, many: int, *, coming: bool, far: float = AWAY, large: str = "") -> None:
    """Cars along one lane, and among them one `large` vehicle: a bus or a truck."""
    light, deep, looks = stage.light, sunk(stage), []
    kinds = [vehicles.car(light, paint, coming=coming, sunk=deep) for paint in stage.dice.sample(PAINTS, 2)]
    kinds.append(vehicles.car(light, TAXI, coming=coming, sunk=deep, taxi=True))
    looks = [kinds[number % 3] for number in range(many)]
    if large == "bus":
        looks.append(vehicles.bus(light, stage.dice.choice(BUSES), coming=coming, sunk=deep))
    elif large == "truck":
        looks.append(vehicles.truck(light, stage.dice.choice(PAINTS), coming=coming, sunk=deep))
    flow(stage, x, looks, coming=coming, far=far)


def bikes(stage: Stage, x: float, many: int, *, coming: bool, far: float = AWAY) -> None:
    """Motorbikes near the kerb."""
    coats = stage.dice.sample(COATS, 3)
    kinds = [vehicles.bike(stage.light, coat, coming=coming, sunk=sunk(stage), two=coat is coats[0]) for coat in coats]
    flow(stage, x, [kinds[number % 3] for number in range(many)], coming=coming, far=far, stray=0.8)


def truck(stage: Stage, x: float, *, coming: bool, far: float = AWAY) -> None:
    """One lorry."""
    look = vehicles.truck(stage.light, stage.dice.choice(PAINTS), coming=coming, sunk=sunk(stage))
    flow(stage, x, [look], coming=coming, far=far)


def flow(stage: Stage, x: float, looks: list[Sprite], *, coming: bool, far: float, stray: float = 0.0) -> None:
    """Things along one lane, at their distances from each other."""
    first = stage.dice.random()
    for number, look in enumerate(looks):
        lane = x + stage.dice.uniform(-stray, stray)
        begin, end = ((lane, far), (lane, NEAR)) if coming else ((lane, NEAR), (lane, far))
        start = (first + (number + stage.dice.uniform(0, 0.45)) / len(looks)) % 1.0
        stage.movers.append(Passing((look,), begin, end, start))
