"""Wall control's panel and the recorder by keys and mouse: every deed is a signal, and nothing changes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.analysis.legibility import ARC_MINUTES, CAPITAL, LEAST, Room
from widgets.base import theme
from widgets.base.grouped_list import Line
from widgets.base.key_button import CommandButton
from widgets.walls.miniature import WallMiniature
from widgets.walls.paint import MiniScreen, MiniTile
from widgets.walls.panel import LETTERS, WallPanel, WallView
from widgets.walls.recorder import Lane, WallRecorder

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
Key = Qt.Key


def _screens(would: str = "") -> tuple[MiniScreen, ...]:
    still = QImage(480, 270, QImage.Format.Format_RGB32)
    still.fill(0xFF336699)
    tiles = (MiniTile(0, 0, 1, 1, "Cầu Bến Đá"),)
    return tuple(
        MiniScreen(f"m{n}", n // 2, n % 2, f"m{n} · Màn {n}", still if n else None, "3 s", (), "", True, (1, 1), tiles,
                   would if n == 0 else "")
        for n in range(4)
    )  # fmt: skip


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[WallPanel]:
    window = QWidget()
    window.resize(1920, 1080)
    qtbot.addWidget(window)
    window.show()
    made = WallPanel(window)
    rows = {"show": [Line("", "Presets"), Line("preset:dem", "Ban đêm"), Line("layout:a:0", "A")],
            "changes": [Line("told:3", "Put on m0")]}  # fmt: skip
    made.show_wall(
        WallView(
            "Tường",
            ("free", "text1"),
            screens=_screens(),
            lists=rows,
            commands=(
                CommandButton("take-wall", "Take", "T"),
                CommandButton("take-over-wall", "Take over", "O", False, "Why not"),
            ),
        )
    )
    made.open()
    yield made
    made.close()


def test_arrows_walk_over_the_wall_as_it_stands(panel: WallPanel) -> None:
    walked: list[object] = []
    panel.screen_chosen.connect(walked.append)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Left, Key.Key_Up):
        QTest.keyClick(panel, key)
    assert walked == ["m1", "m3", "m2", "m0"], "where the wall ends nothing happens"


def test_shift_and_an_arrow_or_the_mouse_swap_two_screens(panel: WallPanel, qtbot: QtBot) -> None:
    swapped: list[tuple[str, str]] = []
    panel.swap_chosen.connect(lambda one, other: swapped.append((one, other)))
    QTest.keyClick(panel, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    wall = panel.miniature
    here, there = wall.place_of("m0").center(), wall.place_of("m3").center()
    QTest.mousePress(wall, Qt.MouseButton.LeftButton, pos=here)
    QTest.mouseMove(wall, QPoint((here.x() + there.x()) // 2, here.y()))
    QTest.mouseMove(wall, there)
    QTest.mouseRelease(wall, Qt.MouseButton.LeftButton, pos=there)
    assert swapped == [("m0", "m1"), ("m0", "m3")]


def test_enter_tries_out_and_only_what_is_tried_out_is_sent(panel: WallPanel) -> None:
    tried, sent, left = [], [], []
    panel.tried.connect(lambda mode, key, at_once: tried.append((mode, key, at_once)))
    panel.sent.connect(lambda: sent.append(1))
    panel.left.connect(lambda: left.append(1))
    QTest.keyClick(panel, Key.Key_2)
    QTest.keyClick(panel, Key.Key_Down)
    QTest.keyClick(panel, Key.Key_Return)
    QTest.keyClick(panel, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tried == [("show", "layout:a:0", False), ("show", "layout:a:0", True)]
    assert not sent
    view = WallView("Tường", screens=_screens("→ A"), lists={"show": [Line("layout:a:0", "A")]}, preview="Not sent")
    panel.show_wall(view)
    QTest.keyClick(panel, Key.Key_Return)
    assert sent == [1]
    QTest.keyClick(panel, Key.Key_Escape)
    assert left == [1]
    assert panel.isVisible(), "Esc leaves what is tried out first"


def test_every_letter_is_its_command_and_a_button_that_is_off_says_why(panel: WallPanel) -> None:
    pressed: list[str] = []
    panel.command_chosen.connect(pressed.append)
    for key in LETTERS:
        QTest.keyClick(panel, Key(key))
    assert pressed == list(LETTERS.values())
    button = panel._buttons["take-over-wall"]
    assert not button.isEnabled()
    assert "Why not" in button.toolTip()


def test_esc_goes_back_step_by_step(panel: WallPanel) -> None:
    QTest.keyClick(panel, Key.Key_4)
    assert panel.mode == "advice"
    QTest.keyClick(panel, Key.Key_Escape)
    assert panel.mode == "state"
    QTest.keyClick(panel, Key.Key_Escape)
    assert not panel.isVisible()


def test_a_wall_that_is_not_there_says_so_and_takes_no_key(panel: WallPanel) -> None:
    panel.show_wall(WallView(empty=("There is no wall yet", "It comes from the server")))
    pressed: list[str] = []
    panel.command_chosen.connect(pressed.append)
    QTest.keyClick(panel, Key.Key_T)
    assert not pressed
    assert panel._empty.isVisible()


def test_the_miniature_says_what_it_shows_and_a_wall_of_one_row_shows_the_chosen_one_larger(qtbot: QtBot) -> None:
    wall = WallMiniature()
    qtbot.addWidget(wall)
    wall.resize(1200, 800)
    wall.set_screens([MiniScreen(f"m{n}", 0, n, f"Màn {n}", marks=(("9 of 9 not live", "late"),)) for n in range(4)])
    assert "9 of 9 not live" in wall.accessibleDescription()
    assert wall._closer(wall._places()) is not None
    wall.set_screens(_screens())
    assert wall._closer(wall._places()) is None
    wall.grab()


def test_the_recorder_walks_through_time_by_keys(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    board = WallRecorder(window)
    said: dict[str, list[object]] = {"chosen": [], "moved": [], "more": [], "asked": []}
    board.chosen.connect(said["chosen"].append)
    board.moved.connect(said["moved"].append)
    board.more.connect(lambda: said["more"].append(1))
    board.asked.connect(said["asked"].append)
    board.show_rows("2 found", [Line("a", "m0"), Line("b", "m1")], ("", "", ""))
    board.set_lanes([Lane("m0", (("a", NOW, NOW + timedelta(minutes=5)),))], NOW, NOW + timedelta(hours=1))
    board.open()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Left, Key.Key_Right):
        QTest.keyClick(board, key)
    assert said["chosen"][-2:] == ["a", "b"]
    assert said["more"] == [1], "beyond the last row are older ones"
    assert said["moved"] == [-1, 1]
    QTest.keyClick(board, Key.Key_Slash)
    board.search.setText("Cầu Bến Đá 21:30")
    QTest.keyClick(board.search, Key.Key_Return)
    assert said["asked"] == ["Cầu Bến Đá 21:30"]
    board.show_rows("0 found", [], ("Nothing", "Look for something else", ""))
    board.grab()


@pytest.mark.parametrize(("metres", "pitch"), [(4.0, 0.53), (5.0, 0.9), (10.0, 0.53)])
def test_on_a_wall_no_text_is_smaller_than_legibility_takes_it_to_be(metres: float, pitch: float) -> None:
    room = Room(metres, pitch)
    look = theme.load("dark", wall_scale=room.scale)
    for role in look.type:
        least = room.arc_minutes(look.font(role).pixelSize() * CAPITAL)
        assert least >= ARC_MINUTES - 0.02, f"{role}: {least}"
    assert {least.text_px for least in LEAST.values()} == {look.type["text"][0]}
