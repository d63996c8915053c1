"""The list of response plans: what runs, what can be activated, and what has been."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.plans import actions as plan_actions
from views.arguments.plan import ActivatePlan, OfActivation, ShowPlans
from views.arguments.table import Taking
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.plans.command_view import CommandViewPresenter
from views.plans.known_plans import KnownPlans
from views.words.sentences import sentence
from widgets.plans.list import PlanList


class PlanListPresenter(QObject):
    """Binds `show-plans`; while something runs that opens its command view first."""

    def __init__(self, at: Workplace, known: KnownPlans, view: CommandViewPresenter) -> None:
        super().__init__(at.window)
        self._context, self._known, self._view = at.context, known, view
        self.list = PlanList(at.window)
        at.overlays.add("plans", self.list)
        run = at.run
        self.list.plan_chosen.connect(lambda plan, drill: run("activate-plan", ActivatePlan(plan=plan, drill=drill)))
        self.list.activation_chosen.connect(lambda key: run("open-plan", OfActivation(activation=key)))
        view.opening.connect(self.list.close)
        known.changed.connect(self._refresh)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_PLANS, self._open)

    def state(self) -> dict[str, Any]:
        """What is listed, as plain data."""
        return {"listed": self.list.keys() if self.list.isVisible() else []}

    def _open(self, args: ShowPlans) -> None:
        """What runs, where something does and the list was not asked for; else the list."""
        runs = self._known.running()
        if runs and not args.list and not self._view.panel.isVisible():
            self._view.open(OfActivation(activation=runs[0].id))
            return
        self._view.panel.close()
        self._show()
        self.list.open()

    def _refresh(self) -> None:
        if self.list.isVisible():
            self._show()

    def _show(self) -> None:
        self.list.set_loading(on=not self._known.is_read)
        if not self._known.is_read:
            return
        reason = plan_actions.allowed("plan_activate", self._context.session.actor)
        shown = sorted(self._known.plans.values(), key=lambda plan: plan.place)
        self.list.show_plans(shown, self._known.activations, self._context.now(), sentence(reason) if reason else "")
