"""What is done with a response plan, from activating it to standing down. Pure functions.

Every verb is valid offline: an emergency does not wait for a network. The server judges at replay who may do what, and
the order is that of arrival. A log is a book: lines are added, none is changed; whatever is said is in it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, RecordTuple, Rule, rejected, said, unfit
from backend.actions.shift_lines import in_shift_log
from backend.incidents import steps
from backend.plans import exercise, walls
from backend.plans.deed import level_name, levels_of, line, listed, mapping, next_report, with_lines
from contract.door import Fault

POLLS_KEPT, REPORTS_KEPT, ANSWERS_KEPT = 50, 500, 500
Step = Callable[[Deed, str, dict[str, Any]], Outcome]
"""A rule of what is done under an activation, which it is given with its id."""


def _running(plan: Mapping[str, Any], *, drill: bool) -> str:
    return str(plan.get("running_drill" if drill else "running") or "")


def _activation(deed: Deed, key: str | None = None) -> tuple[str, dict[str, Any]] | None:
    """The activation that is meant; one that joined another is that one."""
    wanted = key if key is not None else said(deed.act, "activation_id")
    wanted = str(mapping(deed.data.get("joined")).get(wanted, wanted))
    found = deed.look("activation", wanted) if wanted else None
    return (wanted, found[1]) if found is not None and found[1].get("plan_id") == deed.key else None


def _done(deed: Deed, *records: RecordTuple, plan: Mapping[str, Any] | None = None, result: str = "applied") -> Outcome:
    """The plan's own record is new each time: its version tells that all the rest is here."""
    before = deed.data.get("deeds")
    changed = {**deed.data, **(plan or {}), "deeds": (before if isinstance(before, int) else 0) + 1}
    return Outcome(result, changed, beside=records)


def _only_told(deed: Deed, key: str, activation: Mapping[str, Any], told: Mapping[str, Any]) -> Outcome:
    """It changes nothing any more, and the log says that it was said."""
    recorded = with_lines(activation, {**told, "superseded": True})
    return _done(deed, ("activation", key, recorded), result="superseded")


def _in_shift_log(deed: Deed, activation: Mapping[str, Any], event: str, **params: Any) -> list[RecordTuple]:
    """The line that the watch's log gets; a drill is stored apart and leaves none."""
    if activation.get("drill"):
        return []
    return in_shift_log(deed, event, {"plan": activation.get("plan_name", ""), **params})


def _no_level(deed: Deed) -> Outcome:
    return unfit(Fault("level", f"one of: {', '.join(str(level) for level in levels_of(deed.data))}"))


# activating


def activate(deed: Deed) -> Outcome:
    """Make it real, or join the one that runs already: nobody's activation is lost, and there is one of them."""
    key, reason = said(deed.act, "activation_id"), said(deed.act, "reason")
    level, drill = deed.act.payload["level"], deed.act.payload.get("drill") is True
    if level not in levels_of(deed.data):
        return _no_level(deed)
    if deed.look("activation", key) is not None:
        return rejected(409, "activation-exists", "an activation of this id was made before")
    running = _activation(deed, _running(deed.data, drill=drill))
    if running is not None and not running[1].get("ended_at"):
        return _join(deed, key, running, level, reason)
    return _begin(deed, key, level, reason)


def _begin(deed: Deed, key: str, level: int, reason: str) -> Outcome:
    act, plan = deed.act, deed.data
    drill = act.payload.get("drill") is True
    at = act.at
    made: dict[str, Any] = {
        "plan_id": deed.key, "plan_name": plan.get("name", ""), "hazard": plan.get("hazard", ""), "drill": drill,
        "show_on_wall": not drill or act.payload.get("show_on_wall") is True, "level": level, "reason": reason,
        "by": act.actor_name, "by_id": act.actor_id, "activated_at": at, "received_at": act.received_at,
        "offline": act.offline, "ended_at": None, "end_reason": "", "ended_by": "", "steps": [], "polls": [],
        "reports": [], "walls": [], "next_report_at": None, "log": [],
    }  # fmt: skip
    made["next_report_at"] = next_report(plan, made, level)
    begun = line(deed, "activated", level=level, level_name=level_name(plan, level), reason=reason, drill=drill)
    ended, others = ([], {}) if drill else _end_drills(deed)
    pushed, shown, lines = walls.push(deed.after(ended), made)
    made = with_lines({**made, "walls": shown}, begun, *lines)
    told = _in_shift_log(deed, made, "plan_activated", level=level, reason=reason)
    own = {"running_drill" if drill else "running": key} | others.pop(deed.key, {})
    rest: list[RecordTuple] = [("plan", other, data) for other, data in others.items()]
    return _done(deed, *ended, *rest, *pushed, *told, ("activation", key, made), plan=own)


