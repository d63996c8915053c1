"""Scenes before a building: a school, a hospital, a bus station; and a market."""

from __future__ import annotations

import math

from backend.demo.cameras.picture import crowd, people, road, town, vehicles
from backend.demo.cameras.picture.palette import AMBER, COLD, LAMP, Colour, shaded
from backend.demo.cameras.picture.sprite import Sprite
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.traffic import Passing, Still

CLOTHS: tuple[Colour, ...] = (
    (196, 66, 56), (52, 112, 172), (226, 176, 66), (66, 140, 100), (180, 96, 60), (204, 204, 200)
)  # fmt: skip


def school(stage: Stage) -> None:
    """The gate of a school across the road."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    _before(stage)
    town.facade(stage, (-27, 27), 62, 3, (214, 178, 104), dark=0.45)
    canvas.front((-6, 6), 61.6, (0, 12.4), (206, 168, 96))
    canvas.front((-4.6, 4.6), 61.4, (8.9, 10.9), (58, 96, 160))
    canvas.words(view.at(0, 61.4, 9.9), "TRƯỜNG HỌC", 1.3 * view.scale(61.4), (240, 240, 232))
    canvas.front((-3.6, 3.6), 61.4, (0, 3.6), (240, 210, 146), lit=bool(stage.light.lamps))
    for x in (-24.0, -17.0, -11.0, 11.0, 17.0, 24.0):
        town.tree(stage, x, 54, dice.uniform(5, 6.5))
    _fence(stage, 47, gate=4.4)
    for x in (-4.8, 4.8):
        canvas.front((x - 0.5, x + 0.5), 46.8, (0, 3.2), (206, 110, 84))
        canvas.lamp((x, 46.6, 3.5), LAMP, 0.2, 0.6)
    town.lamp_post(stage, -13, 44, tall=8, reach=0.0)
    town.lamp_post(stage, 14, 44, tall=8, reach=0.0)
    for number in range(6):
        at = (dice.uniform(-14, 14), 40.5 + dice.uniform(0, 3.5))
        crowd.stroll(stage, at, (1, 0), ("umbrella", "hat")[number % 3 == 2])
    for x, z in ((-9.2, 42.6), (-8.0, 42.2), (8.4, 42.8), (9.8, 42.4)):
        stage.movers.append(Still(vehicles.bike_side(stage.light, dice.choice(road.COATS)), (x, z)))
    _across(stage)


def _before(stage: Stage) -> None:
    """The road that runs from left to right before a building."""
    canvas = stage.canvas
    town.skyline(stage, (20, 56))
    road.land(stage, road.PAVING)
    road.cross_road(stage, (17, 37))
    for x in range(-40, 41, 5):
        canvas.ground([(x, 26.9), (x + 2.6, 26.9), (x + 2.6, 27.15), (x, 27.15)], road.PAINT)
    canvas.ground([(-90, 36.2), (90, 36.2), (90, 36.4), (-90, 36.4)], road.PAINT)
    canvas.ground([(-90, 17.8), (90, 17.8), (90, 17.95), (-90, 17.95)], road.PAINT)
    if stage.flooded:
        road.flood(stage, 200, far=37)
    road.wet(stage, 0.26, far=46)
    road.lit(stage, -9, 9)


def _fence(stage: Stage, z: float, *, gate: float) -> None:
    canvas, view = stage.canvas, stage.view
    for left, right in ((-60.0, -gate), (gate, 60.0)):
        canvas.front((left, right), z, (0, 0.6), (150, 140, 124))
        for up in (1.0, 1.9):
            canvas.line([view.at(left, z, up), view.at(right, z, up)], (90, 104, 112), 1)
        x = left
        while x < right:
            canvas.line([view.at(x, z, 0.6), view.at(x, z, 2.0)], (90, 104, 112), 0.6)
            x += 0.8


def _across(stage: Stage, *, buses: int = 1) -> None:
    """Traffic from left to right and back."""
    light, dice = stage.light, stage.dice
    near = [vehicles.car_side(light, dice.choice(road.PAINTS)), vehicles.car_side(light, road.TAXI, taxi=True)]
    far = [vehicles.car_side(light, dice.choice(road.PAINTS)).mirrored(), *_buses(stage, buses)]
    _lane(stage, near, 23.0, heading=1, rounds=1)
    _lane(stage, far, 31.0, heading=-1, rounds=1)
    small = [vehicles.bike_side(light, coat, two=number == 1) for number, coat in enumerate(dice.sample(road.COATS, 4))]
    _lane(stage, small[:3], 19.8, heading=1, rounds=1)
    _lane(stage, [look.mirrored() for look in small], 34.4, heading=-1, rounds=1)


def _buses(stage: Stage, many: int) -> list[Sprite]:
    return [vehicles.bus_side(stage.light, stage.dice.choice(road.BUSES)).mirrored() for _ in range(many)]


def _lane(stage: Stage, looks: list[Sprite], z: float, *, heading: int, rounds: int) -> None:
    half = 44.0 * heading
    for number, look in enumerate(looks):
        start = (number + stage.dice.uniform(0, 0.5)) / len(looks)
        stage.movers.append(Passing((look,), (-half, z), (half, z), start, rounds))


def hospital(stage: Stage) -> None:
    """The emergency entrance of a hospital across the road."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    _before(stage)
    town.facade(stage, (-32, 20), 66, 4, (196, 204, 204), dark=0.25)
    town.facade(stage, (20, 42), 66, 2, (180, 188, 190), dark=0.4)
    canvas.front((-16, 8), 64, (3.4, 5.0), (60, 110, 150))
    canvas.words(view.at(-4, 64, 4.2), "BỆNH VIỆN", 1.35 * view.scale(64), (244, 246, 246))
    canvas.front((-14, 6), 65.6, (0, 3.4), (222, 232, 226), lit=bool(stage.light.lamps))
    for x in (-14.0, -9.0, -4.0, 1.0, 6.0):
        canvas.front((x - 0.25, x + 0.25), 64, (0, 3.4), (150, 156, 160))
    canvas.front((21, 34), 65, (3.2, 5.2), (206, 40, 38), lit=bool(stage.light.lamps))
    canvas.words(view.at(27.5, 65, 4.2), "CẤP CỨU", 1.4 * view.scale(65), (255, 246, 240))
    canvas.glow(view.at(27.5, 65, 4.2), 9, (255, 60, 50), 0.3)
    canvas.front((22, 33), 65.4, (0, 3.0), (230, 238, 232), lit=bool(stage.light.lamps))
    canvas.front((-6.4, -1.6), 65.8, (12.6, 17.4), (236, 238, 238))
    canvas.front((-4.6, -3.4), 65.6, (13.0, 17.0), (214, 46, 42), lit=True)
    canvas.front((-6.0, -2.0), 65.6, (14.4, 15.6), (214, 46, 42), lit=True)
    for x in (-4.0, 27.0):
        canvas.lamp((x, 62, 3.4), COLD, 0.3, 0.9)
    for x in (-25.0, -19.0, 14.0, 38.0):
        town.tree(stage, x, 56, 5.5)
    _fence(stage, 46, gate=9)
    for x in (-18.0, -3.0, 16.0):
        town.lamp_post(stage, x, 43, tall=8, reach=0.0, colour=COLD)
    stage.movers.append(Still(vehicles.ambulance_side(stage.light), (17, 53)))
    stage.movers.append(Still(vehicles.car_side(stage.light, dice.choice(road.PAINTS)), (-12, 50)))
    for number in range(5):
        crowd.stroll(stage, (dice.uniform(-12, 12), 40.5 + number * 2.5), (1, 0))
    _across(stage, buses=0)


