"""What is seen of the hours of a period: a bar where something came, none where nothing did, and both scales."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
from pytestqt.qtbot import QtBot

from tests.harness.ink import painted
from widgets.base import theme
from widgets.measures.hour_plot import HourAxis, HourPlot

BEGIN = datetime(2026, 11, 20, 7, tzinfo=UTC)


def _bars(qtbot: QtBot, counts: list[int]) -> Any:
    """Which columns of the plot hold ink of a bar, and how high each column is filled."""
    plot = HourPlot()
    qtbot.addWidget(plot)
    plot.resize(480, 132)
    plot.show()
    plot.set_counts(BEGIN, counts)
    colour = theme.current().color("text3")
    pixels = painted(plot).astype(int)
    ink = np.abs(pixels[:, :, :3] - np.array([colour.blue(), colour.green(), colour.red()])).max(axis=2) < 16
    return ink.sum(axis=0)


def test_a_bar_for_each_hour_in_which_something_came(qtbot: QtBot) -> None:
    filled = _bars(qtbot, [0, 8, 0, 4, 0, 0])
    bars = np.split(np.flatnonzero(filled > 12), np.flatnonzero(np.diff(np.flatnonzero(filled > 12)) > 1) + 1)
    assert len(bars) == 2
    high, low = (filled[columns].max() for columns in bars)
    assert 1.7 < high / low < 2.3


def test_nothing_came(qtbot: QtBot) -> None:
    assert _bars(qtbot, [0] * 24).max() <= 12
    assert _bars(qtbot, []).max() <= 12


def test_a_single_one_is_no_tower(qtbot: QtBot) -> None:
    assert 0 < _bars(qtbot, [0, 1, 0]).max() < 132 / 3


def test_the_hours_are_figures_in_every_language(qtbot: QtBot) -> None:
    axis = HourAxis("bottom")
    day = datetime(2026, 11, 30).astimezone().timestamp()
    assert axis.tickStrings([day - 6 * 3600, day, day + 3600], 1.0, 3600.0) == ["18:00", "30/11", "01:00"]
