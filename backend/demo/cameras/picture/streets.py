"""Scenes of streets: a junction, a street, a square, a roundabout, an underpass."""

from __future__ import annotations

import math

from backend.demo.cameras.picture import crowd, road, town, vehicles
from backend.demo.cameras.picture.palette import AMBER, COLD, TAIL, Colour, shaded
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.traffic import Circling, Passing, Still

STONE: Colour = (168, 166, 158)
GRASS: Colour = (72, 92, 70)
CONCRETE: Colour = (146, 146, 142)


def junction(stage: Stage) -> None:
    """Traffic passes on green; to either side somebody waits."""
    dice = stage.dice
    town.skyline(stage, (26, 84))
    road.land(stage, road.PAVING)
    road.cross_road(stage, (27, 39))
    road.road(stage, 7.0)
    stage.canvas.ground([(-7.0, 27), (7.0, 27), (7.0, 39), (-7.0, 39)], road.ASPHALT)
    road.lines(stage, 7.0)
    stage.canvas.ground([(-6.6, 22), (6.6, 22), (6.6, 43), (-6.6, 43)], road.ASPHALT)
    road.zebra(stage, 7.0, (21.5, 24.5))
    road.zebra(stage, 7.0, (40.5, 43.5))
    road.wet(stage)
    road.lit(stage, -7, 7)
    for x in (-11.5, 11.5):
        town.terrace(stage, x, (46, 190))
    for z in (110, 78, 52):
        for x in (-8.2, 8.2):
            town.lamp_post(stage, x, z, reach=math.copysign(1.8, -x))
    for x in (-9.5, 9.4):
        _signal(stage, x, 25.5, green=True)
    road.cars(stage, -2.0, 4, coming=True, large=dice.choice(("bus", "")))
    road.cars(stage, 2.0, 5, coming=False, large=dice.choice(("truck", "bus")))
    road.bikes(stage, -5.2, 7, coming=True)
    road.bikes(stage, 5.2, 8, coming=False)
    _waiting(stage)
    for x, z, way in ((-9.2, 19, (0, 1)), (9.6, 17, (0, 1)), (-10.4, 24, (1, 0.2)), (10.5, 23, (0.2, 1))):
        crowd.stroll(stage, (x, z), way)


def _waiting(stage: Stage) -> None:
    light, dice = stage.light, stage.dice
    stage.movers.append(Still(vehicles.car_side(light, dice.choice(road.PAINTS)), (-10.6, 31)))
    for x, z in ((-11.5, 35.5), (-12.6, 34.2)):
        stage.movers.append(Still(vehicles.bike_side(light, dice.choice(road.COATS)), (x, z)))
    for x, z in ((10.2, 35), (11.6, 33.6), (11.0, 32.2)):
        stage.movers.append(Still(vehicles.bike_side(light, dice.choice(road.COATS)).mirrored(), (x, z)))


def _signal(stage: Stage, x: float, z: float, *, green: bool) -> None:
    canvas, view = stage.canvas, stage.view
    canvas.line([view.at(x, z), view.at(x, z, 4.6)], town.STEEL, 0.16 * view.scale(z))
    canvas.front((x - 0.28, x + 0.28), z, (3.2, 4.7), (40, 44, 46))
    for number, colour in enumerate(((60, 220, 130), AMBER, TAIL)):
        on = (number == 0) == green and number != 1
        at = view.at(x, z, 3.5 + number * 0.45)
        canvas.oval(at, 0.16 * view.scale(z), 0.16 * view.scale(z), colour if on else (50, 50, 50), lit=on)
        if on:
            canvas.glow(at, 0.16 * view.scale(z), colour, 0.45)


def street(stage: Stage) -> None:
    """A narrow street between shops."""
    dice = stage.dice
    town.skyline(stage, (20, 60))
    road.land(stage, road.PAVING)
    road.road(stage, 5.0)
    road.lines(stage, 5.0, lanes=1)
    road.wet(stage, half=7.9)
    road.lit(stage, -5, 5)
    if stage.flooded:
        road.flood(stage, 7.6)
    for x in (-8.0, 8.0):
        town.terrace(stage, x, (4, 190), shops=0.5)
    town.wires(stage, 6.4, (140, 95, 65, 45, 31, 21))
    for z in (120, 84, 58, 40, 27):
        town.lamp_post(stage, -6.3, z, reach=1.8)
    for z in (100, 70, 48, 33):
        town.tree(stage, -6.9, z + 3, dice.uniform(4.5, 6))
    road.cars(stage, -1.8, 3, coming=True)
    road.cars(stage, 1.8, 3, coming=False, large="bus")
    road.bikes(stage, -3.8, 6, coming=True)
    road.bikes(stage, 3.7, 7, coming=False)
    if not stage.flooded:
        _strollers(stage, (-6.4, 6.4), (15, 50), 5)


def _strollers(stage: Stage, sides: tuple[float, ...], z: tuple[float, float], many: int) -> None:
    for number in range(many):
        side = sides[number % len(sides)] + stage.dice.uniform(-0.4, 0.4)
        crowd.stroll(stage, (side, stage.dice.uniform(*z)), (0, 1))


