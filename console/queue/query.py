"""The queue's one line: what an operator types becomes a filter. Pure: text in, a predicate out.

    line  = term*                            every term must hold
    term  = ["-"] (flag | key ":" values | key ("<" | ">") duration | word)
    flag  = overdue, mine, unassigned, joined, shelved    quá hạn, của tôi, chưa phân công, đã gộp, tạm hoãn
    key   = sev, state, channel, ward, agency, kind, assignee    mức độ, trạng thái, kênh, phường, cơ quan, loại …
          | due, age                              hạn, tuổi
    values = value ("," value)*              one of them must hold; "in quotes" where there are spaces
    duration = number unit                   30m, 2h, 1d; 30 phút is 30p, 2 giờ 2g, 1 ngày 1n
    word  = anything else: a full-text search for the beginning of a word, "in quotes" for words in a row

Marks and case never matter. `due<2h` is whatever has less than two hours left, so what is overdue as well. A term
that cannot be understood is a `Mistake` and filters nothing, so that no row vanishes over a slip of the finger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from console.alarms.load import is_shelved
from console.queue.words import FLAGS, TIME_KEYS, UNITS, VALUE_KEYS, VALUES, nearest, plain
from console.records.models import Incident

AGENCY = "agency:"
"""How the id of an assignee begins that is an agency (the verb forward)."""
DURATION_MOST_S = 3_650 * 86_400
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'(-?)([^\s":<>]*)([:<>]?)((?:"[^"]*(?:"|$)|[^\s"])*)')
_ITEM = re.compile(r'"([^"]*)"?|([^",]+)')
_SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]+)")
LONGEST_PHRASE = 3
"""Words of the longest key or flag."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one term: `unknown_key`, `bad_value`, `no_value` or `bad_duration`; `near` is what may have
    been meant, empty where nothing is like it."""

    code: str
    key: str
    value: str = ""
    near: str = ""


@dataclass(frozen=True)
class Term:
    """One understood term. `key` and `values` are the canonical ones; `sign` and `seconds` belong to times."""

    key: str
    values: tuple[str, ...] = ()
    sign: str = ""
    seconds: float = 0.0
    negated: bool = False

    def passes(self, incident: Incident, now: datetime, me: str) -> bool:
        """Whether the incident fits; an incident without a deadline is neither due soon nor due late."""
        return _TESTS[self.key](self, incident, now, me) is not self.negated

    def edge(self) -> tuple[str, timedelta] | None:
        """The field and the distance from it at which an incident comes in or goes out merely by time passing."""
        if self.key in _FIELDS:
            return _FIELDS[self.key], timedelta(0)
        if self.key == "due":
            return "deadline", timedelta(seconds=-self.seconds)
        return ("created_at", timedelta(seconds=self.seconds)) if self.key == "age" else None


@dataclass(frozen=True)
class Query:
    """A line that was understood, but for its `mistakes`. `words` must be in the text, `without` must not."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    spelt: tuple[str, ...] = field(default=(), compare=False)
    """`words` as they were spelt, where somebody took the trouble of marks; else empty."""

    def passes(self, incident: Incident, now: datetime, me: str) -> bool:
        """Whether all terms let it through; the words are not asked, see `finds`."""
        for term in self.terms:  # noqa: SIM110 - a loop: this runs for each incident at each letter that is typed
            if _TESTS[term.key](term, incident, now, me) is term.negated:
                return False
        return True

    def finds(self, searched: str) -> bool:
        """Whether `searched` (see `searchable`) holds each word as the beginning of one of its own."""
        for word in self.words:
            if word not in searched:
                return False
        return not any(word in searched for word in self.without)

    def finds_exactly(self, spelt: str) -> bool:
        """Whether the text holds the words with their marks, as in `searchable(text, marks=True)`."""
        return all(word in spelt for word in self.spelt)

    @property
    def has_words(self) -> bool:
        """Whether it searches in the text."""
        return bool(self.words or self.without)

    def edges(self) -> frozenset[tuple[str, timedelta]]:
        """When time alone may change the answer: see `Term.edge`."""
        return frozenset(edge for term in self.terms if (edge := term.edge()) is not None)


