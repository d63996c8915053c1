"""Every command at a glance: the palette that runs one, and the sheet of keys."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from views.base.commands import NOTHING, Registry, Start
from views.words.sentences import sentence
from widgets.base.overlay import Overlay
from widgets.shell.command_palette import CommandPalette
from widgets.shell.keys_sheet import KeysSheet


class CommandSheets:
    """Both are filled anew each time they open."""

    def __init__(self, window: QWidget, registry: Registry, run: Start) -> None:
        self._registry = registry
        self.palette = CommandPalette(window)
        self.palette.chosen.connect(lambda name: run(name, NOTHING))
        self.keys = KeysSheet(window)

    def bind(self, registry: Registry) -> None:
        """Tie the commands that open them."""
        registry.bind("open-palette", lambda _args: self._open_palette())
        registry.bind("show-keys", lambda _args: self._open_keys())

    def overlays(self) -> dict[str, Overlay]:
        """Both."""
        return {"palette": self.palette, "keys": self.keys}

    def _open_palette(self) -> None:
        rows = []
        for command in self._registry:
            reason = self._registry.why_off(command.name)
            rows.append((command.name, command.title, command.key, sentence(reason) if reason else ""))
        self.palette.set_entries(rows)
        self.palette.open()

    def _open_keys(self) -> None:
        self.keys.set_keys([(command.key, command.title) for command in self._registry if command.keys])
        self.keys.open()
