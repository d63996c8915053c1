"""The figures of a period at a glance: what is longer is longer on the screen too, and what is nothing has no bar."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.base import theme
from widgets.measures.board import SHARE_ROLE, MeasuresBoard
from widgets.measures.cards import Card, Cards, SeverityWaits, Wait


def test_cards_say_all_of_it(qtbot: QtBot) -> None:
    part = Cards()
    qtbot.addWidget(part)
    part.set_cards([Card("New", "37", below="as before"), Card("On time", "92,6", "%")])
    assert part.words() == ["New 37 as before", "On time 92,6 %"]
    part.set_cards([Card("New", "38"), Card("On time", "–")])
    assert part.words() == ["New 38", "On time –"]


def test_a_bar_reaches_as_far_as_nine_in_ten_waited(qtbot: QtBot) -> None:
    part = SeverityWaits()
    qtbot.addWidget(part)
    part.resize(400, 120)
    part.set_waits(
        [Wait(1, 30, 60, "1 min"), Wait(2, 30, 240, "4 min"), Wait(3, None, None, "–"), Wait(4, 60, 120, "2 min")]
    )
    image, bar = part.grab().toImage(), theme.current().color("text3")
    lengths = [
        sum(image.pixelColor(x, round((row + 0.5) * image.height() / 4)) == bar for x in range(image.width()))
        for row in range(4)
    ]
    assert lengths[2] == 0
    assert 0 < lengths[0] < lengths[3] < lengths[1]
    assert "Critical: 1 min" in part.accessibleDescription()


def test_counts_are_compared_with_the_largest(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    board = MeasuresBoard(window)
    board.set_table("2", ["Kind", "Count", "x"], [["a", "6", "1"], ["b", "3", "1"]], [6, 3])
    shares = [board._model.data(board._model.index(row, 1), SHARE_ROLE) for row in range(2)]
    assert shares == [1.0, 0.5]
    assert board._model.data(board._model.index(0, 2), SHARE_ROLE) is None
    board.set_table("0", ["Kind", "Count"], [["a", "0"]], [0])
    assert board._model.data(board._model.index(0, 1), SHARE_ROLE) is None
