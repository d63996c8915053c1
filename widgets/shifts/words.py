"""The shift in words: what an automatic line says, and by which shape and word a line tells where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.records.models import OutboxState, Shift
from console.records.shift import Handover, HandoverItem, ShiftEntry
from widgets.base.formats import clock_text, day_minute_text, minute_text
from widgets.base.own_clock import own_clock_words
from widgets.words.outbox_words import outbox_word

TYPED, AUTOMATIC, PINNED = "pencil", "server", "pin"
"""Icons."""


class _Gaps(dict[str, object]):
    """Parameters that never fail to be filled in."""

    def __missing__(self, key: str) -> str:
        return "…"


def entry_text(entry: ShiftEntry) -> str:
    """What a line says; an automatic one of a newer backend is shown as it is written."""
    if entry.is_typed:
        return entry.text
    translate = QCoreApplication.translate
    pattern = {
        "signed_on": translate("shift", "{who} signed on · {desk}"),
        "signed_off": translate("shift", "{who} signed off · {desk}"),
        "handover_offered": translate("shift", "{who} signed a handover to {to}: {n} items"),
        "handover_taken": translate("shift", "{who} signed for {n} items from {from}"),
        "handover_returned": translate("shift", "{who} returned {n} items to {from}: {reason}"),
        "escalated": translate("shift", "{who} escalated {code} to level {level}: {reason}"),
        "critical_incident": translate("shift", "New and critical: {code} · {title}"),
        "plan_activated": translate("shift", "{who} activated “{plan}” at level {level}: {reason}"),
        "plan_level": translate("shift", "{who} set “{plan}” to level {level}: {reason}"),
        "plan_stood_down": translate("shift", "{who} stood “{plan}” down: {reason}"),
        "shift_began": translate("shift", "{name} began"),
        "source_down": translate("shift", "Source lost: {name}"),
        "many_reveals": translate("shift", "{who} was told who reported of {count} incidents within an hour"),
        "chain_restarted": translate(
            "shift", "{device}: the record of actions was lost there and began anew, under {who}"
        ),
        "agency_late": translate("shift", "{agency} has not accepted {code} after {minutes} minutes · {title}"),
        "source_up": translate("shift", "Source back: {name}"),
        "message_failed": translate("shift", "Message not sent to {to}: {reason_text}"),
    }.get(entry.event)
    if pattern is None:
        return entry.text or entry.event
    return pattern.format_map(_Gaps(entry.params)).rstrip(" ·:")


def kind_word(entry: ShiftEntry) -> str:
    """Who wrote a line: a hand or the system."""
    translate = QCoreApplication.translate
    return translate("shift", "written by hand") if entry.is_typed else translate("shift", "automatic")


def entry_mark(entry: ShiftEntry) -> str:
    """The shape of a line's kind."""
    return TYPED if entry.is_typed else AUTOMATIC


def entry_state(entry: ShiftEntry) -> str:
    """Where a line stands: on its way, refused, corrected, pinned, done during an outage."""
    translate = QCoreApplication.translate
    parts = []
    if entry.pending:
        parts.append(outbox_word(OutboxState.WAITING))
    if entry.trouble:
        parts.append(outbox_word(OutboxState(entry.trouble)))
    if entry.corrected_by:
        parts.append(translate("shift", "corrected by a later line"))
    if entry.corrects:
        parts.append(translate("shift", "corrects an earlier line"))
    if entry.pinned and not entry.corrected_by:
        parts.append(translate("shift", "pinned for the next shift"))
    if entry.offline and entry.received_at is not None:
        received = translate("shift", "written during the outage, received {time}")
        parts.append(received.format(time=day_minute_text(entry.at, entry.received_at)))
    if said := own_clock_words(entry.said_at):
        parts.append(said)
    return " · ".join(parts)


def entry_tone(entry: ShiftEntry) -> str:
    """The colour role of a line: quiet unless it waits or was refused."""
    if entry.trouble:
        return "severity1"
    if entry.pending:
        return "late"
    return "text3" if entry.corrected_by or not entry.is_typed else "text2"


def outcome_word(item: HandoverItem) -> str:
    """What became of one item of a handover."""
    translate = QCoreApplication.translate
    words = {
        "": translate("shift", "not decided"),
        "taken": translate("shift", "taken over"),
        "returned": translate("shift", "returned"),
        "elsewhere": translate("shift", "somebody else was given it"),
        "ended": translate("shift", "has ended"),
    }
    word = words.get(item.outcome, item.outcome)
    if item.reason:
        word = f"{word}: {item.reason}"
    return f"{word} · {outbox_word(OutboxState.WAITING)}" if item.pending else word


def outcome_mark(item: HandoverItem) -> str:
    """The icon of an outcome."""
    icons = {
        "": "circle-dashed", "taken": "check", "returned": "undo-2", "elsewhere": "arrow-right", "ended": "archive",
    }  # fmt: skip
    return icons.get(item.outcome, "circle-question-mark")


def signatures_text(handover: Handover) -> str:
    """Both sides' signatures with their times, and those that are still missing."""
    translate = QCoreApplication.translate
    parts = []
    for one in handover.signatures:
        side = translate("shift", "Handed over") if one.side == "giver" else translate("shift", "Taken over")
        waiting = f" ({outbox_word(OutboxState.WAITING)})" if one.pending else ""
        during = translate("shift", " during the outage") if one.offline else ""
        seal = f" · {one.hash[:8]}" if one.hash else ""
        parts.append(f"{side}: {one.actor_name} {clock_text(one.at)}{during}{seal}{waiting}")
    if not any(one.side == "taker" for one in handover.signatures):
        parts.append(translate("shift", "Not signed by {name} yet").format(name=handover.to_name))
    return "\n".join(parts)


def facts_text(handover: Handover) -> str:
    """What is shelved, which sources and cameras are down, what waited to be sent: a line each, none for nothing."""
    return facts(handover.shelved, handover.sources_down, handover.cameras_down, handover.pending)


def facts(
    shelved: tuple[str, ...], sources: tuple[str, ...], cameras: tuple[str, ...], pending: int, most: int = 5
) -> str:
    """As `facts_text`, of a handover that is not signed yet."""
    translate = QCoreApplication.translate
    lines = []
    for names, word in (
        (shelved, translate("shift", "Shelved ({n}): {names}")),
        (sources, translate("shift", "Sources down ({n}): {names}")),
        (cameras, translate("shift", "Cameras without a picture ({n}): {names}")),
    ):
        shown = "; ".join(names[:most]) + ("; …" if len(names) > most else "")
        lines.append(word.format(n=len(names), names=shown or translate("shift", "none")))
    lines.append(translate("shift", "Waiting to be sent: {n}").format(n=pending))
    return "\n".join(lines)


def here_text(shift: Shift | None) -> str:
    """Who is at which desk since when; who is on the roster and not here."""
    translate = QCoreApplication.translate
    if shift is None:
        return ""
    told = [
        " ".join((" · ".join(part for part in (one.name, one.desk) if part), minute_text(one.present_since)))
        for one in shift.people if one.present_since is not None
    ]  # fmt: skip
    away = [one.name for one in shift.people if one.present_since is None]
    names = "; ".join(told) or translate("shift", "nobody has signed on")
    first = translate("shift", "Here: {names}").format(names=names)
    second = translate("shift", "Not signed on: {names}").format(names="; ".join(away)) if away else ""
    return f"{first} — {second}" if second else first
