"""Saves what the operator does, in the name of whoever may act here now, and tells of it."""

from __future__ import annotations

from collections.abc import Callable

from console.base.changes import Changes
from console.incidents.decisions import Decisions
from console.people.author_key import Author
from console.people.sign_in import SignIn
from console.records.models import PendingAction
from console.storage.data_folder import DataFolder
from console.verbs.actions import Action


class Acting:
    """`saved` is called after everything that now waits to be sent."""

    def __init__(self, people: SignIn, data: DataFolder, changes: Changes, saved: Callable[[], None]) -> None:
        self._people = people
        self._storage = data.storage
        self._changes = changes
        self._saved = saved
        self.decisions = Decisions(data.storage.files.outbox, data.store, self.act, self._announce)

    async def act(self, action: Action, instead_of: str | None = None, by: Author | None = None) -> PendingAction:
        """Save what the operator, or somebody who proved it by PIN, did, `instead_of` what is in trouble; returns once
        it is on the disk.

        Raises `StorageError`, `SignInError`.
        """
        who = self._people.who_acts()
        actor, key = by or who
        saved = await self._storage.save(action, actor, instead_of, key)
        self._announce(action.target_id, action.target_type)
        return saved

    def _announce(self, target_id: str, kind: str = "incident") -> None:
        self._changes.emit("outbox")
        self._changes.emit(kind, {target_id})
        self._saved()