def bus_station(stage: Stage) -> None:
    """Buses in their bays under a long roof."""
    canvas, view, dice, light = stage.canvas, stage.view, stage.dice, stage.light
    town.skyline(stage, (26, 84))
    road.land(stage, (124, 126, 126))
    for x in range(-24, 25, 6):
        canvas.ground([(x - 0.09, 24), (x + 0.09, 24), (x + 0.09, 40), (x - 0.09, 40)], road.PAINT)
    canvas.ground([(-60, 41), (60, 41), (60, 48), (-60, 48)], road.PAVING)
    road.wet(stage, 0.45, far=48)
    road.lit(stage, -8, 8)
    canvas.front((-34, 34), 50, (0, 5.6), (150, 148, 140))
    for x in range(-32, 33, 8):
        shop = shaded(dice.choice(town.SHOPS), dice.uniform(0.55, 0.85))
        canvas.front((x - 3.2, x + 3.2), 49.9, (0.2, 3.0), shop, lit=bool(light.lamps))
        canvas.front((x - 3.2, x + 3.2), 49.8, (3.2, 4.1), dice.choice(town.SIGNS))
        canvas.front((x - 0.1, x + 0.1), 49.7, (0.2, 3.0), (84, 84, 80))
    roof = [view.at(-36, 48, 6.6), view.at(36, 48, 6.6), view.at(36, 40, 5.8), view.at(-36, 40, 5.8)]
    canvas.shape(roof, (134, 140, 144))
    canvas.front((-36, 36), 40, (5.2, 5.9), (176, 182, 186))
    canvas.front((-7.5, 7.5), 39.8, (5.9, 8.0), (44, 96, 150))
    canvas.words(view.at(0, 39.8, 6.95), "BẾN XE KHÁCH", 1.45 * view.scale(39.8), (244, 246, 246))
    for x in range(-33, 34, 6):
        canvas.front((x - 0.18, x + 0.18), 40, (0, 5.3), (120, 126, 130))
        canvas.lamp((x + 3, 41.5, 5.1), COLD, 0.16, 0.5)
    for x in (-21, 21):
        town.lamp_post(stage, x, 30, tall=10, reach=0.0)
    for number, x in enumerate((-21, -15, -9, 3, 9, 15, 21)):
        look = vehicles.bus(light, road.BUSES[number % 3], coming=True, lamps=number % 3 == 0)
        stage.movers.append(Still(look, (x, 33 + dice.uniform(-0.6, 0.6))))
    going = vehicles.bus_side(light, road.BUSES[1])
    stage.movers.append(Passing((going,), (-52, 21.5), (52, 21.5), 0.1))
    taxi = vehicles.car_side(light, road.TAXI, taxi=True).mirrored()
    stage.movers.append(Passing((taxi,), (40, 25), (-40, 25), 0.55))
    for number in range(9):
        at = (dice.uniform(-16, 16), (43.5, 27.5, 17.5)[number % 3] + dice.uniform(-1, 1.5))
        crowd.stroll(stage, at, (1, 0), ("umbrella", "hood", "hat")[number % 3])
    bikes = [vehicles.bike_side(light, coat) for coat in dice.sample(road.COATS, 2)]
    for number, look in enumerate(bikes):
        stage.movers.append(Passing((look,), (-40, 19.0), (40, 19.0), 0.3 + number * 0.4))