def searchable(text: str, *, marks: bool = False) -> str:
    """The words of `text`, each behind a space, without marks unless they are wanted."""
    return "".join(f" {word}" for word in _WORD.findall(_composed(text) if marks else plain(text)))


def _composed(text: str) -> str:
    # Both kinds of keyboards are in use: those that send a letter whole and those that send its marks after it.
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    """The words of a ward, an agency or a kind: few texts on many incidents."""
    return searchable(text)


def incident_text(incident: Incident) -> str:
    """What of an incident is searched: the same as the cache's index has."""
    return " ".join((incident.code, incident.title, incident.place, incident.ward, incident.description))


def agency_of(incident: Incident) -> str:
    """The agency that has it; empty where a person has it or nobody."""
    return (incident.assignee_name or "") if (incident.assignee_id or "").startswith(AGENCY) else ""


def parse(text: str, states: Iterable[str] = ()) -> Query:
    """Understand a line. Never raises; `states` are stations of this city's life cycles beside the usual ones."""
    reader = _Reader(frozenset(states))
    pieces = [match.groups() for match in _PIECE.finditer(text) if match.group().strip()]
    at = 0
    while at < len(pieces):
        at += reader.take(pieces[at : at + LONGEST_PHRASE])
    return Query(
        text, tuple(reader.terms), tuple(reader.words), tuple(reader.without), tuple(reader.mistakes),
        tuple(reader.spelt) if reader.marked else (),
    )  # fmt: skip


Piece = tuple[str, ...]
"""Minus sign or nothing, what stands before a colon, < or >, that sign or nothing, and what stands behind it."""


class _Reader:
    """Takes pieces of a line, one term after the other."""

    def __init__(self, states: frozenset[str]) -> None:
        self._states = {plain(state): state for state in states}
        self.terms: list[Term] = []
        self.words: list[str] = []
        self.spelt: list[str] = []
        self.marked = False
        self.without: list[str] = []
        self.mistakes: list[Mistake] = []

    def take(self, ahead: list[Piece]) -> int:
        """Understand the term at the head of `ahead`; how many pieces it was made of."""
        for count in range(len(ahead), 0, -1):
            if self._phrase(ahead[:count]):
                return count
        minus, name, sign, rest = ahead[0]
        if sign and name and name[0].isalpha() and not rest.startswith("//"):
            self._unknown(name, sign)
        else:
            self._word(minus, name + sign + rest)
        return 1

    def _phrase(self, pieces: list[Piece]) -> bool:
        """Take the pieces as one flag or key, where they are one: `quá hạn`, `mức độ:cao`."""
        *before, (minus, name, sign, rest) = pieces
        if any(piece[2] or piece[3] for piece in before) or (before and minus) or any(one[0] for one in before[1:]):
            return False
        words = plain(" ".join([*(piece[1] for piece in before), name]))
        words = words if '"' not in words else ""
        minus = before[0][0] if before else minus
        for spelling in (words, words.replace("_", " ").replace("-", " ")):
            if not sign and not rest and spelling in FLAGS:
                self.terms.append(Term(FLAGS[spelling], negated=bool(minus)))
                return True
            if sign == ":" and spelling in VALUE_KEYS:
                self._values(VALUE_KEYS[spelling], words, rest, negated=bool(minus))
                return True
            if sign and spelling in TIME_KEYS:
                self._duration(TIME_KEYS[spelling], words, sign, rest, negated=bool(minus))
                return True
        return False

    def _values(self, key: str, typed: str, rest: str, *, negated: bool) -> None:
        items = [quoted or bare for quoted, bare in _ITEM.findall(rest)]
        items = [item.strip() for item in items if item.strip()]
        known = dict(VALUES.get(key, {}))
        if key == "state":
            known |= self._states
        values = []
        for item in items:
            folded = plain(item) if key in VALUES else searchable(item)
            value = known.get(folded) if known else folded
            if not value:
                self.mistakes.append(Mistake("bad_value", typed, item, nearest(item, known)))
            else:
                values.append(value)
        if not items:
            self.mistakes.append(Mistake("no_value", typed, "", next(iter(known), "")))
        elif values:
            self.terms.append(Term(key, tuple(values), negated=negated))

    def _duration(self, key: str, typed: str, sign: str, rest: str, *, negated: bool) -> None:
        found = _SPAN.fullmatch(plain(rest.lstrip("=").strip('"')))
        unit = UNITS.get(found.group(2)) if found else None
        if sign == ":" or not found or unit is None or float(found.group(1)) * unit > DURATION_MOST_S:
            number = re.match(r"\d{1,4}", rest)
            shown = "" if sign == ":" else sign
            self.mistakes.append(
                Mistake("bad_duration", typed, rest, f"{typed}{shown or '<'}{number.group() if number else 2}h")
            )
        else:
            self.terms.append(Term(key, sign=sign, seconds=float(found.group(1)) * unit, negated=negated))

    def _unknown(self, name: str, sign: str) -> None:
        near = nearest(name, VALUE_KEYS if sign == ":" else TIME_KEYS)
        self.mistakes.append(Mistake("unknown_key", f"{name}{sign}", "", f"{near}{sign}" if near else ""))

    def _word(self, minus: str, text: str) -> None:
        word = searchable(text)
        if not word:
            return
        if minus:
            self.without.append(word)
            return
        self.words.append(word)
        spelt = searchable(text, marks=True)
        self.spelt.append(spelt)
        self.marked = self.marked or spelt != word


