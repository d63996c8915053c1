"""What stands along streets and at the horizon: houses, windows, trees, lamp posts, poles with their wires."""

from __future__ import annotations

import itertools

from backend.demo.cameras.picture.palette import COLD, LAMP, WINDOW, Colour, mixed, shaded
from backend.demo.cameras.picture.stage import Stage
from backend.demo.cameras.picture.view import Point

WALLS: tuple[Colour, ...] = (
    (176, 164, 138), (150, 158, 160), (188, 178, 160), (140, 150, 128), (170, 140, 122), (128, 142, 158)
)  # fmt: skip
SIGNS: tuple[Colour, ...] = ((178, 52, 48), (48, 96, 158), (52, 132, 92), (214, 164, 56), (226, 226, 220))
SHOPS: tuple[Colour, ...] = ((236, 204, 140), (214, 224, 222), (232, 190, 118))
BARK: Colour = (96, 82, 66)
LEAVES: tuple[Colour, ...] = ((58, 88, 62), (46, 74, 56), (70, 98, 66))
STEEL: Colour = (120, 126, 130)
STOREY = 3.4
CORNER = 10.0
"""A row of houses that begins further off than this begins at a crossing."""


def skyline(stage: Stage, tall: Point = (30, 96), *, line: float | None = None) -> None:
    """Houses far off, in two rows, up from the horizon."""
    foot = stage.view.horizon if line is None else line
    dice, light = stage.dice, stage.light
    for depth, part in enumerate((0.25, 0.62)):
        left = -30.0
        while left < 1300:
            wide, high = dice.uniform(34, 110), dice.uniform(*tall) * (1 - 0.25 * depth)
            colour = mixed(light.sky_low, light.sky_top, part * dice.uniform(0.85, 1.15))
            corners = [(left, foot), (left, foot - high), (left + wide, foot - high), (left + wide, foot)]
            stage.canvas.shape(corners, colour, lit=True)
            _far_windows(stage, (left, left + wide), (foot - high, foot), depth)
            left += wide + dice.uniform(-14, 26)


def _far_windows(stage: Stage, across: Point, down: Point, depth: int) -> None:
    dice, step = stage.dice, 7 + 2 * depth
    warm = mixed(WINDOW, stage.light.sky_low, 0.45 - 0.2 * depth)
    for x in range(int(across[0]) + 4, int(across[1]) - 4, step):
        for y in range(int(down[0]) + 5, int(down[1]) - 4, step + 2):
            if dice.random() < stage.light.windows * 0.55:
                stage.canvas.shape([(x, y), (x + 3, y), (x + 3, y + 4), (x, y + 4)], warm, lit=True)


def terrace(stage: Stage, x: float, z: Point, *, floors: Point = (2, 5), shops: float = 0.6) -> None:
    """A row of narrow houses along the road, their fronts at `x`."""
    dice, edges = stage.dice, [z[0]]
    while edges[-1] < z[1]:
        edges.append(edges[-1] + dice.uniform(5, 9))
    for near, far in reversed(list(itertools.pairwise(edges))):
        _house(stage, x, (near, far), dice.randint(int(floors[0]), int(floors[1])), open_shop=dice.random() < shops)
    if z[0] > CORNER:
        _corner(stage, x, z[0])


def _corner(stage: Stage, x: float, z: float) -> None:
    """The shop at the corner, which looks at the crossing."""
    canvas, dice, out = stage.canvas, stage.dice, 1 if x > 0 else -1
    for number in range(3):
        near, far = x + out * (0.5 + number * 4.6), x + out * (4.7 + number * 4.6)
        across = (min(near, far), max(near, far))
        is_open = number != 1 and bool(stage.light.lamps)
        inside = shaded(dice.choice(SHOPS), dice.uniform(0.5, 0.8)) if is_open else (92, 94, 94)
        canvas.front(across, z, (0.1, 2.7), inside, lit=is_open)
        canvas.front(across, z - 0.1, (2.85, 3.7), shaded(dice.choice(SIGNS), 1.2 if is_open else 0.8))
        if is_open:
            canvas.lamp(((near + far) / 2, z - 0.5, 2.6), LAMP, 0.14, 0.7)


def _house(stage: Stage, x: float, z: Point, floors: int, *, open_shop: bool) -> None:
    dice, canvas, out = stage.dice, stage.canvas, 1 if x > 0 else -1
    wall, roof = dice.choice(WALLS), floors * STOREY + dice.uniform(0, 1.2)
    canvas.front((x, x + out * 14), z[0], (0, roof), shaded(wall, 0.66))
    for floor in range(1, floors):
        for off in (2.2, 6.4, 10.6):
            lit = dice.random() < stage.light.windows * 0.5
            left = min(x + out * off, x + out * (off + 1.3))
            glass = shaded(WINDOW, 0.5) if lit else (52, 60, 68)
            canvas.front((left, left + 1.3), z[0], (floor * STOREY + 0.9, floor * STOREY + 2.4), glass, lit=lit)
    canvas.side(x, z, (0, roof), shaded(wall, 0.8))
    wide = z[1] - z[0]
    for floor in range(1, floors):
        low = floor * STOREY
        for part in (0.12, 0.56):
            pane = (z[0] + wide * part, z[0] + wide * (part + 0.3))
            if dice.random() < stage.light.windows * 0.8:
                canvas.side(x, pane, (low + 0.9, low + 2.5), shaded(dice.choice((WINDOW, COLD)), 0.62), lit=True)
            else:
                canvas.side(x, pane, (low + 0.9, low + 2.5), (56, 66, 76))
        canvas.side(x, z, (low - 0.12, low + 0.1), shaded(wall, 1.05))
    inside = (z[0] + 0.5, z[1] - 0.5)
    if open_shop and stage.light.lamps:
        canvas.side(x, inside, (0.1, 2.7), shaded(dice.choice(SHOPS), dice.uniform(0.5, 0.85)), lit=True)
        canvas.side(x, (z[0] + wide * 0.36, z[0] + wide * 0.42), (0.1, 2.7), (90, 84, 74))
        canvas.lamp((x - out * 0.4, (z[0] + z[1]) / 2, 2.4), LAMP, 0.12, 0.42)
    else:
        canvas.side(x, inside, (0.1, 2.7), (96, 98, 96))
    canvas.side(x, (z[0] + 0.2, z[1] - 0.2), (2.85, 3.6), shaded(dice.choice(SIGNS), 0.9 if open_shop else 0.6))


