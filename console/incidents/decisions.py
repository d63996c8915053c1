"""What an operator decides about what was said before: take it back, say it again, put it away, combine it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from console.base.errors import IocError
from console.incidents.conflicts import conflict
from console.records.models import PendingAction
from console.storage.desk_outbox import DeskOutbox
from console.storage.store import Store
from console.verbs import BY_NAME, actions
from console.verbs.actions import Action

Act = Callable[[Action, str | None], Awaitable[PendingAction]]
"""Saves an action in place of the one with this id."""


class Decisions:
    """Each decision is an action or a mark of its own, saved here first: it waits like any other while offline."""

    def __init__(self, outbox: DeskOutbox, store: Store, act: Act, announce: Callable[[str], None]) -> None:
        self._outbox = outbox
        self._store = store
        self._act = act
        self._announce = announce

    async def withdraw(self, action_id: str) -> None:
        """Take back what was not numbered yet. Raises `IocError` no_action, stays_told, already_sent."""
        waiting = (one.type for one in await self._store.outbox() if one.action_id == action_id)
        if any(BY_NAME[verb].stays for verb in waiting if verb in BY_NAME):
            raise IocError("stays_told")
        self._announce(await self._outbox.withdraw(action_id))

    async def retry(self, action_id: str) -> None:
        """Say again what was refused, as a new action on the incident as it is now. Raises `IocError` no_action."""
        action = await self._outbox.trouble(action_id)
        current = await self._store.incident(action.target_id)
        await self._act(actions.again(action, current), action_id)

    async def put_away(self, action_id: str) -> None:
        """Let what is in trouble rest, out of sight but kept. Raises `IocError` no_action."""
        self._announce(await self._outbox.put_away(action_id))

    async def take_out(self, action_id: str) -> None:
        """Bring back what was put away. Raises `IocError` no_action."""
        self._announce(await self._outbox.take_out(action_id))

    async def combine(self, action_id: str, text: str) -> None:
        """Say `text` on the incident as it is now, in place of what is in conflict. Raises `IocError` no_action."""
        found = await conflict(self._store, action_id)
        if found is None:
            raise IocError("no_action")
        current = await self._store.incident(found.incident.id) or found.incident
        said = actions.resolve(current, text) if found.resolves else actions.note(current, text)
        await self._act(said, action_id)
