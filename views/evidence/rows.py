"""Evidence as rows and as the sheet beside them, in words: what the server has, and what waits to be registered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from console.evidence.saved_pictures import Picture
from contract.evidence import PIECE_BYTES, EvidenceOut, Look
from contract.instants import instant
from widgets.base.formats import age_text, clock_text, date_text, date_time_text, number_text
from widgets.base.grouped_list import Line
from widgets.base.sheet import Fact
from widgets.words.device_words import device_word

DUE_SOON = timedelta(days=7)
DAY = timedelta(days=1)
Waiting = tuple[Picture, tuple[str, str]]
"""A piece that no server knows, and how it is with it: in words, and how loud."""


def lines(pieces: Iterable[EvidenceOut], here: Sequence[Waiting], now: datetime) -> list[Line]:
    """What waits here first, then a row for each piece under the day on which it was registered."""
    translate = QCoreApplication.translate
    found: list[Line] = []
    if here:
        head = translate("evidence", "At this desk, not registered yet")
        found.append(Line("", f"{head} · {number_text(len(here))}"))
        found += [_waiting_line(*one) for one in here]
    day = ""
    for one in pieces:
        at = instant(one.receipt.registered_at)
        named = date_text(at) if at is not None else "–"
        if named != day:
            day = named
            found.append(Line("", day))
        found.append(_line(one, at, now))
    return found


def waiting_key(picture: Picture) -> str:
    """What a piece that no server knows is called among the rows."""
    return f"here {picture.path.name}"


def _waiting_line(one: Picture, how: tuple[str, str]) -> Line:
    return Line(waiting_key(one), named(one), one.by, date_time_text(one.saved_at), *how)


def named(one: Picture) -> str:
    """Kind and camera of a piece that no server knows."""
    return _named(one.path.suffix == ".mp4", one.camera)


def _line(one: EvidenceOut, at: datetime | None, now: datetime) -> Line:
    state, tone = state_of(one, now)
    below = " · ".join(
        part for part in (one.person_name or one.receipt.person, device_word(one.receipt.device)) if part
    )
    time = clock_text(at) if at is not None else ""
    return Line(one.receipt.digest, title(one), below, time, state, tone)


def title(one: EvidenceOut) -> str:
    """Its kind and camera."""
    return _named(one.kind == "clip", one.camera_name or one.camera_id)


def _named(is_clip: bool, camera: str) -> str:
    translate = QCoreApplication.translate
    kind = translate("evidence", "Clip") if is_clip else translate("evidence", "Picture")
    return f"{kind} · {camera}" if camera else kind


def state_of(one: EvidenceOut, now: datetime) -> tuple[str, str]:
    """How it is with its file, in a word, and how loud."""
    translate, until = QCoreApplication.translate, instant(one.stays_until)
    if one.gone_at is not None:
        return translate("evidence", "removed after its days"), "text3"
    if one.held:
        return translate("evidence", "held"), "text1"
    if not one.complete:
        return translate("evidence", "file on its way"), "late"
    if until is None:
        return translate("evidence", "kept"), "text2"
    return _left(until - now), "late" if until - now < DUE_SOON else "text2"


def _left(left: timedelta) -> str:
    translate = QCoreApplication.translate
    if left < timedelta(0):
        return translate("evidence", "its days are over")
    days = translate("evidence", "{n} days left")
    return days.format(n=number_text(left // DAY)) if left >= DAY else translate("evidence", "less than a day left")


def facts(one: EvidenceOut, looks: Sequence[Look], incident: str, now: datetime) -> Sequence[Fact]:
    """What is known of a piece; `incident` it was saved for, in words."""
    translate = QCoreApplication.translate
    receipt = one.receipt
    who = one.person_name or receipt.person
    number = translate("evidence", "number {n} of {device}").format(
        n=number_text(receipt.number), device=device_word(receipt.device)
    )
    stays, tone = _stays(one, now)
    return (
        (translate("evidence", "Registered"), _registered(one), ""),
        (translate("evidence", "Saved"), " · ".join((_at(receipt.said_at), who)), ""),
        (translate("evidence", "Device"), number, ""),
        (translate("evidence", "Incident"), incident or "–", ""),
        (translate("evidence", "File"), _file(one), "late" if not one.complete else ""),
        (translate("evidence", "Stays until"), stays, tone),
        (translate("evidence", "Held"), _held(one, looks), ""),
    )


def waiting_facts(one: Picture, how: tuple[str, str]) -> Sequence[Fact]:
    """What is known of a piece that no server knows, and `how` it is with it."""
    translate = QCoreApplication.translate
    return (
        (translate("evidence", "Registered"), *how),
        (
            translate("evidence", "Saved"),
            " · ".join(part for part in (date_time_text(one.saved_at), one.by) if part),
            "",
        ),
        (translate("evidence", "Place"), one.place or "–", ""),
    )


def _registered(one: EvidenceOut) -> str:
    """When, and for how long nobody but the device knew of it."""
    saved, registered = instant(one.receipt.said_at), instant(one.receipt.registered_at)
    if saved is None or registered is None:
        return _at(one.receipt.registered_at)
    translate, gap_s = QCoreApplication.translate, (registered - saved).total_seconds()
    after = translate("evidence", "{age} after it was saved").format(age=age_text(gap_s))
    gap = after if gap_s >= 1 else translate("evidence", "at once")
    return f"{_at(one.receipt.registered_at)} · {gap}"


def _file(one: EvidenceOut) -> str:
    translate = QCoreApplication.translate
    if one.gone_at is not None:
        return translate("evidence", "removed {at}; the registration stays").format(at=_at(one.gone_at))
    if one.complete:
        return translate("evidence", "kept whole, sealed")
    return translate("evidence", "on its way: {n} MiB so far").format(n=number_text(one.pieces * PIECE_BYTES / 2**20))


def _stays(one: EvidenceOut, now: datetime) -> tuple[str, str]:
    until = instant(one.stays_until)
    if one.gone_at is not None or until is None:
        return "–", ""
    days = date_text(until)
    if one.held:
        return QCoreApplication.translate("evidence", "as long as it is held; else {day}").format(day=days), ""
    return f"{days} · {_left(until - now)}", "late" if until - now < DUE_SOON else ""


def _held(one: EvidenceOut, looks: Sequence[Look]) -> str:
    """Why, by whom and since when."""
    if not one.held:
        return QCoreApplication.translate("evidence", "no")
    last = next((look for look in reversed(looks) if look.what == "hold"), None)
    by = (last.name or last.who, _at(last.at)) if last is not None else ()
    return " · ".join((one.held, *by))


def counted(head: str, looks: Sequence[Look]) -> str:
    """The title of a list with how many there are in it."""
    return f"{head} · {number_text(len(looks))}"


def look_lines(looks: Sequence[Look]) -> list[Line]:
    """Who did what with it, the newest first."""
    found = [(str(number), look) for number, look in enumerate(looks)]
    return [
        Line(key, " · ".join((_name(look), _deed(look.what))), look.why, _at(look.at), device_word(look.device))
        for key, look in reversed(found)
    ]


def _name(look: Look) -> str:
    return look.name or (QCoreApplication.translate("evidence", "The server") if look.who == "server" else look.who)


def _deed(what: str) -> str:
    translate = QCoreApplication.translate
    words = {
        "look": translate("evidence", "looked at it"),
        "hold": translate("evidence", "held it"),
        "let_go": translate("evidence", "let it go"),
        "forgotten": translate("evidence", "removed the file after its days"),
    }
    return words.get(what, what)


def _at(text: str) -> str:
    at = instant(text)
    return date_time_text(at) if at is not None else "–"
