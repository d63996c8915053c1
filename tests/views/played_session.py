"""A session that keeps what it is told to do: for a presenter alone, without a window, a cache or a network."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from console.base.changes import Changes
from console.records.models import Actor, Incident, PendingAction
from console.verbs.actions import Action
from views.arguments.reading import Arguments
from views.base.commands import Said
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from widgets.base import theme

HA = Actor(id="ha.le", name="Lê Thu Hà", role="duty_officer")
NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


class PlayedSession:
    """Its store, its decisions and its acts."""

    def __init__(self, incidents: Iterable[Incident], rows: Iterable[PendingAction] = ()) -> None:
        self.known = {one.id: one for one in incidents}
        self.rows = list(rows)
        self.acted: list[Action] = []
        self.actor: Actor | None = HA
        self.changes = Changes()
        self.store = self

    async def incident(self, key: str) -> Incident | None:
        """As the cache has it."""
        return self.known.get(key)

    async def act(self, action: Action) -> SimpleNamespace:
        """Save it, as far as the presenter can tell."""
        self.acted.append(action)
        return SimpleNamespace(action_id=f"a{len(self.acted)}")


def incident(key: str, state: str = "new") -> Incident:
    """One that is open, unless told otherwise."""
    facts = {"code": f"SC-{key}", "title": f"Ngập {key}", "severity": 3, "state": state, "created_at": NOW.isoformat()}
    return Incident.model_validate({"id": key, "version": 1, **facts})


def context_of(session: PlayedSession, folder: Path) -> Context:
    """What presenters are given; it is ten o'clock."""
    made = Context(session, Options(), folder, Faults(), Timings(None, 0.0), theme.current())  # type: ignore[arg-type]
    made.now = lambda: NOW
    return made


def said(args: Said) -> dict[str, object]:
    """What a command was told, by names, without what was left out."""
    told = dataclasses.asdict(args) if isinstance(args, Arguments) else dict(args)
    return {name: value for name, value in told.items() if value is not None}
