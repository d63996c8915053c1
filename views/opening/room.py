"""The room in which incidents are opened: its command is there from the start, its sheet when it is first asked for."""

from __future__ import annotations

import importlib
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from contract.roles import rights_of
from views.arguments.incident import NewIncident
from views.arguments.table import Taking
from views.base.command_menu import CommandMenu
from views.base.commands import Registry
from views.desk.workplace import Workplace


class Sheet(Protocol):
    """What is asked of the sheet's presenter."""

    @property
    def is_open(self) -> bool:
        """Whether it stands in the pane."""

    async def open(self, args: NewIncident) -> object:
        """Let it be filled in, or save at once what says all."""

    def leave(self) -> None:
        """Take it away and keep what was typed."""

    def close(self) -> None:
        """Listen no more, and keep what was typed."""

    def tick(self) -> None:
        """Once a second."""

    def state(self) -> dict[str, Any]:
        """What stands on it."""


class OpeningRoom:
    """One desk's."""

    def __init__(self, at: Workplace) -> None:
        self._at = at
        self._sheet: Sheet | None = None
        self._commands = CommandMenu(at.registry, at.run)
        at.desk.indicators.menu_wanted.connect(self._on_indicator)
        at.desk.queue_panel.head.open_wanted.connect(lambda: at.run("new-incident", NewIncident()))

    def _on_indicator(self, indicator_id: str, at: QPoint) -> None:
        menu = QMenu(self._at.desk)
        menu.setToolTipsVisible(True)
        self._commands.add(menu, "new-incident", NewIncident(indicator=indicator_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.NEW_INCIDENT, self._open, self._why_off)

    def tick(self, _now: object) -> None:
        """What may be the same changes with time."""
        if self._sheet is not None:
            self._sheet.tick()

    def go_back(self) -> bool:
        """Take the sheet away; false where there is none."""
        if self._sheet is None or not self._sheet.is_open:
            return False
        self._sheet.leave()
        return True

    def state(self) -> dict[str, Any]:
        """What stands on the sheet; None while there is none."""
        shown = self._sheet if self._sheet is not None and self._sheet.is_open else None
        return {"opening": shown.state() if shown is not None else None}

    def close(self) -> None:
        """What was typed is kept."""
        if self._sheet is not None:
            self._sheet.close()

    def _why_off(self, _args: NewIncident) -> str | None:
        actor = self._at.context.session.actor
        if actor is None:
            return "sign_in_first"
        return None if "open" in rights_of(actor.role).does else "forbidden"

    async def _open(self, args: NewIncident) -> object:
        if self._sheet is None:
            self._sheet = importlib.import_module("views.opening.sheet").make(self._at)
        return await self._sheet.open(self._from_here(args))

    def _from_here(self, args: NewIncident) -> NewIncident:
        """Where nothing is said and the keyboard is in a camera's tile, it is about what that shows."""
        camera = self._at.desk.cameras.with_keyboard()
        return NewIncident(camera=camera) if args == NewIncident() and camera is not None else args
