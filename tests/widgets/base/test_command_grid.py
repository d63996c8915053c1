"""Buttons of commands: every cell once, no holes but at the end, and words that are whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from widgets.base.command_grid import COLUMNS, CommandGrid, cells
from widgets.base.key_button import CommandButton, KeyButton


@given(st.lists(st.booleans(), max_size=14))
def test_every_cell_is_taken_once_and_narrow_ones_keep_their_order(wide: list[bool]) -> None:
    found = cells(wide)
    taken = [(row, column + step) for row, column, span in found for step in range(span)]
    assert len(taken) == len(set(taken))
    assert all(span == (COLUMNS if is_wide else 1) for (_r, _c, span), is_wide in zip(found, wide, strict=True))
    narrow = [cell for cell, is_wide in zip(found, wide, strict=True) if not is_wide]
    assert narrow == sorted(narrow)
    rows = 1 + max((row for row, _column, _span in found), default=-1)
    assert rows * COLUMNS - len(taken) == sum(not one for one in wide) % COLUMNS, "at most the last place is empty"


def test_words_are_whole_beside_a_long_key(qtbot: QtBot) -> None:
    grid = CommandGrid()
    qtbot.addWidget(grid)
    grid.resize(364, 300)
    commands = [
        CommandButton("a", "Tiếp nhận", "A"),
        CommandButton("b", "Điều động lực lượng", "Shift+F"),
        CommandButton("c", "Ghi chú", "N"),
    ]
    grid.set_commands(commands, "b")
    grid.show()
    qtbot.waitExposed(grid)
    buttons = grid.findChildren(KeyButton)
    assert [one.text().replace("&", "") for one in buttons] == [one.text for one in commands]
    assert buttons[1].width() > buttons[0].width()
    assert buttons[0].y() == buttons[2].y() < buttons[1].y(), "the long one stands below the row that it would break"
    grid.resize(900, 300)
    qtbot.waitUntil(lambda: buttons[1].y() == buttons[0].y(), timeout=30_000)
