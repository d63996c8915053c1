"""Keys from outside go where a hand's would go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from views.remote_control.keyboard import press, strike, type_text


class Heard(QWidget):
    """A window that keeps the keys that came to it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[int, Qt.KeyboardModifier, str]] = []
        self.line = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        self.keys.append((event.key(), event.modifiers(), event.text()))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Heard]:
    made = Heard()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def test_text_goes_where_the_keyboard_is_letter_by_letter(window: Heard) -> None:
    window.line.setFocus()
    assert type_text(window, "Cầu Bến Đá 5")
    assert window.line.text() == "Cầu Bến Đá 5"
    window.line.clearFocus()
    window.setFocus()
    window.clearFocus()
    assert QApplication.focusWidget() is None
    assert not type_text(window, "x"), "nobody has the keyboard"
    assert window.line.text() == "Cầu Bến Đá 5"


@pytest.mark.parametrize("send", [press, strike])
def test_keys_arrive_with_what_is_held_and_what_they_write(window: Heard, send: object) -> None:
    assert callable(send)
    window.setFocus()
    none, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    for written in ("A", "Ctrl+K", "Return", "Esc", "Shift+A"):
        assert send(window, written)
    assert window.keys == [
        (Qt.Key.Key_A, none, "a"),
        (Qt.Key.Key_K, ctrl, ""),
        (Qt.Key.Key_Return, none, "\r"),
        (Qt.Key.Key_Escape, none, ""),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A"),
    ]


def test_what_is_no_key_is_said_to_be_none(window: Heard) -> None:
    for send in (press, strike):
        assert not send(window, "")
    assert window.keys == []
