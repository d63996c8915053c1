"""The sheet on a screen, with the keyboard in it, and whoever answers it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.opening.cases import Answers
from widgets.opening.sheet import OpenSheet

PANE = (408, 900)


@pytest.fixture
def sheet(qtbot: QtBot) -> OpenSheet:
    """As it stands in the pane of a desk of 1920."""
    made = OpenSheet()
    qtbot.addWidget(made)
    made.resize(*PANE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.focus_first()
    qtbot.waitUntil(made.body.kind.line.hasFocus)
    return made


@pytest.fixture
def answers(sheet: OpenSheet) -> Answers:
    """What is typed is answered."""
    return Answers(sheet)
