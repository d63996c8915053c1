"""Verbs that only a life cycle gives a meaning: what each has to say. Where it leads is the life cycle's to tell."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend.merge import Act, Outcome, Rule, ended, missing, stated, told

REPLIES_KEPT = 20
BEST = 5
"""Satisfaction is told from 1 to 5, the most the best."""


def verify(incident: dict[str, Any], act: Act) -> Outcome:
    """It is as reported; how that was found may be said."""
    return ended(incident) or _plain(incident, act, stated(act, "text") or "")


def classify(incident: dict[str, Any], act: Act) -> Outcome:
    """What kind it is, and at which level it is handled."""
    over, kind, level = ended(incident), stated(act, "kind"), stated(act, "level")
    if over is not None:
        return over
    if kind is None or level is None or max(len(kind), len(level)) > 64:
        return missing(", ".join(name for name, said in (("kind", kind), ("level", level)) if said is None) or "kind")
    return Outcome("applied", told(incident | {"kind": kind, "level": level}, act, f"{kind} · {level}"))


def start(incident: dict[str, Any], act: Act) -> Outcome:
    """Somebody works on it now."""
    return ended(incident) or _plain(incident, act, stated(act, "text") or "")


def pause(incident: dict[str, Any], act: Act) -> Outcome:
    """The clock stands still, for a reason."""
    over, reason = ended(incident), stated(act, "reason")
    if over is not None:
        return over
    return missing("reason") if reason is None else _plain(incident, act, reason)


def resume(incident: dict[str, Any], act: Act) -> Outcome:
    """It goes on where it stood."""
    return ended(incident) or _plain(incident, act, stated(act, "text") or "")


def reply(incident: dict[str, Any], act: Act) -> Outcome:
    """An answer to whom it was reported by; always accepted, at every stage that knows one."""
    text = stated(act, "text")
    if text is None:
        return missing("text")
    line = {"at": act.received_at, "text": text, "actor_name": act.actor_name, "action_id": act.action_id}
    replies = [*incident.get("replies", ()), line][-REPLIES_KEPT:]
    return Outcome("applied", told(incident | {"replies": replies, "replied_at": act.received_at}, act, text))


def satisfaction(act: Act) -> int | Outcome | None:
    """How content the reporter is, where a closing tells it: 1 to 5, None where it does not, or the refusal."""
    given = act.payload.get("satisfaction")
    if given is None or (isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= BEST):
        return given
    return missing("satisfaction")


def _plain(incident: dict[str, Any], act: Act, text: str) -> Outcome:
    return Outcome("applied", told(incident, act, text))


STAGE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "verify": verify, "classify": classify, "start": start, "pause": pause, "resume": resume, "reply": reply,
    }
)  # fmt: skip
