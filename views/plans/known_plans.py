"""What a desk knows of response plans: the plans themselves, what runs or has run of them, and the walls they use."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from console.records.plan import Activation, Plan, running
from console.verbs.actions import Action
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from widgets.plans.words import line_text

KINDS = frozenset({"plan", "activation", "outbox", "session", "wall"})


class KnownPlans(QObject):
    """Reads them always, whatever is open; `changed` says that they were read anew."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.plans: dict[str, Plan] = {}
        self.activations: list[Activation] = []
        self.walls: dict[str, str] = {}
        """Names by id."""
        self.is_read = False
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe(KINDS, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def running(self) -> list[Activation]:
        """What runs, the gravest first."""
        return running(self.activations)

    def activation(self, key: str) -> Activation | None:
        """The activation of this id; of one that joined another, that one."""
        joined = {second: first for plan in self.plans.values() for second, first in plan.joined.items()}
        wanted = joined.get(key, key)
        return next((one for one in self.activations if one.id == wanted), None)

    def plan_of(self, activation: Activation) -> Plan:
        """Its plan. Raises `CommandRefusedError` where that is not here."""
        plan = self.plans.get(activation.plan_id)
        if plan is None:
            raise CommandRefusedError("no_plan")
        return plan

    def state(self) -> dict[str, Any]:
        """What has been activated, as plain data."""
        return {"activations": [_told_of(one, self.plans.get(one.plan_id)) for one in self.activations]}

    async def act(self, action: Action) -> dict[str, str]:
        """Save what is done with a plan, and read everything anew at once."""
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        await self._read(None)
        return {"action_id": saved.action_id, "activation": str(action.payload["activation_id"])}

    async def _read(self, _ids: Ids) -> None:
        session = self._context.session
        self.plans = {plan.id: plan for plan in await session.plans.plans()}
        self.activations = await session.plans.activations()
        self.walls = {wall.id: wall.name or wall.id for wall in await session.walls.walls()}
        self.is_read = True
        self.changed.emit()


def _told_of(one: Activation, plan: Plan | None) -> dict[str, Any]:
    following = one.progress(plan).next if plan is not None else None
    return {
        "id": one.id, "plan": one.plan_id, "drill": one.drill, "level": one.level, "running": one.is_running,
        "by": one.by, "reason": one.reason, "pending": list(one.pending),
        "steps": {f"{step.checklist}:{step.step}": step.actor_name for step in one.steps},
        "next": following.step.id if following is not None else None,
        "log": [line_text(line) for line in one.log], "automatic": sum(line.is_automatic for line in one.log),
        "reports": len(one.reports),
        "next_report_at": one.next_report_at.isoformat() if one.next_report_at else None,
        "answers": {said.agency: said.go for said in one.poll.answers} if one.poll is not None else {},
    }  # fmt: skip
