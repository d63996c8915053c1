"""Presets that the room keeps itself: what the wall shows now, under a name, and away with it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.records.wall import Wall
from console.walls import actions as wall_actions
from contract.records.wall import Wish
from views.arguments.table import Taking
from views.arguments.wall import RemoveWallPreset, SaveWallPreset
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.wall_control.lists import screen_words, wished_words
from views.wall_control.outcomes import WallOutcomes
from views.wall_control.reasons import WallReasons
from views.wall_control.watch import WallWatch
from views.words.sentences import sentence
from widgets.walls.panel import WallPanel
from widgets.walls.preset_form import WallPresetForm

SAVE, REMOVE = Taking.SAVE_WALL_PRESET.command, Taking.REMOVE_WALL_PRESET.command


class WallPresets(QObject):
    """Binds both verbs. `start` runs a command; what goes wrong with it becomes a notice. `asked`: a name is asked for
    while wall control is not open, where one sees what becomes of it."""

    asked = Signal()

    def __init__(
        self, context: Context, overlays: Overlays, panel: WallPanel, outcomes: WallOutcomes, start: Start
    ) -> None:
        super().__init__(overlays.window)
        self._watch: WallWatch = outcomes.watch
        self._context, self._drafts, self._panel, self._outcomes = context, overlays.drafts, panel, outcomes
        self._why = WallReasons(context, self._watch)
        self._sure = ""
        self.form = WallPresetForm(overlays.window)
        overlays.add(SAVE, self.form)
        self.form.submitted.connect(lambda values: start(SAVE, self._said(values)))

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.SAVE_WALL_PRESET, self._save, self._why.acting)
        registry.bind(Taking.REMOVE_WALL_PRESET, self._remove, self._why_not_remove)

    def pressed(self) -> RemoveWallPreset | None:
        """Del was pressed on the chosen row: what to remove, at the second time; the first one asks."""
        key, wall = self._chosen(), self._watch.wall
        preset = wall.preset(key) if wall is not None else None
        if preset is None:
            self._outcomes.say(sentence("choose_preset"))
            return None
        if key != self._sure and not self._plan_of(key):
            self._sure = key
            translate = QCoreApplication.translate
            words = translate("wall_control", "Press Del once more: the preset “{name}” goes from every desk.")
            self._outcomes.say(words.format(name=preset.name))
            return None
        self._sure = ""
        return RemoveWallPreset(preset=key)

    def forget(self) -> None:
        """Something else was done: a Del from before asks nothing any more."""
        self._sure = ""

    def _chosen(self) -> str:
        kind, _, key = self._panel.row().partition(":")
        return key if kind == "preset" and self._panel.mode == "show" else ""

    def _wall(self) -> Wall:
        wall = self._watch.wall
        if wall is None:
            raise CommandRefusedError("no_wall")
        return wall

    # keeping

    async def _save(self, args: SaveWallPreset) -> object:
        wall, name = self._wall(), (args.name or "").strip()
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

    # removing

    def _why_not_remove(self, args: RemoveWallPreset) -> str | None:
        return self._why.acting(args) or (None if args.preset or self._chosen() else "choose_preset")

    async def _remove(self, args: RemoveWallPreset) -> object:
        wall = self._wall()
        preset = wall.preset(args.preset or self._chosen())
        if preset is None:
            raise CommandRefusedError("unknown_preset")
        plan = self._plan_of(preset.id)
        if plan:
            self._outcomes.say(sentence("preset_in_plan", {"name": preset.name, "plan": plan}))
            raise CommandRefusedError("preset_in_plan", name=preset.name, plan=plan)
        return await self._outcomes.send(wall_actions.remove_preset(wall, preset.id))

    def _plan_of(self, preset_id: str) -> str:
        wall = self._watch.wall
        return self._watch.shown_by_plans.get((wall.id if wall is not None else "", preset_id), "")
