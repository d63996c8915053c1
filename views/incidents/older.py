"""Older lines of an incident's history, which only the server has: fetched when asked for, kept while it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from console.past import reading
from console.records.models import HistoryEntry, Incident
from views.base.context import Context


@dataclass(frozen=True)
class _Fetched:
    incident_id: str
    came_before: int
    """How many lines were before those of the record when these were fetched: they stand just before them."""
    lines: tuple[HistoryEntry, ...]
    left: int


class OlderLines:
    """Of one incident at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._fetched: _Fetched | None = None

    async def fetch(self, incident: Incident) -> None:
        """One page more before what is shown of it. Raises `LinkError`, `SignInError`."""
        known = self._of(incident)
        shown = self.put_to(incident)
        if not shown.history_before:
            return
        more = await self._context.session.call(lambda api: reading.with_older(api, shown))
        new = more.history[: len(more.history) - len(shown.history)]
        lines = (*new, *(known.lines if known is not None else ()))
        self._fetched = _Fetched(incident.id, incident.history_before, lines, more.history_before)

    def put_to(self, incident: Incident) -> Incident:
        """The incident with what was fetched of it; as it is where its record has let go of more lines since."""
        known = self._of(incident)
        if known is None:
            return incident
        return incident.model_copy(update={"history": (*known.lines, *incident.history), "history_before": known.left})

    def _of(self, incident: Incident) -> _Fetched | None:
        found = self._fetched
        fits = found is not None and (found.incident_id, found.came_before) == (incident.id, incident.history_before)
        return found if fits else None
