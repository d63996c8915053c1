"""Why the server did not take an action, and why an action waits: sentences from the contract's codes, never a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from console.records.models import Link, LinkState, OutboxState, PendingAction
from console.verbs import VALID_FOR
from views.words.sentences import known_codes, sentence
from widgets.base.formats import age_text
from widgets.words.marked_text import QT_TRANSLATE_NOOP

_PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "changed-meanwhile": QT_TRANSLATE_NOOP(
            "problems", "Somebody escalated, reopened or added evidence to this incident after the version you saw."
        ),
        "assignee-changed": QT_TRANSLATE_NOOP(
            "problems", "Somebody else was assigned meanwhile; that assignment stands."
        ),
        "incident-closed": QT_TRANSLATE_NOOP(
            "problems", "The incident was closed meanwhile; it must be reopened first."
        ),
        "not-resolved": QT_TRANSLATE_NOOP("problems", "Only a resolved incident can be closed."),
        "wrong-stage": QT_TRANSLATE_NOOP(
            "problems", "The incident was at another stage when the server took this up; there it is not possible."
        ),
        "not-in-life-cycle": QT_TRANSLATE_NOOP("problems", "The city does not handle this kind of incident so."),
        "reply-first": QT_TRANSLATE_NOOP("problems", "It can be closed once the reporter has been answered."),
        "unknown-activation": QT_TRANSLATE_NOOP(
            "problems", "The server knows no such activation: was it refused before? See there why."
        ),
        "activation-exists": QT_TRANSLATE_NOOP("problems", "This activation was made before."),
        "unknown-poll": QT_TRANSLATE_NOOP("problems", "The server knows no such question to the agencies."),
        "handover-begun": QT_TRANSLATE_NOOP(
            "problems", "Part of this handover was decided already, or it is somebody else's. Open it (Ctrl+H)."
        ),
        "not-a-drill": QT_TRANSLATE_NOOP("problems", "Situations are made up in drills only."),
        "wall-changed": QT_TRANSLATE_NOOP(
            "problems", "Somebody else changed this screen of the wall first; what they put up stays."
        ),
        "outlived": QT_TRANSLATE_NOOP(
            "problems",
            "It was meant for the moment when it was done, and arrived too late. Do it again if it is still right.",
        ),
        "wall-held": QT_TRANSLATE_NOOP("problems", "Somebody else controls the wall."),
        "preset-in-use": QT_TRANSLATE_NOOP(
            "problems", "A response plan shows this preset when it is activated, so that it must stay."
        ),
        "too-many-presets": QT_TRANSLATE_NOOP("problems", "The wall has as many presets as it may; remove one first."),
        "layout-changed": QT_TRANSLATE_NOOP("problems", "Somebody else saved or removed this layout meanwhile."),
        "layout-in-use": QT_TRANSLATE_NOOP("problems", "A wall shows this layout, or one of its presets does."),
        "bad-layout": QT_TRANSLATE_NOOP(
            "problems", "The server cannot show this layout; open it to see what is wrong."
        ),
        "forbidden": QT_TRANSLATE_NOOP(
            "problems",
            "The server does not let this person do that. Ask a duty officer, or sign in again.",
        ),
        "online-only": QT_TRANSLATE_NOOP("problems", "This may only be done while connected; it was done offline."),
        "bad-payload": QT_TRANSLATE_NOOP("problems", "Something that the server needs is missing or too long."),
        "unknown-action": QT_TRANSLATE_NOOP("problems", "The server does not know this kind of action."),
        "refused-whole": QT_TRANSLATE_NOOP(
            "problems", "The server cannot read this action. Say it again in other words; tell your IT staff."
        ),
        "not-forwarded": QT_TRANSLATE_NOOP("problems", "It is not with this agency any more."),
        "wrong-step": QT_TRANSLATE_NOOP("problems", "The agency is further than that already, or not as far yet."),
        "exists": QT_TRANSLATE_NOOP(
            "problems", "The server has this incident already; look at it before you say more."
        ),
        "unknown-target": QT_TRANSLATE_NOOP("problems", "The server has no such incident any more."),
        "bad-hash": QT_TRANSLATE_NOOP(
            "problems", "The action does not match its own seal. Tell your IT staff; say it again if it is still right."
        ),
        "chain-broken": QT_TRANSLATE_NOOP(
            "problems", "The server misses an action before this one. Try again; if it stays so, tell your IT staff."
        ),
        "author-not-proven": QT_TRANSLATE_NOOP(
            "problems",
            "Nothing proves to the server that this person did it. Whoever did says it again, signed in themselves.",
        ),
        "bad-signature": QT_TRANSLATE_NOOP(
            "problems",
            "Its signature is not right: it was changed here after it was done. Tell your IT staff; say it again if it"
            " is still right.",
        ),
        "not-signed": QT_TRANSLATE_NOOP(
            "problems", "This device did not sign it. Whoever did it says it again, signed in themselves."
        ),
        "device-lost": QT_TRANSLATE_NOOP(
            "problems",
            "It was saved with a key of this device that is gone, so that it cannot be sent as it was. Say it again if"
            " it is still right.",
        ),
        "bad-instant": QT_TRANSLATE_NOOP(
            "problems", "The time of the action cannot be read. Check this machine's clock."
        ),
        "sequence-used": QT_TRANSLATE_NOOP(
            "problems", "Its number was used by another action. Try again: it gets a new one."
        ),
        "sequence-gap": QT_TRANSLATE_NOOP("problems", "The server waits for an action before this one."),
        "device-mismatch": QT_TRANSLATE_NOOP(
            "problems", "This machine's sign-in belongs to another one. Sign in again."
        ),
    }
)
_STATES: Mapping[OutboxState, str] = MappingProxyType(
    {
        OutboxState.SENDING: QT_TRANSLATE_NOOP(
            "problems",
            "Sent; no answer yet. It is asked again with the same key, so it cannot count twice.",
        ),
        OutboxState.ANSWERED: QT_TRANSLATE_NOOP(
            "problems", "The server has it. It settles as soon as the incident comes back with it."
        ),
        OutboxState.SETTLED: QT_TRANSLATE_NOOP("problems", "It is in the server's log, once."),
        OutboxState.WITHDRAWN: QT_TRANSLATE_NOOP("problems", "Withdrawn before it was sent; nobody else saw it."),
        OutboxState.CONFLICT: QT_TRANSLATE_NOOP("problems", "Somebody else changed the incident meanwhile."),
    }
)
_HELD = QT_TRANSLATE_NOOP("problems", "Waits until you have decided the conflict on this incident.")
_NEXT = QT_TRANSLATE_NOOP("problems", "It is sent within seconds.")
_OFFLINE = QT_TRANSLATE_NOOP("problems", "It sends itself when the connection is back.")
_UNSIGNED = QT_TRANSLATE_NOOP("problems", "It is sent once somebody has signed in here.")
_OWN = QT_TRANSLATE_NOOP(
    "problems", "Saved before actions were signed: it is sent once {name} has signed in here with the password."
)
_PLAIN = QT_TRANSLATE_NOOP("problems", "The server did not take it and says: “{detail}”")
_SILENT = QT_TRANSLATE_NOOP("problems", "The server did not take it and gave no reason.")
_OUTLIVED = QT_TRANSLATE_NOOP(
    "problems",
    "This order is {age} old, and orders to people are not sent after {limit}. Say it again now, or drop it?",
)
_AGAIN = QT_TRANSLATE_NOOP("problems", "Another action was sent in its place.")
_TRIED = QT_TRANSLATE_NOOP("problems", "Tried {count} times without an answer; again in {age}.")


@dataclass(frozen=True)
class Surroundings:
    """What an action's waiting depends on besides itself."""

    now: datetime
    link: Link | None = None
    signed_in: bool = True
    held: frozenset[str] = frozenset()
    """Ids of incidents with an undecided conflict."""
    tries: int = 0
    next_try_s: float | None = None
    owner_id: str | None = None
    """In whose sign-in is sent; None where that is not asked for."""


