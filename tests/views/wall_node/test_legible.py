"""What the legibility check claims holds for what is painted: capitals of every kind of tile, in the sample room.

Nothing is asked of fonts here. Each tile is as small as the sample wall ever makes it, a capital is written into one of
its texts, and the rows of pixels that this changes are counted.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backend.city import loading
from console.analysis.legibility import PANEL_PX, STRIP_PX, Room, judged
from console.places.marks import Mark
from console.records.models import Incident, Indicator
from console.records.plan import Activation, Plan
from contract.layouts import ScreenSpec
from tests.harness.ink import heights, painted
from tests.journeys.city import PACK
from views.tiles.slot import AlarmHead
from views.tiles.text_tile import TextTile
from views.tiles.types import TILE_TYPES
from views.wall_node.look import text_scale
from views.wall_node.marks import CornerMark
from views.wall_node.pane import place_of
from widgets.base import theme
from widgets.base.severity import LEVELS, is_filled, paint_severity, side_of
from widgets.indicators.indicator_tile import IndicatorTile
from widgets.places.map import PlaceMap
from widgets.plans.tile import PlanTile
from widgets.sync.bottom_strip import BottomStrip
from widgets.video.tile import VideoTile
from widgets.walls.whole_rows import HealthTile, QueueTile

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
ROUNDED_PX = 1.0
"""An edge falls between two rows of pixels above and below."""
WALL: dict[str, Any] = next(data for kind, _key, data in loading.load(PACK).records() if kind == "wall")
ROOM = Room(float(WALL["seat_distance_m"]), float(WALL["pixel_pitch_mm"]))
LEAST_PX = ROOM.least_text_mm / ROOM.pixel_pitch_mm


@functools.cache
def _screens() -> list[ScreenSpec]:
    """Every screen of every preset of the sample wall."""
    layouts = {key: data["body"]["screens"] for kind, key, data in loading.load(PACK).records() if kind == "layout"}
    wishes = [wish for preset in WALL["presets"] for wish in preset["screens"].values()]
    plain = [wish for one in wishes for wish in one.get("tour", [one])]
    return [ScreenSpec.model_validate(layouts[wish["layout"]][wish["index"]]) for wish in plain]


@functools.cache
def _smallest(kind: str) -> QSize:
    """The smallest tile of this type on the wall; a quarter of a screen where none is shown."""
    room = QSize(PANEL_PX[0], round(PANEL_PX[1] - STRIP_PX * ROOM.scale))
    places = [place_of(spec, tile, room).size() for spec in _screens() for tile in spec.tiles if tile.type == kind]
    return min(places, key=lambda size: size.width() * size.height(), default=room / 2)


def _incident(title: str = "-", source: str = "-") -> Incident:
    return Incident(
        id="1", code="-", title=title, severity=2, source_name=source, place=title, created_at=NOW - timedelta(hours=1)
    )


def _indicator(tile: IndicatorTile, name: str = "-", unit: str = "-") -> None:
    tile.set_indicator(Indicator(id="1", name=name, unit=unit, value=1.0, as_of=NOW), NOW)


def _plan(tile: PlanTile, name: str = "-", step: str = "-") -> None:
    one = Activation(id="1", plan_id="1", plan_name=name, activated_at=NOW)
    plan = Plan.model_validate({"id": "1", "name": "-", "checklist": [{"id": "a", "text": step}]})
    tile.set_activation(one, plan, NOW, 0)


def _head(tile: QWidget, words: str) -> None:
    head = tile.findChild(AlarmHead) or AlarmHead(tile)
    head.resize(tile.width(), AlarmHead.wanted_height())
    head.set_incident(_incident(words), NOW)
    head.show()


def _place(tile: PlaceMap, words: str) -> None:
    tile.look_at(9.62, 106.48, 500)
    tile.set_marks(None, [Mark("camera", "1", words, 9.62, 106.48)])


Write = Callable[[Any, str], None]
ROLES: Mapping[str, tuple[str, Write]] = MappingProxyType({
    "a camera's name": ("camera", VideoTile.set_title),
    "an indicator's name": ("indicator", lambda tile, words: _indicator(tile, name=words)),
    "an indicator's unit": ("indicator", lambda tile, words: _indicator(tile, unit=words)),
    "a title in the queue": ("queue", lambda tile, words: QueueTile.set_incidents(tile, [_incident(words)], NOW, 9)),
    "a source in the queue": (
        "queue", lambda tile, words: QueueTile.set_incidents(tile, [_incident(source=words)], NOW, 9)
    ),
    "the foot of a text": ("text", lambda tile, words: TextTile.set_text(tile, "-", "-", words)),
    "a camera in the board of health": (
        "camera-health", lambda tile, words: HealthTile.set_rows(tile, [(words, "-", "-", "-", "-", False)], 9)
    ),
    "a state in the board of health": (
        "camera-health", lambda tile, words: HealthTile.set_rows(tile, [("-", words, "-", "-", "-", True)], 9)
    ),
    "the caption of a count": ("count", lambda tile, words: TextTile.set_text(tile, words, "-", "-")),
    "the foot of the cameras alive": ("cameras-alive", lambda tile, words: TextTile.set_text(tile, "-", "-", words)),
    "the text of a clock": ("clock", lambda tile, words: TextTile.set_text(tile, words, "-")),
    "a text": ("text", lambda tile, words: TextTile.set_text(tile, "-", words)),
    "a plan's name": ("plan", lambda tile, words: _plan(tile, name=words)),
    "a plan's next step": ("plan", lambda tile, words: _plan(tile, step=words)),
    "place and title of an alarm": ("slot", _head),
    "a name on a map": ("map", _place),
    "what a map is of": ("map", PlaceMap.set_captions),
})  # fmt: skip


def _least(qtbot: QtBot, role: str) -> int:
    """Rows of pixels of the lowest capital H in this text, as painted."""
    kind, write = ROLES[role]
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(*PANEL_PX)
    tile = TILE_TYPES[kind].make(screen)
    tile.resize(_smallest(kind))
    screen.show()
    write(tile, "H")
    before = painted(tile)
    write(tile, "HHH")
    found = heights(before, painted(tile))
    assert found, f"{role} is not to be seen in {_smallest(kind)}"
    return min(found)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Callable[[str, float], None]]:
    """Puts on a theme at a scale; the one before comes back."""
    before = theme.current()
    yield lambda name, scale: theme.apply(qapp, theme.load(name, scale))
    theme.apply(qapp, before)


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("role", ROLES)
def test_every_capital_on_the_sample_wall_is_as_high_as_is_claimed(
    qtbot: QtBot, look: Callable[[str, float], None], role: str, name: str
) -> None:
    look(name, text_scale(ROOM.seat_distance_m, ROOM.pixel_pitch_mm))
    assert _least(qtbot, role) >= LEAST_PX - ROUNDED_PX


@pytest.mark.parametrize("role", ROLES)
def test_a_scale_that_is_a_little_smaller_would_be_noticed(
    qtbot: QtBot, look: Callable[[str, float], None], role: str
) -> None:
    """Roles that are larger than they must be have room to spare; running text and captions have none."""
    look("dark", 0.9 * text_scale(ROOM.seat_distance_m, ROOM.pixel_pitch_mm))
    larger = ("a text", "a plan's name")
    assert (_least(qtbot, role) >= LEAST_PX - ROUNDED_PX) == (role in larger)


SIGNS: Mapping[str, tuple[Callable[[QWidget], Any], Write]] = MappingProxyType({
    "the strip": (BottomStrip, lambda strip, words: BottomStrip.set_facts(strip, [words])),
    "the strip of an outage": (BottomStrip, lambda strip, words: BottomStrip.set_outage(strip, words, "")),
    "the clock of the strip": (BottomStrip, BottomStrip.set_hint),
    "the mark of a node that is cut off": (CornerMark, CornerMark.set_text),
})  # fmt: skip


def _sign(qtbot: QtBot, sign: str) -> int:
    make, write = SIGNS[sign]
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(*PANEL_PX)
    part = make(screen)
    screen.show()
    part.resize(PANEL_PX[0], round(STRIP_PX * ROOM.scale))
    write(part, "HHHHH")
    size = part.size()
    write(part, "H    ")
    part.resize(size)
    before = painted(part)
    write(part, "HHHHH")
    part.resize(size)
    return min(heights(before, painted(part)))


@pytest.mark.parametrize("sign", SIGNS)
def test_what_stands_beside_the_tiles_is_as_high(qtbot: QtBot, look: Callable[[str, float], None], sign: str) -> None:
    scale = text_scale(ROOM.seat_distance_m, ROOM.pixel_pitch_mm)
    look("dark", scale)
    assert _sign(qtbot, sign) >= LEAST_PX - ROUNDED_PX
    look("dark", 0.9 * scale)
    assert (_sign(qtbot, sign) >= LEAST_PX - ROUNDED_PX) == (sign == "the clock of the strip"), "it would be noticed"


@pytest.mark.parametrize("severity", LEVELS)
def test_the_digit_of_a_severity_can_be_read_as_well(
    qtbot: QtBot, look: Callable[[str, float], None], severity: int
) -> None:
    look("dark", text_scale(ROOM.seat_distance_m, ROOM.pixel_pitch_mm))
    for desk_px in (18, 20):
        side = side_of(desk_px)
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(theme.current().color("text1" if is_filled(severity) else "ground0"))
        painter = QPainter(image)
        paint_severity(painter, QRectF(image.rect()), severity)
        painter.end()
        color = theme.current().color({3: "digit3", 4: "severity4"}.get(severity, "on_severity"))
        middle = range(side * 3 // 10, side * 7 // 10)
        rows = [y for y in range(side // 5, side) if any(_near(image.pixelColor(x, y), color) for x in middle)]
        rows = [y for y in rows if is_filled(severity) or y < side * 4 // 5]  # the outline's own foot
        assert len(rows) >= LEAST_PX - ROUNDED_PX, (desk_px, side)


def _near(one: QColor, other: QColor) -> bool:
    """Whether at least half of it is that colour."""
    steps = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(step) < 100 for step in steps)


def test_the_sample_wall_is_judged_legible_as_it_is_painted() -> None:
    assert all(one.is_legible for spec in _screens() for one in judged(spec, ROOM))
