"""The command view of an activation: checklists, log, roles and numbers in one; and its cameras, on the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.records.checklist import Contact
from console.records.models import Indicator
from console.records.plan import MAIN, STAND_DOWN, Activation, Plan
from views.arguments.plan import OfActivation, ShowPlans
from views.arguments.table import Taking
from views.base.commands import NOTHING, CommandRefusedError, Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from views.guidance.bundle import Bundle
from views.plans.deeds import deed_buttons
from views.plans.known_plans import KnownPlans
from widgets.plans.command import CommandPanel, CommandView

CHECKLISTS = (MAIN, STAND_DOWN)
LIST = ShowPlans(list=True)


class CommandViewPresenter(QObject):
    """Follows the activation while the view is open; `opening` says that it comes to be."""

    opening = Signal()

    def __init__(self, at: Workplace, known: KnownPlans, bundle: Bundle) -> None:
        super().__init__(at.window)
        self._context, self._known, self._bundle = at.context, known, bundle
        self._contacts: dict[str, Contact] = {}
        self._indicators: dict[str, Indicator] = {}
        self._shown = ""
        self.panel = CommandPanel(at.window)
        at.overlays.add("plan", self.panel)
        run = at.run
        self.panel.command_chosen.connect(lambda name: run(name, LIST if name == "show-plans" else NOTHING))
        self.panel.step_chosen.connect(
            lambda which, number: run("mark-plan-step", {"step": number, "checklist": CHECKLISTS[which]})
        )
        known.changed.connect(self._refresh)
        self._refresher = Refresher(self._read, at.context.faults.met)
        changes = at.context.session.changes
        self._stop = changes.subscribe({"contact", "indicator"}, lambda change: self._on_change(change.kind))
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.OPEN_PLAN, self.open, self._why_not)
        registry.bind(Taking.GATHER_FOR_PLAN, self._gather, self._why_not)

    def tick(self, now: datetime) -> None:
        """Once a second: ages, timers, the countdown of reports."""
        if self.panel.isVisible():
            self._show(now)

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        return {"shown": self.panel.activation_id() if self.panel.isVisible() else ""}

    def found(self, args: OfActivation) -> Activation | None:
        """The activation that a command means: the named one, the one that is shown, else the gravest that runs."""
        wanted = args.activation or (self._shown if self.panel.isVisible() else "")
        return self._known.activation(wanted) if wanted else next(iter(self._known.running()), None)

    def meant(self, args: OfActivation) -> tuple[Plan, Activation]:
        """The same with its plan. Raises `CommandRefusedError` no_activation, no_plan."""
        found = self.found(args)
        if found is None:
            raise CommandRefusedError("no_activation")
        return self._known.plan_of(found), found

    def open(self, args: OfActivation) -> None:
        """Show the activation that is meant."""
        found = self.found(args)
        if found is None:
            raise CommandRefusedError("no_activation")
        self.opening.emit()
        self._shown = found.id
        self._show(self._context.now())
        self.panel.open()
        self._refresher.ask()

    def _why_not(self, args: OfActivation) -> str | None:
        return None if self.found(args) is not None else "no_activation"

    def _on_change(self, kind: str) -> None:
        """Numbers change all the time and are read for the view alone."""
        if kind != "indicator" or self.panel.isVisible():
            self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        store = self._context.session.store
        self._contacts = {one.id: one for one in await store.records("contact", Contact)}
        self._indicators = {one.id: one for one in await store.indicators()}
        self._refresh()

    def _gather(self, args: OfActivation) -> dict[str, list[str]]:
        """The plan's cameras and numbers on the desk, until Esc; the view gives way to them."""
        plan, _found = self.meant(args)
        self.panel.close()
        self._bundle.gather(f"plan:{plan.id}", list(plan.cameras), list(plan.indicators))
        return {"cameras": list(plan.cameras), "indicators": list(plan.indicators)}

    def _refresh(self) -> None:
        if self.panel.isVisible():
            self._show(self._context.now())

    def _show(self, now: datetime) -> None:
        one = self._known.activation(self._shown)
        plan = self._known.plans.get(one.plan_id) if one is not None else None
        if one is None or plan is None:
            self.panel.close()
            return
        after = one.progress(plan, STAND_DOWN)
        named = after.checklist.model_copy(update={"name": self.tr("when it is over")})
        self.panel.show_view(
            CommandView(
                activation=one, plan=plan, main=one.progress(plan), after=type(after)(named, after.steps),
                indicators=[self._indicators[key] for key in plan.indicators if key in self._indicators],
                roles=[(role.name, role.agency, self._number(role.contact)) for role in plan.roles],
                buttons=deed_buttons(self._context.session.actor, one), now=now,
            )
        )  # fmt: skip

    def _number(self, contact: str | None) -> str:
        found = self._contacts.get(contact or "")
        return f"{found.number} · {found.name}" if found is not None else ""
