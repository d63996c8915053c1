"""Parts of the desk that nobody needs before one of their commands is asked for: they are loaded and made then.

A part is declared here with its commands; `make(workplace)` of its module makes it. Until then its declaration
stands for it in the registry, so that keys, buttons and the palette know its commands like all others.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from views.base.commands import Registry, Run
from views.desk.workplace import Workplace
from views.program import qt_classes
from widgets.base.overlay import Overlay


class Part(Protocol):
    """A presenter with the board that it opens over the desk."""

    @property
    def board(self) -> Overlay:
        """What opens."""

    def bind(self, registry: Registry) -> None:
        """Tie every command that was declared for it."""

    def state(self) -> dict[str, Any]:
        """What it shows, as plain data."""

    def close(self) -> None:
        """Listen no more."""


WhyOffBefore = Callable[[Workplace, Any], str | None]
"""Why a command cannot run while its part is not made."""


@dataclass(frozen=True)
class Declared:
    """A part that is not made yet."""

    name: str
    """Its board's, for those who look from outside."""
    module: str
    state: str
    """What it adds to the state; None while nothing is open."""
    commands: Mapping[str, WhyOffBefore]
    plots: bool = False
    """Whether it brings the library of plots, which asks for all of Qt."""


def _never(_at: Workplace, _args: object) -> None:
    """It can run."""


def _no_incident(at: Workplace, args: Any) -> str | None:
    return None if args.incident or at.shown() is not None else "no_incident"


PARTS = (
    Declared(
        "measures",
        "views.measures.measures",
        "measures",
        MappingProxyType({"show-measures": _never, "export-measures": _never}),
        plots=True,
    ),
    Declared(
        "after-action",
        "views.measures.after_action",
        "after_action",
        MappingProxyType({"show-after-action": _no_incident, "export-report": _no_incident}),
    ),
    Declared("settings", "views.settings.settings", "settings", MappingProxyType({"show-settings": _never})),
    Declared("manual", "views.help.manual", "manual", MappingProxyType({"show-manual": _never})),
    Declared("about", "views.help.about", "machine", MappingProxyType({"show-about": _never})),
    Declared("past", "views.past.search", "past", MappingProxyType({"search-past": _never})),
    Declared("evidence", "views.evidence.evidence", "evidence", MappingProxyType({"show-evidence": _never})),
    Declared("audit", "views.audit.audit", "audit", MappingProxyType({"show-audit": _never})),
    Declared(
        "administration", "views.administration.administration", "administration",
        MappingProxyType({"show-administration": _never}),
    ),
    Declared(
        "own-password", "views.administration.own_password", "own_password",
        MappingProxyType({"change-password": _never}),
    ),
    Declared(
        "layouts",
        "views.layouts.editor",
        "layout_editor",
        MappingProxyType(
            {
                "edit-layouts": _never,
                "save-layout": lambda _around, _args: "layout_not_open",
                "import-layout": _never,
                "export-layout": _never,
            }
        ),
    ),
)  # fmt: skip


class OnDemand:
    """Makes each part once, and lets Esc and the lock close what was made."""

    def __init__(self, at: Workplace) -> None:
        self._at = at
        self._made: dict[str, Part] = {}

    def bind(self, registry: Registry) -> None:
        """Tie the commands of all parts: the first of a part's makes it."""
        for one in PARTS:
            for command, why_off in one.commands.items():
                registry.bind(command, self._first(one, command, registry), partial(why_off, self._at))

    def _first(self, one: Declared, command: str, registry: Registry) -> Run[Any]:
        async def run(args: Any) -> object:
            if one.name not in self._made:
                if one.plots:
                    await qt_classes.made()
                self._make(one, importlib.import_module(one.module).make, registry)
            return await registry.run(command, args)

        return run

    def _make(self, one: Declared, make: Callable[[Workplace], Part], registry: Registry) -> None:
        if one.name in self._made:
            return  # somebody else asked while it was loaded
        part = self._made[one.name] = make(self._at)
        part.bind(registry)
        self._at.overlays.add(one.name, part.board)

    def part(self, name: str) -> Part:
        """One that was made. Raises KeyError."""
        return self._made[name]

    def state(self) -> dict[str, Any]:
        """What the parts show, as plain data."""
        shown: dict[str, Any] = {one.state: None for one in PARTS}
        for part in self._made.values():
            shown |= part.state()
        return shown

    def close(self) -> None:
        """Let those that were made listen no more."""
        for part in self._made.values():
            part.close()
