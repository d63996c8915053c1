"""Verbs that only a life cycle gives a meaning: what each has to say. Where it leads is the life cycle's to tell."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.actions.deed import Deed, Outcome, Rule, said
from backend.actions.engine import unknown
from backend.base.newest import newest
from backend.incidents import agency
from backend.incidents.incident import ended, told

REPLIES_KEPT, REPLIES_BYTES = 20, 32 * 1024


def verify(deed: Deed) -> Outcome:
    """It is as reported; how that was found may be said."""
    return ended(deed) or told(deed, said(deed.act, "text"))


def classify(deed: Deed) -> Outcome:
    """What kind it is, and at which level it is handled."""
    kind, level = said(deed.act, "kind"), said(deed.act, "level")
    return ended(deed) or told(deed, f"{kind} · {level}", {"kind": kind, "level": level})


def start(deed: Deed) -> Outcome:
    """Somebody works on it now."""
    return ended(deed) or told(deed, said(deed.act, "text"))


def pause(deed: Deed) -> Outcome:
    """The clock stands still, for a reason."""
    return ended(deed) or told(deed, said(deed.act, "reason"))


def resume(deed: Deed) -> Outcome:
    """It goes on where it stood."""
    return ended(deed) or told(deed, said(deed.act, "text"))


def reply(deed: Deed) -> Outcome:
    """An answer to whom it was reported by; always accepted, at every stage that knows one."""
    act, text = deed.act, said(deed.act, "text")
    line = {"at": act.received_at, "text": text, "actor_name": act.actor_name, "action_id": act.action_id}
    replies = newest([*deed.data.get("replies", ()), line], REPLIES_KEPT, REPLIES_BYTES)
    return told(deed, text, {"replies": replies, "replied_at": act.received_at})


STAGE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "verify": verify, "classify": classify, "start": start, "pause": pause, "resume": resume, "reply": reply,
    }
)  # fmt: skip
WITHOUT_LIFE_CYCLE: Mapping[str, Rule] = MappingProxyType(dict.fromkeys(STAGE_RULES, unknown))
"""What they are where a city has none for the incident (`backend.rules`)."""
OF_AGENCIES = agency.RULES
"""Said of whatever an agency was given, on whichever way it is."""
