"""The verbs at the wall as commands: what each would change, tried out first or sent at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.analysis.wall_difference import changed
from console.records.wall import Wall
from console.verbs.actions import Action
from console.walls import actions as wall_actions
from contract.records.wall import Told, Wish
from contract.verbs.wall import MOST_MINUTES
from views.arguments.table import Takes, Taking
from views.arguments.wall import (
    ApplyWallPreset,
    IdentifyWall,
    LeadWall,
    OfScreen,
    PushToWall,
    RollBackWall,
    SwapWallScreens,
    TurnWallScreen,
    WallChange,
)
from views.base.commands import CommandRefusedError, Registry, Run
from views.base.context import Context
from views.wall_control.lists import DeskShows, screen_words, wish_of
from views.wall_control.outcomes import WallOutcomes
from views.wall_control.reasons import WallReasons
from views.wall_control.view import Change
from views.wall_control.watch import WallWatch
from views.wall_control.words import told_words

CHANGES: tuple[Takes[WallChange], ...] = (
    Taking.PUSH_TO_WALL, Taking.APPLY_WALL_PRESET, Taking.SWAP_WALL_SCREENS, Taking.BLANK_WALL_SCREEN,
    Taking.FREEZE_WALL_SCREEN, Taking.ROLL_BACK_WALL,
)  # fmt: skip


class WallVerbs(QObject):
    """`changed`: there is something new to say, or something is tried out; `asked(command)`: it lacks what only a
    person can choose. `selected()` is the chosen screen."""

    changed = Signal()
    asked = Signal(str)

    def __init__(
        self, context: Context, watch: WallWatch, selected: Callable[[], str], desk: Callable[[], DeskShows]
    ) -> None:
        super().__init__(watch)
        self._context, self._watch = context, watch
        self._selected, self._desk = selected, desk
        self.change: Change | None = None
        """What is tried out and not sent."""
        self.outcomes = WallOutcomes(context, watch)
        self.outcomes.changed.connect(self.changed)
        self._act = self.outcomes.send
        self._why = WallReasons(context, watch)

    def close(self) -> None:
        """Listen no more."""
        self.outcomes.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        why = self._why
        registry.bind(Taking.TAKE_WALL, self._leading(over=False), why.taking)
        registry.bind(Taking.EXTEND_WALL, self._leading(over=False), why.keeping)
        registry.bind(Taking.TAKE_OVER_WALL, self._leading(over=True), why.taking_over)
        registry.bind("release-wall", lambda _args: self._act(wall_actions.release(self._wall())), why.keeping)
        registry.bind(Taking.IDENTIFY_WALL, self._identify, why.acting)
        for change in CHANGES:
            registry.bind(change, self._doing(change.command), why.pushing)

    # leading

    def _wall(self) -> Wall:
        wall = self._watch.wall
        if wall is None:
            raise CommandRefusedError("no_wall")
        return wall

    def _leading(self, *, over: bool) -> Run[LeadWall]:
        async def lead(args: LeadWall) -> object:
            if not 1 <= args.minutes <= MOST_MINUTES:
                raise CommandRefusedError("bad_minutes")
            return await self._act(wall_actions.take(self._wall(), args.minutes, take_over=over))

        return lead

    async def _identify(self, args: IdentifyWall) -> object:
        seconds = wall_actions.IDENTIFY_S if args.seconds is None else args.seconds
        return await self._act(wall_actions.identify(self._wall(), seconds))

    # changing what is shown

    def _doing(self, name: str) -> Run[WallChange]:
        return lambda args: self._do(name, args)

    async def _do(self, name: str, args: WallChange) -> object:
        """Try it out where `dry` is said, else send it; from the palette nothing is chosen yet, so that it is asked."""
        if not args.dry and not args.is_chosen:
            self.asked.emit(name)
            return None
        change, action = self._planned(name, args)
        would = changed(self._wall(), change.wishes)
        if args.dry:
            self.change = change
            self.changed.emit()
            return {"screens": {screen: wish.as_data() for screen, (_, wish) in would.items()}}
        if not would:
            raise CommandRefusedError("wall_as_it_is")
        self.change = None
        return await self._act(action)

    def _planned(self, name: str, args: WallChange) -> tuple[Change, Action]:
        wall, words, sent = self._wall(), _words(name), replace(args, dry=False)
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

    def _told(self, wall: Wall, to: int | None) -> Told:
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

    def leave(self) -> None:
        """What was tried out is not wanted."""
        self.change = None
        self.changed.emit()


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


def counts(change: Change | None, wall: Wall | None) -> dict[str, Any] | None:
    """What is tried out, as plain data."""
    if change is None or wall is None:
        return None
    would = changed(wall, change.wishes)
    return {"words": change.words, "screens": {screen: wish.as_data() for screen, (_, wish) in would.items()}}