def _severity(term: Term, incident: Incident, _now: datetime, _me: str) -> bool:
    return str(int(incident.severity)) in term.values


def _state(term: Term, incident: Incident, _now: datetime, _me: str) -> bool:
    return incident.state in term.values


def _channel(term: Term, incident: Incident, _now: datetime, _me: str) -> bool:
    return incident.channel in term.values


def _holds(term: Term, text: str) -> bool:
    searched = _short(text)
    return any(value in searched for value in term.values) if len(term.values) > 1 else term.values[0] in searched


def _agency(term: Term, incident: Incident, _now: datetime, _me: str) -> bool:
    return _holds(term, agency_of(incident)) or _holds(term, incident.source_name)


def _due(term: Term, incident: Incident, now: datetime, _me: str) -> bool:
    due = incident.running_deadline
    if due is None:
        return False
    edge = now + timedelta(seconds=term.seconds)
    return due < edge if term.sign == "<" else due > edge


def _overdue(_term: Term, incident: Incident, now: datetime, _me: str) -> bool:
    return incident.running_deadline is not None and incident.running_deadline < now


def _age(term: Term, incident: Incident, now: datetime, _me: str) -> bool:
    edge = now - timedelta(seconds=term.seconds)
    return incident.created_at > edge if term.sign == "<" else incident.created_at < edge


_FIELDS: Mapping[str, str] = MappingProxyType({"overdue": "deadline", "shelved": "shelved_until"})
_Test = Callable[[Term, Incident, datetime, str], bool]
_TESTS: Mapping[str, _Test] = MappingProxyType(
    {
        "severity": _severity,
        "state": _state,
        "channel": _channel,
        "ward": lambda term, incident, _now, _me: _holds(term, incident.ward),
        "kind": lambda term, incident, _now, _me: _holds(term, incident.kind),
        "assignee": lambda term, incident, _now, _me: _holds(term, incident.assignee_name or ""),
        "agency": _agency,
        "due": _due,
        "age": _age,
        "overdue": _overdue,
        "mine": lambda _term, incident, _now, me: bool(me) and incident.assignee_id == me,
        "unassigned": lambda _term, incident, _now, _me: not incident.assignee_id,
        "joined": lambda _term, incident, _now, _me: bool(incident.joined_into),
        "shelved": lambda _term, incident, now, _me: is_shelved(incident, now),
    }
)
