"""Finds incidents of the past by the beginnings of words, marks ignored; the newest first, page by page.

Both engines are asked the same: words without marks, each as a beginning, and facets as words of their own. SQLite
answers from FTS5, whose rows are numbered by time, PostgreSQL from a GIN index over the words as they are
(docs/decisions/067-the-past.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Engine,
    Select,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from backend.ledger.past import facet, first_number
from backend.ledger.schema import past_incidents
from contract.search import folded_words

WORDS_MOST = 12
INDEXED = 7
"""Letters (`backend.ledger.schema.PAST_WORDS`)."""
SAMPLE, MANY, RARE = 1000, 3, 300
"""So many of the newest tell how common words are: what so many of them have is found among some thousands, and a word
that no more of them have is worth asking the index for."""
NUMBER_MOST = 2**63 - 1
_WORDS = table("past_words", column("rowid", BigInteger))
_COLUMNS = (
    past_incidents.c.number,
    past_incidents.c.id,
    past_incidents.c.version,
    past_incidents.c.ended_ms,
    past_incidents.c.data,
)


@dataclass(frozen=True)
class Asked:
    """What is looked for; empty and None mean whatever."""

    text: str = ""
    since_ms: int | None = None
    until_ms: int | None = None
    facets: Mapping[str, str] = field(default_factory=dict)
    """`kind`, `ward` or `agency`, each by beginnings of its own words: `ben nghe` is Phường Bến Nghé."""
    before: int = NUMBER_MOST
    """Only what has a smaller number: where the page before this one ended."""


def search(engine: Engine, asked: Asked, limit: int) -> tuple[list[Any], int | None]:
    """At most `limit` incidents that began within the times, and the number to go on from where there are more."""
    with engine.connect() as connection:
        rows = list(connection.execute(_question(connection, asked, limit + 1)))
    return rows[:limit], rows[limit - 1].number if len(rows) > limit else None


def one(engine: Engine, incident_id: str) -> Any | None:
    """An incident of the past by its id; None where it is not there."""
    with engine.connect() as connection:
        return connection.execute(select(*_COLUMNS).where(past_incidents.c.id == incident_id)).first()


def _question(connection: Connection, asked: Asked, limit: int) -> Select[Any]:
    narrowed = [word for name, value in asked.facets.items() for word in facet(name, value)]
    words = list(dict.fromkeys([*folded_words(asked.text), *narrowed]))[:WORDS_MOST]
    if not words:
        return _newest(select(*_COLUMNS).where(*_within(past_incidents.c.number, asked)), limit)
    if connection.dialect.name == "postgresql":
        return _of_server(connection, words, asked, limit)
    query = " AND ".join(f'"{_indexed(word)}"*' for word in words)
    source = _WORDS.join(past_incidents, past_incidents.c.number == _WORDS.c.rowid)
    whole = [
        func.instr(literal(" ") + past_incidents.c.words, f" {word}") > 0 for word in words if word != _indexed(word)
    ]
    told = (literal_column("past_words").op("MATCH")(query), *_within(_WORDS.c.rowid, asked), *whole)
    return select(*_COLUMNS).select_from(source).where(*told).order_by(_WORDS.c.rowid.desc()).limit(limit)


def _indexed(word: str) -> str:
    """As much of a facet's word as SQLite's index has beginnings of: its mark takes two letters, and for a longer
    beginning FTS5 collects all rows that have it, which for *phường* is nearly every one."""
    return word[:INDEXED] if word.startswith("=") else word


def _newest(query: Select[Any], limit: int) -> Select[Any]:
    return query.order_by(past_incidents.c.number.desc()).limit(limit)


def _within(number: ColumnElement[int], asked: Asked) -> list[ColumnElement[bool]]:
    told = [number < asked.before]
    if asked.since_ms is not None:
        told.append(number >= first_number(asked.since_ms))
    if asked.until_ms is not None:
        told.append(number < first_number(asked.until_ms))
    return told


def _of_server(connection: Connection, words: list[str], asked: Asked, limit: int) -> Select[Any]:
    """PostgreSQL's index gives all that have a word before the first of them can be shown: a second, and more, for what
    every incident has (`python -m tests.bench.backend.year`). So a sample says which words are rare. What many have is
    found by walking back from the newest; for all else the index is asked for the rare words alone."""
    number, said = past_incidents.c.number, past_incidents.c.words
    within = _within(number, asked)
    sample = _newest(select(said).where(*within), SAMPLE).subquery()
    counts = [func.count().filter(_has(sample.c.words, one)) for one in ([word] for word in words)]
    every = func.count().filter(_has(sample.c.words, words))
    seen, hits, *each = connection.execute(select(func.count(), every, *counts).select_from(sample)).one()
    if seen < SAMPLE or hits >= MANY:
        return _newest(select(*_COLUMNS).where(*within, _has(said, words)), limit)
    rarest = min(each)
    rare = [word for word, count in zip(words, each, strict=True) if count <= max(rarest, RARE)]
    by_index = said.op("@@")(cast(literal(_query(rare)), TSQUERY))
    others = [word for word in words if word not in rare]
    told = [by_index, *within, *([_has(said, others)] if others else [])]
    # Materialized: with the limit in sight it would be walked back for as well, which for a rare word is all of it.
    found = select(number).where(*told).cte("found").prefix_with("MATERIALIZED")
    newest = select(found.c.number).order_by(found.c.number.desc()).limit(limit).subquery()
    return _newest(select(*_COLUMNS).join(newest, newest.c.number == number), limit)


def _has(words: ColumnElement[Any], asked: list[str]) -> ColumnElement[bool]:
    """Whether it has all of these as beginnings: the operator's own function, which no index answers."""
    return func.ts_match_vq(words, cast(literal(_query(asked)), TSQUERY), type_=Boolean)


def _query(words: list[str]) -> str:
    return " & ".join(f"'{word}':*" for word in words)
