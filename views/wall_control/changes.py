"""What a change of the wall would be: which screens it touches, in words, and the order that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication

from console.analysis.wall_difference import changed
from console.records.wall import Wall
from console.verbs.actions import Action
from console.walls import actions as wall_actions
from contract.records.wall import Told, Wish
from views.arguments.wall import (
    ApplyWallPreset,
    OfScreen,
    PushToWall,
    RollBackWall,
    SwapWallScreens,
    TurnWallScreen,
    WallChange,
)
from views.base.commands import CommandRefusedError
from views.wall_control.desk_shows import DeskShows
from views.wall_control.names import screen_words
from views.wall_control.show_list import wish_of
from views.wall_control.words import told_words


@dataclass(frozen=True)
class Change:
    """A change of the wall that is not sent: in words, what it wishes, and the command that would send it."""

    words: str
    wishes: Mapping[str, Wish]
    command: str
    args: WallChange

    def on(self, wall: Wall) -> dict[str, tuple[Wish, Wish]]:
        """What `wall` is wished to show now and would be after it, by screen; none where it is so already."""
        return changed(wall, self.wishes)


class WallChanges:
    """Understands what the commands say. `selected()` is the chosen screen, `desk()` what the desk shows."""

    def __init__(self, selected: Callable[[], str], desk: Callable[[], DeskShows]) -> None:
        self._selected, self._desk = selected, desk

    def planned(self, wall: Wall, name: str, args: WallChange) -> tuple[Change, Action]:
        """The change that the command `name` says, and the order that makes it; refuses where it is none."""
        words, sent = _words(name), replace(args, dry=False)
        if isinstance(sent, ApplyWallPreset):
            preset = wall.preset(sent.preset or "")
            if preset is None:
                raise CommandRefusedError("unknown_preset")
            change = Change(words.format(what=preset.name), preset.screens, name, sent)
            return change, wall_actions.preset(wall, preset.id)
        if isinstance(sent, RollBackWall):
            told = self._told(wall, sent.to)
            wishes = wall_actions.wishes_of(wall, "wall_roll_back", {"to": told.revision})
            what = f"{told_words(told)} · {told.actor_name}"
            change = Change(words.format(what=what), wishes, name, replace(sent, to=told.revision))
            return change, wall_actions.roll_back(wall, told.revision)
        if not isinstance(sent, OfScreen):
            raise TypeError(f"{type(sent).__name__} is no change of the wall")
        screen = self._screen(wall, sent.screen)
        sent, wish, what = replace(sent, screen=screen), wall.desired.get(screen, Wish()), screen_words(wall, screen)
        if isinstance(sent, SwapWallScreens):
            other = self._screen(wall, sent.with_)
            wishes, what = wall_actions.swapped(wall, screen, other), f"{screen} ↔ {other}"
            sent = replace(sent, with_=other)
        elif isinstance(sent, TurnWallScreen):
            blanks = name == "blank-wall-screen"
            on = sent.on if sent.on is not None else not (wish.blank if blanks else wish.frozen)
            wishes = (wall_actions.blanked if blanks else wall_actions.held_still)(wall, (screen,), on)
            words = words if on else _words("unblank" if blanks else "thaw")
            sent = replace(sent, on=on)
        elif isinstance(sent, PushToWall):
            wishes = {screen: self._wish(sent)}
        return Change(words.format(what=what), wishes, name, sent), wall_actions.show(wall, wishes)

    def _screen(self, wall: Wall, named: str | None) -> str:
        screen = named or self._selected() or (wall.screens[0].id if wall.screens else "")
        if wall.screen(screen) is None:
            raise CommandRefusedError("unknown_screen")
        return screen

    @staticmethod
    def _told(wall: Wall, to: int | None) -> Told:
        past = [one for one in wall.told if one.before and one.result == "applied"]
        found = [one for one in past if to is None or one.revision == to]
        if not found:
            raise CommandRefusedError("no_change")
        return max(found, key=lambda one: one.revision)

    def _wish(self, args: PushToWall) -> Wish:
        """What a push names: a row of the list, a layout's screen, cameras, or a wish as the contract writes it."""
        try:
            if args.wish is not None:
                return Wish.model_validate(args.wish)
            if args.layout is not None:
                return Wish(layout=args.layout, index=args.index)
            wish = wish_of(args.row or f"desk:{args.what or 'camera'}", self._desk())
        except (ValidationError, ValueError) as error:
            raise CommandRefusedError("bad_wish", field="wish", hint=str(error)) from error
        if wish is None:
            raise CommandRefusedError("nothing_to_show")
        return wish


def _words(name: str) -> str:
    translate = QCoreApplication.translate
    words: Mapping[str, str] = {
        "push-to-wall": translate("wall_control", "Put on {what}"),
        "apply-wall-preset": translate("wall_control", "Preset {what}"),
        "swap-wall-screens": translate("wall_control", "Swap {what}"),
        "blank-wall-screen": translate("wall_control", "Make {what} black"),
        "unblank": translate("wall_control", "Show {what} again"),
        "freeze-wall-screen": translate("wall_control", "Freeze {what}"),
        "thaw": translate("wall_control", "Let {what} run again"),
        "roll-back-wall": translate("wall_control", "As before “{what}”"),
    }
    return words[name]
