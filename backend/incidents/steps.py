"""Steps of a checklist as a merge rule: always taken in, the first one received is the one that did it.

Which steps there are is the city pack's matter and may change while an incident is open, so a step is kept as it was
told, with its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.actions.deed import TEXT_MAX, Act
from backend.base.newest import size_of

SHORT = 60
STEPS_KEPT, STEPS_BYTES = 100, 24 * 1024
"""Beyond so many bytes a step is kept without what was written with it, which the history has."""


@dataclass(frozen=True)
class Who:
    """Who did it, when, and under which action; whether that was during an outage."""

    actor_id: str
    actor_name: str
    at: str
    received_at: str
    action_id: str
    offline: bool


def who(act: Act) -> Who:
    """As an action tells it."""
    return Who(act.actor_id, act.actor_name, act.at, act.received_at, act.action_id, act.offline)


@dataclass(frozen=True)
class Done:
    """`applied` with `changed` fields, or `superseded` where it was done before; `text` is for the history."""

    result: str
    text: str
    changed: Mapping[str, Any] = field(default_factory=dict)


def done(incident: Mapping[str, Any], payload: Mapping[str, Any], by: Who) -> Done:
    """Take in `{checklist, step, title, answer?, answer_text?, text?, picture?}`."""
    told = _understood(payload)
    text = ": ".join(part for part in (told["title"], told["answer_text"]) if part)
    text = " — ".join(part for part in (text, told["text"]) if part)[:TEXT_MAX]
    steps = list(incident.get("steps", ()))
    same = (told["checklist"], told["step"])
    if any((one.get("checklist"), one.get("step")) == same for one in steps):
        return Done("superseded", text)
    if len(steps) >= STEPS_KEPT:
        return Done("superseded", text)
    entry = {
        **told, "at": by.at, "received_at": by.received_at, "actor_id": by.actor_id, "actor_name": by.actor_name,
        "action_id": by.action_id, "offline": by.offline,
    }  # fmt: skip
    if size_of([*steps, entry]) > STEPS_BYTES:
        entry |= {"title": entry["title"][:SHORT], "answer_text": entry["answer_text"][:SHORT], "text": ""}
    return Done("applied", text, {"steps": [*steps, entry]})


def _understood(payload: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: payload.get(name, "").strip() for name in ("title", "answer", "answer_text", "text")}
    known = {"checklist": payload["checklist"], "step": payload["step"], **words}
    picture = payload.get("picture")
    return known | ({"picture": {"name": picture["name"], "sha256": picture["sha256"]}} if picture else {})
