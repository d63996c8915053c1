"""What belongs to the person at the desk: lock, PIN, password, looks, the pages of administration, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from views.base.commands import Registry, Start
from views.words.sentences import sentence
from widgets.base.labels import button_text

GROUPS = (
    ("lock-desk", "set-pin", "change-password"),
    ("show-settings", "toggle-theme", "toggle-contrast", "mute-sounds"),
    ("show-first-steps", "show-tour", "cut-network"),
    ("show-outbox", "show-catch-up"),
    ("show-administration", "show-evidence", "show-audit", "show-misread"),
    ("sign-out", "quit"),
)
"""Commands between rules; the ways out stand apart."""


class OwnMenu:
    """Opens beside `button` of the rail, upwards from its foot."""

    def __init__(self, window: QWidget, button: QWidget, registry: Registry, run: Start) -> None:
        self._button, self._registry, self._run = button, registry, run
        self.menu = QMenu(window)
        self.menu.setToolTipsVisible(True)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-own-menu", lambda _args: self._show())

    def _show(self) -> None:
        self.menu.clear()
        for place, names in enumerate(GROUPS):
            if place:
                self.menu.addSeparator()
            for name in names:
                self.menu.addAction(self._action(name))
        corner = self._button.mapToGlobal(QPoint(self._button.width(), self._button.height()))
        self.menu.popup(corner - QPoint(0, self.menu.sizeHint().height()))

    def _action(self, name: str) -> QAction:
        command, reason = self._registry[name], self._registry.why_off(name)
        action = QAction(button_text(command.title), self.menu)
        if command.key:
            action.setText(
                f"{action.text()}\t{QKeySequence(command.key).toString(QKeySequence.SequenceFormat.NativeText)}"
            )
        action.setEnabled(not reason)
        action.setToolTip(sentence(reason) if reason else command.title)
        action.triggered.connect(lambda: self._run(name, {}))
        return action
