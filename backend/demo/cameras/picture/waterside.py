"""Scenes at the water: a bridge, a canal with its sluice, a harbour, a promenade."""

from __future__ import annotations

import math

from backend.demo.cameras.picture import boats, crowd, road, town, vehicles
from backend.demo.cameras.picture.palette import AMBER, COLD, LAMP, Colour, mixed, shaded
from backend.demo.cameras.picture.sprite import Sprite
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.traffic import Passing, Still
from backend.demo.cameras.picture.view import HEIGHT, WIDTH, Point
from backend.demo.cameras.picture.water import WATER, Ripples

STEEL: Colour = (176, 184, 190)
CONCRETE: Colour = (150, 150, 146)
GRASS: Colour = (66, 92, 66)


def _water(stage: Stage, area: list[Point], line: float, many: int, strength: float = 0.6) -> None:
    """Open water within that part of the picture."""
    stage.canvas.shape(area, WATER, flat=True)
    stage.canvas.wet(line, [area], strength)
    stage.ripples.append(Ripples(area, line, stage.light, stage.dice, many))


def bridge(stage: Stage) -> None:
    """On the deck of a suspension bridge over the river."""
    canvas, view = stage.canvas, stage.view
    town.skyline(stage, (26, 78), line=view.horizon - 2)
    line = view.horizon
    _water(stage, [(0, line), (WIDTH, line), (WIDTH, HEIGHT), (0, HEIGHT)], line, 0, 0.75)
    half = 6.0
    left = [(0.0, line), view.at(-half - 1, 400), view.at(-half - 1, 6), (0.0, HEIGHT)]
    right = [(WIDTH, line), view.at(half + 1, 400), view.at(half + 1, 6), (WIDTH, HEIGHT)]
    for area in (left, right):
        stage.ripples.append(Ripples(area, line, stage.light, stage.dice, 46))
    canvas.ground([(-half - 1, 2), (half + 1, 2), (half + 1, 420), (-half - 1, 420)], CONCRETE)
    road.road(stage, half, far=420)
    road.lines(stage, half)
    if stage.wet:
        road.wet(stage, 0.3, half=half)
    road.lit(stage, -5, 5)
    _tower(stage, 92, half + 0.8)
    for x in (-half - 0.8, half + 0.8):
        _railing(stage, x)
        for z in (200, 130, 88, 60, 42, 30):
            town.lamp_post(stage, x, z, tall=9.5, reach=math.copysign(1.6, -x))
    road.cars(stage, -1.6, 4, coming=True, large="truck")
    road.cars(stage, 1.7, 4, coming=False, large="bus")
    road.bikes(stage, -4.6, 7, coming=True)
    road.bikes(stage, 4.6, 7, coming=False)
    boat = boats.barge(stage.light)
    stage.movers.append(Passing((boat,), (-140, 120), (-64, 120), 0.3))


def _tower(stage: Stage, z: float, half: float) -> None:
    canvas, view = stage.canvas, stage.view
    top = view.height + (view.horizon - 64) / view.scale(z)
    for x in (-half, half):
        canvas.front((x - 0.7, x + 0.7), z, (0, top), STEEL)
        canvas.front((x + 0.2, x + 0.7), z, (0, top), shaded(STEEL, 0.7))
        for deep in range(14, 90, 6):
            up = top * 0.96 * ((deep - 6) / (z - 6)) ** 1.6 + 1.2
            canvas.line([view.at(x, z, top * 0.97), view.at(x, deep, 1.1)], (214, 220, 224), 0.7 if up > 4 else 0.5)
    for low, high in ((top - 1.8, top), (top * 0.55, top * 0.55 + 1.4)):
        canvas.front((-half, half), z, (low, high), STEEL)
    for x in (-half, half):
        canvas.glow(view.at(x, z, top), 3, (255, 70, 60), 0.8)


def _railing(stage: Stage, x: float) -> None:
    canvas, view = stage.canvas, stage.view
    for z in range(9, 120, 3):
        canvas.line([view.at(x, z), view.at(x, z, 1.2)], STEEL, max(0.5, 0.05 * view.scale(z)))
    for up in (0.5, 0.85, 1.2):
        canvas.line([view.at(x, 6, up), view.at(x, 300, up)], STEEL, 1.0)


