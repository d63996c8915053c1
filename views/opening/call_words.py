"""What is said of a call: its number as the room may see it, what it does, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.calls.call import Call
from contract.reporters import ToldBy, ToldIncident
from widgets.base.formats import age_text
from widgets.incidents.words import state_word
from widgets.opening.call_strip import CallOffer
from widgets.opening.masks import masked_phone
from widgets.opening.rows import NearRow

HOUR_S, MINUTE_S = 3600, 60


def number_words(call: Call) -> str:
    """The number, masked; or that its owner withholds it."""
    return masked_phone(call.number) or QCoreApplication.translate("calls", "Number withheld")


def lasts_words(call: Call, now_s: float) -> str:
    """01:42 of one that goes on, counted from when it began to do what it does; empty once it is over."""
    if call.is_over:
        return ""
    seconds = max(0, int(now_s - call.since_s))
    minutes, rest = f"{seconds % HOUR_S // MINUTE_S:02d}", f"{seconds % MINUTE_S:02d}"
    hours = seconds // HOUR_S
    return f"{hours}:{minutes}:{rest}" if hours else f"{minutes}:{rest}"


def doing_words(call: Call, now_s: float) -> str:
    """Whether it rings, is spoken with, or when it was over."""
    translate = QCoreApplication.translate
    if call.event == "ringing":
        return translate("calls", "ringing")
    if call.event == "answered":
        return translate("calls", "on the line")
    ago = now_s - call.since_s
    if ago < MINUTE_S:
        return translate("calls", "called just now")
    return translate("calls", "called just now, ended {age} ago").format(age=age_text(ago))


def line_words(call: Call, now_s: float) -> str:
    """On which line: beside the number on the sheet; and what it does, unless one speaks with them."""
    doing = "" if call.event == "answered" else doing_words(call, now_s)
    return " · ".join(part for part in (call.line, doing) if part)


def offer_of(calls: Sequence[Call], now_s: float) -> CallOffer | None:
    """The first of those that wait; None where none does."""
    if not calls:
        return None
    first, count = calls[0], len(calls) - 1
    others = QCoreApplication.translate("calls", "%n more", "", count) if count else ""
    return CallOffer(number_words(first), first.line, doing_words(first, now_s), lasts_words(first, now_s), others)


def earlier_row(one: ToldIncident, now: datetime) -> NearRow:
    """An incident that the caller told of: its code, where it stands, how long ago."""
    began = datetime.fromisoformat(one.created_at)
    ago = QCoreApplication.translate("opening", "{age} ago").format(age=age_text((now - began).total_seconds()))
    beside = " · ".join(part for part in (one.code, state_word(one.state), ago) if part)
    return NearRow(one.id, one.severity, one.title, beside)


def earlier_words(found: ToldBy) -> str:
    """How many there are, and since when."""
    translate, count = QCoreApplication.translate, len(found.incidents)
    if not count:
        return translate("calls", "not in the last {days} days").format(days=found.days)
    return translate("calls", "%n in the last {days} days", "", count).format(days=found.days)


def still_asked() -> str:
    """While the server has not answered."""
    return QCoreApplication.translate("calls", "looking it up…")


def not_asked(why: str) -> str:
    """Why it is not known."""
    translate = QCoreApplication.translate
    if why == "forbidden":
        return translate("calls", "your role does not look this up")
    return translate("calls", "cannot be looked up now")