def square(stage: Stage) -> None:
    """A wide place before the town hall, with a flag and people under umbrellas."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    town.skyline(stage, (24, 70))
    road.land(stage, (150, 146, 136))
    for row in (17, 20, 24, 29, 36, 46):
        canvas.line([view.at(-90, row), view.at(90, row)], (122, 120, 114), 1)
    for joint in range(-60, 61, 6):
        canvas.line([view.at(joint, 12), view.at(joint, 58)], (122, 120, 114), 1)
    road.wet(stage, 0.3, far=63)
    road.lit(stage, -10, 10, tall=7)
    town.facade(stage, (-30, 30), 66, 3, (190, 176, 140), dark=0.35)
    town.facade(stage, (-7.5, 7.5), 65, 4, (204, 190, 152), bay=3.0, dark=0.2)
    canvas.front((-3.4, 3.4), 64.8, (0, 4.2), (240, 208, 140), lit=bool(stage.light.lamps))
    for x in (-3.6, -1.2, 1.2, 3.6):
        canvas.front((x - 0.22, x + 0.22), 64.6, (0, 4.6), (206, 198, 176))
    for x in (-24.0, -17.0, 17.0, 24.0):
        town.tree(stage, x, 56, 6.5)
    _flag(stage)
    for z in (50.0, 33.0):
        for x in (-15.0, 15.0):
            town.lamp_post(stage, x, z, tall=6.0)
    for number in range(7):
        crowd.stroll(stage, (dice.uniform(-11, 11), 18 + number * 4.3), (1, dice.uniform(-0.4, 0.4)))
    for number, z in enumerate((60.0, 61.5, 63.0)):
        paint = dice.choice(road.PAINTS)
        look = vehicles.car_side(stage.light, paint) if number != 1 else vehicles.bike_side(stage.light, paint)
        stage.movers.append(Passing((look,), (-60, z), (60, z), dice.random()))


def _flag(stage: Stage) -> None:
    canvas, view = stage.canvas, stage.view
    canvas.ground([(-3, 43), (3, 43), (3, 48), (-3, 48)], STONE)
    canvas.front((-3, 3), 43, (0, 0.5), shaded(STONE, 0.8))
    canvas.line([view.at(0, 45), view.at(0, 45, 8.2)], (210, 212, 214), 2)
    canvas.front((0, 2.1), 45, (6.9, 8.2), (206, 44, 38))
    canvas.oval(view.at(1.05, 45, 7.55), 4, 4, (250, 210, 60))


def roundabout(stage: Stage) -> None:
    """An island with a monument, seen from high above."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    z = 41.0
    town.skyline(stage, (30, 92))
    road.land(stage, road.PAVING)
    road.cross_road(stage, (z - 5, z + 5))
    road.road(stage, 6.0)
    _ring(stage, z, 17.6, road.KERB)
    _ring(stage, z, 17.2, road.ASPHALT)
    canvas.ground([(-5.6, 2), (5.6, 2), (5.6, z), (-5.6, z)], road.ASPHALT)
    for step in range(28):
        angle = step / 28 * 2 * math.pi
        x, deep = 13.2 * math.cos(angle), z + 13.2 * math.sin(angle)
        dash = [(x - 0.5, deep - 0.2), (x + 0.5, deep - 0.2), (x + 0.5, deep + 0.2), (x - 0.5, deep + 0.2)]
        canvas.ground(dash, road.PAINT)
    road.wet(stage, 0.3)
    road.lit(stage, -8, 8, tall=9)
    for x in (-12.0, 0.0, 12.0):
        canvas.pool((x, z - 3, 13), 0.8)
    _ring(stage, z, 9.4, road.KERB)
    _ring(stage, z, 9.0, GRASS)
    for step in range(20):
        angle = step / 20 * 2 * math.pi
        flower = view.at(7.6 * math.cos(angle), z + 7.6 * math.sin(angle), 0.2)
        canvas.oval(flower, 5, 3, dice.choice(((206, 80, 80), (222, 180, 70), (190, 110, 170))))
    _ring(stage, z, 3.4, STONE)
    canvas.shape([view.at(-1.3, z), view.at(-0.5, z, 9.5), view.at(0.5, z, 9.5), view.at(1.3, z)], (186, 184, 176))
    canvas.shape([view.at(0.2, z), view.at(0.1, z, 9.5), view.at(0.5, z, 9.5), view.at(1.3, z)], (150, 148, 142))
    for x in (-2.6, 2.6):
        canvas.lamp((x, z - 3, 0.6), AMBER, 0.2, 0.5)
    for x, deep in ((-17, 60), (17, 60), (-21, 34), (21, 34)):
        town.tree(stage, x * 1.15, deep + 6, 5.5)
        town.lamp_post(stage, x, deep, tall=9, reach=math.copysign(1.6, -x))
    _circling(stage, z)
    for x, z, way in ((-24, 30, (0.2, 1)), (24, 33, (0.3, 1)), (-13, 24, (1, 0.3)), (20, 58, (1, 0))):
        crowd.stroll(stage, (x, z), way)


