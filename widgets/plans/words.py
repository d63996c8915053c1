"""Response plans in words: hazards, levels, lines of the log that writes itself, the countdown of reports."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.records.models import OutboxState
from console.records.plan import Activation, Plan, PlanLine, PollCount, report_due
from widgets.base import theme
from widgets.base.formats import HOUR_S, MINUTE_S, NONE, age_text, day_minute_text, minute_text, number_text
from widgets.base.own_clock import own_clock_words
from widgets.base.severity import severity_label
from widgets.words.drill import drill_word
from widgets.words.outbox_words import outbox_word

LEGAL = frozenset({"disaster_risk"})
"""Scales with legal colours; the others are told by number and word alone."""
TYPED, DONE, AUTOMATIC = "pencil", "check", "server"
"""Icons: of what a person wrote and of what came by itself, as in the watch's log; and of what a person did."""


class _Gaps(dict[str, object]):
    """Parameters that never fail to be filled in."""

    def __missing__(self, key: str) -> str:
        return "…"


def hazard_word(hazard: str) -> str:
    """What a plan is for; one that is not known is shown as it is written."""
    translate = QCoreApplication.translate
    return {
        "flood": translate("plan", "flood"),
        "storm": translate("plan", "storm"),
        "fire": translate("plan", "fire"),
        "traffic": translate("plan", "traffic disaster"),
        "epidemic": translate("plan", "epidemic"),
        "security": translate("plan", "information security"),
    }.get(hazard, hazard)


def level_text(plan: Plan | None, level: int) -> str:
    """A level as it stands in its badge: number and word, with the scale's own name where that is a legal one."""
    if level <= 0:
        return ""
    translate = QCoreApplication.translate
    name = plan.level_name(level) if plan is not None else ""
    if plan is not None and plan.scale.kind == "flood_alarm":
        number = translate("plan", "Flood alarm {n}").format(n="I" * level)
    else:
        number = translate("plan", "Level {n}").format(n=level)
    return f"{number} · {name}" if name else number


def level_badge(plan: Plan | None, level: int) -> theme.Badge | None:
    """The legal colour of a level; None where no law gives it one."""
    return theme.current().badge(plan.scale.kind, level) if plan is not None and plan.scale.kind in LEGAL else None


def line_text(line: PlanLine) -> str:
    """What a line of the log says; one of a newer backend is shown as it is written."""
    translate = QCoreApplication.translate
    params = dict(line.params)
    if line.is_automatic:
        return automatic_text(line)
    if line.event == "level":
        up = int(params.get("level") or 0) > int(params.get("before") or 0)
        pattern = (
            translate("plan", "Raised to level {level}: {reason}")
            if up
            else translate("plan", "Lowered to level {level}: {reason}")
        )
    elif line.event == "answer":
        pattern = (
            translate("plan", "{agency}: READY. {text}")
            if params.get("go")
            else translate("plan", "{agency}: NOT READY. {text}")
        )
    elif line.event == "report" and params.get("late_min"):
        pattern = translate("plan", "Flash report, {late_min} minutes late: {text}")
    else:
        pattern = {
            "activated": translate("plan", "Activated at level {level}: {reason}"),
            "joined": translate("plan", "Activated a second time, at level {level}: {reason}"),
            "step": translate("plan", "Done: {text}"),
            "note": "{text}",
            "report": translate("plan", "Flash report: {text}"),
            "poll": translate("plan", "Asked all agencies: {question}"),
            "stood_down": translate("plan", "Stood down: {reason}"),
            "wall_shown": translate("plan", "{wall} shows “{preset}”"),
            "wall_missing": translate("plan", "{wall} has no preset “{preset}”: nothing was shown there"),
            "wall_back": translate("plan", "{wall}: what stood there before is back"),
            "injected": translate("plan", "Situation of the exercise: {title}"),
            "drill_ended": translate("plan", "Drill ended: “{plan}” was activated in earnest"),
        }.get(line.event, line.event)
    if params.get("again"):
        pattern = translate("plan", "Done once more: {text}")
    said = pattern.format_map(_Gaps(params)).rstrip(" :.·")
    return translate("plan", "{text} (no longer counted)").format(text=said) if line.superseded else said


