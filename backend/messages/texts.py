"""The words of a message, filled from what it is about, as it was when the deed was done."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from backend.actions.deed import Deed
from backend.city.outgoing import MessageRule
from backend.messages.words import DRILL, SEVERITIES, said
from contract.personal import masked

SUBJECT_MOST, TEXT_MOST = 250, 8000
UNKNOWN = "…"
"""Stands for what is not known; a person would write it there."""


@dataclass(frozen=True)
class Wording:
    """How this centre writes: its name, its clock and its language."""

    centre: str
    zone: ZoneInfo
    lang: str = "vi"


@dataclass(frozen=True)
class Words:
    """A subject and a text."""

    subject: str
    text: str


def values_of(wording: Wording, about: Mapping[str, Any], deed: Deed, receiver: str) -> dict[str, str]:
    """What stands for each placeholder; `about` is the incident or the activation after the deed."""
    act = deed.act
    severity = about.get("severity")
    names = SEVERITIES["en" if wording.lang == "en" else "vi"]
    payload = act.payload
    return {
        "code": _plain(about.get("code")), "title": _plain(about.get("title")), "place": _plain(about.get("place")),
        "ward": _plain(about.get("ward")), "assignee": _plain(about.get("assignee_name")),
        "severity": names[severity] if isinstance(severity, int) and 0 < severity < len(names) else "",
        "time": datetime.fromtimestamp(act.at_ms / 1000, UTC).astimezone(wording.zone).strftime("%H:%M %d/%m/%Y"),
        "text": str(payload.get("text") or payload.get("question") or "").strip(), "agency": receiver,
        "actor": act.actor_name, "centre": wording.centre, "plan": _plain(about.get("plan_name")),
        "level": _plain(about.get("level")) if "plan_name" in about else "",
        "reason": _plain(payload.get("reason")),
    }  # fmt: skip


def written(rule: MessageRule, values: Mapping[str, str], *, drill: bool, lang: str) -> Words:
    """The rule's words with their places filled. A drill says so before everything else. What goes to everybody holds
    no number of a person."""
    subject, text = _filled(rule.subject, values), _filled(rule.text, values)
    if rule.to == "public":
        subject, text = masked(subject), masked(text)
    if drill:
        mark = said(DRILL, lang)
        subject, text = f"{mark}: {subject}", f"*** {mark} ***\n{text}"
    return Words(" ".join(subject.split())[:SUBJECT_MOST], text[:TEXT_MOST])


def _plain(value: object) -> str:
    """One line; what a source wrote may have broken it."""
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Each place once: what a value holds is never read as a place."""
    parts = []
    for before, name, _form, _turn in string.Formatter().parse(text):
        parts.append(before)
        if name is not None:
            parts.append(values.get(name) or UNKNOWN)
    return "".join(parts)