def _join(
    deed: Deed, key: str, running: tuple[str, dict[str, Any]], level: int, reason: str
) -> Outcome:  # fmt: skip
    """A second activation: its line joins the first, and the higher of the two levels counts."""
    first, activation = running
    told = line(deed, "joined", level=level, level_name=level_name(deed.data, level), reason=reason)
    changed = with_lines(activation, told)
    if level > int(activation.get("level") or 0):
        changed = _at_level(deed, changed, level)
    joined = {**mapping(deed.data.get("joined")), key: first}
    kept = dict(list(joined.items())[-100:])
    return _done(deed, ("activation", first, changed), plan={"joined": kept}, result="superseded")


def _end_drills(deed: Deed) -> tuple[list[RecordTuple], dict[str, dict[str, Any]]]:
    """A real emergency ends every drill: nobody in the room may take one for the other.

    The activations that end, and what changes in each plan; of this plan the change alone, of others the record.
    """
    ended: list[RecordTuple] = []
    plans: dict[str, dict[str, Any]] = {}
    for plan_id, data in deed.every("plan").items():
        running = _running(data, drill=True)
        found = deed.after(ended).look("activation", running) if running else None
        if found is None:
            continue
        over = replace(deed, key=plan_id, data=data).after(ended)
        ended_at = {"ended_at": deed.act.at, "ended_by": deed.act.actor_name, "next_report_at": None}
        activation = {**found[1], **ended_at}
        back, lines = walls.give_back(over, activation)
        real = line(deed, "drill_ended", plan=deed.data.get("name", ""))
        back += [*walls.inherit(over, running, activation), *exercise.gone(over, activation)]
        ended += [*back, ("activation", running, with_lines(activation, real, *lines))]
        plans[plan_id] = {"running_drill": ""} if plan_id == deed.key else {**data, "running_drill": ""}
    return ended, plans


# while it runs


def _at_level(deed: Deed, activation: Mapping[str, Any], level: int) -> dict[str, Any]:
    return {
        **activation,
        "level": level,
        "next_report_at": next_report(deed.data, activation, level, deed.act.at_ms),
    }


