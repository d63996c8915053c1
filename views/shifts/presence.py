"""Signing on to the shift and off it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from console.shifts import actions as shift_actions
from views.arguments.reading import Arguments
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.shifts.current import CurrentShift


class Presence:
    """Binds both. `show_log()` opens the shift's log: what was pinned for this shift is seen first."""

    def __init__(self, context: Context, current: CurrentShift, show_log: Callable[[], Awaitable[None]]) -> None:
        self._session, self._current, self._show_log = context.session, current, show_log

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind("sign-on", self._sign_on, self._current.why_off)
        registry.bind("sign-off", self._sign_off, self._current.why_off)

    async def _sign_on(self, _args: Arguments) -> object:
        actor = self._session.actor
        if actor is None:
            raise CommandRefusedError("sign_in_first")
        done = await self._current.act(shift_actions.sign_on(await self._current.saved(), actor))
        await self._show_log()
        return done

    async def _sign_off(self, _args: Arguments) -> object:
        return await self._current.act(shift_actions.sign_off(await self._current.saved()))
