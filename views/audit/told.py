"""One line of the audit in words: what it says, field by field, for people to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from contract.audit_wire import AuditLineOut
from contract.instants import instant
from views.audit.names import AuditNames
from views.words.problems import problem_sentence
from widgets.administration.words import role_word
from widgets.audit.words import kind_word
from widgets.base.formats import clock_text, date_text, number_text
from widgets.base.sheet import Fact
from widgets.words.verb_words import action_word

ACTION = "action"
DONE = frozenset({"applied", "duplicate"})
SAID = ("text", "note", "reason", "name", "why")
"""What of an action somebody wrote."""


def title(one: AuditLineOut) -> str:
    """What was done, in a few words."""
    if one.kind == ACTION:
        return action_word(str(one.what.get("type", "")))
    times = one.what.get("times")
    word = kind_word(one.kind)
    return f"{word} × {number_text(times)}" if isinstance(times, int) and times > 1 else word


def is_refused(one: AuditLineOut) -> bool:
    """Whether nothing came of it."""
    return one.kind == ACTION and one.what.get("result") == "rejected"


def facts(one: AuditLineOut, names: AuditNames, proven: int) -> Sequence[Fact]:
    """All that it says; codes, digests and ids are for the signed file."""
    translate, at = QCoreApplication.translate, instant(one.at)
    signed = one.number <= proven
    proof = translate("audit", "signed") if signed else translate("audit", "not signed yet")
    rows = (
        (translate("audit", "When"), f"{clock_text(at)} {date_text(at)}" if at is not None else "–", ""),
        (translate("audit", "Who"), names.who(one), ""),
        (translate("audit", "Where"), " · ".join(part for part in (names.where(one), one.source) if part), ""),
        (translate("audit", "About"), names.about(one), ""),
        (translate("audit", "Came to"), *_outcome(one)),
        (translate("audit", "Why"), _why(one), ""),
        (translate("audit", "Said"), _said(one), ""),
        (translate("audit", "Line"), f"{number_text(one.number)} · {proof}", "" if signed else "late"),
    )
    return [row for row in rows if row[1]]


def text(one: AuditLineOut, names: AuditNames, proven: int) -> str:
    """The same, to be copied."""
    return "\n".join((title(one), *(f"{name}: {value}" for name, value, _tone in facts(one, names, proven))))


def _outcome(one: AuditLineOut) -> tuple[str, str]:
    translate = QCoreApplication.translate
    if one.kind != ACTION:
        return "", ""
    result = str(one.what.get("result", ""))
    words = {
        "superseded": translate("audit", "recorded; somebody else's stands"),
        "conflict": translate("audit", "in conflict: somebody decides"),
        "rejected": translate("audit", "refused by the server"),
    }
    done = translate("audit", "done") if result in DONE else ""
    return words.get(result, done), "late" if result == "rejected" else ""


def _why(one: AuditLineOut) -> str:
    code = one.what.get("code") or (one.action or {}).get("problem") or ""
    return problem_sentence(_code(code)) if code else ""


def _code(problem: Any) -> str:
    return str(problem.get("code", "")) if isinstance(problem, dict) else str(problem)


def _said(one: AuditLineOut) -> str:
    """What somebody wrote with it, or what was changed."""
    if one.kind == ACTION:
        payload = (one.action or {}).get("payload")
        found = payload if isinstance(payload, dict) else {}
        return next((str(found[name]) for name in SAID if isinstance(found.get(name), str) and found[name]), "")
    role = one.what.get("role")
    return role_word(role) if isinstance(role, str) else ""
