"""The verbs at the wall as commands: what each would change, tried out first or sent at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.records.wall import Wall
from console.walls import actions as wall_actions
from contract.verbs.wall import MOST_MINUTES
from views.arguments.table import Takes, Taking
from views.arguments.wall import IdentifyWall, LeadWall, WallChange
from views.base.commands import CommandRefusedError, Registry, Run
from views.base.context import Context
from views.wall_control.changes import Change, WallChanges
from views.wall_control.desk_shows import DeskShows
from views.wall_control.outcomes import WallOutcomes
from views.wall_control.reasons import WallReasons, wall_at
from views.wall_control.watch import WallWatch

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
        self.watch = watch
        self._changes = WallChanges(selected, desk)
        self.change: Change | None = None
        """What is tried out and not sent."""
        self.outcomes = WallOutcomes(context, watch)
        self.outcomes.changed.connect(self.changed)
        self._act = self.outcomes.send
        self.why = WallReasons(context, watch)

    def close(self) -> None:
        """Listen no more."""
        self.outcomes.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        why = self.why
        registry.bind(Taking.TAKE_WALL, self._leading(over=False), why.taking)
        registry.bind(Taking.EXTEND_WALL, self._leading(over=False), why.keeping)
        registry.bind(Taking.TAKE_OVER_WALL, self._leading(over=True), why.taking_over)
        registry.bind("release-wall", lambda _args: self._act(wall_actions.release(wall_at(self.watch))), why.keeping)
        registry.bind(Taking.IDENTIFY_WALL, self._identify, why.acting)
        for change in CHANGES:
            registry.bind(change, self._doing(change.command), why.pushing)

    # leading

    def _leading(self, *, over: bool) -> Run[LeadWall]:
        async def lead(args: LeadWall) -> object:
            if not 1 <= args.minutes <= MOST_MINUTES:
                raise CommandRefusedError("bad_minutes")
            return await self._act(wall_actions.take(wall_at(self.watch), args.minutes, take_over=over))

        return lead

    async def _identify(self, args: IdentifyWall) -> object:
        seconds = wall_actions.IDENTIFY_S if args.seconds is None else args.seconds
        return await self._act(wall_actions.identify(wall_at(self.watch), seconds))

    # changing what is shown

    def _doing(self, name: str) -> Run[WallChange]:
        return lambda args: self._do(name, args)

    async def _do(self, name: str, args: WallChange) -> object:
        """Try it out where `dry` is said, else send it; from the palette nothing is chosen yet, so that it is asked."""
        if not args.dry and not args.is_chosen:
            self.asked.emit(name)
            return None
        wall = wall_at(self.watch)
        change, action = self._changes.planned(wall, name, args)
        if args.dry:
            self.change = change
            self.changed.emit()
            return {"screens": _as_data(change, wall)}
        if not change.on(wall):
            raise CommandRefusedError("wall_as_it_is")
        self.change = None
        return await self._act(action)

    def would(self) -> dict[str, Any] | None:
        """What is tried out, as plain data; None where nothing is."""
        change, wall = self.change, self.watch.wall
        if change is None or wall is None:
            return None
        return {"words": change.words, "screens": _as_data(change, wall)}

    def leave(self) -> None:
        """What was tried out is not wanted."""
        self.change = None
        self.changed.emit()


def _as_data(change: Change, wall: Wall) -> dict[str, Any]:
    return {screen: wish.as_data() for screen, (_, wish) in change.on(wall).items()}
