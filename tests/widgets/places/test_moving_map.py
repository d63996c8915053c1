"""A map in the hand: what is pressed on it, what a pointer rests on, and what moves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.places.marks import Mark
from widgets.places.moving_map import MovingMap

MIDDLE = (10.0, 106.0)
SIDE = 400


@pytest.fixture
def shown(qtbot: QtBot) -> MovingMap:
    """An incident in the middle, and a camera north of it."""
    made = MovingMap()
    qtbot.addWidget(made)
    made.resize(SIDE, SIDE)
    made.look_at(*MIDDLE, 1000)
    focus = Mark("incident", "one", "Ngập", *MIDDLE, 1)
    made.set_marks(focus, [Mark("camera", "cam", "Cầu", MIDDLE[0] + 0.0045, MIDDLE[1])])
    made.show()
    qtbot.waitExposed(made)
    return made


CAMERA_AT = QPoint(SIDE // 2, SIDE // 2 - 100)


def test_what_is_pressed_says_which_it_was_and_bare_ground_says_nothing(shown: MovingMap) -> None:
    told: list[tuple[str, str]] = []
    shown.chosen.connect(lambda kind, key: told.append((kind, key)))
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=CAMERA_AT)
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(SIDE // 2, SIDE // 2))
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(30, 200))
    assert told == [("camera", "cam"), ("incident", "one")]


def test_a_hand_drags_the_ground_and_chooses_nothing(shown: MovingMap) -> None:
    told: list[str] = []
    shown.chosen.connect(lambda kind, _key: told.append(kind))
    QTest.mousePress(shown, Qt.MouseButton.LeftButton, pos=CAMERA_AT)
    QTest.mouseMove(shown, CAMERA_AT + QPoint(0, 100))
    QTest.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=CAMERA_AT + QPoint(0, 100))
    assert told == []
    assert shown.middle is not None
    assert shown.middle[0] == pytest.approx(MIDDLE[0] + 0.0045, abs=0.0005), "the ground went with it"


def test_buttons_and_keys_go_closer_and_farther_and_home(shown: MovingMap) -> None:
    homes: list[bool] = []
    shown.homed.connect(lambda: homes.append(True))
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    closer = shown.radius_m
    assert closer < 1000
    QTest.mouseClick(shown._farther, Qt.MouseButton.LeftButton)
    assert shown.radius_m == pytest.approx(1000)
    QTest.keyClick(shown, Qt.Key.Key_0)
    QTest.mouseClick(shown._home, Qt.MouseButton.LeftButton)
    assert homes == [True, True]
    assert all(shown.rect().contains(one.geometry()) for one in (shown._closer, shown._farther, shown._home))


def test_a_pointer_that_rests_on_a_mark_is_told_and_that_it_left(shown: MovingMap, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    shown.rested.connect(lambda kind, key, _at: told.append((kind, key)))
    QTest.mouseMove(shown, CAMERA_AT)
    qtbot.waitUntil(lambda: told == [("camera", "cam")], timeout=30_000)
    QTest.mouseMove(shown, QPoint(30, 200))
    qtbot.waitUntil(lambda: told[-1] == ("", ""), timeout=30_000)
    assert shown.mark_at(QPointF(30, 200)) is None
