"""Verbs that only a life cycle gives a meaning: what each has to say. Where it leads is the life cycle's to tell."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.actions.deed import Act, Deed, Outcome, Rule, missing, stated
from backend.incidents.incident import ended, told

REPLIES_KEPT = 20
BEST = 5
"""Satisfaction is told from 1 to 5, the most the best."""


def verify(deed: Deed) -> Outcome:
    """It is as reported; how that was found may be said."""
    return ended(deed) or told(deed, stated(deed.act, "text") or "")


def classify(deed: Deed) -> Outcome:
    """What kind it is, and at which level it is handled."""
    over, kind, level = ended(deed), stated(deed.act, "kind"), stated(deed.act, "level")
    if over is not None:
        return over
    if kind is None or level is None or max(len(kind), len(level)) > 64:
        return missing(", ".join(name for name, said in (("kind", kind), ("level", level)) if said is None) or "kind")
    return told(deed, f"{kind} · {level}", {"kind": kind, "level": level})


def start(deed: Deed) -> Outcome:
    """Somebody works on it now."""
    return ended(deed) or told(deed, stated(deed.act, "text") or "")


def pause(deed: Deed) -> Outcome:
    """The clock stands still, for a reason."""
    over, reason = ended(deed), stated(deed.act, "reason")
    if over is not None:
        return over
    return missing("reason") if reason is None else told(deed, reason)


def resume(deed: Deed) -> Outcome:
    """It goes on where it stood."""
    return ended(deed) or told(deed, stated(deed.act, "text") or "")


def reply(deed: Deed) -> Outcome:
    """An answer to whom it was reported by; always accepted, at every stage that knows one."""
    text = stated(deed.act, "text")
    if text is None:
        return missing("text")
    act = deed.act
    line = {"at": act.received_at, "text": text, "actor_name": act.actor_name, "action_id": act.action_id}
    replies = [*deed.data.get("replies", ()), line][-REPLIES_KEPT:]
    return told(deed, text, {"replies": replies, "replied_at": act.received_at})


def satisfaction(act: Act) -> int | Outcome | None:
    """How content the reporter is, where a closing tells it: 1 to 5, None where it does not, or the refusal."""
    given = act.payload.get("satisfaction")
    if given is None or (isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= BEST):
        return given
    return missing("satisfaction")


STAGE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "verify": verify, "classify": classify, "start": start, "pause": pause, "resume": resume, "reply": reply,
    }
)  # fmt: skip
