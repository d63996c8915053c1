"""A number that no source has reported yet is shown as that: neither as nought, nor as an old one, nor as an alarm."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend.city.loading import DEFAULT_CITY, load
from console.records.models import Indicator
from tests.widgets.samples import NOW
from widgets.indicators.indicator_tile import IndicatorTile, standing
from widgets.plans.numbers_and_roles import NumbersAndRoles


def _defined() -> list[Indicator]:
    """A city's indicators as its server has them before anybody reported."""
    records = [(key, data) for kind, key, data in load(DEFAULT_CITY).records() if kind == "indicator"]
    return [Indicator.model_validate_json(json.dumps({"id": key, **data})) for key, data in records]


def _said(words: str) -> str:
    return QCoreApplication.translate("IndicatorTile", words)


@pytest.mark.parametrize("high_is_bad", [True, False])
@pytest.mark.parametrize("scale", [None, "vn_aqi"])
def test_a_tile_without_a_value_says_so(qtbot: QtBot, high_is_bad: bool, scale: str | None) -> None:
    indicator = _defined()[0].model_copy(update={"high_is_bad": high_is_bad, "scale": scale})
    assert (indicator.value, indicator.as_of, standing(indicator)) == (None, None, "normal")
    tile = IndicatorTile()
    qtbot.addWidget(tile)
    tile.resize(320, 180)
    tile.show()
    tile.set_points([])
    tile.set_indicator(indicator, NOW)
    assert tile._value.text() == "–"
    assert tile._state.isHidden()
    assert _said("no report yet") in tile._source.whole()
    assert _said("no report yet") in tile.accessibleName()
    assert _said("stale") not in tile.accessibleName()


def test_the_numbers_of_a_plan_say_so_too(qtbot: QtBot) -> None:
    shown = NumbersAndRoles()
    qtbot.addWidget(shown)
    shown.show_all(_defined()[:2], [], NOW)
    texts = [part.text() for part in shown.findChildren(QLabel)]
    assert texts.count(_said("no report yet")) == 2
    assert not [text for text in texts if text.endswith("!")]
