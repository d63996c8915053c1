"""Lists that open what they name: rows by click and key, and a search that goes on beyond what it began with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.base import theme
from widgets.base.thing_rows import ThingRow, ThingRows
from widgets.queue.view_forms import SearchList

ROWS = (
    ThingRow("camera", "cam-02", "Camera", "Cầu Bến Đá", "140 m"),
    ThingRow("incident", "i", "Sự cố", "Ổ gà", "0 m"),
)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    theme.apply(qapp, theme.load("dark"))
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_rows_open_by_click_and_by_key_and_say_themselves(window: QWidget, qtbot: QtBot) -> None:
    rows = ThingRows(window)
    rows.show_rows("Gần đây", ROWS)
    rows.resize(400, 100)
    first, second = rows.findChildren(QAbstractButton)
    assert first.accessibleName() == "Camera · Cầu Bến Đá · 140 m"
    with qtbot.waitSignal(rows.chosen) as clicked:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert clicked.args == ["incident", "i"]
    first.setFocus()
    with qtbot.waitSignal(rows.chosen) as struck:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert struck.args == ["camera", "cam-02"]
    rows.show_rows("Gần đây", ROWS[:1])
    assert rows.rows() == ROWS[:1]
    assert second.isHidden()
    rows.show_rows("Gần đây", ())
    assert rows.isHidden()


def test_a_search_goes_on_beyond_the_suggestions(window: QWidget, qtbot: QtBot) -> None:
    found = SearchList(window)
    found.ask("Gộp vào…", "Gõ", [("a", "PA-1 · Ổ gà", "Chợ", "")])
    assert found.names() == ["a"], "what may be the same comes first"
    with qtbot.waitSignal(found.searched) as asked:
        qtbot.keyClicks(found.first_focus(), "cong")
    assert found.names() == []
    text = asked.args[0]
    found.set_found("c", [("x", "of letters typed before", "", "")])
    assert found.names() == [], "an answer that comes late is of no use"
    found.set_found("cong", [("b", "SC-7 · Nắp cống", "", ""), ("c", "place only", "Cống Rạch Lá", "")])
    assert found.names() == ["b", "c"], "found by what the list does not show, too"
    assert text == "c"
