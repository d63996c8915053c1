"""What the queue's line was understood as, in words: nobody has to read the signs that it is typed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from console.queue.query import Query, Term, searchable
from widgets.base.formats import age_text
from widgets.base.severity import severity_word
from widgets.incidents.words import state_word
from widgets.queue.incident_delegate import channel_word

Names = Callable[[str], Mapping[str, str]]
"""By a term's key, the names that there are, each by what it is typed as."""


def understood_words(query: Query, names: Names) -> str:
    """Every term of `query` in words; empty where only words are searched, which speak for themselves."""
    if not query.terms:
        return ""
    translate = QCoreApplication.translate
    parts = [_term_words(term, names) for term in query.terms]
    parts += [translate("queue", "with “{word}”").format(word=word.strip()) for word in query.spelt or query.words]
    parts += [translate("queue", "without “{word}”").format(word=word.strip()) for word in query.without]
    return " · ".join(parts)


def _term_words(term: Term, names: Names) -> str:
    translate = QCoreApplication.translate
    said = _flags().get(term.key, "")
    if term.key in ("due", "age"):
        said = _times()[term.key, term.sign].format(age=age_text(term.seconds))
    elif not said:
        said = _keys()[term.key].format(values=_alternatives(_values(term, names)))
    return translate("queue", "not {what}").format(what=said) if term.negated else said


def _values(term: Term, names: Names) -> list[str]:
    if term.key == "severity":
        return [severity_word(int(value)) for value in term.values]
    if term.key == "state":
        return [state_word(value) for value in term.values]
    if term.key == "channel":
        return [channel_word(value) for value in term.values]
    known = names(term.key)
    return [_spelt(value, known) for value in term.values]


def _spelt(value: str, known: Mapping[str, str]) -> str:
    """The one name that is meant, as it is spelt; what was typed where it is none or several."""
    found = {name for typed, name in known.items() if value in searchable(typed) or value in searchable(name)}
    return found.pop() if len(found) == 1 else value.strip()


def _alternatives(values: Iterable[str]) -> str:
    return QCoreApplication.translate("queue", " or ").join(values)


def _flags() -> Mapping[str, str]:
    translate = QCoreApplication.translate
    return {
        "overdue": translate("queue", "overdue"),
        "mine": translate("queue", "mine"),
        "unassigned": translate("queue", "assigned to nobody"),
        "joined": translate("queue", "joined under another"),
        "shelved": translate("queue", "put aside"),
    }


def _keys() -> Mapping[str, str]:
    translate = QCoreApplication.translate
    return {
        "severity": translate("queue", "severity {values}"),
        "state": translate("queue", "state {values}"),
        "channel": translate("queue", "from {values}"),
        "ward": translate("queue", "ward {values}"),
        "agency": translate("queue", "agency {values}"),
        "kind": translate("queue", "kind {values}"),
        "assignee": translate("queue", "assigned to {values}"),
    }


def _times() -> Mapping[tuple[str, str], str]:
    translate = QCoreApplication.translate
    return {
        ("due", "<"): translate("queue", "due within {age}"),
        ("due", ">"): translate("queue", "due in more than {age}"),
        ("age", "<"): translate("queue", "open for less than {age}"),
        ("age", ">"): translate("queue", "open for more than {age}"),
    }
