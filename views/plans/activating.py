"""Activating a response plan: at a level, in earnest or as a drill, behind a form that says what it means."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.plans import actions as plan_actions
from console.records.plan import Plan
from views.arguments.plan import ActivatePlan, OfActivation
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.plans.forms import PlanForms
from views.plans.known_plans import KnownPlans


class Activating(QObject):
    """Binds `activate-plan`; what was activated opens in its command view."""

    def __init__(self, at: Workplace, known: KnownPlans, forms: PlanForms) -> None:
        super().__init__(at.window)
        self._at, self._known, self._forms = at, known, forms

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(
            Taking.ACTIVATE_PLAN,
            self._activate,
            lambda _args: plan_actions.allowed("plan_activate", self._at.context.session.actor),
        )

    async def _activate(self, args: ActivatePlan) -> object:
        plan = self._known.plans.get(args.plan)
        if plan is None:
            raise CommandRefusedError("no_plan")
        if args.level is None or args.reason is None:
            walls = [self._known.walls[key] for key in plan.preset if key in self._known.walls]
            form = self._forms.activate()
            form.clear()
            form.set_plan(plan, walls, self._notes(plan), drill=args.drill)
            self._forms.open("activate-plan", plan.id)
            return None
        reason, level = args.reason.strip(), args.level
        if not reason:
            raise CommandRefusedError("empty_text")
        if level not in [one.level for one in plan.scale.levels]:
            raise CommandRefusedError("no_level")
        drill, on_wall = args.drill, args.show_on_wall
        done = await self._known.act(plan_actions.activate(plan, level, reason, drill=drill, show_on_wall=on_wall))
        await self._at.registry.run(
            "open-plan", OfActivation(activation=self._standing(done["activation"], plan, drill=drill))
        )
        return done

    def _standing(self, key: str, plan: Plan, *, drill: bool) -> str:
        """The activation as it stands: our own, or the one that it has joined."""
        known = self._known.activations
        if any(one.id == key for one in known):
            return key
        return next((one.id for one in known if one.is_running and (one.plan_id, one.drill) == (plan.id, drill)), key)

    def _notes(self, plan: Plan) -> dict[bool, str]:
        """What happens to what runs already, by whether this is a drill."""
        live = [one for one in self._known.activations if one.is_running]
        joins = self.tr("It runs already: this joins it, and the higher level counts.")
        notes = {one.drill: joins for one in live if one.plan_id == plan.id}
        drills = ", ".join(f"“{one.plan_name}”" for one in live if one.drill)
        if drills:
            ends = self.tr("The drill of {plans} ends with it.").format(plans=drills)
            notes[False] = " ".join(part for part in (notes.get(False, ""), ends) if part)
        return notes
