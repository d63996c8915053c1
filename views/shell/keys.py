"""Turns a press into a command: one place that knows which command's key is alive where the keyboard is.

It listens to the part that has the keyboard, not to the application: an event filter there would be asked for every
paint of every tile. What has the keyboard is asked first (Qt's ShortcutOverride): a line of text keeps its letters, a
list its arrows. Then the commands of the page are looked up, by what the layout prints and by the place of the key
(`views.shell.key_positions`). What is no command goes on to the part, as a US keyboard would give it where no text is
typed.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from shiboken6 import isValid

from views.base.command_list import Command
from views.base.commands import Registry
from views.base.page import Page
from views.shell.key_positions import CHORD, HELD, as_on_us, keys_of, meanings, place_of
from widgets.base.desk_page import DeskPage
from widgets.base.focus import lives, takes_text
from widgets.base.overlay import Overlay, top_overlay


class Window(Protocol):
    """What the keys ask of their window."""

    def page(self) -> Page:
        """What it shows, whatever is open over it."""

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """Who takes the keyboard when nobody has it."""


class Keys(QObject):
    """`pressed(name)`: run this command. `doubtful(done, other)`: a key meant two commands, and the first is run."""

    pressed = Signal(str)
    doubtful = Signal(str, str)

    def __init__(self, window: QWidget, shown: Window, registry: Registry) -> None:
        super().__init__(window)
        self._window, self._shown, self._registry = window, shown, registry
        self._commands: dict[int, Command] = {}
        self._taken = 0
        self._passing = False
        self._held: tuple[int, int] | None = None
        self._listened: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.settle)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def bind(self, registry: Registry) -> None:
        """Take the keys of all that is bound by now, and stand before it: no command of the desk runs where none is."""
        self._take()
        registry.guard(self._why_off)

    def _take(self) -> None:
        self._commands, self._taken = table(self._registry), self._registry.rekeyings

    def close(self) -> None:
        """Listen no more."""
        self._soon.stop()
        self._window.removeEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus)

    def page(self) -> Page:
        """Where the keyboard is."""
        page, here = self._shown.page(), QApplication.focusWidget()
        while page != Page.LOCK and here is not None and here is not self._window:
            if isinstance(here, Overlay):
                return Page.WORK if isinstance(here, DeskPage) else Page.OVERLAY
            here = here.parentWidget()
        is_covered = page == Page.DESK and isinstance(top_overlay(self._window), DeskPage)
        return Page.WORK if is_covered else page

    def _why_off(self, name: str) -> str | None:
        """Before anybody is signed in there is no desk that a command could act on."""
        command = self._registry[name]
        return "sign_in_first" if self._shown.page() == Page.START and Page.START not in command.scope else None

    def settle(self) -> None:
        """Give the keyboard to the place that is named for it, where nothing that is seen has it."""
        if not self._window.isActiveWindow() or QApplication.activePopupWidget() is not None:
            return
        here = QApplication.focusWidget() or self._window.focusWidget()
        if here is not None and (here.window() is not self._window or lives(here)):
            return
        there = self._shown.keyboard_after(here or self._window)
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    # listening

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._listened is not None and isValid(self._listened):
            self._listened.removeEventFilter(self)
        self._listened = None
        if now is None:
            self._soon.start()  # after Qt itself has decided
            return
        if now is self._window or now.window() is not self._window:
            return
        now.installEventFilter(self)
        self._listened = now
        # An input method must not swallow what is a command; it is for text alone.
        if not takes_text(now) and now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            now.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Presses of the part that has the keyboard, and of the window where none has it."""
        kind = event.type()
        if kind == QEvent.Type.WindowActivate and watched is self._window:
            self.settle()  # before Qt takes the first part of the Tab chain for one that went meanwhile
        if self._passing or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if kind == QEvent.Type.KeyPress:
            return self._on_press(watched, event)
        if kind == QEvent.Type.KeyRelease:
            if not event.isAutoRepeat():
                self._held = None
            return watched is not self._window and self._pass_on(watched, event)
        return False

    def _on_press(self, watched: QWidget, event: QKeyEvent) -> bool:
        here = QApplication.focusWidget()
        if not lives(here):
            self.settle()
            here = QApplication.focusWidget()
            if here is not None and here is not watched and lives(here):
                return QApplication.sendEvent(here, QKeyEvent(event))  # where the keyboard should have been
        part = here if here is not None and here.window() is self._window else self._window
        if self._is_run(part, event):
            return True
        if isinstance(part, QAbstractButton) and _is_enter(event):
            if not event.isAutoRepeat():
                part.click()
            return True
        return watched is not self._window and self._pass_on(watched, event)

    def _is_run(self, part: QWidget, event: QKeyEvent) -> bool:
        which, command = (int(event.key()), event.nativeScanCode()), self._command(part, event)
        again = event.isAutoRepeat()
        if command is not None and (command.repeats or not again):
            self.pressed.emit(command.name)
        held, self._held = self._held, which if command is not None else self._held if again else None
        # What a command has opened is not typed into by the same key while it is still down.
        return command is not None or (again and which == held)

    # deciding

    def _command(self, part: QWidget, event: QKeyEvent) -> Command | None:
        if self._taken != self._registry.rekeyings:
            self._take()
        page = self.page()
        found = []
        for number in meanings(event):
            command = self._commands.get(number)
            is_typed = page == Page.WORK or takes_text(part)
            if command is not None and page in command.scope and not (is_typed and is_plain(number)):
                found.append((number, command))
        if not found or self._is_kept(part, event):
            return None
        first = found[0][1]
        # A digit is printed on its key whatever else the layout gives there: then the press says two things.
        others = [command for number, command in found[1:] if place_of(event).isdigit() and command is not first]
        if others and self._registry.why_off(first.name) and not self._registry.why_off(others[0].name):
            return others[0]
        if others and not event.isAutoRepeat():
            self.doubtful.emit(first.name, others[0].name)
        return first

    def _is_kept(self, part: QWidget, event: QKeyEvent) -> bool:
        """Whether what has the keyboard, or what is around it, keeps this key for itself."""
        if isinstance(part, QAbstractButton) and _is_enter(event):
            return True
        if self.page() == Page.OVERLAY:
            return False  # an overlay keeps every key but those whose scope reaches over it
        told = as_on_us(event) or event
        asked = QKeyEvent(
            QEvent.Type.ShortcutOverride, told.key(), told.modifiers(), told.nativeScanCode(), told.nativeVirtualKey(),
            int(told.nativeModifiers()), told.text(), told.isAutoRepeat(), told.count(),
        )  # fmt: skip
        asked.ignore()
        self._send(part, asked)
        return asked.isAccepted()

    def _pass_on(self, part: QWidget, event: QKeyEvent) -> bool:
        """Give `part` the key as a US keyboard would; false where it is that already, or where text is typed."""
        if takes_text(part) or isinstance(part, QComboBox):
            return False
        told = as_on_us(event)
        return told is not None and self._send(part, told)

    def _send(self, part: QWidget, event: QKeyEvent) -> bool:
        self._passing = True
        try:
            QApplication.sendEvent(part, event)
        finally:
            self._passing = False
        return True


def table(registry: Registry) -> dict[int, Command]:
    """Commands by their keys. Raises `ValueError` where one key would mean two things."""
    found: dict[int, Command] = {}
    for command in registry:
        for key in command.keys:
            other = found.setdefault(keys_of(key), command)
            if other is not command:
                raise ValueError(f"{key} is both {other.name} and {command.name}")
    return found


def is_plain(number: int) -> bool:
    """Whether a key, a `keys_of` number, is one that a line of text needs for itself."""
    keys = QKeySequence(number)
    key, held = keys[0].key(), keys[0].keyboardModifiers()  # type: ignore[index]
    named = key == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
    return not held & CHORD and not named


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & HELD
