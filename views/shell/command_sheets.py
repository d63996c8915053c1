"""Every command at a glance: the palette that runs one or opens a thing by its name, and the page of keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from views.base.commands import NOTHING, Registry, Start
from views.desk import rail_places
from views.words.command_groups import group_titles
from views.words.sentences import sentence
from widgets.base.key_button import printed
from widgets.base.overlay import Overlay
from widgets.shell.command_palette import CommandPalette, Thing
from widgets.shell.keys_sheet import Group, KeysSheet

Gather = Callable[[], Awaitable[list[Thing]]]
"""Makes things of all that is known now."""
OPENED_BY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "person": ("show-contacts", "contact"),
        "contact": ("show-contacts", "contact"),
        "place": ("show-map", "place"),
        "ward": ("search-incidents", "text"),
        "setting": ("show-settings", "field"),
    }
)
"""By the kind of thing the command that opens it, and the argument that names it; others are opened as things."""
ON_DESK = frozenset({"camera", "incident", "indicator", "ward"})
"""What stands on the desk itself: a page that covers it goes first."""
USED_MOST = 30


async def _nothing() -> list[Thing]:
    return []


class CommandSheets:
    """Both are filled anew each time they open."""

    def __init__(self, window: QWidget, registry: Registry, run: Start, gather: Gather = _nothing) -> None:
        self._registry, self._run, self._gather = registry, run, gather
        self._last: list[str] = []
        """What was chosen here, the last one first."""
        self.palette = CommandPalette(window)
        self.palette.chosen.connect(self._on_chosen)
        self.keys = KeysSheet(window)
        self.keys.tabs.chosen.connect(lambda name: run(name, NOTHING))

    def bind(self, registry: Registry) -> None:
        """Tie the commands that open them."""
        registry.bind("open-palette", lambda _args: self._open_palette())
        registry.bind("show-keys", lambda _args: self._open_keys())

    def overlays(self) -> dict[str, Overlay]:
        """Both."""
        return {"palette": self.palette, "keys": self.keys}

    async def _open_palette(self) -> None:
        places = {one.command: one for one in (*rail_places.work(), *rail_places.foot())}
        rows = []
        for command in self._registry:
            reason = self._registry.why_off(command.name)
            place = places.get(command.name)
            words = _both(place.name or place.words, command.title) if place is not None else command.title
            rows.append((command.name, words, printed(command.key), sentence(reason) if reason else ""))
        self.palette.set_used(self._last)
        self.palette.set_signs({name: place.icon for name, place in places.items()})
        self.palette.set_entries(rows)
        self.palette.open()
        self.palette.set_things(await self._gather())

    def _on_chosen(self, name: str) -> None:
        self._last = [name, *(one for one in self._last if one != name)][:USED_MOST]
        kind, is_thing, key = name.partition(":")
        if not is_thing:
            self._run(name, NOTHING)
            return
        if kind in ON_DESK and "show-desk" in self._registry:
            self._run("show-desk", NOTHING)
        if kind not in OPENED_BY:
            self._run("open-thing", {"kind": kind, "id": key})
            return
        command, argument = OPENED_BY[kind]
        told = {"ward": f'ward:"{key}"', "person": name, "contact": name}.get(kind, key)
        self._run(command, {argument: told})

    def _open_keys(self) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in self._registry:
            if command.keys:
                groups.setdefault(command.group, []).append((" · ".join(map(printed, command.keys)), command.title))
        titles = group_titles()
        shown: list[Group] = [(titles[name], groups[name]) for name in titles if name in groups]
        self.keys.tell("")
        self.keys.set_groups(shown)
        self.keys.open()


def _both(place: str, title: str) -> str:
    """A page by what the rail calls it and by its command, where these differ."""
    return title if place.lower() == title.lower() else f"{place} · {title}"
