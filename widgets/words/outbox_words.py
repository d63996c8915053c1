"""Actions in words: the verb, where one stands and by which icon that is told, and what it says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.incidents.conflicts import said
from console.records.models import OutboxState, PendingAction
from widgets.words.verb_words import action_word

_MARKS = (
    (OutboxState.WAITING, "circle-dashed"),
    (OutboxState.SENDING, "send"),
    (OutboxState.ANSWERED, "check"),
    (OutboxState.SETTLED, "check-check"),
    (OutboxState.NEEDS_ATTENTION, "circle-alert"),
    (OutboxState.CONFLICT, "git-merge"),
    (OutboxState.REJECTED, "circle-x"),
    (OutboxState.EXPIRED, "clock-alert"),
)
LOUD = frozenset({OutboxState.NEEDS_ATTENTION, OutboxState.REJECTED, OutboxState.CONFLICT, OutboxState.EXPIRED})
PAST = frozenset({OutboxState.SETTLED, OutboxState.WITHDRAWN, OutboxState.PUT_AWAY})


def action_text(action: PendingAction) -> str:
    """The verb and what it says."""
    verb, text = action_word(action.type), said(action)
    return f"{verb}: {text}" if text else verb


def outbox_word(state: OutboxState) -> str:
    """Where an action stands."""
    translate = QCoreApplication.translate
    return {
        OutboxState.WAITING: translate("outbox", "waiting to send"),
        OutboxState.SENDING: translate("outbox", "sending"),
        OutboxState.ANSWERED: translate("outbox", "received by the server"),
        OutboxState.SETTLED: translate("outbox", "settled"),
        OutboxState.NEEDS_ATTENTION: translate("outbox", "needs attention"),
        OutboxState.CONFLICT: translate("outbox", "in conflict"),
        OutboxState.REJECTED: translate("outbox", "refused by the server"),
        OutboxState.EXPIRED: translate("outbox", "too old to send"),
        OutboxState.WITHDRAWN: translate("outbox", "withdrawn"),
        OutboxState.PUT_AWAY: translate("outbox", "put away"),
    }.get(state, str(state))


def standing_word(action: PendingAction) -> str:
    """Where an action stands; of a settled one also how: as it was meant, recorded only, or said anew."""
    translate = QCoreApplication.translate
    if action.state in (OutboxState.ANSWERED, OutboxState.SETTLED) and action.reason:
        if action.reason == "again":
            return translate("outbox", "said again")
        return translate("outbox", "recorded, somebody else's stands")
    return outbox_word(action.state)


def outbox_mark(state: OutboxState) -> str:
    """The icon of a state, so that no colour has to tell it."""
    return dict(_MARKS).get(state, "archive")


def outbox_tone(state: OutboxState) -> str:
    """The colour role of a state: quiet once it is over."""
    if state in LOUD:
        return "severity1"
    return "text3" if state in PAST else "late"
