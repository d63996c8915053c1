"""What stands against what: our action and the incident as the server has it, for the person who decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from console.records.models import HistoryEntry, Incident, OutboxState, PendingAction
from console.storage.store import Store
from console.verbs import text_of
from console.verbs.actions import effect
from console.verbs.incident import changing

FIELDS = ("state", "escalation_level", "assignee_name", "resolution", "deadline")
"""What is compared, in the order in which people look at it."""
_CHANGED_BY: Mapping[str, frozenset[str]] = MappingProxyType({name: changing(name) for name in FIELDS})


@dataclass(frozen=True)
class Field:
    """One fact in both versions; `by` is the server's last line that changed it after what we saw."""

    name: str
    ours: str | int | datetime | None
    server: str | int | datetime | None
    by: HistoryEntry | None = None

    @property
    def differs(self) -> bool:
        """Whether both versions say something else."""
        return self.ours != self.server

    @property
    def is_news(self) -> bool:
        """Whether somebody changed it after the version that we saw, and ours leaves it alone."""
        return self.by is not None and not self.differs


@dataclass(frozen=True)
class Conflict:
    """Our `action`, the `incident` as the server has it now, and what others did `since` the version that we saw."""

    action: PendingAction
    incident: Incident
    fields: tuple[Field, ...]
    since: tuple[HistoryEntry, ...]

    @property
    def resolves(self) -> bool:
        """Whether combining ends the incident: ours did, and it is still open. Otherwise it becomes a note."""
        return self.action.type == "resolve" and self.incident.is_open


async def conflict(store: Store, action_id: str) -> Conflict | None:
    """The conflict of one action; None where it is in none, or where its incident is not here any more."""
    action = next((row for row in await store.outbox() if row.action_id == action_id), None)
    if action is None or action.state != OutboxState.CONFLICT:
        return None
    incident = await store.incident(action.target_id, ours=False)
    return None if incident is None else compared(action, incident)


def compared(action: PendingAction, incident: Incident) -> Conflict:
    """Both versions side by side."""
    ours, since = effect(incident, action), _since(action, incident)
    fields = []
    for name in FIELDS:
        verbs = _CHANGED_BY[name]
        by = next((line for line in reversed(since) if line.verb in verbs), None)
        fields.append(Field(name, getattr(ours, name) or None, getattr(incident, name) or None, by))
    return Conflict(action, incident, tuple(fields), since)


def _since(action: PendingAction, incident: Incident) -> tuple[HistoryEntry, ...]:
    """Lines that came after the version that we saw: each line made one version, a source's report makes one too."""
    newer = max(0, incident.version - action.base_version)
    return tuple(line for line in incident.history[len(incident.history) - min(newer, len(incident.history)) :])


def said(action: PendingAction) -> str:
    """What our action says in words; empty where it only does something."""
    return text_of(action.type, action.payload)


def combined(found: Conflict) -> str:
    """Our words and theirs together, to be edited by the one who decides."""
    told = [line for line in found.since if line.text and line.verb not in _CHANGED_BY["assignee_name"]]
    theirs = [f"{line.actor_name}: {line.text}" if line.actor_name else line.text for line in told]
    return "\n".join(part for part in (said(found.action), *theirs) if part)
