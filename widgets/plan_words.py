"""Response plans in words: hazards, levels, lines of the log that writes itself, the countdown of reports."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.models import OutboxState
from console.plan_models import Activation, Plan, PlanLine, PollCount, report_due
from widgets import theme
from widgets.formats import HOUR_S, MINUTE_S, age_text, day_minute_text
from widgets.outbox_words import outbox_word

LEGAL = frozenset({"disaster_risk"})
"""Scales with legal colours; the others are told by number and word alone."""


class _Gaps(dict[str, object]):
    """Parameters that never fail to be filled in."""

    def __missing__(self, key: str) -> str:
        return "…"


def drill_word() -> str:
    """What a drill is called, wherever it is marked."""
    return QCoreApplication.translate("plan", "DRILL")


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


def line_state(line: PlanLine) -> str:
    """Where a line stands: on its way, or said during an outage; and at whose desk."""
    translate = QCoreApplication.translate
    parts = []
    if line.pending:
        parts.append(outbox_word(OutboxState.WAITING))
    if line.offline and line.received_at is not None:
        received = translate("plan", "done during the outage, received {time}")
        parts.append(received.format(time=day_minute_text(line.at, line.received_at)))
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
    return translate("plan", "Flash report in {age}").format(age=age), "late" if due.state == "soon" else "text2"


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
