"""The first window that anybody sees: its wrapped words have all their lines."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.demo import DemoProgress
from tests.harness.letters import too_low
from views.base.context import Context
from views.shell.sign_in import StartView
from widgets.base import theme


@pytest.mark.kind(
    "cut-letters", "The page of a first start (“vài giây” read “aiâv”)", "Its lines have the height of their width."
)
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (900, 600)])
def test_the_first_start_is_readable(qtbot: QtBot, qapp: QApplication, size: tuple[int, int]) -> None:
    theme.apply(qapp, theme.load("dark"))
    view = StartView(cast("Context", SimpleNamespace(start_task=lambda work: work.close())), "http://127.0.0.1:8000")
    qtbot.addWidget(view)
    view.resize(*size)
    for step in (None, DemoProgress("", 3, 24)):
        view.show_progress(step)
        view.show()
        for _turn in range(8):
            qapp.processEvents()
        assert too_low(view) == []
    view._progress_text.setText("Lần đầu vẽ vài giây, Ẳ gỹ. " * 12)
    for _turn in range(8):
        qapp.processEvents()
    assert too_low(view) == []
