"""A conflict in words: what its fields are called, what they hold, and what each decision will do."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.incidents.conflicts import Conflict
from widgets.base.formats import date_time_text, day_minute_text
from widgets.incidents.words import level_words, state_word


def field_name(name: str) -> str:
    """The name of a compared fact."""
    translate = QCoreApplication.translate
    return {
        "state": translate("conflict", "State"),
        "escalation_level": translate("conflict", "Level"),
        "assignee_name": translate("conflict", "Assigned to"),
        "resolution": translate("conflict", "Result"),
        "deadline": translate("conflict", "Deadline"),
    }.get(name, name)


def field_value(name: str, value: object) -> str:
    """A compared fact as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return date_time_text(value)
    if name == "state":
        return state_word(str(value))
    if name == "escalation_level" and isinstance(value, int):
        return level_words(value)
    return str(value)


def who(name: str, at: datetime, now: datetime) -> str:
    """Who did something, and when."""
    return " · ".join(part for part in (name, day_minute_text(now, at)) if part)


def outcome(choice: str, conflict: Conflict) -> str:
    """What will happen when `choice` is confirmed."""
    translate = QCoreApplication.translate
    if choice == "ours":
        text = translate(
            "conflict", "Ours is said again on version {n}. Their lines stay in the history, and they see ours there."
        )
        return text.format(n=conflict.incident.version)
    if choice == "server":
        return translate(
            "conflict", "Ours is not done. The incident stays as the server has it; ours is put away, not deleted."
        )
    if choice == "combine" and conflict.resolves:
        return translate("conflict", "The incident is resolved with this text. Everybody sees it in the history.")
    if choice == "combine":
        return translate("conflict", "This text is added as a note. The incident's state stays as the server has it.")
    return translate("conflict", "Nothing is sent before you confirm. Esc leaves it undecided.")
