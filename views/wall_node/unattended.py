"""What a wall does because nobody sits before it: it beats, stays awake, wanders, and is darker by night.

All of it is done as well as the machine allows, and nothing of it ever stops the wall.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import logging
import os
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication

from console.base.settings import Settings
from views.program.supervisor import BEAT
from views.wall_node.dimming import Dimmer, Night, shift_at
from views.wall_node.window import WallWindow

_log = logging.getLogger(__name__)
BEAT_MS = 1000
AWAKE_EVERY_MS = 30_000
"""The shortest time that a screen saver can be set to in a desktop's settings is a minute."""
DBUS_WAIT_MS = 3000
_XCB_SCREEN_SAVER_RESET = 0


class Heartbeat(QObject):
    """Tells who watches us, once a second, that the event loop turns; nothing where nobody watches."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        number = os.environ.pop(BEAT, "")
        self._fd = int(number) if number.isdecimal() else -1
        if self._fd < 0:
            return
        with contextlib.suppress(OSError):
            os.set_inheritable(self._fd, False)  # a decoder that outlives us must not keep the pipe open
        faulthandler.enable()  # who is ended because it hangs says where
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._beat()

    def _beat(self) -> None:
        with contextlib.suppress(OSError):
            os.write(self._fd, b".")


class Awake(QObject):
    """Keeps screens lit and the machine from sleeping, for as long as this process lives.

    Three ways, since no machine has all of them: the X server is told again and again that somebody is there; the
    desktop's screen saver and logind are each asked once, and forget it when our connection ends.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._xcb, self._display = _open_x()
        self._held: list[object] = []
        """Answers that hold as long as we keep them."""
        self._timer = QTimer(self, interval=AWAKE_EVERY_MS)
        self._timer.timeout.connect(self.nudge)
        self._timer.start()
        self.nudge()
        self._ask(
            QDBusConnection.sessionBus(),
            ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
            ["IOC Console", "a wall that is always looked at"],
        )
        self._ask(
            QDBusConnection.systemBus(),
            ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"),
            ["idle:sleep", "IOC Console", "a wall that is always looked at", "block"],
        )

    def nudge(self) -> None:
        """Somebody is there, says this to the X server: screen saver and power saving begin to count anew."""
        if self._xcb is not None and not self._xcb.xcb_connection_has_error(self._display):
            self._xcb.xcb_force_screen_saver(self._display, _XCB_SCREEN_SAVER_RESET)
            self._xcb.xcb_flush(self._display)

    def _ask(self, bus: QDBusConnection, whom: tuple[str, str, str], words: list[str]) -> None:
        if not bus.isConnected():
            return
        message = QDBusMessage.createMethodCall(*whom, "Inhibit")
        message.setArguments(words)
        message.setAutoStartService(False)
        self._held.append(bus.asyncCall(message, DBUS_WAIT_MS))  # the answer, refused or not, is nobody's concern

    def close(self) -> None:
        """Let the machine sleep again."""
        self._timer.stop()
        self._held.clear()
        if self._xcb is not None:
            self._xcb.xcb_disconnect(self._display)
            self._xcb, self._display = None, None


def _open_x() -> tuple[ctypes.CDLL | None, ctypes.c_void_p | None]:
    """libxcb, which Qt under X has loaded anyway, and a connection of our own; nothing where there is no X."""
    if QGuiApplication.platformName() != "xcb":
        return None, None
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return None, None
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    for name, more in (("xcb_connection_has_error", ()), ("xcb_flush", ()), ("xcb_disconnect", ())):
        getattr(xcb, name).argtypes = (ctypes.c_void_p, *more)
    xcb.xcb_force_screen_saver.argtypes = (ctypes.c_void_p, ctypes.c_uint8)
    display = xcb.xcb_connect(None, None)
    if not display or xcb.xcb_connection_has_error(display):
        return None, None
    return xcb, display


class Comfort:
    """Night and wandering of all windows of a wall; `tick` once a second."""

    def __init__(self, settings: Settings) -> None:
        begins, ends, level = settings.night_begins, settings.night_ends, settings.night_brightness
        self._night = Night(begins, ends, level) if begins is not None and ends is not None else None
        self._night_theme, self._wanders = settings.night_theme, settings.pixel_shift
        self._shades: dict[WallWindow, Dimmer] = {}

    def theme(self, now: datetime, by_day: str) -> str:
        """The theme to wear now."""
        if self._night is None or self._night_theme is None or self._night.brightness(now) == 1.0:
            return by_day
        return self._night_theme

    def tick(self, now: datetime, windows: Sequence[WallWindow]) -> None:
        """Dim and move them as the time wants."""
        brightness = self._night.brightness(now) if self._night is not None else 1.0
        shift = shift_at(now)
        for gone in set(self._shades) - set(windows):
            del self._shades[gone]
        for window in windows:
            if self._night is not None and window not in self._shades:
                self._shades[window] = Dimmer(window)
                window.add_fitted(self._shades[window])
            if window in self._shades:
                self._shades[window].set_brightness(brightness)
            if self._wanders:
                window.set_shift(shift.x(), shift.y())
