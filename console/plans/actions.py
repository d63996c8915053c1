"""The verbs of a response plan, who may say them, and how an activation looks before the server has answered.

Everything holds offline. What is not settled is laid over the server's rows; a line of the log names its action, so
that nothing is told twice once the server has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import uuid_utils

from console.actions import ACTING_ROLES, Action
from console.checklist import told
from console.models import UNSETTLED, Actor, PendingAction, StepDone
from console.plans.models import Activation, FlashReport, Plan, PlanLine, Poll, PollAnswer
from contract.records.guidance import Answer, Step

OFFICER_VERBS = frozenset(
    {"plan_activate", "plan_level", "plan_report", "plan_poll", "plan_inject", "plan_stand_down"}
)  # fmt: skip
VERBS = OFFICER_VERBS | {"plan_step", "plan_log", "plan_answer"}


def allowed(verb: str, actor: Actor | None, activation: Activation | None = None) -> str | None:
    """Why `verb` is off for `actor`, as a code; None where it may be done. Being offline is no reason."""
    if actor is None:
        return "sign_in_first"
    if actor.role not in ACTING_ROLES:
        return "forbidden"
    if verb in OFFICER_VERBS and actor.role != "duty_officer":
        return "officer_only"
    if verb == "plan_activate":
        return None
    if activation is None:
        return "no_activation"
    if not activation.is_running and verb in {"plan_level", "plan_poll", "plan_inject", "plan_stand_down"}:
        return "plan_ended"
    if verb == "plan_inject" and not activation.drill:
        return "not_a_drill"
    return None


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
    found = {one.id: one for one in known}
    joined = {second: first for plan in plans.values() for second, first in plan.joined.items()}
    for action in saved:
        if action.target_type != "plan" or action.type not in VERBS or action.state not in UNSETTLED:
            continue
        plan = plans.get(action.target_id)
        key = str(action.payload.get("activation_id"))
        key = joined.get(key, key)
        here = found.get(key)
        if plan is None or (here is not None and any(line.action_id == action.action_id for line in here.log)):
            continue
        if action.type == "plan_activate":
            first = _same(found.values(), action)
            if here is None and first is not None:
                joined[key] = key = first.id
                found[key] = _joined(first, plan, action)
            elif here is None:
                found |= _without_drills(found, plan, action)
                found[key] = _begun(key, plan, action)
        elif here is not None:
            found[key] = _EFFECTS[action.type](here, plan, action)
    return sorted(found.values(), key=lambda one: (one.activated_at, one.id), reverse=True)


def _same(known: Iterable[Activation], action: PendingAction) -> Activation | None:
    """The activation of the same plan that runs already: a second one joins it."""
    drill = action.payload.get("drill") is True
    return next(
        (one for one in known if one.plan_id == action.target_id and one.is_running and one.drill == drill), None
    )


def _joined(first: Activation, plan: Plan, action: PendingAction) -> Activation:
    """The first one with a second's line; the higher of the two levels counts."""
    told_so = _told(first, action, "joined", _levels(plan, action))
    level = int(action.payload["level"])
    return _at_level(told_so, plan, level, action.occurred_at) if level > first.level else told_so


def _without_drills(
    known: Mapping[str, Activation], plan: Plan, action: PendingAction
) -> dict[str, Activation]:  # fmt: skip
    """A real emergency ends every drill; those that end."""
    if action.payload.get("drill") is True:
        return {}
    over = {"ended_at": action.occurred_at, "ended_by": action.actor_name, "next_report_at": None}
    return {
        key: _told(one, action, "drill_ended", {"plan": plan.name}).model_copy(update=over)
        for key, one in known.items()
        if one.drill and one.is_running
    }


def _levels(plan: Plan, action: PendingAction) -> dict[str, Any]:
    payload = action.payload
    level = int(payload["level"])
    return {"level": level, "level_name": plan.level_name(level), "reason": payload.get("reason", "")}


def _told(activation: Activation, action: PendingAction, event: str, params: Mapping[str, Any]) -> Activation:
    line = PlanLine(
        at=action.occurred_at, event=event, params=dict(params), actor_name=action.actor_name,
        action_id=action.action_id, pending=True,
    )  # fmt: skip
    return activation.model_copy(
        update={"log": (*activation.log, line), "pending": (*activation.pending, action.type)}
    )  # fmt: skip


def _begun(key: str, plan: Plan, action: PendingAction) -> Activation:
    payload, at = action.payload, action.occurred_at
    drill = payload.get("drill") is True
    made = Activation(
        id=key, plan_id=plan.id, plan_name=plan.name, hazard=plan.hazard, drill=drill, level=int(payload["level"]),
        show_on_wall=not drill or payload.get("show_on_wall") is True, reason=str(payload.get("reason", "")),
        by=action.actor_name, activated_at=at, next_report_at=_next_report(plan, int(payload["level"]), at),
    )  # fmt: skip
    return _told(made, action, "activated", {**_levels(plan, action), "drill": drill})


