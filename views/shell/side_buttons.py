"""The two buttons at a mouse's side go back and forth over pages, wherever the pointer is and whatever lies below it.

It listens to the system's window, which has every press before any part of it: lists and maps take all buttons for
themselves, and a filter of the whole application would be asked for every paint of every tile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from views.base.commands import Registry
from views.base.page import Page

COMMAND_OF_BUTTON: Mapping[Qt.MouseButton, str] = MappingProxyType(
    {Qt.MouseButton.BackButton: "page-back", Qt.MouseButton.ForwardButton: "page-forward"}
)
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease})
_APPEARS = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


class SideButtons(QObject):
    """`pressed(name)`: run this command, which is alive where `page()` says that somebody is."""

    pressed = Signal(str)

    def __init__(self, window: QWidget, page: Callable[[], Page], registry: Registry) -> None:
        super().__init__(window)
        self._window, self._page, self._registry = window, page, registry
        self._handle: QWindow | None = None
        window.installEventFilter(self)

    def close(self) -> None:
        """Listen no more."""
        self._window.removeEventFilter(self)
        self._listen_to(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Presses of the system's window, which is made when ours is shown."""
        if watched is self._window:
            if event.type() in _APPEARS:
                self._listen_to(self._window.windowHandle())
            return False
        if event.type() not in _PRESSES or not isinstance(event, QMouseEvent):
            return False
        name = COMMAND_OF_BUTTON.get(event.button())
        if name is None:
            return False
        if event.type() != QEvent.Type.MouseButtonRelease and self._page() in self._registry[name].scope:
            self.pressed.emit(name)
        return True

    def _listen_to(self, handle: QWindow | None) -> None:
        if handle is self._handle:
            return
        if self._handle is not None and isValid(self._handle):
            self._handle.removeEventFilter(self)
        self._handle = handle
        if handle is not None:
            handle.installEventFilter(self)
