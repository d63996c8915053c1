"""Response plans at the desk: the list, activating, the command view, and the mark of a drill around everything."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.base.changes import Change
from console.plans import actions as plan_actions
from console.records.checklist import Contact
from console.records.models import Indicator
from console.records.plan import MAIN, STAND_DOWN, Activation, Plan, drill_running, running
from views.arguments.plan import ActivatePlan, OfActivation, ShowPlans
from views.arguments.table import Taking
from views.base.commands import NOTHING, CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.base.refresher import Ids, Refresher
from views.guidance.bundle import Bundle
from views.plans.verbs import PlanVerbs
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.plans.command import CommandPanel, CommandView
from widgets.plans.drill import DrillFrame
from widgets.plans.list import PlanList
from widgets.plans.words import drill_word, line_text, short_text
from widgets.sync.status_strip import TopStrip

KINDS = frozenset({"plan", "activation", "outbox", "session", "contact", "indicator", "wall"})
CHECKLISTS = (MAIN, STAND_DOWN)
DEEDS = (
    ("change-plan-level", "plan_level", "C"), ("send-flash-report", "plan_report", "B"),
    ("write-plan-log", "plan_log", "N"), ("ask-agencies", "plan_poll", "H"), ("answer-poll", "plan_answer", "A"),
    ("inject-situation", "plan_inject", "T"), ("gather-for-plan", "", "V"), ("show-plans", "", "P"),
    ("stand-down-plan", "plan_stand_down", "E"),
)  # fmt: skip
"""Command, its verb, and its letter in the command view."""
LIST = ShowPlans(list=True)


class PlanPresenter(QObject):
    """Reads plans always: what runs is told in the strip, whatever else is open. `told`: see `words`."""

    told = Signal()

    def __init__(self, context: Context, overlays: Overlays, run: Start, *, top: TopStrip, bundle: Bundle) -> None:
        super().__init__(overlays.window)
        self._context, self._bundle = context, bundle
        self.plans: dict[str, Plan] = {}
        self.activations: list[Activation] = []
        self.walls: dict[str, str] = {}
        self._contacts: dict[str, Contact] = {}
        self._indicators: dict[str, Indicator] = {}
        self._shown = ""
        self.verbs = PlanVerbs(context, overlays, self)
        self.list, self.panel = PlanList(overlays.window), CommandPanel(overlays.window)
        overlays.add("plan", self.panel)
        overlays.add("plans", self.list)
        self._top = top
        self.drill = DrillFrame(overlays.window, top.isVisible)
        self.list.plan_chosen.connect(lambda plan, drill: run("activate-plan", ActivatePlan(plan=plan, drill=drill)))
        self.list.activation_chosen.connect(lambda key: run("open-plan", OfActivation(activation=key)))
        self.panel.command_chosen.connect(lambda name: run(name, LIST if name == "show-plans" else NOTHING))
        self.panel.step_chosen.connect(
            lambda which, number: run("mark-plan-step", {"step": number, "checklist": CHECKLISTS[which]})
        )
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe(KINDS, self._on_change)
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.SHOW_PLANS, self._show)
        registry.bind(Taking.OPEN_PLAN, self._open, self._why_not_open)
        registry.bind(Taking.GATHER_FOR_PLAN, self._gather, self._why_not_open)
        self.verbs.bind(registry)

    def _why_not_open(self, args: OfActivation) -> str | None:
        return None if self.found(args) is not None else "no_activation"

    def _on_change(self, change: Change) -> None:
        """Numbers change all the time and are read for the view alone."""
        if change.kind != "indicator" or self.panel.isVisible():
            self._refresher.ask()

    def tick(self, now: datetime) -> None:
        """Once a second: ages, timers, the countdown of reports; the mark of a drill above whatever is new."""
        self.drill.place()
        if self.panel.isVisible():
            self._show_panel(now)

    @property
    def words(self) -> str:
        """What the strip must say: what runs, at which level, and when the next report is due."""
        now = self._context.now()
        parts = [short_text(one, self.plans.get(one.plan_id), now) for one in running(self.activations)]
        return " · ".join([*parts, self.tr("F9 opens it")]) if parts else ""

    def state(self) -> dict[str, Any]:
        """What is known of plans, for those who look from outside."""
        return {
            "plans": {
                "listed": self.list.keys() if self.list.isVisible() else [],
                "shown": self.panel.activation_id() if self.panel.isVisible() else "",
                "drill": self.drill.is_running,
                "words": self.words,
                "activations": [_told_of(one, self.plans.get(one.plan_id)) for one in self.activations],
                "said": next((form.said() for form in self.verbs.form.made), ""),
            }
        }

    def found(self, args: OfActivation) -> Activation | None:
        """The activation that is meant: the named one, the one that is shown, else the gravest that runs."""
        wanted = args.activation or (self._shown if self.panel.isVisible() else "")
        return self._known(wanted) if wanted else next(iter(running(self.activations)), None)

    def _known(self, key: str) -> Activation | None:
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

    async def refresh(self) -> None:
        """Read everything anew, at once."""
        await self._read(None)

    async def _read(self, _ids: Ids) -> None:
        session = self._context.session
        self.plans = {plan.id: plan for plan in await session.plans.plans()}
        self.activations = await session.plans.activations()
        self.walls = {wall.id: wall.name or wall.id for wall in await session.walls.walls()}
        self._contacts = {one.id: one for one in await session.store.records("contact", Contact)}
        self._indicators = {one.id: one for one in await session.store.indicators()}
        drill = drill_running(self.activations)
        self._top.set_drill(drill_word() if drill else "")
        self.drill.set_running(drill)
        now = self._context.now()
        if self.list.isVisible():
            self._show_list(now)
        if self.panel.isVisible():
            self._show_panel(now)
        self.told.emit()

    def _show(self, args: ShowPlans) -> None:
        """What runs, where something does and the list was not asked for; else the list."""
        runs = running(self.activations)
        if runs and not args.list and not self.panel.isVisible():
            self._open(OfActivation(activation=runs[0].id))
            return
        self.panel.close()
        self._show_list(self._context.now())
        self.list.open()

    def _show_list(self, now: datetime) -> None:
        reason = plan_actions.allowed("plan_activate", self._context.session.actor)
        shown = sorted(self.plans.values(), key=lambda plan: plan.place)
        self.list.show_plans(shown, self.activations, now, sentence(reason) if reason else "")

    def _open(self, args: OfActivation) -> None:
        found = self.found(args)
        if found is None:
            raise CommandRefusedError("no_activation")
        self.list.close()
        self._shown = found.id
        self._show_panel(self._context.now())
        self.panel.open()
        self._refresher.ask()

    def _gather(self, args: OfActivation) -> dict[str, list[str]]:
        """The plan's cameras and numbers on the desk, until Esc; the view gives way to them."""
        found = self.found(args)
        if found is None:
            raise CommandRefusedError("no_activation")
        plan = self.plan_of(found)
        self.panel.close()
        self._bundle.gather(f"plan:{plan.id}", list(plan.cameras), list(plan.indicators))
        return {"cameras": list(plan.cameras), "indicators": list(plan.indicators)}

    def _show_panel(self, now: datetime) -> None:
        one = self._known(self._shown)
        plan = self.plans.get(one.plan_id) if one is not None else None
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
                buttons=self._buttons(one), now=now,
            )
        )  # fmt: skip

    def _number(self, contact: str | None) -> str:
        found = self._contacts.get(contact or "")
        return f"{found.number} · {found.name}" if found is not None else ""

    def _buttons(self, one: Activation) -> list[CommandButton]:
        actor = self._context.session.actor
        made = []
        for name, verb, key in DEEDS:
            if verb == "plan_inject" and not one.drill:
                continue
            reason = plan_actions.allowed(verb, actor, one) if verb else None
            words = _deed_word(name)
            why = sentence(reason) if reason else ""
            made.append(CommandButton(name, words, key, enabled=reason is None, reason=why))
        return made


def _deed_word(name: str) -> str:
    """Short, so that nine of them stand side by side."""
    translate = QCoreApplication.translate
    return {
        "change-plan-level": translate("PlanPresenter", "Level"),
        "send-flash-report": translate("PlanPresenter", "Flash report"),
        "write-plan-log": translate("PlanPresenter", "Log"),
        "ask-agencies": translate("PlanPresenter", "Ask agencies"),
        "answer-poll": translate("PlanPresenter", "Their answer"),
        "inject-situation": translate("PlanPresenter", "Situation"),
        "gather-for-plan": translate("PlanPresenter", "Cameras"),
        "stand-down-plan": translate("PlanPresenter", "End it"),
    }.get(name, translate("PlanPresenter", "All plans"))


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
