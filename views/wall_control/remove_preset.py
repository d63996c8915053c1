"""Removing a preset of the wall: by its name, or by Del on its row, pressed twice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.walls import actions as wall_actions
from views.arguments.table import Taking
from views.arguments.wall import RemoveWallPreset
from views.base.commands import CommandRefusedError, Registry
from views.wall_control.outcomes import WallOutcomes
from views.wall_control.reasons import WallReasons, wall_at
from views.words.sentences import sentence
from widgets.walls.panel import WallPanel

REMOVE = Taking.REMOVE_WALL_PRESET.command


class RemovePreset:
    """Binds the verb. What a response plan shows stays."""

    def __init__(self, panel: WallPanel, outcomes: WallOutcomes, why: WallReasons) -> None:
        self._watch = outcomes.watch
        self._panel, self._outcomes, self._why = panel, outcomes, why
        self._sure = ""

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.REMOVE_WALL_PRESET, self._remove, self._why_not)

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

    def _why_not(self, args: RemoveWallPreset) -> str | None:
        return self._why.acting(args) or (None if args.preset or self._chosen() else "choose_preset")

    async def _remove(self, args: RemoveWallPreset) -> object:
        wall = wall_at(self._watch)
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
