"""Opens incidents from this desk: saved here first, with or without a network, under an id that stays the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import uuid_utils

from console.base.errors import IocError
from console.people.author_key import Author
from console.records.models import PendingAction
from console.verbs import opening
from console.verbs.actions import Action
from contract.reporters import ReporterIn
from contract.verbs.incident import Open

NOBODY = ReporterIn()


Act = Callable[[Action, str | None, Author | None], Awaitable[PendingAction]]
"""Saves an action in the name of whoever may act here, or of who proved it by PIN; in place of another's id."""


class Keeper(Protocol):
    """Keeps who told of an incident until the server has it."""

    async def keep(self, incident_id: str, who: ReporterIn) -> None:
        """Before the incident is saved."""

    def let_go(self, incident_id: str) -> None:
        """Once it is known whether it was saved."""

    async def forget(self, incident_id: str) -> None:
        """Where it was not saved after all."""


class Opening:
    """One console's."""

    def __init__(self, act: Act, reporters: Keeper) -> None:
        self._act = act
        self._reporters = reporters

    async def open(self, said: Open, who: ReporterIn = NOBODY, by: Author | None = None) -> PendingAction:
        """Save a new incident; its id is the action's target. Whoever told of it is kept before, so that a kill in
        between loses neither. Raises `StorageError`, `SignInError`: then nothing is saved."""
        incident_id = f"d-{uuid_utils.uuid7()}"
        payload = said.model_dump(mode="json", exclude_defaults=True)
        action = Action(type=opening.VERB, target_id=incident_id, base_version=0, payload=payload)
        if who == NOBODY:
            return await self._act(action, None, by)
        try:
            await self._reporters.keep(incident_id, who)
            return await self._act(action, None, by)
        except IocError:
            await self._reporters.forget(incident_id)
            raise
        finally:
            self._reporters.let_go(incident_id)
