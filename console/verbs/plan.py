"""The verbs at a response plan: what each does to the activations that are shown, and when it is off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.records.checklist import told
from console.records.models import PendingAction, StepDone
from console.records.plan import Activation, FlashReport, Plan, PlanLine, Poll, PollAnswer
from console.verbs.base import Verb, by_name


@dataclass(frozen=True)
class Activations:
    """Activations as they are being laid over, by id; `joined` names the first one for each that has joined it."""

    by_id: dict[str, Activation]
    joined: dict[str, str]

    def key_of(self, action: PendingAction) -> str:
        """The id of the activation that an action is about."""
        key = str(action.payload.get("activation_id"))
        return self.joined.get(key, key)


PlanEffect = Callable[[Activations, Plan, PendingAction], None]
"""Lays the action over."""


@dataclass(frozen=True)
class PlanVerb(Verb[PlanEffect]):
    """A verb at a plan."""

    while_running: bool = False
    """Whether it is off once the plan was stood down."""
    in_drills: bool = False
    """Whether it is for exercises alone."""


def _on_one(change: Callable[[Activation, Plan, PendingAction], Activation]) -> PlanEffect:
    """An effect on the activation that is meant; none where it is not here."""

    def effect(laid: Activations, plan: Plan, action: PendingAction) -> None:
        here = laid.by_id.get(laid.key_of(action))
        if here is not None:
            laid.by_id[here.id] = change(here, plan, action)

    return effect


def _activate(laid: Activations, plan: Plan, action: PendingAction) -> None:
    """Begin one, which ends every drill where it is in earnest; or join the one that runs already."""
    key = laid.key_of(action)
    if key in laid.by_id:
        return
    first = _same(laid.by_id.values(), action)
    if first is not None:
        laid.joined[key] = first.id
        laid.by_id[first.id] = _joined(first, plan, action)
    else:
        laid.by_id.update(_without_drills(laid.by_id, plan, action))
        laid.by_id[key] = _begun(key, plan, action)


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


VERBS: tuple[PlanVerb, ...] = (
    PlanVerb("plan_activate", _activate, officers=True),
    PlanVerb("plan_level", _on_one(_level), officers=True, while_running=True),
    PlanVerb("plan_step", _on_one(_step), text=told),
    PlanVerb("plan_log", _on_one(_write)),
    PlanVerb("plan_report", _on_one(_report), officers=True),
    PlanVerb("plan_poll", _on_one(_poll), officers=True, while_running=True),
    PlanVerb("plan_answer", _on_one(_answer)),
    PlanVerb("plan_inject", _on_one(_inject), officers=True, while_running=True, in_drills=True),
    PlanVerb("plan_stand_down", _on_one(_stand_down), officers=True, while_running=True),
)
BY_NAME = by_name(*VERBS)