def automatic_text(line: PlanLine) -> str:
    """What the backend wrote of what came; a line of a newer one is shown as it is written."""
    translate = QCoreApplication.translate
    params = dict(line.params)
    if line.event == "flood":
        return _flood_text(params)
    if line.event == "number":
        value, limit = params.get("value"), params.get("limit")
        decimals = int(params.get("decimals") or 0)
        params["value"] = NONE if value is None else number_text(float(value), decimals)
        params["limit"] = NONE if limit is None else number_text(float(limit), decimals)
    pattern = {
        "incident_came": translate("plan", "New, severity {severity}: {code} · {title} · {ward}"),
        "incident_ended": translate("plan", "Dealt with: {code} · {title}"),
        "source_down": translate("plan", "Source lost: {name}"),
        "source_up": translate("plan", "Source back after {minutes} minutes: {name}"),
        "report_late": translate("plan", "The flash report is late: it was due at {due}"),
        "number": {
            "alarm": translate("plan", "{name}: {value} {unit}, past the critical threshold {limit}"),
            "normal": translate("plan", "{name}: {value} {unit}, back to normal (threshold {limit})"),
            "warn": translate("plan", "{name}: {value} {unit}, no longer critical")
            if params.get("from") == "alarm"
            else translate("plan", "{name}: {value} {unit}, past the warning threshold {limit}"),
        }.get(str(params.get("to")), "{name}: {value} {unit}"),
    }.get(line.event, line.event)
    if isinstance(params.get("severity"), int):
        params["severity"] = severity_label(params["severity"])
    for name in ("due", "since"):
        params[name] = _instant_text(params.get(name))
    return pattern.format_map(_Gaps(params)).rstrip(" :.·")


def _flood_text(params: dict[str, object]) -> str:
    """How much more there was in a minute of which only the first lines are told."""
    translate = QCoreApplication.translate
    words = {
        "came": translate("plan", "{n} new incidents"),
        "ended": translate("plan", "{n} dealt with"),
        "lost": translate("plan", "{n} sources lost"),
        "back": translate("plan", "{n} sources back"),
    }
    more = ", ".join(word.format(n=params[name]) for name, word in words.items() if params.get(name))
    return translate("plan", "And more in the minute from {time}: {more}").format(
        time=_instant_text(params.get("minute")), more=more
    )


def _instant_text(value: object) -> str:
    """A time of the log's parameters; as it is written where it cannot be read."""
    try:
        return minute_text(datetime.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def line_who(line: PlanLine) -> str:
    """Whose line it is; nobody's where the log wrote it."""
    return QCoreApplication.translate("plan", "automatic") if line.is_automatic else line.actor_name


def line_mark(line: PlanLine) -> str:
    """By its icon: written by a person, done by a person, or by nobody."""
    return AUTOMATIC if line.is_automatic else TYPED if line.event == "note" else DONE


def line_state(line: PlanLine) -> str:
    """Where a line stands: on its way, or said during an outage; and at whose desk."""
    translate = QCoreApplication.translate
    parts = []
    if line.pending:
        parts.append(outbox_word(OutboxState.WAITING))
    if line.offline and line.received_at is not None:
        received = translate("plan", "done during the outage, received {time}")
        parts.append(received.format(time=day_minute_text(line.at, line.received_at)))
    if said := own_clock_words(line.said_at):
        parts.append(said)
    if line.via:
        parts.append(translate("plan", "at the desk of {name}").format(name=line.via))
    return " · ".join(parts)


def span_text(seconds: float) -> str:
    """A countdown: hours with their minutes, so that nobody takes two hours for one."""
    hours, rest = divmod(int(max(0.0, seconds)), HOUR_S)
    if not hours:
        return age_text(seconds)
    minutes = rest // MINUTE_S
    return " ".join([age_text(hours * HOUR_S), *([age_text(minutes * MINUTE_S)] if minutes else [])])


def report_text(activation: Activation, now: datetime) -> tuple[str, str]:
    """The countdown to the next flash report, and its tone; late is told."""
    translate = QCoreApplication.translate
    due = report_due(activation, now)
    age = span_text(due.span.total_seconds())
    if due.state == "none":
        return "", "text2"
    if due.state == "late":
        return translate("plan", "Flash report {age} LATE").format(age=age), "overdue"
    return translate("plan", "Flash report in {age}").format(age=age), "soon" if due.state == "soon" else "text2"


def count_text(count: PollCount) -> str:
    """How a question stands."""
    words = QCoreApplication.translate("plan", "Ready {go} · not ready {no} · no answer yet {silent}")
    return words.format(go=count.go, no=count.no_go, silent=count.silent)


def short_text(activation: Activation, plan: Plan | None, now: datetime) -> str:
    """One activation in a strip: what, at which level, and when the next report is due."""
    level = level_text(plan, activation.level) if activation.level else ""
    report, _tone = report_text(activation, now)
    head = f"{drill_word()}: {activation.plan_name}" if activation.drill else activation.plan_name.upper()
    return " · ".join(part for part in (head, level, report) if part)
