"""Every command at a glance: the palette that runs one or opens a thing by its name, and the page of keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from views.base.commands import NOTHING, Command, Registry, Start
from views.words.command_groups import group_titles
from views.words.sentences import sentence
from widgets.base.overlay import Overlay
from widgets.shell.command_palette import CommandPalette, Thing
from widgets.shell.keys_sheet import Group, KeysSheet

Gather = Callable[[], Callable[[], list[Thing]]]
"""Takes what is known now, and gives what makes things of it in any thread."""


def _nothing() -> Callable[[], list[Thing]]:
    return list


class CommandSheets:
    """Both are filled anew each time they open."""

    def __init__(self, window: QWidget, registry: Registry, run: Start, gather: Gather = _nothing) -> None:
        self._registry, self._run, self._gather = registry, run, gather
        self._last: list[str] = []
        """The commands chosen here, the last one first."""
        self.palette = CommandPalette(window)
        self.palette.chosen.connect(self._on_chosen)
        self.keys = KeysSheet(window)

    def bind(self, registry: Registry) -> None:
        """Tie the commands that open them."""
        registry.bind("open-palette", lambda _args: self._open_palette())
        registry.bind("show-keys", lambda _args: self._open_keys())

    def overlays(self) -> dict[str, Overlay]:
        """Both."""
        return {"palette": self.palette, "keys": self.keys}

    async def _open_palette(self) -> None:
        rows = []
        for command in sorted(self._registry, key=self._since):
            reason = self._registry.why_off(command.name)
            rows.append((command.name, command.title, command.key, sentence(reason) if reason else ""))
        self.palette.set_entries(rows)
        self.palette.open()
        make = self._gather()
        self.palette.set_things(await asyncio.get_running_loop().run_in_executor(None, make))

    def _since(self, command: Command) -> int:
        return self._last.index(command.name) if command.name in self._last else len(self._last)

    def _on_chosen(self, name: str) -> None:
        kind, is_thing, key = name.partition(":")
        if is_thing:
            self._run("open-thing", {"kind": kind, "id": key})
            return
        self._last = [name, *(one for one in self._last if one != name)]
        self._run(name, NOTHING)

    def _open_keys(self) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in self._registry:
            if command.keys:
                groups.setdefault(command.group, []).append((" · ".join(command.keys), command.title))
        titles = group_titles()
        shown: list[Group] = [(titles[name], groups[name]) for name in titles if name in groups]
        self.keys.set_groups(shown)
        self.keys.open()
