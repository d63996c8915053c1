"""Hands on wall control: what its keys, rows and screens wish, tried out first or sent at once, as commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from views.arguments.reading import Arguments
from views.arguments.wall import (
    ApplyWallPreset,
    Mode,
    PushToWall,
    RollBackWall,
    ShowWall,
    SwapWallScreens,
    TurnWallScreen,
    WallChange,
)
from views.base.commands import NOTHING
from views.desk.workplace import Workplace
from views.wall_control.control import WallControl
from views.wall_control.remove_preset import REMOVE, RemovePreset
from views.wall_control.save_preset import SavePreset
from views.words.sentences import sentence

TURNS = frozenset({"blank-wall-screen", "freeze-wall-screen"})


class WallHands:
    """Listens to the panel; Del on a row is `removing`, and where `saving` asks for a name the panel opens as well."""

    def __init__(self, at: Workplace, control: WallControl, saving: SavePreset, removing: RemovePreset) -> None:
        self._at, self._control, self._removing = at, control, removing
        panel = control.panel
        panel.command_chosen.connect(self._on_command)
        swap = "swap-wall-screens"
        panel.swap_chosen.connect(lambda one, other: self._try(swap, SwapWallScreens(screen=one, with_=other)))
        panel.screen_chosen.connect(self._on_screen)
        panel.tried.connect(self._on_tried)
        panel.sent.connect(self._send)
        control.verbs.asked.connect(self._on_asked)
        saving.asked.connect(lambda: control.open(ShowWall(mode="show")))

    def _on_command(self, name: str) -> None:
        """A key or a button: what would change the screens is tried out first."""
        if name == REMOVE:
            args = self._removing.pressed()
            if args is not None:
                self._run_told(name, args)
            return
        self._removing.forget()
        if name in TURNS:
            self._try(name, TurnWallScreen())
        else:
            self._run_told(name, NOTHING)

    def _on_asked(self, name: str) -> None:
        """A command without its choice, as from the palette: wall control opens where that is chosen."""
        modes: Mapping[str, Mode] = {
            "push-to-wall": "show", "apply-wall-preset": "show", "roll-back-wall": "changes",
        }  # fmt: skip
        self._control.open(ShowWall(mode=modes.get(name, "state")))
        if name in TURNS:
            self._try(name, TurnWallScreen())

    def _on_screen(self, _screen: str) -> None:
        change = self._control.verbs.change
        args = change.args if change is not None else None
        if isinstance(args, PushToWall) and args.row is not None:
            self._try("push-to-wall", PushToWall(row=args.row))
        else:
            self._control.shown.refresh()

    def _on_tried(self, mode: str, key: str, at_once: bool) -> None:
        """A row: shown first, or sent at once to the screen that is chosen."""
        kind, _, rest = key.partition(":")
        run: Callable[[str, WallChange], None] = self._run_told if at_once else self._try
        if mode == "changes":
            if kind == "told":
                run("roll-back-wall", RollBackWall(to=int(rest)))
        elif kind == "preset":
            run("apply-wall-preset", ApplyWallPreset(preset=rest))
        else:
            run("push-to-wall", PushToWall(row=key))

    def _try(self, name: str, args: WallChange) -> None:
        self._run_told(name, replace(args, dry=True))

    def _send(self) -> None:
        change = self._control.verbs.change
        if change is not None:
            self._run_told(change.command, change.args)

    def _run_told(self, name: str, args: Arguments) -> None:
        """Run a command; why it cannot run is said in the panel, where the eyes are."""
        reason = self._at.registry.why_off(name, args)
        if reason is not None:
            self._control.verbs.outcomes.say(sentence(reason))
        else:
            self._at.run(name, args)
