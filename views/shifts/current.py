"""The shift that runs, as this desk knows it: who may act at it, and why nobody may."""

from __future__ import annotations

from typing import Any

from console.records.models import Shift
from console.verbs.actions import Action
from contract.roles import rights_of
from views.arguments.reading import Arguments
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.refresher import Ids, Refresher

KINDS = frozenset({"shift", "outbox", "session"})


class CurrentShift:
    """Reads it always, with our own signing on or off laid over it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.known: Shift | None = None
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe(KINDS, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def state(self) -> dict[str, Any]:
        """Its name and who is here, as plain data."""
        here = [one for one in self.known.people if one.present_since is not None] if self.known is not None else []
        return {"name": self.known.name if self.known is not None else None, "here": [one.id for one in here]}

    def why_off(self, _args: Arguments) -> str | None:
        """The code of why nothing may be done at it here; None where something may."""
        actor = self._context.session.actor
        if actor is None:
            return "sign_in_first"
        if "log_entry" not in rights_of(actor.role).does:
            return "forbidden"
        return None if self.known is not None else "no_shift"

    async def refreshed(self) -> Shift | None:
        """It, read anew."""
        self.known = await self._context.session.shifts.shift()
        return self.known

    async def saved(self) -> Shift:
        """As the server has it: what an act names. Raises `CommandRefusedError` no_shift."""
        shift = await self._context.session.store.shift()
        if shift is None:
            raise CommandRefusedError("no_shift")
        return shift

    async def act(self, action: Action) -> dict[str, str]:
        """Save what is done at it."""
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id}

    async def _read(self, _ids: Ids) -> None:
        await self.refreshed()