def market(stage: Stage) -> None:
    """A market street between two rows of stalls."""
    dice = stage.dice
    town.skyline(stage, (20, 60))
    road.land(stage, (120, 116, 108))
    road.wet(stage, 0.45, half=4.5)
    road.lit(stage, -2, 2, strength=0.6)
    for x in (-10.5, 10.5):
        town.terrace(stage, x, (4, 170), floors=(2, 4), shops=0.9)
    for z in (92, 76, 63, 52, 43.5, 36, 30, 25, 21, 17.6):
        for side in (-1, 1):
            _stall(stage, side, z)
    town.wires(stage, -8.4, (120, 80, 56, 40, 28))
    for number in range(12):
        under = ("hat", "umbrella", "hood")[number % 3]
        crowd.stroll(stage, (dice.uniform(-3, 3), 15 + number * 3.4), (dice.uniform(-0.3, 0.3), 1), under)
    for number, z in enumerate((19.0, 23.0, 27.5, 33.0)):
        look = people.seller(stage.light, dice.choice(people.COATS))
        stage.movers.append(Still(look, (-3.6 if number % 2 else 3.7, z)))
    road.bikes(stage, -1.6, 2, coming=True, far=110)
    road.bikes(stage, 1.8, 2, coming=False, far=110)


def _stall(stage: Stage, side: int, z: float) -> None:
    """A stall under its cloth, a lamp below it."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    near, far, deep = 4.6 * side, 8.0 * side, 3.0
    cloth = dice.choice(CLOTHS)
    for x in (near, far):
        canvas.line([view.at(x, z), view.at(x, z, 2.3)], town.STEEL, max(0.5, 0.06 * view.scale(z)))
    across = (min(near, far), max(near, far))
    canvas.front(across, z + deep, (0, 2.2), shaded((236, 200, 136), 0.5), lit=bool(stage.light.lamps))
    canvas.front(across, z + 0.6, (0, 0.85), (116, 92, 68))
    for number in range(7):
        x = near + (far - near) * (number + 0.5) / 7
        goods = dice.choice(((206, 80, 50), (110, 160, 70), (226, 170, 60), (190, 120, 140), (220, 216, 200)))
        size = 0.26 * view.scale(z + 0.6)
        canvas.oval(view.at(x, z + 0.6, 0.95), size, size * 0.6, shaded(goods, 1.5))
    roof = [view.at(near - 0.5 * side, z - 0.5, 2.1), view.at(far + 0.4 * side, z - 0.5, 2.1),
            view.at(far, z + deep, 3.0), view.at(near, z + deep, 3.0)]  # fmt: skip
    canvas.shape(roof, shaded(cloth, 1.15))
    left, right = sorted((near - 0.5 * side, far + 0.4 * side))
    canvas.front((left, right), z - 0.5, (1.75, 2.12), shaded(cloth, 0.8))
    for step in range(math.ceil((right - left) / 0.7)):
        if step % 2:
            edge = (left + step * 0.7, min(right, left + (step + 1) * 0.7))
            canvas.front(edge, z - 0.5, (1.75, 2.12), (206, 204, 196))
    canvas.lamp(((near + far) / 2 - 0.8 * side, z + 0.2, 1.75), AMBER if dice.random() < 0.3 else LAMP, 0.13, 0.62)
