"""Scenes where there is work: an industrial park, a yard for sand and stone, the gate of a port."""

from __future__ import annotations

import math

from backend.demo.cameras.picture import crowd, road, town, vehicles
from backend.demo.cameras.picture.palette import COLD, LAMP, Colour, shaded
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.traffic import Still

SHED: Colour = (150, 162, 168)
SAND: Colour = (182, 158, 116)


def industry(stage: Stage) -> None:
    """The road through an industrial park, a hall to either side."""
    canvas, view = stage.canvas, stage.view
    town.skyline(stage, (10, 28))
    _chimneys(stage)
    road.land(stage, (104, 110, 100))
    road.road(stage, 6.5)
    road.lines(stage, 6.5)
    road.wet(stage, 0.36, half=10)
    road.lit(stage, -6, 6)
    for side in (-1, 1):
        for z in (150, 100, 58):
            _shed(stage, side * 15.0, (z, z + 36))
        _mesh(stage, side * 10.5)
    for z in (130, 92, 66, 47, 33, 23):
        for x in (-8.2, 8.2):
            town.lamp_post(stage, x, z, tall=9, reach=math.copysign(2, -x))
    _barrier(stage)
    road.cars(stage, -1.9, 3, coming=True, large="truck")
    road.cars(stage, 1.9, 2, coming=False, large="truck")
    road.truck(stage, 3.9, coming=False)
    road.bikes(stage, -5.2, 6, coming=True)
    road.bikes(stage, 5.2, 4, coming=False)
    crowd.stroll(stage, (8.6, 26), (0, 1), "hood")
    canvas.glow(view.at(-60, 300, 34), 3, (255, 70, 60), 0.9)


def _chimneys(stage: Stage) -> None:
    canvas, view = stage.canvas, stage.view
    for x, tall in ((-60, 34), (-46, 28), (70, 30)):
        z = 300.0
        canvas.shape(
            [view.at(x - 2.2, z), view.at(x - 1.4, z, tall), view.at(x + 1.4, z, tall), view.at(x + 2.2, z)],
            (150, 146, 142),
        )
        canvas.front((x - 1.6, x + 1.6), z, (tall - 5, tall - 2.5), (190, 70, 60))
        for step in range(7):
            size = 5 + step * 3.4
            smoke = shaded((120, 126, 132), 1 - step * 0.06)
            canvas.oval(view.at(x + 3 + step * 6, z, tall + 2 + step * 2.6), size, size * 0.6, smoke)


def _shed(stage: Stage, x: float, z: tuple[float, float]) -> None:
    canvas, view, out = stage.canvas, stage.view, 1 if x > 0 else -1
    end = x + out * 28
    gable = [(x, 0), (x, 8), ((x + end) / 2, 11.5), (end, 8), (end, 0)]
    canvas.shape([view.at(at, z[0], up) for at, up in gable], shaded(SHED, 0.62))
    canvas.side(x, z, (0, 8), SHED)
    for step in range(12):
        at = z[0] + (z[1] - z[0]) * step / 12
        canvas.side(x, (at, at + 0.15), (0, 8), shaded(SHED, 0.8))
    canvas.side(x, (z[0] + 2, z[1] - 2), (6.2, 7.2), shaded((214, 226, 220), 0.75), lit=bool(stage.light.lamps))
    canvas.side(x, (z[0] + 8, z[0] + 15), (0, 5), shaded((240, 208, 140), 0.7), lit=bool(stage.light.lamps))
    roof = [(x, z[0], 8), (x, z[1], 8), ((x + end) / 2, z[1], 11.5), ((x + end) / 2, z[0], 11.5)]
    canvas.shape([view.at(*corner) for corner in roof], shaded(SHED, 0.85))
    canvas.lamp((x - out * 0.6, z[0] + 11, 6.0), COLD, 0.3, 0.8)


def _mesh(stage: Stage, x: float) -> None:
    canvas, view = stage.canvas, stage.view
    for z in range(10, 200, 4):
        canvas.line([view.at(x, z), view.at(x, z, 2.2)], (110, 120, 124), max(0.4, 0.05 * view.scale(z)))
    for up in (0.3, 1.2, 2.2):
        canvas.line([view.at(x, 6, up), view.at(x, 250, up)], (110, 120, 124), 0.7)