def _ring(stage: Stage, z: float, radius: float, colour: Colour) -> None:
    turns = [step / 60 * 2 * math.pi for step in range(60)]
    stage.canvas.ground([(radius * math.cos(turn), z + radius * math.sin(turn)) for turn in turns], colour)


def _circling(stage: Stage, z: float) -> None:
    light, dice = stage.light, stage.dice
    for number in range(5):
        paint, taxi = dice.choice(road.PAINTS), number == 2
        side = vehicles.car_side(light, road.TAXI if taxi else paint, taxi=taxi)
        looks = (vehicles.car(light, road.TAXI if taxi else paint, coming=False), side.mirrored(),
                 vehicles.car(light, road.TAXI if taxi else paint, coming=True), side)  # fmt: skip
        stage.movers.append(Circling(looks, (0, z), 11.3, number / 5 + dice.uniform(0, 0.08)))
    for number in range(6):
        coat = dice.choice(road.COATS)
        side = vehicles.bike_side(light, coat)
        away, near = vehicles.bike(light, coat, coming=False), vehicles.bike(light, coat, coming=True)
        looks = (away, side.mirrored(), near, side)
        stage.movers.append(Circling(looks, (0, z), 15.2, number / 6 + dice.uniform(0, 0.1)))


def underpass(stage: Stage) -> None:
    """A road down into a tunnel between walls; with flood, under water."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    town.skyline(stage, (40, 110))
    z, half = 46.0, 7.0
    road.land(stage, GRASS)
    road.road(stage, half, far=400)
    road.lines(stage, half, far=44)
    road.wet(stage, 0.25, half=half, far=z)
    road.lit(stage, -5, 5)
    if stage.flooded:
        road.flood(stage, half, far=z)
    for x in (-half, half):
        canvas.side(x, (2, z), (0, 5.2), shaded(CONCRETE, 0.72))
        for step in range(4, int(z), 4):
            canvas.side(x, (step, step + 0.12), (0, 5.2), shaded(CONCRETE, 0.52))
        canvas.side(x, (2, z), (5.0, 5.5), shaded(CONCRETE, 1.1))
        canvas.shape([view.at(x, 2, 5.3), view.at(x, z, 5.3), view.at(x * 30, z, 5.3), view.at(x * 30, 2, 5.3)], GRASS)
    canvas.front((-60, 60), z, (4.7, 6.6), shaded(CONCRETE, 0.9))
    canvas.front((-half, half), z, (0, 4.7), (16, 18, 20))
    for x in (-half, half):
        canvas.side(x * 0.98, (z, z + 60), (0, 4.4), (62, 60, 54))
    for deep in (z + 50, z + 30, z + 16, z + 7):
        canvas.front((-3.5, 3.5), deep, (4.05, 4.25), (255, 226, 160), lit=bool(stage.light.lamps))
    canvas.glow(view.at(0, z, 3.9), 10, AMBER, 0.6)
    _height_bar(stage, z - 1, half)
    _gauge(stage, -half + 0.8, 27)
    for x, deep in ((-10.5, 40), (10.5, 40), (-9.6, 22), (9.6, 22)):
        town.lamp_post(
            stage, x, deep, tall=11, reach=math.copysign(2.5, -x), colour=COLD if deep < 30 else (255, 206, 132)
        )
    road.cars(stage, -3.4, 2, coming=True, far=z + 20)
    road.cars(stage, 3.4, 2, coming=False, far=z + 20)
    if stage.flooded:
        stuck = vehicles.car(stage.light, dice.choice(road.PAINTS), coming=False, sunk=0.5)
        stage.movers.append(Still(stuck, (0.6, 31), 0.03))
    else:
        road.bikes(stage, 5.8, 2, coming=False, far=z + 20)


def _height_bar(stage: Stage, z: float, half: float) -> None:
    canvas, view = stage.canvas, stage.view
    canvas.front((-3.6, 3.6), z, (5.5, 6.5), (58, 66, 74))
    canvas.words(view.at(0, z, 6.0), "CAO TỐI ĐA 3,2 m", 0.62 * view.scale(z), (232, 234, 232))
    wide = half * 2 / 14
    for step in range(14):
        left = -half + step * wide
        colour = (240, 196, 60) if step % 2 else (40, 40, 40)
        corners = [view.at(left, z, 4.7), view.at(left + wide, z, 4.7), view.at(left + wide - 0.35, z, 5.3),
                   view.at(left - 0.35, z, 5.3)]  # fmt: skip
        canvas.shape(corners, shaded(colour, 0.7), lit=True)


def _gauge(stage: Stage, x: float, z: float) -> None:
    for step in range(5):
        colour = (216, 60, 48) if step % 2 else (236, 236, 232)
        stage.canvas.front((x - 0.16, x + 0.16), z, (step * 0.42, step * 0.42 + 0.42), shaded(colour, 1.2))
