"""A desk takes the size that its window's width and its person want."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from views.base.arrangement import Arrangement
from views.base.context import Context
from views.base.desk_scale import DeskScale
from widgets.base import theme


class _Desk:
    """As much of a context as the size of a desk needs."""

    def __init__(self) -> None:
        self.theme = theme.load("light")
        self.arrangement = Arrangement()

    def remember(self, **changes: Any) -> None:
        self.arrangement = self.arrangement.model_copy(update=changes)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[_Desk]:
    before = theme.current()
    yield _Desk()
    theme.apply(qapp, before)


def test_another_width_is_another_size_in_the_same_theme(qtbot: QtBot, desk: _Desk) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    DeskScale(window, cast(Context, desk))
    window.resize(1920, 200)
    window.show()
    window.resize(2560, 200)
    qtbot.waitUntil(lambda: desk.theme.font("text").pixelSize() == 15)
    assert theme.current().name == "light"
    assert theme.current().scale == pytest.approx(15 / 13)
    window.resize(1366, 200)
    qtbot.waitUntil(lambda: desk.theme.scale == 1.0)


def test_somebody_wants_larger_text(qtbot: QtBot, desk: _Desk) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1920, 200)
    DeskScale(window, cast(Context, desk)).set_text_percent(150)
    assert desk.arrangement.text_percent == 150
    assert desk.theme.font("text").pixelSize() == 20
