"""Keeping what the wall shows now as a preset, under a name that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.records.wall import Wall
from console.walls import actions as wall_actions
from contract.records.wall import Wish
from views.arguments.table import Taking
from views.arguments.wall import SaveWallPreset
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.wall_control.names import screen_words, wished_words
from views.wall_control.outcomes import WallOutcomes
from views.wall_control.reasons import WallReasons, wall_at
from widgets.walls.panel import WallPanel
from widgets.walls.preset_form import WallPresetForm

SAVE = Taking.SAVE_WALL_PRESET.command


class SavePreset(QObject):
    """Binds the verb and its form. `asked`: a name is asked for while wall control is not open, where one sees what
    becomes of it."""

    asked = Signal()

    def __init__(self, at: Workplace, panel: WallPanel, outcomes: WallOutcomes, why: WallReasons) -> None:
        super().__init__(at.window)
        self._watch = outcomes.watch
        self._drafts, self._panel, self._outcomes, self._why = at.overlays.drafts, panel, outcomes, why
        self.form = WallPresetForm(at.window)
        at.overlays.add(SAVE, self.form)
        self.form.submitted.connect(lambda values: at.run(SAVE, self._said(values)))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SAVE_WALL_PRESET, self._save, self._why.acting)

    async def _save(self, args: SaveWallPreset) -> object:
        wall, name = wall_at(self._watch), (args.name or "").strip()
        if not name:
            self._ask(wall)
            return None
        wishes = None
        if args.screens is not None:
            if not args.screens or any(wall.screen(one) is None for one in args.screens):
                raise CommandRefusedError("unknown_screen")
            wishes = {one: wall.desired.get(one, Wish()) for one in args.screens}
        action = wall_actions.save_preset(wall, name, wishes)
        told = await self._outcomes.send(action)
        self._drafts.saved(f"wall:{wall.id}", SAVE)
        self._panel.choose_mode("show")
        self._panel.choose_row(f"preset:{action.payload['id']}")
        return told

    def _ask(self, wall: Wall) -> None:
        shown = [
            f"{screen_words(wall, one.id)}: {wished_words(wall.desired.get(one.id, Wish()), self._watch)}"
            for one in wall.screens
        ]
        selected = self._panel.miniature.selected()
        self.form.set_wall(shown, screen_words(wall, selected) if selected else "", [one.name for one in wall.presets])
        if not self._panel.isVisible():
            self.asked.emit()
        self.form.open()
        self._drafts.opened(self.form, f"wall:{wall.id}", SAVE)

    def _said(self, values: Mapping[str, Any]) -> SaveWallPreset:
        selected = self._panel.miniature.selected()
        return SaveWallPreset(name=values["name"], screens=(selected,) if values["alone"] and selected else None)