def _next_report(plan: Plan, level: int, last: datetime, not_before: datetime | None = None) -> datetime | None:
    """As the server reckons it: the level's rhythm from the last report, or from the activation."""
    every = plan.report_every(level)
    if every is None:
        return None
    return last + every if not_before is None else max(last + every, not_before)


def _at_level(activation: Activation, plan: Plan, level: int, at: datetime) -> Activation:
    last = activation.reports[-1].at if activation.reports else activation.activated_at
    due = _next_report(plan, level, last, at)
    return activation.model_copy(update={"level": level, "next_report_at": due})


def _level(activation: Activation, plan: Plan, action: PendingAction) -> Activation:
    told_so = _told(activation, action, "level", {**_levels(plan, action), "before": activation.level})
    if not activation.is_running:
        return told_so
    return _at_level(told_so, plan, int(action.payload["level"]), action.occurred_at)


def _step(activation: Activation, _plan: Plan, action: PendingAction) -> Activation:
    done = StepDone.model_validate(
        {**action.payload, "at": action.occurred_at, "actor_name": action.actor_name, "action_id": action.action_id,
         "pending": True}
    )  # fmt: skip
    told_so = _told(activation, action, "step", {"text": told(action.payload)})
    return told_so.model_copy(update={"steps": (*activation.steps, done)})


def _write(activation: Activation, _plan: Plan, action: PendingAction) -> Activation:
    return _told(activation, action, "note", {"text": str(action.payload.get("text", ""))})


def _report(activation: Activation, plan: Plan, action: PendingAction) -> Activation:
    text, due = str(action.payload.get("text", "")), activation.next_report_at
    late = max(0, int((action.occurred_at - due).total_seconds() // 60)) if due is not None else 0
    sent = FlashReport(
        at=action.occurred_at, actor_name=action.actor_name, text=text, action_id=action.action_id, pending=True
    )  # fmt: skip
    told_so = _told(activation, action, "report", {"text": text, "late_min": late})
    following = _next_report(plan, activation.level, action.occurred_at) if activation.is_running else None
    return told_so.model_copy(update={"reports": (*activation.reports, sent), "next_report_at": following})


def _poll(activation: Activation, _plan: Plan, action: PendingAction) -> Activation:
    question = str(action.payload.get("question", ""))
    asked = Poll(
        id=action.action_id, question=question, at=action.occurred_at, actor_name=action.actor_name, pending=True
    )  # fmt: skip
    told_so = _told(activation, action, "poll", {"question": question})
    return told_so.model_copy(update={"polls": (*activation.polls, asked)}) if activation.is_running else told_so


def _answer(activation: Activation, plan: Plan, action: PendingAction) -> Activation:
    payload = action.payload
    said = PollAnswer(
        agency=str(payload.get("agency")), go=payload.get("go") is True, text=str(payload.get("text", "")),
        at=action.occurred_at, actor_name=action.actor_name, action_id=action.action_id, pending=True,
    )  # fmt: skip
    wanted = payload.get("poll") or (activation.polls[-1].id if activation.polls else "")
    polls = tuple(
        one.model_copy(update={"answers": (*one.answers, said)}) if one.id == wanted else one
        for one in activation.polls
    )
    name = next((one.name for one in plan.agencies if one.id == said.agency), said.agency)
    told_so = _told(activation, action, "answer", {"agency": name, "go": said.go, "text": said.text})
    return told_so.model_copy(update={"polls": polls})


def _inject(activation: Activation, _plan: Plan, action: PendingAction) -> Activation:
    """The incident itself comes with the server's answer; until then the log says that it is on its way."""
    return _told(activation, action, "injected", {"title": str(action.payload.get("title", ""))})


def _stand_down(activation: Activation, _plan: Plan, action: PendingAction) -> Activation:
    reason = str(action.payload.get("reason", ""))
    told_so = _told(activation, action, "stood_down", {"reason": reason})
    over = {"ended_at": action.occurred_at, "end_reason": reason, "ended_by": action.actor_name, "next_report_at": None}
    return told_so.model_copy(update=over if activation.is_running else {})


Effect = Callable[[Activation, Plan, PendingAction], Activation]
_EFFECTS: Mapping[str, Effect] = MappingProxyType({
    "plan_level": _level, "plan_step": _step, "plan_log": _write, "plan_report": _report, "plan_poll": _poll,
    "plan_answer": _answer, "plan_inject": _inject, "plan_stand_down": _stand_down,
})  # fmt: skip