def canal(stage: Stage) -> None:
    """A canal between its banks that leads to a sluice."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    town.skyline(stage, (18, 56))
    road.land(stage, GRASS)
    z, half, line = 62.0, 7.0, view.horizon
    area = [view.at(-half, 2), view.at(half, 2), view.at(half, 300), view.at(-half, 300)]
    _water(stage, area, line, 90, 0.7)
    for x in (-half, half):
        out = math.copysign(2.4, x)
        canvas.shape(
            [view.at(x, 2, 0), view.at(x, 300, 0), view.at(x + out, 300, 0.9), view.at(x + out, 2, 0.9)], CONCRETE
        )
        path = [view.at(x + out, 2, 0.9), view.at(x + out, 300, 0.9), view.at(x + out * 2.6, 300, 0.9),
                view.at(x + out * 2.6, 2, 0.9)]  # fmt: skip
        canvas.shape(path, (120, 118, 110))
    for deep in (120, 84, 40, 27):
        for x in (-15.5, 15.0):
            town.tree(stage, x + dice.uniform(-1, 1), deep + dice.uniform(-3, 3), dice.uniform(5, 7))
    _sluice(stage, z, half)
    road.lit(stage, -9, 9, strength=0.5)
    for number in range(6):
        colour = (216, 60, 48) if number % 2 else (236, 236, 232)
        canvas.front((-half + 0.3, -half + 0.75), 26, (number * 0.4, number * 0.4 + 0.4), shaded(colour, 1.25))
    for x, deep in ((-11.5, 56), (11.5, 56), (-11.5, 32), (11.5, 32)):
        town.lamp_post(stage, x, deep, tall=7, reach=math.copysign(1.5, -x), colour=COLD)
    for x, z, under in ((-11.6, 24, "hood"), (-11.2, 36, "umbrella"), (11.4, 30, "umbrella")):
        crowd.stroll(stage, (x, z), (0, 1), under)
    road.bikes(stage, 12.2, 2, coming=True, far=110)
    stage.movers.append(Still(boats.sampan(stage.light), (3.4, 27), 0.08))


def pump(stage: Stage) -> None:
    """A canal with a pumping station beside it."""
    canal(stage)
    _pump_house(stage)


def _sluice(stage: Stage, z: float, half: float) -> None:
    canvas, view = stage.canvas, stage.view
    for x in (-half - 1, -half / 3, half / 3, half + 1):
        canvas.front((x - 0.6, x + 0.6), z, (0, 7.5), CONCRETE)
        canvas.front((x + 0.2, x + 0.6), z, (0, 7.5), shaded(CONCRETE, 0.7))
    for left in (-half - 0.4, -half / 3 + 0.6, half / 3 + 0.6):
        canvas.front((left, left + half * 2 / 3 - 0.8), z, (1.2, 4.4), (70, 98, 118))
        for up in (1.8, 2.6, 3.4):
            canvas.front((left, left + half * 2 / 3 - 0.8), z, (up, up + 0.12), (48, 66, 80))
    canvas.front((-half - 2, half + 2), z, (5.6, 6.3), shaded(CONCRETE, 1.1))
    canvas.front((-half - 2, half + 2), z, (7.4, 8.8), shaded(CONCRETE, 0.85))
    for x in (-half / 1.5, 0.0, half / 1.5):
        canvas.front((x - 0.9, x + 0.9), z, (7.7, 8.5), (236, 206, 140), lit=bool(stage.light.lamps))
        canvas.lamp((x, z - 0.5, 5.4), LAMP, 0.2, 0.7)
    for step in range(-7, 8, 2):
        canvas.line([view.at(step, z, 6.3), view.at(step, z, 7.4)], STEEL, 0.8)


def _pump_house(stage: Stage) -> None:
    canvas, view = stage.canvas, stage.view
    canvas.front((10.5, 24), 44, (0, 5.4), (176, 170, 150))
    canvas.front((10, 24.5), 44, (5.2, 5.9), (120, 60, 52))
    for x in (12, 15.4, 18.8):
        canvas.front((x, x + 2.2), 44, (0.2, 3.0), (232, 214, 160), lit=bool(stage.light.lamps))
    for x in (8.4, 9.5):
        canvas.line(
            [view.at(x + 3, 43, 2.2), view.at(x, 43, 1.6), view.at(x - 1.8, 43, 0.2)],
            (84, 122, 150),
            0.7 * view.scale(43),
        )
    canvas.lamp((14, 43.5, 4.6), LAMP, 0.25, 1.0)


def harbour(stage: Stage) -> None:
    """A quay with goods on it and boats moored along; with a ferry, or with cranes, as the camera's name has it."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    town.skyline(stage, (12, 40))
    line = view.horizon
    _water(stage, [(0, line), (WIDTH, line), (WIDTH, HEIGHT), (0, HEIGHT)], line, 0, 0.75)
    quay = 25.0
    sea = [(0.0, line), (float(WIDTH), line), view.at(60, quay), view.at(-60, quay)]
    stage.ripples.append(Ripples(sea, line, stage.light, dice, 90))
    canvas.ground([(-60, 2), (60, 2), (60, quay), (-60, quay)], (140, 138, 132))
    canvas.front((-60, 60), quay, (-0.9, 0), (90, 88, 84))
    for joint in range(-24, 25, 6):
        canvas.ground([(joint, 2), (joint + 0.08, 2), (joint + 0.08, quay), (joint, quay)], (112, 110, 106))
    canvas.ground([(-60, quay - 0.5), (60, quay - 0.5), (60, quay - 0.15), (-60, quay - 0.15)], (222, 186, 70))
    if stage.wet:
        road.wet(stage, 0.4, far=quay)
    road.lit(stage, -7, 7, strength=0.5)
    for x in (-19, -6.5, 6.5, 19):
        town.lamp_post(stage, x, quay - 1, tall=7.5, reach=0.8, colour=COLD if abs(x) > 10 else LAMP)
    _goods(stage)
    _moored(stage, quay)
    for number in range(4):
        crowd.stroll(stage, (dice.uniform(-8, 8), dice.uniform(15, 23)), (1, 0.1), ("hat", "hood")[number % 2])
    look = vehicles.truck(stage.light, (60, 104, 160), coming=False)
    stage.movers.append(Still(look, (9.5, 19.5)))