def problem_sentence(code: str, detail: str = "") -> str:
    """The sentence for a problem; of an unknown one, what the server itself says of it."""
    if code in _PROBLEMS:
        return _said(_PROBLEMS[code])
    known = code.replace("-", "_")
    if known in known_codes():
        return sentence(known)
    return _said(_PLAIN).replace("{detail}", detail) if detail else _said(_SILENT)


def why(action: PendingAction, around: Surroundings) -> str:
    """Why an action stands where it stands."""
    state = action.was or action.state
    if state == OutboxState.WAITING:
        return _why_it_waits(action, around)
    if state == OutboxState.EXPIRED:
        limit = VALID_FOR.get(action.type)
        age = age_text((around.now - action.occurred_at).total_seconds())
        return _said(_OUTLIVED).format(age=age, limit=age_text(limit.total_seconds()) if limit else "–")
    if state == OutboxState.SETTLED and action.reason.startswith("again"):
        return _said(_AGAIN)
    if action.reason:
        return problem_sentence(action.reason, action.detail)
    if state == OutboxState.SENDING and around.tries:
        return " ".join((_said(_STATES[state]), _tried(around)))
    return _said(_STATES[state]) if state in _STATES else _said(_SILENT)


def _why_it_waits(action: PendingAction, around: Surroundings) -> str:
    if action.target_id in around.held:
        return _said(_HELD)
    if not around.signed_in:
        return _said(_UNSIGNED)
    if not action.signed and around.owner_id not in (None, action.actor_id):
        return _said(_OWN).format(name=action.actor_name)
    link = around.link
    if link is None or link.state != LinkState.DOWN:
        return _said(_NEXT)
    reason = sentence(link.reason) if link.reason else ""
    return " ".join(part for part in (reason, _said(_OFFLINE), _tried(around)) if part)


def _tried(around: Surroundings) -> str:
    if not around.tries or around.next_try_s is None:
        return ""
    return _said(_TRIED).format(count=around.tries, age=age_text(around.next_try_s))


def _said(source: str) -> str:
    return QCoreApplication.translate("problems", source)
