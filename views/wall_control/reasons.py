"""Why something cannot be done at the wall now, as codes: who is signed in, who leads, what there is."""

from __future__ import annotations

from console.records.wall import Wall
from contract.roles import Right, rights_of
from views.arguments.reading import Arguments
from views.arguments.wall import WallChange
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.wall_control.watch import WallWatch


def wall_at(watch: WallWatch) -> Wall:
    """The wall that is looked at; the command is refused where there is none."""
    if watch.wall is None:
        raise CommandRefusedError("no_wall")
    return watch.wall


class WallReasons:
    """Each answers None where it can be done."""

    def __init__(self, context: Context, watch: WallWatch) -> None:
        self._context, self._watch = context, watch

    def acting(self, _args: Arguments) -> str | None:
        """Why this person can do nothing at the wall."""
        actor = self._context.session.actor
        if actor is None:
            return "sign_in_first"
        if "wall_take" not in rights_of(actor.role).does:
            return "forbidden"
        return None if self._watch.wall is not None else "no_wall"

    def pushing(self, args: WallChange) -> str | None:
        """Why nothing can be put on it; trying out is always allowed."""
        held = self._held_by_other() and not args.dry
        return self.acting(args) or ("wall_held" if held else None)

    def taking(self, args: Arguments) -> str | None:
        """Why it cannot be taken."""
        return self.acting(args) or ("wall_held" if self._held_by_other() else None)

    def taking_over(self, args: Arguments) -> str | None:
        """Why it cannot be taken over from somebody."""
        off = self.acting(args)
        if off is not None:
            return off
        if not self._held_by_other():
            return "wall_not_held"
        actor = self._context.session.actor
        return None if actor is not None and Right.OFFICER in rights_of(actor.role).may else "duty_officer_only"

    def keeping(self, args: Arguments) -> str | None:
        """Why it can be neither kept for longer nor released."""
        return self.acting(args) or (None if self._held_by_me() else "wall_not_yours")

    def _held_by_other(self) -> bool:
        wall, actor = self._watch.wall, self._context.session.actor
        lease = wall.lease_at(self._context.now()) if wall is not None else None
        return lease is not None and actor is not None and lease.holder_id != actor.id

    def _held_by_me(self) -> bool:
        wall = self._watch.wall
        return wall is not None and wall.lease_at(self._context.now()) is not None and not self._held_by_other()
