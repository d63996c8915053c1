"""The verbs of a response plan, who may say them, and how an activation looks before the server has answered.

Everything holds offline. What is not settled is laid over the server's rows; a line of the log names its action, so
that nothing is told twice once the server has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import uuid_utils

from console.records.models import UNSETTLED, Actor, PendingAction
from console.records.plan import Activation, Plan
from console.verbs.actions import Action
from console.verbs.plan import BY_NAME, Activations
from contract.records.guidance import Answer, Step
from contract.roles import rights_of


def allowed(verb: str, actor: Actor | None, activation: Activation | None = None) -> str | None:
    """Why `verb` is off for `actor`, as a code; None where it may be done. Being offline is no reason."""
    if actor is None:
        return "sign_in_first"
    if verb not in rights_of(actor.role).does:
        return "forbidden"
    said = BY_NAME[verb]
    if actor.role not in said.roles:
        return "officer_only"
    if verb == "plan_activate":
        return None
    if activation is None:
        return "no_activation"
    if not activation.is_running and said.while_running:
        return "plan_ended"
    return "not_a_drill" if said.in_drills and not activation.drill else None


def _at(plan: Plan, verb: str, activation_id: str, **payload: Any) -> Action:
    return Action(
        type=verb, target_type="plan", target_id=plan.id, base_version=plan.version,
        payload={"activation_id": activation_id, **payload},
    )  # fmt: skip


def activate(plan: Plan, level: int, reason: str, *, drill: bool = False, show_on_wall: bool = False) -> Action:
    """Begin it. The activation has its id from the start: what is done in it offline knows where it belongs."""
    key = str(uuid_utils.uuid7())
    return _at(plan, "plan_activate", key, level=level, reason=reason, drill=drill, show_on_wall=show_on_wall)


def change_level(plan: Plan, activation: Activation, level: int, reason: str) -> Action:
    """Raise or lower it; where somebody else did meanwhile, only a higher level counts."""
    return _at(plan, "plan_level", activation.id, level=level, reason=reason, base_level=activation.level)


def step(
    plan: Plan, activation: Activation, which: str, done: Step, *, answer: Answer | None = None, text: str = ""
) -> Action:  # fmt: skip
    """Mark a step of the plan's or of the standing down's checklist."""
    said: dict[str, Any] = {"checklist": which, "step": done.id, "title": done.text}
    said |= {"answer": answer.id, "answer_text": answer.text} if answer is not None else {}
    said |= {"text": text.strip()} if text.strip() else {}
    return _at(plan, "plan_step", activation.id, **said)


def write(plan: Plan, activation: Activation, text: str) -> Action:
    """Write a line in the plan's log."""
    return _at(plan, "plan_log", activation.id, text=text)


def report(plan: Plan, activation: Activation, text: str) -> Action:
    """Say that a flash report went out, and what it said."""
    return _at(plan, "plan_report", activation.id, text=text)


def ask(plan: Plan, activation: Activation, question: str) -> Action:
    """Ask every agency whether it is ready."""
    return _at(plan, "plan_poll", activation.id, question=question)


def answer(plan: Plan, activation: Activation, agency: str, *, go: bool, text: str = "") -> Action:
    """Write down what an agency said to the newest question."""
    poll = activation.poll
    asked = {"poll": poll.id} if poll is not None else {}
    return _at(plan, "plan_answer", activation.id, agency=agency, go=go, text=text, **asked)


def inject(plan: Plan, activation: Activation, title: str, severity: int, place: str) -> Action:
    """Make up an incident for the exercise."""
    return _at(plan, "plan_inject", activation.id, title=title, severity=severity, place=place)


def stand_down(plan: Plan, activation: Activation, reason: str) -> Action:
    """End it."""
    return _at(plan, "plan_stand_down", activation.id, reason=reason)


# what waits, laid over what the server said


def overlay(
    known: Iterable[Activation], plans: Mapping[str, Plan], saved: Iterable[PendingAction]
) -> list[Activation]:  # fmt: skip
    """The server's activations with our unsettled verbs on them, the newest first."""
    joined = {second: first for plan in plans.values() for second, first in plan.joined.items()}
    laid = Activations({one.id: one for one in known}, joined)
    for action in saved:
        verb = BY_NAME.get(action.type)
        if action.target_type != "plan" or verb is None or action.state not in UNSETTLED:
            continue
        plan = plans.get(action.target_id)
        here = laid.by_id.get(laid.key_of(action))
        if plan is None or (here is not None and any(line.action_id == action.action_id for line in here.log)):
            continue
        verb.effect(laid, plan, action)
    return sorted(laid.by_id.values(), key=lambda one: (one.activated_at, one.id), reverse=True)
