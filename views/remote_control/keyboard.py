"""Keys pressed from outside, for tests and the tour: they go where a hand's would go."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_WRITES: Mapping[int, str] = MappingProxyType(
    {int(Qt.Key.Key_Return): "\r", int(Qt.Key.Key_Enter): "\r", int(Qt.Key.Key_Tab): "\t"}
)


def type_text(window: QWidget, text: str) -> bool:
    """Press the keys of `text` where the keyboard is; false where it is nowhere."""
    for letter in text:
        part = _here(window)
        if part is None:
            return False
        _send(part, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
    return True


def press(window: QWidget, keys: str) -> bool:
    """Press `keys`, such as `Ctrl+Return`, on the part that has the keyboard; false where these are no keys."""
    combination = _combination(keys)
    if combination is None:
        return False
    part = _here(window) or window
    _send(part, combination.key(), combination.keyboardModifiers(), _text(combination))
    return True


def strike(window: QWidget, keys: str) -> bool:
    """Strike `keys` as a hand does: the window of the system gets them, and Qt finds out who has the keyboard.

    False where these are no keys.
    """
    combination = _combination(keys)
    if combination is None:
        return False
    _send(window.windowHandle() or window, combination.key(), combination.keyboardModifiers(), _text(combination))
    return True


def _here(window: QWidget) -> QWidget | None:
    """The part that has the keyboard, or would have it if the window were the active one: where no window manager runs
    none is."""
    return QApplication.focusWidget() or window.focusWidget()


def _combination(keys: str) -> QKeyCombination | None:
    sequence = QKeySequence(keys)
    return None if sequence.isEmpty() else sequence[0]  # type: ignore[index]  # the stubs of PySide6 leave it out


def _text(combination: QKeyCombination) -> str:
    """What the keys write where text is typed."""
    key, held = int(combination.key()), combination.keyboardModifiers()
    if key in _WRITES or held & ~Qt.KeyboardModifier.ShiftModifier:
        return _WRITES.get(key, "") if not held else ""
    letter = chr(key) if key < Qt.Key.Key_Escape else ""
    return letter if held else letter.lower()


def _send(part: QObject, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(part, QKeyEvent(kind, key, modifiers, text))
