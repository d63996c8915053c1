"""What is done with a plan at the desk: each verb with its form, where what it says was not said with the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.plans import actions as plan_actions
from console.records.checklist import lacks
from console.records.plan import MAIN, Activation, Plan
from console.verbs.actions import Action
from views.arguments.plan import (
    ActivatePlan,
    AnswerPoll,
    AskAgencies,
    ChangePlanLevel,
    InjectSituation,
    MarkPlanStep,
    OfActivation,
    PlanText,
    StandDownPlan,
)
from views.arguments.table import Takes, Taking
from views.base.commands import CommandRefusedError, Registry, Run, Said, WhyOff
from views.base.context import Context
from views.base.later import Later
from views.base.overlays import Overlays
from views.guidance.checklist_step import wanted_step
from widgets.base.forms import Form
from widgets.base.severity import LEVELS
from widgets.incidents.checklist import StepForm
from widgets.plans.forms import (
    ActivateForm,
    AnswerForm,
    InjectForm,
    LevelForm,
    LogForm,
    PollForm,
    ReportForm,
    StandDownForm,
)

Under = TypeVar("Under", bound=OfActivation)
Asking = TypeVar("Asking", bound=Form)


class Known(Protocol):
    """What the presenter of plans knows."""

    plans: dict[str, Plan]
    activations: list[Activation]
    walls: dict[str, str]

    def found(self, args: OfActivation) -> Activation | None:
        """The activation that a command means."""

    def plan_of(self, activation: Activation) -> Plan:
        """Its plan."""

    async def refresh(self) -> None:
        """Read everything anew."""


class PlanVerbs(QObject):
    """Eight verbs, eight forms. What a form submits goes to its own command."""

    def __init__(self, context: Context, overlays: Overlays, known: Known) -> None:
        super().__init__(overlays.window)
        self._context, self._overlays, self._known = context, overlays, known
        self.forms: dict[str, Later[Form]] = {}
        """By the command that asks for each."""

        def later(name: str, kind: Callable[[QWidget], Asking]) -> Later[Asking]:
            def make() -> Asking:
                form = kind(overlays.window)
                overlays.add(name, form)
                form.submitted.connect(lambda values: context.start_task(self._submit(name, values)))
                return form

            self.forms[name] = asked = Later(make)
            return asked

        self.form, self._step = later("activate-plan", ActivateForm), later("mark-plan-step", StepForm)
        self._level, self._answer = later("change-plan-level", LevelForm), later("answer-poll", AnswerForm)
        self._over = later("stand-down-plan", StandDownForm)
        texts = {"write-plan-log": LogForm, "send-flash-report": ReportForm, "ask-agencies": PollForm}
        for name, kind in {**texts, "inject-situation": InjectForm}.items():
            later(name, kind)
        self._about: dict[str, tuple[str, str]] = {}
        """Of each form that is open: the activation or plan it is about, and the name of its draft."""
        self._which = MAIN
        self._registry: Registry | None = None

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        self._registry = registry
        why_not_activate = self._why_off("plan_activate")

        def under(command: Takes[Under], run: Run[Under]) -> None:
            registry.bind(command, run, self._why_off(command.verb))

        registry.bind(Taking.ACTIVATE_PLAN, self._activate, lambda _args: why_not_activate(OfActivation()))
        under(Taking.CHANGE_PLAN_LEVEL, self._change_level)
        under(Taking.MARK_PLAN_STEP, self._mark)
        under(Taking.WRITE_PLAN_LOG, self._write)
        under(Taking.SEND_FLASH_REPORT, self._report)
        under(Taking.ASK_AGENCIES, self._ask)
        under(Taking.ANSWER_POLL, self._reply)
        under(Taking.INJECT_SITUATION, self._inject)
        under(Taking.STAND_DOWN_PLAN, self._stand_down)

    def _why_off(self, verb: str) -> WhyOff[OfActivation]:
        return lambda args: plan_actions.allowed(verb, self._context.session.actor, self._known.found(args))

    async def _submit(self, name: str, values: dict[str, Any]) -> None:
        """Only what is saved is no draft any more."""
        about, draft = self._about.get(name, ("", name))
        meant: dict[str, Any] = {} if name == "activate-plan" else {"activation": about}
        if name == "mark-plan-step":
            meant["checklist"] = self._which
        await self._run(name, {**meant, **values})
        self._overlays.drafts.saved(about, draft)

    async def _run(self, name: str, args: Said) -> object:
        return await self._registry.run(name, args) if self._registry is not None else None

    def _open(self, name: str, about: str, draft: str = "") -> None:
        form = self.forms[name]()
        if self._about.get(name) != (about, draft or name):
            form.close()  # what was begun about another one is kept with that one
        self._about[name] = (about, draft or name)
        form.open()
        self._overlays.drafts.opened(form, about, draft or name)

    async def _act(self, action: Action) -> dict[str, str]:
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        await self._known.refresh()
        return {"action_id": saved.action_id, "activation": str(action.payload["activation_id"])}

    def _meant(self, args: OfActivation) -> tuple[Plan, Activation]:
        activation = self._known.found(args)
        if activation is None:
            raise CommandRefusedError("no_activation")
        return self._known.plan_of(activation), activation

    # activating

    async def _activate(self, args: ActivatePlan) -> object:
        plan = self._known.plans.get(args.plan)
        if plan is None:
            raise CommandRefusedError("no_plan")
        if args.level is None or args.reason is None:
            walls = [self._known.walls[key] for key in plan.preset if key in self._known.walls]
            self.form().clear()
            self.form().set_plan(plan, walls, self._notes(plan), drill=args.drill)
            self._open("activate-plan", plan.id)
            return None
        reason, level = args.reason.strip(), args.level
        if not reason:
            raise CommandRefusedError("empty_text")
        if level not in [one.level for one in plan.scale.levels]:
            raise CommandRefusedError("no_level")
        drill, on_wall = args.drill, args.show_on_wall
        done = await self._act(plan_actions.activate(plan, level, reason, drill=drill, show_on_wall=on_wall))
        await self._run("open-plan", OfActivation(activation=self._standing(done["activation"], plan, drill=drill)))
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

    # while it runs

    async def _change_level(self, args: ChangePlanLevel) -> object:
        plan, activation = self._meant(args)
        if args.level is None or args.reason is None:
            self._level().set_plan(plan, activation)
            self._open("change-plan-level", activation.id)
            return None
        if args.level not in [one.level for one in plan.scale.levels]:
            raise CommandRefusedError("no_level")
        if not args.reason.strip():
            raise CommandRefusedError("empty_text")
        return await self._act(plan_actions.change_level(plan, activation, args.level, args.reason.strip()))

    async def _mark(self, args: MarkPlanStep) -> object:
        """Mark the named step, else the next one; what it asks for and was not said is asked by a form."""
        plan, activation = self._meant(args)
        which = args.checklist
        state = wanted_step(activation.progress(plan, which), args.step)
        answer, text = args.answer or "", args.text or ""
        missing = lacks(state.step, answer, text, None)
        if missing is not None and args.text is None and args.answer is None:
            self._step().set_step(state.step)
            self._which = which
            self._open("mark-plan-step", activation.id, f"mark-plan-step:{which}:{state.step.id}")
            return None
        if missing is not None:
            raise CommandRefusedError(missing)
        done = plan_actions.step(
            plan, activation, which, state.step, answer=state.step.answer(answer), text=text
        )  # fmt: skip
        return await self._act(done)

    async def _text(self, name: str, args: OfActivation, said: str | None) -> str | None:
        """What was said with the command; None where its form asks for it now."""
        _plan, activation = self._meant(args)
        if said is None:
            self._open(name, activation.id)
            return None
        text = said.strip()
        if not text:
            raise CommandRefusedError("empty_text")
        return text

    async def _write(self, args: PlanText) -> object:
        text = await self._text("write-plan-log", args, args.text)
        return None if text is None else await self._act(plan_actions.write(*self._meant(args), text))

    async def _report(self, args: PlanText) -> object:
        text = await self._text("send-flash-report", args, args.text)
        return None if text is None else await self._act(plan_actions.report(*self._meant(args), text))

    async def _ask(self, args: AskAgencies) -> object:
        text = await self._text("ask-agencies", args, args.question)
        return None if text is None else await self._act(plan_actions.ask(*self._meant(args), text))

    async def _reply(self, args: AnswerPoll) -> object:
        plan, activation = self._meant(args)
        poll = activation.poll
        if poll is None:
            raise CommandRefusedError("no_poll")
        if args.agency is None:
            asked = [(one.id, one.name) for one in plan.agencies]
            silent = next((key for key, _name in asked if poll.last(key) is None), asked[0][0] if asked else "")
            self._answer().set_agencies(asked, silent, poll.question)
            self._open("answer-poll", activation.id)
            return None
        if args.agency not in [one.id for one in plan.agencies] or args.go is None:
            raise CommandRefusedError("no_agency")
        said = plan_actions.answer(
            plan, activation, args.agency, go=args.go, text=args.text
        )  # fmt: skip
        return await self._act(said)

    async def _inject(self, args: InjectSituation) -> object:
        plan, activation = self._meant(args)
        if args.title is None:
            self._open("inject-situation", activation.id)
            return None
        title, severity = args.title.strip(), args.severity
        if not title:
            raise CommandRefusedError("empty_text")
        if severity is None or severity not in LEVELS:
            raise CommandRefusedError("no_level")
        said = plan_actions.inject(plan, activation, title, severity, args.place.strip())
        return await self._act(said)

    async def _stand_down(self, args: StandDownPlan) -> object:
        plan, activation = self._meant(args)
        left = [one for one in activation.progress(plan).steps if one.done is None]
        self._over().set_activation(activation, len(left))
        reason = await self._text("stand-down-plan", args, args.reason)
        return None if reason is None else await self._act(plan_actions.stand_down(plan, activation, reason))
