"""What scrolls settles at every height: its bar never comes and goes by turns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.base.labels import ElidedLabel, label
from widgets.base.scrolled import Scrolled

SENTENCE = "Nước tràn qua gờ hầm chui Trần Phú, xe máy không qua được, đề nghị điều động máy bơm của quận "
WIDTH, HEIGHTS = 360, range(120, 900, 7)
TURNS = 6
"""Of the loop, until words that wrap anew have told their layout."""


class Counted(Scrolled):
    """Counts how often its bar comes or goes."""

    def __init__(self) -> None:
        self.changes = 0
        super().__init__()
        self.changes = 0

    def setVerticalScrollBarPolicy(self, policy: Qt.ScrollBarPolicy) -> None:  # noqa: N802 - Qt names it
        """One more."""
        self.changes += 1
        super().setVerticalScrollBarPolicy(policy)


def _column(parent: Scrolled) -> QWidget:
    inner = QWidget(parent)
    box = QVBoxLayout(inner)
    for times in (1, 2, 3, 1, 4, 2):
        box.addWidget(label(SENTENCE * times, "text", inner, wrap=True))
    for letters in range(40, 72):  # some of them fit in one line without a bar, and not beside it
        box.addWidget(ElidedLabel(SENTENCE[:letters], "text", inner, lines=2))
    box.addStretch(1)
    return inner


@pytest.fixture
def area(qtbot: QtBot) -> Counted:
    """With words that wrap."""
    area = Counted()
    qtbot.addWidget(area)
    area.setWidget(_column(area))
    area.resize(WIDTH, HEIGHTS.start)
    area.show()
    return area


def test_a_bar_comes_once_or_not_at_all(area: Counted, qapp: QApplication) -> None:
    qapp.processEvents()
    whole = area.whole_height()
    for height in [*HEIGHTS, *range(whole - 6, whole + 6), *reversed(HEIGHTS)]:
        area.changes = 0
        area.resize(WIDTH, height)
        for _turn in range(TURNS):
            qapp.processEvents()
        assert area.changes <= 1
        asked = area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        assert asked == (area.whole_height() > height)
        assert area.verticalScrollBar().isVisible() == asked


def test_words_that_come_bring_the_bar_and_words_that_go_take_it(area: Counted, qapp: QApplication) -> None:
    area.resize(WIDTH, area.whole_height() + 10)
    qapp.processEvents()
    assert not area.verticalScrollBar().isVisible()
    inner = area.widget()
    assert inner is not None
    box = inner.layout()
    assert isinstance(box, QVBoxLayout)
    more = label(SENTENCE * 3, "text", inner, wrap=True)
    box.insertWidget(0, more)
    for _turn in range(TURNS):
        qapp.processEvents()
    assert area.verticalScrollBar().isVisible()
    more.hide()
    for _turn in range(TURNS):
        qapp.processEvents()
    assert not area.verticalScrollBar().isVisible()
