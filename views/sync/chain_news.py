"""A device's record of actions was lost and began anew: told to who answers for the room, at whichever desk they sit.

The line stands in the shift's log for everybody who reads that (`chain_restarted`); the device itself hears it with the
answer to what it sent (`console.sync.delivery`).
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject

from console.base.changes import Change
from console.records.shift import ShiftEntry
from contract.roles import Right, rights_of
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from widgets.base.formats import day_minute_text

EVENT = "chain_restarted"
TOLD_FOR = timedelta(hours=24)
"""Who signs in within a day of it is told as well, at each start of their desk."""
ANSWERS = frozenset({Right.OFFICER, Right.ADMINISTER})


class ChainNews(QObject):
    """Says each once to the same person; an error, so that it stays until somebody closes it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._told: set[tuple[str, str]] = set()
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"log_entry", "session"}, self._on_change)
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def _on_change(self, change: Change) -> None:
        self._refresher.ask(None if change.kind == "session" else change.ids)

    async def _read(self, ids: Ids) -> None:
        session = self._context.session
        actor = session.actor
        if actor is None or not ANSWERS & rights_of(actor.role).may:
            return
        own = session.device.device_id if session.device is not None else ""
        for entry in await session.store.records("log_entry", ShiftEntry, ids):
            known = (actor.id, entry.id)
            device = str(entry.params.get("device_id", ""))
            if entry.event != EVENT or device == own or known in self._told or not self._is_new(entry):
                continue
            self._told.add(known)
            told = {name: str(entry.params.get(name, "")) for name in ("device", "who")}
            session.notices.post(EVENT, "error", time=day_minute_text(self._context.now(), entry.at), **told)

    def _is_new(self, entry: ShiftEntry) -> bool:
        return not entry.is_typed and self._context.now() - entry.at < TOLD_FOR