def _goods(stage: Stage) -> None:
    """Crates in heaps along the quay."""
    dice, colours = stage.dice, ((150, 120, 84), (76, 128, 150), (166, 140, 96), (186, 186, 180))
    looks = [boats.crates(stage.light, colour, dice.randint(1, 3)) for colour in colours]
    for number in range(9):
        at = (dice.uniform(-15, 5), 22.5 - number % 3 * 2.6)
        stage.movers.append(Still(looks[number % 4], at))


def _both_ways(look: Sprite) -> tuple[Sprite, Sprite]:
    return look, look.mirrored()


def _moored(stage: Stage, quay: float) -> None:
    light, dice = stage.light, stage.dice
    paints = ((54, 106, 156), (58, 132, 110), (176, 64, 54))
    looks = [look for paint in paints for look in _both_ways(boats.trawler(light, paint))]
    for row, (z, many) in enumerate(((74.0, 5), (52.0, 4), (33.0, 3))):
        span = 0.8 * z
        for number in range(many):
            x = -span + (number + 0.5 + dice.uniform(-0.2, 0.2)) * 2 * span / many
            stage.movers.append(Still(dice.choice(looks), (x, z), 0.12, dice.random()))
        if row == 1:
            stage.movers.append(Passing((boats.ferry(light),), (-75, 62), (75, 62), dice.random()))
    stage.canvas.glow(stage.view.at(30, 400, 14), 3, (90, 255, 150), 0.8)
    stage.canvas.glow(stage.view.at(-120, 400, 12), 3, (255, 80, 60), 0.8)
    stage.canvas.glow(stage.view.at(0, quay + 300, 9), 2.5, AMBER, 0.5)


def riverside(stage: Stage) -> None:
    """A promenade along the river, the town's lights on the water."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    line = view.horizon
    town.skyline(stage, (40, 130), line=line)
    _water(stage, [(0, line), (WIDTH, line), (WIDTH, HEIGHT), (0, HEIGHT)], line, 0, 0.85)
    edge = 3.0
    river = [view.at(edge, 420), (WIDTH, line), (WIDTH, HEIGHT), view.at(edge, 5)]
    stage.ripples.append(Ripples(river, line, stage.light, dice, 90))
    canvas.ground([(-60, 2), (edge, 2), (edge, 420), (-60, 420)], (146, 140, 130))
    for z in (13, 15, 17.5, 21, 25, 31, 40, 55, 80):
        canvas.line([view.at(-8, z), view.at(edge, z)], (120, 116, 108), 1)
    canvas.ground([(-60, 2), (-8, 2), (-8, 420), (-60, 420)], GRASS)
    if stage.wet:
        canvas.wet(line, [[view.at(-8, 2), view.at(edge, 2), view.at(edge, 420), view.at(-8, 420)]], 0.35)
    road.lit(stage, -4)
    for z in range(9, 140, 3):
        canvas.line([view.at(edge, z), view.at(edge, z, 1.1)], STEEL, max(0.5, 0.06 * view.scale(z)))
    for up in (0.6, 1.1):
        canvas.line([view.at(edge, 6, up), view.at(edge, 300, up)], STEEL, 1.4)
    for z in (150, 104, 72, 50, 35, 24):
        town.palm(stage, -10 + dice.uniform(-1, 0.6), z + 4, dice.uniform(6, 8))
        town.lamp_post(stage, -7.4, z, tall=7.5, colour=mixed(LAMP, COLD, 0.3))
        canvas.front((-6.2, -4.4), z, (0.4, 0.52), (120, 84, 60))
        canvas.front((-6.2, -4.4), z, (0.52, 0.95), (104, 72, 52))
    for number in range(7):
        under = ("umbrella", "hood")[number % 3 == 2]
        crowd.stroll(stage, (dice.uniform(-5, 2), 16 + number * 5.0), (dice.uniform(-0.2, 0.2), 1), under)
    stage.movers.append(Passing((boats.barge(stage.light),), (0, 110), (95, 110), dice.random()))
    stage.movers.append(Passing((boats.sampan(stage.light),), (34, 44), (10, 60), dice.random()))