def _barrier(stage: Stage) -> None:
    canvas, view, z = stage.canvas, stage.view, 44.0
    canvas.front((7.2, 9.8), z, (0, 3.0), (206, 204, 196))
    canvas.front((7.5, 9.5), z, (1.1, 2.3), (240, 214, 150), lit=bool(stage.light.lamps))
    canvas.front((6.9, 10.1), z, (3.0, 3.3), (52, 104, 150))
    for step in range(6):
        low, high = 1.1 + step * 0.9, 1.1 + (step + 1) * 0.9
        colour = (206, 60, 50) if step % 2 else (232, 232, 228)
        canvas.line(
            [view.at(6.9 - low * 0.12, z, low), view.at(6.9 - high * 0.12, z, high)], colour, 0.16 * view.scale(z)
        )


def yard(stage: Stage) -> None:
    """Heaps of sand and stone by the river, a digger, lorries."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    town.skyline(stage, (12, 38))
    road.land(stage, (122, 108, 88))
    for _ in range(60):
        x, z = dice.uniform(-30, 30), dice.uniform(11, 60)
        canvas.oval(
            view.at(x, z), 1.6 * view.scale(z), 0.16 * view.scale(z), dice.choice(((108, 96, 80), (134, 120, 98)))
        )
    for x in (-2.6, -1.2, 1.4, 2.8):
        canvas.ground([(x, 2), (x + 0.3, 2), (x + 0.5, 90), (x + 0.2, 90)], (92, 82, 68))
    road.wet(stage, 0.36, far=70)
    road.lit(stage, -7, 7, strength=0.5)
    for x, z, wide, tall, colour in (
        (-34, 76, 16, 7.5, SAND), (26, 84, 18, 8.5, (136, 136, 132)), (-17, 52, 11, 5.4, SAND),
        (16, 50, 10, 5.0, (140, 138, 132)), (-15, 33, 6.5, 3.2, (150, 120, 90)), (13.5, 30, 5.5, 2.6, SAND),
    ):  # fmt: skip
        _heap(stage, (x, z), wide, tall, colour)
    _digger(stage, -6.5, 47)
    _hut(stage)
    for x, z in ((-11, 60), (11, 62), (-12.5, 27), (12, 38)):
        town.lamp_post(stage, x, z, tall=9.5, reach=math.copysign(1, -x), colour=COLD if x > 0 else LAMP)
    stage.movers.append(Still(vehicles.truck(stage.light, (206, 150, 50), coming=True), (5.6, 40)))
    road.truck(stage, -0.6, coming=True, far=95)
    road.truck(stage, 3.0, coming=False, far=95)
    for number in range(3):
        crowd.stroll(stage, (-4.5 - number * 2.0, 22 + number * 7), (1, 0.2), "hood")


def _heap(stage: Stage, at: tuple[float, float], wide: float, tall: float, colour: Colour) -> None:
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    x, z = at
    outline = []
    for step in range(25):
        part = step / 12 - 1
        up = tall * max(0.0, 1 - abs(part) ** 1.35) * dice.uniform(0.94, 1.04)
        outline.append(view.at(x + part * wide, z, up))
    canvas.shape(outline, colour)
    ridge = view.at(x - wide * 0.1, z, tall * 0.97)
    canvas.shape([ridge, view.at(x + wide * 0.95, z), view.at(x + wide * 0.2, z)], shaded(colour, 0.72))
    canvas.shape([ridge, view.at(x - wide * 0.5, z), view.at(x - wide * 0.1, z)], shaded(colour, 1.12))


def _digger(stage: Stage, x: float, z: float) -> None:
    canvas, view, paint = stage.canvas, stage.view, (226, 168, 50)
    canvas.front((x - 2.2, x + 2.0), z, (0, 0.9), (58, 58, 56))
    canvas.front((x - 2.0, x + 1.6), z, (0.9, 2.3), paint)
    canvas.front((x - 0.4, x + 1.4), z, (2.3, 3.5), (70, 84, 96))
    canvas.line(
        [view.at(x + 1.4, z, 1.8), view.at(x + 4.2, z, 5.4), view.at(x + 6.6, z, 3.2)], paint, 0.5 * view.scale(z)
    )
    canvas.shape(
        [view.at(x + 6.1, z, 3.2), view.at(x + 7.0, z, 3.3), view.at(x + 6.9, z, 2.0), view.at(x + 5.8, z, 2.3)],
        (80, 80, 78),
    )
    canvas.lamp((x + 1.2, z - 0.3, 3.7), LAMP, 0.16, 0.6)


def _hut(stage: Stage) -> None:
    canvas = stage.canvas
    canvas.front((17, 22), 36, (0, 2.8), (96, 130, 150))
    canvas.front((16.7, 22.3), 36, (2.7, 3.1), (150, 156, 160))
    canvas.front((18.6, 20.2), 36, (1.0, 2.1), (240, 214, 150), lit=bool(stage.light.lamps))


def port(stage: Stage) -> None:
    """The gate of a port: a hall over the lanes, containers and a crane behind."""
    canvas, view = stage.canvas, stage.view
    town.skyline(stage, (8, 22))
    road.land(stage, (128, 130, 128))
    road.road(stage, 11.0, kerbs=False)
    for x in (-7.3, -3.7, 0.0, 3.7, 7.3):
        canvas.ground([(x - 0.08, 2), (x + 0.08, 2), (x + 0.08, 130), (x - 0.08, 130)], road.PAINT)
    road.wet(stage, 0.42, far=62)
    road.lit(stage, -6, 6, strength=0.6)
    _crane(stage, -34, 150)
    _crane(stage, 42, 170)
    for side in (-1, 1):
        for z in (110, 84, 64):
            _containers(stage, side, z)
    canvas.front((-13, 13), 56, (5.4, 8.0), (52, 92, 140))
    canvas.words(view.at(0, 56, 6.7), "CỔNG CẢNG", 1.6 * view.scale(56), (242, 246, 248))
    canvas.front((-13.4, 13.4), 56, (5.1, 5.5), (176, 182, 186))
    for x in (-12.5, -5.6, 0.0, 5.6, 12.5):
        canvas.front((x - 0.4, x + 0.4), 56, (0, 5.2), (176, 182, 186))
        canvas.lamp((x + 2.6, 55.5, 4.9), COLD, 0.2, 0.8)
    for x in (-5.6, 5.6):
        canvas.front((x - 0.9, x + 0.9), 54, (0, 2.6), (206, 204, 196))
        canvas.front((x - 0.7, x + 0.7), 54, (1.1, 2.1), (240, 214, 150), lit=bool(stage.light.lamps))
    for x, z in ((-14, 36), (14, 36), (-13, 22), (13, 22)):
        town.lamp_post(stage, x, z, tall=10, reach=math.copysign(2, -x))
    road.truck(stage, -5.4, coming=True, far=110)
    road.truck(stage, 1.9, coming=False, far=110)
    road.truck(stage, 5.6, coming=False, far=110)
    road.cars(stage, -1.9, 2, coming=True, far=110)
    road.bikes(stage, 9.2, 4, coming=False, far=110)
    crowd.stroll(stage, (-8, 30), (1, 0.1), "hood")


def _containers(stage: Stage, side: int, z: float) -> None:
    dice, canvas = stage.dice, stage.canvas
    for column in range(3):
        left = side * (16 + column * 13) - (12 if side < 0 else 0)
        for row in range(dice.randint(1, 4)):
            paint = dice.choice(((176, 70, 54), (56, 104, 150), (64, 130, 96), (196, 150, 62), (140, 144, 148)))
            canvas.front((left, left + 12), z, (row * 2.6, row * 2.6 + 2.5), shaded(paint, 0.8))
            for step in range(1, 12):
                canvas.front(
                    (left + step - 0.05, left + step + 0.05), z, (row * 2.6 + 0.1, row * 2.6 + 2.4), shaded(paint, 0.62)
                )


def _crane(stage: Stage, x: float, z: float) -> None:
    canvas, view, paint = stage.canvas, stage.view, (70, 120, 170)
    for foot in (x - 6, x + 6):
        canvas.line([view.at(foot, z), view.at(foot, z, 24)], paint, 1.6)
    canvas.line([view.at(x - 20, z, 24), view.at(x + 12, z, 24)], paint, 2.2)
    canvas.line([view.at(x - 6, z, 24), view.at(x, z, 31), view.at(x + 6, z, 24)], paint, 1.2)
    canvas.line([view.at(x, z, 31), view.at(x - 20, z, 24)], paint, 0.8)
    for foot in (x - 20, x, x + 12):
        canvas.glow(view.at(foot, z, 24), 2.6, (255, 84, 64) if foot != x else COLD, 0.8)
