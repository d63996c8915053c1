"""What can be done from the command view of a running plan, each with its letter and with why it is off."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.plans import actions as plan_actions
from console.records.models import Actor
from console.records.plan import Activation
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton

DEEDS = (
    ("change-plan-level", "plan_level", "C"), ("send-flash-report", "plan_report", "B"),
    ("write-plan-log", "plan_log", "N"), ("ask-agencies", "plan_poll", "H"), ("answer-poll", "plan_answer", "A"),
    ("inject-situation", "plan_inject", "T"), ("gather-for-plan", "", "V"), ("show-plans", "", "P"),
    ("stand-down-plan", "plan_stand_down", "E"),
)  # fmt: skip
"""Command, its verb, and its letter in the command view."""


def deed_buttons(actor: Actor | None, one: Activation) -> list[CommandButton]:
    """Those of this activation, for whoever sits here; situations are for drills alone."""
    made = []
    for name, verb, key in DEEDS:
        if verb == "plan_inject" and not one.drill:
            continue
        reason = plan_actions.allowed(verb, actor, one) if verb else None
        why = sentence(reason) if reason else ""
        made.append(CommandButton(name, _word(name), key, enabled=reason is None, reason=why))
    return made


def _word(name: str) -> str:
    """Short, so that nine of them stand side by side."""
    translate = QCoreApplication.translate
    return {
        "change-plan-level": translate("plan", "Level"),
        "send-flash-report": translate("plan", "Flash report"),
        "write-plan-log": translate("plan", "Log"),
        "ask-agencies": translate("plan", "Ask agencies"),
        "answer-poll": translate("plan", "Their answer"),
        "inject-situation": translate("plan", "Situation"),
        "gather-for-plan": translate("plan", "Cameras"),
        "stand-down-plan": translate("plan", "End it"),
    }.get(name, translate("plan", "All plans"))