def facade(stage: Stage, x: Point, z: float, floors: int, wall: Colour, *, bay: float = 3.2, dark: float = 0.5) -> None:
    """A large building that faces the camera, with a window to each bay and floor."""
    canvas, dice, top = stage.canvas, stage.dice, floors * STOREY + 0.9
    canvas.front(x, z, (0, top), wall)
    canvas.front((x[0] - 0.5, x[1] + 0.5), z, (top - 0.5, top + 0.2), shaded(wall, 1.18))
    for floor in range(floors):
        canvas.front(x, z, (floor * STOREY - 0.06, floor * STOREY + 0.14), shaded(wall, 0.78))
        left = x[0] + (x[1] - x[0]) % bay / 2
        while left + bay <= x[1] + 0.01:
            pane = (left + bay * 0.2, left + bay * 0.8)
            lit = bool(stage.light.lamps) and dice.random() > dark
            glass = shaded(dice.choice((WINDOW, WINDOW, COLD)), dice.uniform(0.55, 0.85)) if lit else (48, 58, 68)
            canvas.front(pane, z, (floor * STOREY + 0.9, floor * STOREY + 2.7), glass, lit=lit)
            middle = (pane[0] + pane[1]) / 2
            canvas.front((middle - 0.05, middle + 0.05), z, (floor * STOREY + 0.9, floor * STOREY + 2.7), wall)
            left += bay


def tree(stage: Stage, x: float, z: float, tall: float = 6.0) -> None:
    """A tree at the roadside."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    canvas.line([view.at(x, z), view.at(x, z, tall * 0.6)], BARK, 0.3 * view.scale(z))
    for _ in range(16):
        right, up = x + dice.gauss(0, tall * 0.17), tall * 0.72 + dice.gauss(0, tall * 0.13)
        size = tall * dice.uniform(0.08, 0.17) * view.scale(z)
        canvas.oval(view.at(right, z, up), size, size * 0.85, dice.choice(LEAVES))


def palm(stage: Stage, x: float, z: float, tall: float = 7.0) -> None:
    """A coconut palm."""
    canvas, view, dice = stage.canvas, stage.view, stage.dice
    lean = dice.uniform(-0.6, 0.6)
    canvas.line([view.at(x, z), view.at(x + lean, z, tall)], BARK, 0.24 * view.scale(z))
    for number in range(9):
        across = (number - 4) / 4 * tall * 0.34
        tip = tall + 0.5 - abs(across) * dice.uniform(0.35, 0.9)
        points = [view.at(x + lean, z, tall), view.at(x + lean + across * 0.6, z, tall + 0.7),
                  view.at(x + lean + across, z, tip)]  # fmt: skip
        canvas.line(points, dice.choice(LEAVES), 0.22 * view.scale(z))


def lamp_post(
    stage: Stage,
    x: float,
    z: float,
    *,
    tall: float = 8.0,
    reach: float = 0.0,
    colour: Colour = LAMP,
    strength: float = 1.0,
) -> None:
    """A street lamp, its head over the road by `reach` metres."""
    canvas, view = stage.canvas, stage.view
    width = max(0.8, 0.14 * view.scale(z))
    canvas.line([view.at(x, z), view.at(x, z, tall), view.at(x + reach, z, tall + 0.25)], STEEL, width)
    canvas.lamp((x + reach, z, tall + 0.1), colour, 0.2, strength)


def wires(stage: Stage, x: float, zs: tuple[float, ...], tall: float = 7.2) -> None:
    """Poles along a street, and the bundle of wires that hangs between them."""
    canvas, view = stage.canvas, stage.view
    for z in zs:
        canvas.line([view.at(x, z), view.at(x, z, tall + 0.6)], (138, 136, 130), max(0.8, 0.2 * view.scale(z)))
        canvas.front((x - 0.8, x + 0.8), z, (tall + 0.1, tall + 0.2), (110, 110, 106))
    for off in (-0.7, -0.2, 0.3, 0.7):
        for near, far in itertools.pairwise(zs):
            sag = [(near + (far - near) * step / 8, 4 * (step / 8) * (1 - step / 8)) for step in range(9)]
            line = [view.at(x + off, z, tall - (0.5 + abs(off)) * down) for z, down in sag]
            canvas.line(line, (30, 32, 34), 0.5)