def change_level(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """Raise or lower it. Where somebody else changed it since `base_level`, only a higher one counts."""
    payload = deed.act.payload
    level, reason = payload["level"], said(deed.act, "reason")
    if level not in levels_of(deed.data):
        return _no_level(deed)
    before = int(activation.get("level") or 0)
    told = line(
        deed, "level", level=level, level_name=level_name(deed.data, level), before=before, reason=reason
    )  # fmt: skip
    seen = payload.get("base_level")
    stale = seen is not None and seen != before and level < before
    if activation.get("ended_at") or stale or level == before:
        return _only_told(deed, key, activation, told)
    changed = _at_level(deed, with_lines(activation, told), level)
    shift = _in_shift_log(deed, activation, "plan_level", level=level, reason=reason)
    return _done(deed, *shift, ("activation", key, changed))


def step(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """A step was done; the first one received counts, and who was second stands in the log."""
    found = steps.done(activation, deed.act.payload, steps.who(deed.act))
    again = {"again": True} if found.result == "superseded" else {}
    changed = with_lines({**activation, **found.changed}, line(deed, "step", text=found.text, **again))
    return _done(deed, ("activation", key, changed), result=found.result)


def write(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """A line of the log; always accepted."""
    told = line(deed, "note", text=said(deed.act, "text"))
    return _done(deed, ("activation", key, with_lines(activation, told)))


def report(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """A flash report went out; the countdown to the next one begins anew."""
    act, words = deed.act, said(deed.act, "text")
    sent = {"at": act.at, "actor_name": act.actor_name, "text": words, "action_id": act.action_id}
    reports = [*listed(activation.get("reports")), sent][-REPORTS_KEPT:]
    due = activation.get("next_report_at") or ""
    late = max(0, act.at_ms - walls.instant(due)) // 60_000 if due else 0
    changed = with_lines({**activation, "reports": reports}, line(deed, "report", text=words, late_min=late))
    if not activation.get("ended_at"):
        changed["next_report_at"] = next_report(deed.data, changed, int(activation.get("level") or 0))
    return _done(deed, ("activation", key, changed))


def poll(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """Ask all agencies: go, or no go?"""
    question = said(deed.act, "question")
    told = line(deed, "poll", question=question)
    if activation.get("ended_at"):
        return _done(
            deed, ("activation", key, with_lines(activation, {**told, "superseded": True})), result="superseded"
        )
    act = deed.act
    asked = {
        "id": act.action_id, "question": question, "at": act.at, "actor_name": act.actor_name, "answers": [],
    }  # fmt: skip
    polls = [*listed(activation.get("polls")), asked][-POLLS_KEPT:]
    return _done(deed, ("activation", key, with_lines({**activation, "polls": polls}, told)))


def answer(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """What an agency said. Its last word counts; all of them are kept."""
    act, payload = deed.act, deed.act.payload
    agency = next((one for one in listed(deed.data.get("agencies")) if one.get("id") == payload["agency"]), None)
    polls, go = listed(activation.get("polls")), payload["go"]
    if agency is None:
        return unfit(Fault("agency", "one that the plan names"))
    wanted = payload.get("poll") or (polls[-1]["id"] if polls else None)
    if not any(one.get("id") == wanted for one in polls):
        return rejected(404, "unknown-poll", "there is no such question")
    given = {
        "agency": agency["id"], "go": go, "text": said(act, "text"), "at": act.at,
        "actor_name": act.actor_name, "action_id": act.action_id, "offline": act.offline,
    }  # fmt: skip
    changed = [
        {**one, "answers": [*listed(one.get("answers")), given][-ANSWERS_KEPT:]} if one.get("id") == wanted else one
        for one in polls
    ]
    told = line(deed, "answer", agency=agency.get("name", ""), go=go, text=given["text"])
    return _done(deed, ("activation", key, with_lines({**activation, "polls": changed}, told)))


def inject(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """An incident of the exercise: in a drill alone, and only while it runs."""
    if not activation.get("drill"):
        return rejected(409, "not-a-drill", "incidents are made up in drills only")
    incident = exercise.made(deed, key)
    told = line(deed, "injected", title=incident[1]["title"], severity=incident[1]["severity"])
    if activation.get("ended_at"):
        return _only_told(deed, key, activation, told)
    known = activation.get("incidents")
    incidents = [*(known if isinstance(known, list) else []), incident[0]][-exercise.INCIDENTS_MOST :]
    changed = with_lines({**activation, "incidents": incidents}, told)
    return _done(deed, ("incident", *incident), ("activation", key, changed))


def stand_down(deed: Deed, key: str, activation: dict[str, Any]) -> Outcome:
    """It is over: what stood on the walls before returns, unless somebody put something else there meanwhile."""
    act, reason = deed.act, said(deed.act, "reason")
    told = line(deed, "stood_down", reason=reason)
    if activation.get("ended_at"):
        return _done(
            deed, ("activation", key, with_lines(activation, {**told, "superseded": True})), result="superseded"
        )
    over = {
        **activation, "ended_at": act.at, "end_reason": reason, "ended_by": act.actor_name,
        "next_report_at": None,
    }  # fmt: skip
    back, lines = walls.give_back(deed, over)
    back += [*walls.inherit(deed, key, over), *exercise.gone(deed, over)]
    ended = with_lines(over, told, *lines)
    shift = _in_shift_log(deed, activation, "plan_stood_down", reason=reason)
    field = "running_drill" if activation.get("drill") else "running"
    own = {field: ""} if deed.data.get(field) == key else {}
    return _done(deed, *back, *shift, ("activation", key, ended), plan=own)


def _officers(rule: Rule) -> Rule:
    """A duty officer's alone, who may do it offline and by PIN: no emergency waits for a network."""

    def judged(deed: Deed) -> Outcome:
        if not deed.act.is_officer:
            return rejected(403, "forbidden", "only a duty officer may do this")
        return rule(deed)

    return judged


def _under(step: Step) -> Rule:
    """What is done under the activation that is meant."""

    def rule(deed: Deed) -> Outcome:
        found = _activation(deed)
        return step(deed, *found) if found is not None else rejected(404, "unknown-activation", "no such activation")

    return rule


RULES: Mapping[str, Rule] = MappingProxyType({
    "plan_activate": _officers(activate), "plan_level": _officers(_under(change_level)), "plan_step": _under(step),
    "plan_log": _under(write), "plan_report": _officers(_under(report)), "plan_poll": _officers(_under(poll)),
    "plan_answer": _under(answer), "plan_inject": _officers(_under(inject)),
    "plan_stand_down": _officers(_under(stand_down)),
})  # fmt: skip
