"""What is done with a plan that runs: each verb with its form, where what it says was not said with the command."""

from __future__ import annotations

from typing import TypeVar

from console.plans import actions as plan_actions
from console.records.checklist import lacks
from console.records.plan import Activation
from views.arguments.plan import (
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
from views.base.commands import CommandRefusedError, Registry, Run, WhyOff
from views.desk.workplace import Workplace
from views.guidance.checklist_step import wanted_step
from views.plans.command_view import CommandViewPresenter
from views.plans.forms import PlanForms
from views.plans.known_plans import KnownPlans
from widgets.base.severity import LEVELS

Under = TypeVar("Under", bound=OfActivation)


class PlanVerbs:
    """Eight verbs. What is not said with the command is asked by its form, which says it to the same command."""

    def __init__(self, at: Workplace, known: KnownPlans, view: CommandViewPresenter, forms: PlanForms) -> None:
        self._session, self._known, self._view, self._forms = at.context.session, known, view, forms

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""

        def under(command: Takes[Under], run: Run[Under]) -> None:
            registry.bind(command, run, self._why_off(command.verb))

        under(Taking.CHANGE_PLAN_LEVEL, self._change_level)
        under(Taking.MARK_PLAN_STEP, self._mark)
        under(Taking.WRITE_PLAN_LOG, self._write)
        under(Taking.SEND_FLASH_REPORT, self._report)
        under(Taking.ASK_AGENCIES, self._ask)
        under(Taking.ANSWER_POLL, self._reply)
        under(Taking.INJECT_SITUATION, self._inject)
        under(Taking.STAND_DOWN_PLAN, self._stand_down)

    def _why_off(self, verb: str) -> WhyOff[OfActivation]:
        return lambda args: plan_actions.allowed(verb, self._session.actor, self._view.found(args))

    def _open(self, name: str, activation: Activation, draft: str = "", **said: str) -> None:
        self._forms.open(name, activation.id, draft, {"activation": activation.id, **said})

    async def _change_level(self, args: ChangePlanLevel) -> object:
        plan, activation = self._view.meant(args)
        if args.level is None or args.reason is None:
            self._forms.level().set_plan(plan, activation)
            self._open("change-plan-level", activation)
            return None
        if args.level not in [one.level for one in plan.scale.levels]:
            raise CommandRefusedError("no_level")
        if not args.reason.strip():
            raise CommandRefusedError("empty_text")
        return await self._known.act(plan_actions.change_level(plan, activation, args.level, args.reason.strip()))

    async def _mark(self, args: MarkPlanStep) -> object:
        """Mark the named step, else the next one; what it asks for and was not said is asked by a form."""
        plan, activation = self._view.meant(args)
        which = args.checklist
        state = wanted_step(activation.progress(plan, which), args.step)
        answer, text = args.answer or "", args.text or ""
        missing = lacks(state.step, answer, text, None)
        if missing is not None and args.text is None and args.answer is None:
            self._forms.step().set_step(state.step)
            self._open("mark-plan-step", activation, f"mark-plan-step:{which}:{state.step.id}", checklist=which)
            return None
        if missing is not None:
            raise CommandRefusedError(missing)
        done = plan_actions.step(
            plan, activation, which, state.step, answer=state.step.answer(answer), text=text
        )  # fmt: skip
        return await self._known.act(done)

    async def _text(self, name: str, args: OfActivation, said: str | None) -> str | None:
        """What was said with the command; None where its form asks for it now."""
        _plan, activation = self._view.meant(args)
        if said is None:
            self._open(name, activation)
            return None
        text = said.strip()
        if not text:
            raise CommandRefusedError("empty_text")
        return text

    async def _write(self, args: PlanText) -> object:
        text = await self._text("write-plan-log", args, args.text)
        return None if text is None else await self._known.act(plan_actions.write(*self._view.meant(args), text))

    async def _report(self, args: PlanText) -> object:
        text = await self._text("send-flash-report", args, args.text)
        return None if text is None else await self._known.act(plan_actions.report(*self._view.meant(args), text))

    async def _ask(self, args: AskAgencies) -> object:
        text = await self._text("ask-agencies", args, args.question)
        return None if text is None else await self._known.act(plan_actions.ask(*self._view.meant(args), text))

    async def _reply(self, args: AnswerPoll) -> object:
        plan, activation = self._view.meant(args)
        poll = activation.poll
        if poll is None:
            raise CommandRefusedError("no_poll")
        if args.agency is None:
            asked = [(one.id, one.name) for one in plan.agencies]
            silent = next((key for key, _name in asked if poll.last(key) is None), asked[0][0] if asked else "")
            self._forms.answer().set_agencies(asked, silent, poll.question)
            self._open("answer-poll", activation)
            return None
        if args.agency not in [one.id for one in plan.agencies] or args.go is None:
            raise CommandRefusedError("no_agency")
        said = plan_actions.answer(
            plan, activation, args.agency, go=args.go, text=args.text
        )  # fmt: skip
        return await self._known.act(said)

    async def _inject(self, args: InjectSituation) -> object:
        plan, activation = self._view.meant(args)
        if args.title is None:
            self._open("inject-situation", activation)
            return None
        title, severity = args.title.strip(), args.severity
        if not title:
            raise CommandRefusedError("empty_text")
        if severity is None or severity not in LEVELS:
            raise CommandRefusedError("no_level")
        said = plan_actions.inject(plan, activation, title, severity, args.place.strip())
        return await self._known.act(said)

    async def _stand_down(self, args: StandDownPlan) -> object:
        plan, activation = self._view.meant(args)
        left = [one for one in activation.progress(plan).steps if one.done is None]
        self._forms.stand_down().set_activation(activation, len(left))
        reason = await self._text("stand-down-plan", args, args.reason)
        return None if reason is None else await self._known.act(plan_actions.stand_down(plan, activation, reason))
