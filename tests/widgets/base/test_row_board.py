"""A board of rows by keys: the line, the rows, what stands there without any, and a height that nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.administration.board import AdministrationBoard
from widgets.audit.board import AuditBoard
from widgets.base.desk_page import STAGE
from widgets.base.grouped_list import Line
from widgets.base.labels import PlainLabel
from widgets.base.row_board import RowBoard
from widgets.base.skeleton import Skeleton
from widgets.evidence.board import EvidenceBoard
from widgets.incidents.past_board import PastBoard
from widgets.walls.recorder import WallRecorder

Key = Qt.Key
PAGES = QRect(112, 44, 1254, 696)
BOARDS = (AdministrationBoard, AuditBoard, EvidenceBoard, PastBoard, WallRecorder)
ROWS = [Line("", "Today"), Line("a", "One"), Line("b", "Two")]
NONE = ("Nothing", "Look for something else", "Read again")


@pytest.fixture(params=BOARDS, ids=[kind.__name__ for kind in BOARDS])
def board(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[RowBoard]:
    window = QWidget()
    window.resize(1366, 768)
    window.setProperty(STAGE, PAGES)
    qtbot.addWidget(window)
    window.show()
    made: RowBoard = request.param(window)
    made.show_rows("2 found", ROWS, NONE)
    made.open()
    yield made
    window.close()


def _said(board: RowBoard) -> dict[str, list[object]]:
    said: dict[str, list[object]] = {"asked": [], "chosen": [], "more": [], "pressed": []}
    board.asked.connect(said["asked"].append)
    board.chosen.connect(said["chosen"].append)
    board.more.connect(lambda: said["more"].append(board.key()))
    board.pressed.connect(said["pressed"].append)
    return said


def test_arrows_walk_and_beyond_the_last_row_are_more(board: RowBoard) -> None:
    said = _said(board)
    assert (board.rows(), board.key()) == (["a", "b"], "a")
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_End):
        QTest.keyClick(board, key)
    assert (said["chosen"], said["more"]) == (["b", "a", "b"], [])
    for key in (Key.Key_Down, Key.Key_J, Key.Key_PageDown, Key.Key_End):
        QTest.keyClick(board, key)
    assert said["more"] == ["b"] * 4
    QTest.keyClick(board, Key.Key_Up)
    assert said["more"] == ["b"] * 4


def test_the_line_begins_with_a_slash_looks_with_enter_and_esc_leaves_it_first(board: RowBoard) -> None:
    said = _said(board)
    QTest.keyClick(board, Key.Key_Slash)
    QTest.keyClicks(board.search, " Ngap E")
    QTest.keyClick(board.search, Key.Key_Return)
    assert (said["asked"], said["pressed"], board.search.hasFocus()) == (["Ngap E"], [], False)
    QTest.keyClick(board, Key.Key_Slash)
    QTest.keyClick(board.search, Key.Key_F5)
    assert said["pressed"] == ["read"], "F5 types nothing, so that it reads from the line too"
    QTest.keyClick(board.search, Key.Key_Escape)
    assert board.isVisible()
    QTest.keyClick(board, Key.Key_Escape)
    assert board.isHidden()


def test_its_letters_are_struck_alone_and_once(board: RowBoard) -> None:
    said = _said(board)
    for key, name in board.letters.items():
        QTest.keyClick(board, Key(key))
        assert said["pressed"].pop() == name
        QTest.keyClick(board, Key(key), Qt.KeyboardModifier.ControlModifier)
        assert said["pressed"] == []


def test_what_stands_there_without_rows(board: RowBoard) -> None:
    said = _said(board)
    [skeleton] = board.findChildren(Skeleton)
    board.show_rows("Reading…", [], None)
    assert skeleton.isVisible()
    board.show_rows("", [], NONE)
    assert not skeleton.isVisible()
    shown = [one for one in board.findChildren(QPushButton) if one.isVisible() and one.text() == "Read again"]
    shown[0].click()
    assert said["pressed"] == ["read"]
    board.show_rows("2 found", ROWS, None)
    assert not skeleton.isVisible()


def test_it_is_as_high_as_the_window_allows_whatever_it_holds(board: RowBoard) -> None:
    window = board.window()
    heights = [board.height()]
    board.show_rows("", [], NONE)
    heights.append(board.height())
    if isinstance(board, AuditBoard):
        board.show_proof("Signed up to line 9. " * 20, "text2")
    heights.append(board.height())
    assert heights == [PAGES.height()] * 3
    window.setProperty(STAGE, PAGES.adjusted(0, 0, 400, 300))
    window.resize(1920, 1080)
    assert board.height() == PAGES.height() + 300


def test_among_other_rows_the_first_is_chosen_and_where_one_went_its_neighbour(board: RowBoard) -> None:
    QTest.keyClick(board, Key.Key_End)
    board.show_rows("", [Line("c", "Three"), Line("d", "Four")], None)
    assert board.key() == "c"
    QTest.keyClick(board, Key.Key_End)
    board.show_rows("", [Line("c", "Three"), Line("e", "Five")], None)
    assert board.key() == "e"


def test_no_button_is_pressed_flat(board: RowBoard) -> None:
    if isinstance(board, AuditBoard):
        board.offer_file(on=True, why_off="")
    if isinstance(board, AdministrationBoard):
        board.offer_new("Add a person", on=True)
    QApplication.processEvents()
    for button in board.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= min(button.sizeHint().width(), button.minimumSizeHint().width()), button.text()


def test_its_foot_says_every_key(board: RowBoard) -> None:
    foot = next(one.text() for one in board.findChildren(PlainLabel) if "F5" in one.text())
    assert all(word in foot for word in ("↑ ↓", "/", "F5", "Esc")), foot
    assert ("End" in foot) == board.is_paged
