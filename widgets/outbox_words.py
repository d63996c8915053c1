"""Actions in words: the verb, where one stands and by which shape that is told, and what it says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.conflicts import said
from console.models import OutboxState, PendingAction

_MARKS = (
    (OutboxState.WAITING, "◌"),
    (OutboxState.SENDING, "→"),
    (OutboxState.ANSWERED, "→"),
    (OutboxState.SETTLED, "•"),
    (OutboxState.NEEDS_ATTENTION, "!"),
    (OutboxState.CONFLICT, "≠"),
    (OutboxState.REJECTED, "×"),
    (OutboxState.EXPIRED, "?"),
)
LOUD = frozenset({OutboxState.NEEDS_ATTENTION, OutboxState.REJECTED, OutboxState.CONFLICT, OutboxState.EXPIRED})
PAST = frozenset({OutboxState.SETTLED, OutboxState.WITHDRAWN, OutboxState.PUT_AWAY})


def action_word(kind: str) -> str:
    """The verb of an action; one that is not known is shown as it is written."""
    translate = QCoreApplication.translate
    return {
        "acknowledge": translate("action", "Acknowledge"),
        "assign": translate("action", "Assign"),
        "note": translate("action", "Note"),
        "escalate": translate("action", "Escalate"),
        "resolve": translate("action", "Resolve"),
        "forward": translate("action", "Forward"),
        "reopen": translate("action", "Reopen"),
        "close": translate("action", "Close"),
        "refuse": translate("action", "Refuse"),
        "extend_deadline": translate("action", "Extend the deadline"),
        "verify": translate("action", "Verify"),
        "classify": translate("action", "Classify"),
        "start": translate("action", "Start work"),
        "pause": translate("action", "Stop the clock"),
        "resume": translate("action", "Let the clock run"),
        "reply": translate("action", "Answer the reporter"),
        "shelve": translate("action", "Put aside"),
        "unshelve": translate("action", "Bring back"),
        "tag": translate("action", "Tag"),
        "attach": translate("action", "Evidence"),
        "join": translate("action", "Join"),
        "part": translate("action", "Part"),
        "step": translate("action", "Step"),
        "reveal": translate("action", "Look at who reported"),
        "log_entry": translate("action", "Shift log"),
        "sign_on": translate("action", "Sign on to the shift"),
        "sign_off": translate("action", "Sign off from the shift"),
        "handover_offer": translate("action", "Hand over"),
        "handover_take": translate("action", "Take over"),
        "handover_return": translate("action", "Return an item of a handover"),
        "plan_activate": translate("action", "Activate a plan"),
        "plan_level": translate("action", "Level of the plan"),
        "plan_step": translate("action", "Step of the plan"),
        "plan_log": translate("action", "Log of the plan"),
        "plan_report": translate("action", "Flash report"),
        "plan_poll": translate("action", "Question to agencies"),
        "plan_answer": translate("action", "Answer of an agency"),
        "plan_inject": translate("action", "Situation of the exercise"),
        "plan_stand_down": translate("action", "Stand down"),
        "wall_take": translate("action", "Take control of the wall"),
        "wall_release": translate("action", "Release the wall"),
        "wall_show": translate("action", "Put on the wall"),
        "wall_preset": translate("action", "Preset of the wall"),
        "wall_roll_back": translate("action", "Wall as before"),
        "wall_identify": translate("action", "Show each screen's number"),
        "wall_preset_save": translate("action", "Save a preset of the wall"),
        "wall_preset_remove": translate("action", "Remove a preset of the wall"),
        "layout_save": translate("action", "Save the layout"),
        "layout_remove": translate("action", "Remove the layout"),
    }.get(kind, kind)


def action_text(action: PendingAction) -> str:
    """The verb and what it says."""
    verb, text = action_word(action.type), said(action) or _named(action)
    return f"{verb}: {text}" if text else verb


def _named(action: PendingAction) -> str:
    """An agency, or the name of a layout or of a wall's preset."""
    name = action.payload.get("name") if action.target_type in ("layout", "wall") else None
    return str(action.payload.get("agency") or name or "")


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
    """The shape of a state, so that no colour has to tell it."""
    return dict(_MARKS).get(state, "–")


def outbox_tone(state: OutboxState) -> str:
    """The colour role of a state: quiet once it is over."""
    if state in LOUD:
        return "severity1"
    return "text3" if state in PAST else "late"
