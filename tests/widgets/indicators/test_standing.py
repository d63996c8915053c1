"""How a number stands is said in a word, a shape and a sign, and what it was before in an arrow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.analysis.trend import change, ticks
from console.records.models import Indicator, Point
from tests.widgets.samples import NOW
from widgets.indicators.indicator_tile import IndicatorTile
from widgets.indicators.standing_words import change_words, limit_of, limit_words, misses_target, state_words


def _one(**facts: Any) -> Indicator:
    given = {"name": "Mực nước", "period": "minute", "source": "Trạm", "as_of": NOW, "decimals": 2, **facts}
    return Indicator.model_validate({"id": "x", **given})


@pytest.mark.parametrize(
    ("facts", "word", "words"),
    [
        ({"value": 0.62, "warn": 0.3, "alarm": 0.5}, "Past the limit", "limit ≤ 0,5"),
        ({"value": 0.4, "warn": 0.3, "alarm": 0.5}, "Past the warning", "limit ≤ 0,3"),
        ({"value": 0.1, "warn": 0.3, "alarm": 0.5}, None, "limit ≤ 0,3"),
        ({"value": 14.0, "warn": 20.0, "alarm": 15.0, "high_is_bad": False}, "Below the limit", "limit ≥ 15"),
        ({"value": 21.4, "target": 24.0, "warn": 20.0, "high_is_bad": False}, "Below target", "target ≥ 24"),
        ({"value": 25.0, "target": 24.0, "warn": 20.0, "high_is_bad": False}, None, "target ≥ 24"),
        ({"value": 8423.0, "target": 9240.0, "high_is_bad": False}, None, "target ≥ 9.240"),
        ({"value": 3.0}, None, ""),
        ({"value": None, "target": 24.0, "warn": 20.0, "high_is_bad": False}, None, "target ≥ 24"),
    ],
)
def test_a_number_says_what_it_is_read_against_and_when_it_is_not_normal(
    facts: dict[str, Any], word: str | None, words: str
) -> None:
    indicator = _one(**facts)
    said = state_words(indicator)
    assert (said.word if said is not None else None) == word
    assert limit_words(indicator, limit_of(indicator)) == words


def test_the_sum_of_a_year_is_not_below_its_target_until_the_year_ends() -> None:
    assert not misses_target(_one(value=8423.0, target=9240.0, high_is_bad=False))


def test_a_change_is_told_against_the_value_an_hour_before_and_not_guessed() -> None:
    at = np.arange(0, 7201, 60, dtype=float)
    indicator = _one(value=0.62)
    assert change_words(indicator, at, at / 3600) == "▲ 1 in 1 hour"
    assert change_words(indicator, at, -at / 7200) == "▼ 0,5 in 1 hour"
    assert change_words(indicator, at, np.full(len(at), 3.0)) == "unchanged in 1 hour"
    assert change_words(indicator, at[-10:], at[-10:]) == "", "nobody knows what it was an hour ago"
    gap = np.array([0.0, 7200.0])
    assert change(gap, gap, 3600.0) is None, "the hour before fell into an outage"
    assert change_words(_one(value=1.0, period="month"), at, at) == ""


def test_an_axis_has_two_or_three_round_labels() -> None:
    assert ticks(-0.05, 0.67) == [0.0, 0.25, 0.5]
    assert ticks(3.0, 3.0) == []
    for low, high in ((0.0, 1.0), (12.0, 43.0), (-5.0, 1e6), (88.2, 99.0), (1e-9, 3e-9)):
        found = ticks(low, high)
        assert 2 <= len(found) <= 3
        assert all(low <= value <= high for value in found)


def _tile(qtbot: QtBot, width: int, height: int) -> tuple[QWidget, IndicatorTile]:
    """In a place that is no smaller for it, as on a desk."""
    place = QWidget()
    qtbot.addWidget(place)
    tile = IndicatorTile(place)
    tile.resize(width, height)
    place.resize(width, height)
    place.show()
    QApplication.processEvents()
    tile.set_points([Point(at=NOW - timedelta(minutes=number), value=0.5) for number in range(90, 0, -1)])
    tile.set_indicator(_one(value=0.62, warn=0.3, alarm=0.5, unit="m"), NOW)
    return place, tile


def test_on_a_desk_the_chart_stands_beside_the_value_and_a_low_row_has_none(qtbot: QtBot) -> None:
    _place, wide = _tile(qtbot, 346, 138)
    assert wide._axed.isVisible()
    assert wide._axed.geometry().left() > wide._said.geometry().right()
    assert wide._state.isVisible()
    assert wide._change.whole() == "unchanged in 1 hour"
    _other, low = _tile(qtbot, 324, 72)
    assert not low._axed.isVisible()
    assert low._value.isVisible()
    assert low._value.height() >= low._value.sizeHint().height(), "it is whole"
    assert low._state.word() == "Past the limit"
    assert low._beside.isVisible(), "and has its age"
    assert not low._age.isVisible()


def test_a_stale_age_has_its_colour_and_its_mark(qtbot: QtBot) -> None:
    _place, tile = _tile(qtbot, 346, 138)
    assert not tile._late.isVisible()
    tile.set_indicator(_one(value=0.62, warn=0.3, alarm=0.5, as_of=NOW - timedelta(minutes=30)), NOW)
    assert tile._late.isVisible()
    assert tile._age.property("tone") == "late"
    tile.resize(346, 72)
    assert tile._late_beside.isVisible()
