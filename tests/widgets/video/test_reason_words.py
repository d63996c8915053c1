"""Every cause has its words, and a tile of any size says it whole."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from console.records.models import StreamState
from console.video.reasons import REASONS, STATE_OF
from widgets.base import theme
from widgets.base.labels import wrapped
from widgets.video import reason_words
from widgets.video.tile import VideoTile

CAUSES = [reason for reason in REASONS if reason]


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.kind("no-picture", "Any of the causes", "The tile says it in a few words, its tooltip what to do.")
def test_a_tile_says_the_cause_and_what_to_do(qtbot: QtBot) -> None:
    tile = VideoTile()
    qtbot.addWidget(tile)
    tile.set_title("Hầm chui Trần Phú")
    for reason in CAUSES:
        tile.set_state(StreamState(STATE_OF[reason]), None, None, 24, reason)
        assert tile.headline() == reason_words.cause(reason) != ""
        assert reason_words.advice(reason) != ""
        assert reason_words.advice(reason) in tile.accessibleName()
    tile.set_state(StreamState.NO_FRAMES, 667, None, 24)
    assert tile.headline() == "Mất hình 11 phút"


@pytest.mark.parametrize("scale", [1.0, 1.75])
@pytest.mark.usefixtures("vietnamese")
def test_a_cause_fits_into_a_small_tile(qtbot: QtBot, scale: float) -> None:
    """Six columns on a desk of 1366 px, and on a wall of 1920."""
    look = theme.load("dark", scale)
    metrics = QFontMetrics(look.font("panel_title"))
    room = (1366 if scale == 1.0 else 1920) // 6 - 2 * look.px(8)
    for reason in CAUSES:
        rows = wrapped(reason_words.cause(reason), metrics.horizontalAdvance, room, 2)
        assert max(metrics.horizontalAdvance(row) for row in rows) <= room, reason
