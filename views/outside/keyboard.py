"""Keys pressed from outside, for tests and the tour: they go where a hand's would go, shortcuts first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(text: str) -> bool:
    """Press the keys of `text` where the keyboard is; false where it is nowhere."""
    for letter in text:
        part = QApplication.focusWidget()
        if part is None:
            return False
        _send(part, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
    return True


def press(window: QWidget, keys: str) -> bool:
    """Press `keys`, such as `Ctrl+Return`; false where nothing has the keyboard."""
    sequence = QKeySequence(keys)
    if sequence.isEmpty():
        return False
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs of PySide6 leave it out
    key, modifiers = combination.key(), combination.keyboardModifiers()
    part = QApplication.focusWidget() or window
    text = keys.lower() if len(keys) == 1 else ""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
    asked.ignore()
    QApplication.sendEvent(part, asked)
    if not asked.isAccepted():
        for shortcut in window.findChildren(QShortcut):
            if shortcut.isEnabled() and shortcut.key() == sequence:
                shortcut.activated.emit()
                return True
    _send(part, key, modifiers, text)
    return True


def strike(window: QWidget, keys: str) -> bool:
    """Strike `keys` where the keyboard is, as a hand does: Qt itself looks shortcuts up, ambiguity and all.

    False where these are no keys.
    """
    sequence = QKeySequence(keys)
    if sequence.isEmpty():
        return False
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs of PySide6 leave it out
    QTest.keyClick(QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers())
    return True


def _send(part: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(part, QKeyEvent(kind, key, modifiers, text))
