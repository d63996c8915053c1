"""Incidents of the past: out of the feed, searchable, and at hand for whoever still has something to say of one.

An ended incident leaves the records after the city's days (`backend.past.moving`). A late note from a desk that was
away, a reopen, or a source that knows better finds it as if it had never gone (`at_hand`): what that changes is a
record like all others again, under the next version, with everything that was ever done at it; what changes nothing
leaves it where it was. Who reported it and who was told so are kept by the incident's id and stay where they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, insert, select, update

from backend.ledger.schema import past_incidents, records
from contract.instants import parse_ms
from contract.search import folded_words, searched_text

TIE_BITS = 20
"""A number is the milliseconds of the beginning, and in these bits a count of those that began in the same one."""
MS_MOST = 2**43 - 1
"""Then a number fits into 64 bits with its sign: until the year 2248."""
ASKED_MOST = 400
"""Ids of one question: SQLite once took no more than 999 values."""
_MARKS = MappingProxyType({"kind": "=k", "ward": "=w", "agency": "=a"})
"""What a word of each stands behind in the index: no word that somebody types begins so."""
_MOMENTS_OF_END = ("updated_at", "resolved_at", "created_at")


@dataclass(frozen=True)
class Ended:
    """An incident that leaves the records, as it stands there."""

    id: str
    version: int
    changed_ms: int
    data: Mapping[str, Any]


def ended_ms(data: Mapping[str, Any], changed_ms: int) -> int:
    """When it came to its end, or the last thing was done at it: by what consoles go (console.storage.retention)."""
    return _moment(data, _MOMENTS_OF_END, changed_ms)


def first_number(at_ms: int) -> int:
    """Where the numbers of incidents that began at `at_ms` or later begin."""
    return min(max(at_ms, 0), MS_MOST) << TIE_BITS


def facet(name: str, value: str) -> list[str]:
    """The words of a `kind`, a `ward` or an `agency` as the index has them; what is asked for is beginnings of them."""
    return [_MARKS[name] + word for word in folded_words(value)]


def keep(connection: Connection, leaving: Sequence[Ended]) -> None:
    """Write these down as past, in place of what was known of them there; the records are for the caller to remove."""
    if not leaving:
        return
    for part in _parts([one.id for one in leaving]):
        connection.execute(delete(past_incidents).where(past_incidents.c.id.in_(part)))
    numbers = _free_numbers(connection, [_moment(one.data, ("created_at",), one.changed_ms) for one in leaving])
    words: Any = bindparam("said")
    if connection.dialect.name == "postgresql":
        words = func.array_to_tsvector(func.string_to_array(words, " "))
    connection.execute(
        insert(past_incidents).values(words=words),
        [
            {
                "number": number, "id": one.id, "version": one.version, "data": dict(one.data),
                "ended_ms": ended_ms(one.data, one.changed_ms), "said": " ".join(words_of(one.data)),
            }
            for number, one in zip(numbers, leaving, strict=True)
        ],
    )  # fmt: skip


@contextmanager
def at_hand(connection: Connection, ids: Collection[str]) -> Iterator[None]:
    """While it is entered, those of `ids` that are past are records: read, changed and told like all others.

    What was not changed meanwhile is past as before. For use inside one write transaction, which a failure undoes.
    """
    called = _called(connection, ids)
    if not called:
        yield
        return
    where = and_(records.c.type == "incident", records.c.id == bindparam("at_id"))
    graves = _graves(connection, called.keys())
    before: dict[str, int] = {}
    for key, (version, data) in called.items():
        grave = graves.get(key)
        before[key] = max(version, grave.version if grave is not None else 0)
        there = {"version": before[key], "removed": False, "reason": None, "data": data}
        if grave is None:
            connection.execute(insert(records).values(type="incident", id=key, seq=0, changed_ms=0, **there))
        else:
            connection.execute(update(records).where(where).values(there), {"at_id": key})
    yield
    now = _graves(connection, called.keys())
    for key, version in before.items():
        grave = graves.get(key)
        if now[key].removed:
            continue  # a source took it back: it is gone from the feed as it was, and what people did stays past
        if now[key].version != version:
            connection.execute(delete(past_incidents).where(past_incidents.c.id == key))
        elif grave is None:
            connection.execute(delete(records).where(where), {"at_id": key})
        else:
            gone = {"version": grave.version, "removed": True, "reason": grave.reason, "data": {}}
            connection.execute(update(records).where(where).values(gone), {"at_id": key})


def _called(connection: Connection, ids: Collection[str]) -> dict[str, tuple[int, dict[str, Any]]]:
    """Version and data of those that are past."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    columns = (past_incidents.c.id, past_incidents.c.version, past_incidents.c.data)
    for part in _parts(ids):
        for row in connection.execute(select(*columns).where(past_incidents.c.id.in_(part))):
            found[row.id] = (row.version, dict(row.data))
    return found


def _graves(connection: Connection, ids: Collection[str]) -> dict[str, Any]:
    """What the feed says of them, mostly that they are gone; nothing where that is forgotten already."""
    columns = (records.c.id, records.c.version, records.c.removed, records.c.reason)
    return {row.id: row for part in _parts(ids) for row in connection.execute(select(*columns).where(_one_of(part)))}


def _one_of(ids: list[str]) -> ColumnElement[bool]:
    return and_(records.c.type == "incident", records.c.id.in_(ids))


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    asked = sorted(ids)
    for start in range(0, len(asked), ASKED_MOST):
        yield asked[start : start + ASKED_MOST]


def _free_numbers(connection: Connection, began_ms: Sequence[int]) -> list[int]:
    """A number for each beginning, the next one where another began in the same millisecond."""
    following: dict[int, int] = {}
    numbers = []
    for first in map(first_number, began_ms):
        if first not in following:
            span = past_incidents.c.number.between(first, first + (1 << TIE_BITS) - 1)
            last = connection.execute(select(func.max(past_incidents.c.number)).where(span)).scalar()
            following[first] = first if last is None else int(last) + 1
        numbers.append(following[first])
        following[first] += 1
    return numbers


def words_of(data: Mapping[str, Any]) -> list[str]:
    """What it is found by: the words of its text, and what it can be narrowed to."""
    agency = data.get("agency")
    if not agency and str(data.get("assignee_id") or "").startswith("agency:"):
        agency = data.get("assignee_name")
    facts = {"kind": data.get("kind"), "ward": data.get("ward"), "agency": agency}
    return [
        *dict.fromkeys(folded_words(searched_text(data))),
        *(word for name, value in facts.items() if value for word in facet(name, str(value))),
    ]


def _moment(data: Mapping[str, Any], names: Iterable[str], otherwise_ms: int) -> int:
    for name in names:
        said = data.get(name)
        try:
            if isinstance(said, str):
                return parse_ms(said)
        except (ValueError, OverflowError):
            continue
    return otherwise_ms
