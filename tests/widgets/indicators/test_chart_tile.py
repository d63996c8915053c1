"""What is seen of an indicator's history: ink where a report was, none where none was."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from console.records.models import Indicator, Point
from offline_cache import history
from offline_cache.schema import migrate_cache
from tests.harness.ink import painted
from tests.widgets.samples import NOW
from widgets.indicators.indicator_tile import IndicatorTile

WIDE = 480
"""Pixels of the chart: three minutes each over 24 hours."""


def _tile(qtbot: QtBot, *, period: str = "five_minutes", **more: Any) -> IndicatorTile:
    tile = IndicatorTile()
    qtbot.addWidget(tile)
    tile.resize(WIDE, 160)
    tile.show()
    given = {"as_of": NOW, "value": 20.0, "source": "SCADA", **more}
    tile.set_indicator(Indicator(id="x", name="Mực nước", period=period, **given), NOW)
    chart = tile._chart  # bare and of a known width, whatever stands around it
    chart.on_drawn = None
    chart.setParent(tile)
    chart.setGeometry(0, 0, WIDE, 90)
    chart.show()
    return tile


def _points(hours_ago: Sequence[float], values: Sequence[float]) -> list[Point]:
    return [
        Point.model_construct(at=NOW - timedelta(hours=ago), value=value)
        for ago, value in zip(hours_ago, values, strict=True)
    ]


def _every_five_minutes(begin: float, end: float) -> list[float]:
    return list(np.arange(begin, end, -1 / 12))


def _ink(tile: IndicatorTile) -> Any:
    """Which pixels of the chart are painted, row by row."""
    pixels = painted(tile._chart).astype(int)
    return np.abs(pixels - pixels[0, 0]).max(axis=2) > 40


def _columns(tile: IndicatorTile) -> Any:
    return _ink(tile).any(axis=0)


def _within(columns: Any) -> Any:
    """Without the few pixels at both edges: the newest report is minutes old, and a dot there would be a whole one."""
    return columns[6:-6]


def _at(hours_ago: float, of: float = 24.0) -> int:
    """The column of a moment on an axis of so many hours that ends now."""
    return round((of - hours_ago) / of * (WIDE - 1))


@pytest.mark.kind("charts", "Twelve hours without a report", "Nothing is drawn in them.")
def test_a_gap_is_a_gap(qtbot: QtBot) -> None:
    tile = _tile(qtbot)
    hours = _every_five_minutes(24, 18) + _every_five_minutes(6, 0)
    tile.set_points(_points(hours, [20 + math.sin(hour) for hour in hours]))
    columns = _columns(tile)
    assert not columns[_at(17.5) : _at(6.5)].any()
    assert columns[_at(23.5) : _at(18.5)].all()
    assert columns[_at(5.5) : _at(0.5)].all()


@pytest.mark.kind("charts", "One report between two outages", "It is seen, as a dot.")
def test_a_lone_report_is_a_dot(qtbot: QtBot) -> None:
    tile = _tile(qtbot)
    hours = [*_every_five_minutes(24, 20), 12.0, *_every_five_minutes(4, 0)]
    tile.set_points(_points(hours, [20.0] * len(hours)))
    columns = _columns(tile)
    assert 2 <= columns[_at(13) : _at(11)].sum() <= 8
    assert not columns[_at(19) : _at(13)].any()


@pytest.mark.kind("charts", "A single report in all", "It is a dot.")
def test_one_report_is_seen(qtbot: QtBot) -> None:
    tile = _tile(qtbot)
    tile.set_points(_points([6.0], [20.0]))
    assert 2 <= _columns(tile).sum() <= 8


@pytest.mark.kind(
    "charts", "A source that fell silent eight hours ago", "The curve ends there, and the axis goes on to now."
)
def test_a_lost_source_ends_before_now(qtbot: QtBot) -> None:
    tile = _tile(qtbot, as_of=NOW - timedelta(hours=8))
    hours = _every_five_minutes(24, 8)
    tile.set_points(_points(hours, [20 + math.sin(hour) for hour in hours]))
    columns = _columns(tile)
    assert not columns[_at(7.5) :].any()
    assert columns[6 : _at(8.5)].all()


@pytest.mark.kind("charts", "A source that falls silent while it is watched", "The curve's end moves away from now.")
def test_an_axis_goes_on_without_reports(qtbot: QtBot) -> None:
    tile = _tile(qtbot)
    hours = _every_five_minutes(12, 0)
    tile.set_points(_points(hours, [20 + math.sin(hour) for hour in hours]))
    assert _columns(tile)[-20:-6].all()
    indicator = tile._indicator
    assert indicator is not None
    tile.set_indicator(indicator, NOW + timedelta(hours=4))
    columns = _columns(tile)
    assert not columns[_at(3.7, of=16) :].any()
    assert columns[6 : _at(4.3, of=16)].all()


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(math.nan, marks=pytest.mark.kind("charts", "A value that is not a number", "It costs itself.")),
        pytest.param(math.inf, marks=pytest.mark.kind("charts", "An infinite value", "It costs itself.")),
        pytest.param(-math.inf, marks=pytest.mark.kind("charts", "A value of minus infinity", "It costs itself.")),
    ],
)
def test_what_is_no_number_costs_itself(qtbot: QtBot, odd: float) -> None:
    tile, whole = _tile(qtbot), _tile(qtbot)
    hours = _every_five_minutes(24, 0)
    values = [20 + math.sin(hour) for hour in hours]
    whole.set_points(_points(hours, values))
    values[50] = values[100] = values[-1] = odd
    tile.set_points(_points(hours, values))
    assert _within(_columns(tile)).all()
    assert (_ink(tile) != _ink(whole)).mean() < 0.01


@pytest.mark.kind("charts", "A spike beside a value that is not a number, in a month of minutes", "It is still seen.")
def test_a_reduction_keeps_a_spike(qtbot: QtBot) -> None:
    tile = _tile(qtbot, period="day")
    hours = list(np.arange(24 * 30, 0, -1 / 60))
    values = [20.0] * len(hours)
    values[20000], values[20001] = math.nan, 90.0
    tile.set_points(_points(hours, values))
    rows = _ink(tile).any(axis=1)
    assert rows[: len(rows) // 4].any()
    assert _within(_columns(tile)).all()


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(1e15, marks=pytest.mark.kind("charts", "Values of 1e15", "The curve has its shape.")),
        pytest.param(1e-12, marks=pytest.mark.kind("charts", "Values of 1e-12", "The curve has its shape.")),
        pytest.param(-3.0, marks=pytest.mark.kind("charts", "Negative values", "The curve has its shape.")),
        pytest.param(1.2e308, marks=pytest.mark.kind("charts", "The largest numbers there are", "It has its shape.")),
    ],
)
def test_numbers_of_every_size_have_their_shape(qtbot: QtBot, size: float) -> None:
    tile, usual = _tile(qtbot), _tile(qtbot)
    hours = _every_five_minutes(24, 0)
    usual.set_points(_points(hours, [math.copysign(math.sin(hour), size * math.sin(hour)) for hour in hours]))
    tile.set_points(_points(hours, [size * math.sin(hour) for hour in hours]))
    assert (_ink(tile) != _ink(usual)).mean() < 0.02
    assert _within(_columns(tile)).all()


@pytest.mark.kind("charts", "Points out of order, some twice", "One curve from left to right; the last word counts.")
def test_points_out_of_order_are_put_in_order(qtbot: QtBot) -> None:
    tile, usual = _tile(qtbot), _tile(qtbot)
    hours = _every_five_minutes(24, 0)
    values = [20 + math.sin(hour) for hour in hours]
    points = _points(hours, values)
    usual.set_points(points)
    wrong = _points(hours[40:60], [500.0] * 20)
    tile.set_points([*wrong, *points[150:], *points[:150]])
    assert (_ink(tile) == _ink(usual)).all()


@pytest.mark.kind("charts", "A point from the year 2036", "The axis ends now, and the tile says whose clock is wrong.")
def test_the_future_stretches_no_axis(qtbot: QtBot) -> None:
    tile = _tile(qtbot, as_of=datetime(2036, 1, 1, tzinfo=NOW.tzinfo))
    hours = _every_five_minutes(24, 0)
    far = Point.model_construct(at=datetime(2036, 1, 1, tzinfo=NOW.tzinfo), value=1e6)
    tile.set_points([*_points(hours, [20 + math.sin(hour) for hour in hours]), far])
    assert _within(_columns(tile)).all()
    rows = _ink(tile).any(axis=1)
    assert rows.mean() > 0.7, "a value from the future presses nothing flat"
    assert "ahead" in tile._source.whole()


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], marks=pytest.mark.kind("charts", "No report in a day", "The chart says so.")),
        pytest.param(
            [math.nan, math.nan], marks=pytest.mark.kind("charts", "Nothing but values that are none", "It says so.")
        ),
    ],
)
def test_without_reports_the_chart_says_so(qtbot: QtBot, values: list[float]) -> None:
    tile = _tile(qtbot)
    assert not tile._chart._empty.isVisible(), "it is not known yet"
    tile.set_points(_points([2.0, 1.0][: len(values)], values))
    assert tile._chart._empty.isVisible()
    assert tile._chart._empty.text() == "No reports for 24 hours"
    assert _ink(tile).any()
    tile.set_points(_points([1.0], [5.0]))
    assert not tile._chart._empty.isVisible()
    tile.forget_points()
    assert not tile._chart._empty.isVisible()
    assert not _ink(tile).any()


@pytest.mark.kind("charts", "A limit far outside the values", "It is told in words and presses no curve flat.")
def test_a_far_limit_leaves_the_curve_its_height(qtbot: QtBot) -> None:
    tile = _tile(qtbot, alarm=1e9)
    hours = _every_five_minutes(24, 0)
    tile.set_points(_points(hours, [20 + math.sin(hour) for hour in hours]))
    assert _ink(tile).any(axis=1).mean() > 0.7


def test_a_constant_is_a_line_across(qtbot: QtBot) -> None:
    tile = _tile(qtbot)
    hours = _every_five_minutes(24, 0)
    tile.set_points(_points(hours, [1e15] * len(hours)))
    assert _ink(tile)[:, :-12].any(axis=1).sum() <= 3, "one line of two pixels, between rows of them"
    assert 4 <= _ink(tile)[:, -12:].any(axis=1).sum() <= 9, "and its last point"
    assert _within(_columns(tile)).all()


@pytest.mark.kind("charts", "A page of points with one that is no number", "The others are kept.")
def test_a_page_keeps_its_good_points() -> None:
    database = Database(memory=True)
    migrate_cache(database)
    history.add_points(database, "a", [(1, 1.0), (2, math.nan), (3, math.inf), (4, 4.0)])
    assert history.read_points(database, "a", 0) == [(1, 1.0), (4, 4.0)]
    database.close()
