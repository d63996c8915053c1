"""What of a plan may hang in a room: levels, times and counts; no name, no number to call, no word that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.plans.deed import listed

_ACTIVATION = (
    "plan_id", "plan_name", "hazard", "drill", "show_on_wall", "level", "activated_at", "ended_at", "next_report_at",
)  # fmt: skip
_STEP = ("checklist", "step", "answer", "at")


def activation_on_wall(data: Mapping[str, Any]) -> dict[str, Any]:
    """An activation as a wall has it: which steps are done and when, which agencies are ready, when it was reported."""
    polls = [
        {"id": one.get("id"), "at": one.get("at"),
         "answers": [{name: said.get(name) for name in ("agency", "go", "at")} for said in listed(one.get("answers"))]}
        for one in listed(data.get("polls"))
    ]  # fmt: skip
    return {name: data.get(name) for name in _ACTIVATION} | {
        "steps": [
            {name: one.get(name) for name in ("checklist", "step", "answer", "at")} for one in listed(data.get("steps"))
        ],
        "polls": polls,
        "reports": [{"at": one.get("at")} for one in listed(data.get("reports"))],
    }


def plan_on_wall(data: Mapping[str, Any]) -> dict[str, Any]:
    """A plan as a wall has it: without those who are to be called."""
    return {name: value for name, value in data.items() if name != "roles"}
