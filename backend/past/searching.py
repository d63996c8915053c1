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
    ColumnElement,
    Engine,
    FromClause,
    Select,
    and_,
    cast,
    column,
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
        rows = list(connection.execute(_question(engine.dialect.name, asked).limit(limit + 1)))
    return rows[:limit], rows[limit - 1].number if len(rows) > limit else None


def one(engine: Engine, incident_id: str) -> Any | None:
    """An incident of the past by its id; None where it is not there."""
    with engine.connect() as connection:
        return connection.execute(select(*_COLUMNS).where(past_incidents.c.id == incident_id)).first()


def _question(dialect: str, asked: Asked) -> Select[Any]:
    narrowed = [word for name, value in asked.facets.items() for word in facet(name, value)]
    words = list(dict.fromkeys([*folded_words(asked.text), *narrowed]))[:WORDS_MOST]
    source: FromClause = past_incidents
    number: ColumnElement[int] = past_incidents.c.number
    told: list[ColumnElement[bool]] = []
    if words:
        if dialect == "postgresql":
            query = " & ".join(f"'{word}':*" for word in words)
            told.append(past_incidents.c.words.op("@@")(cast(literal(query), TSQUERY)))
        else:
            query = " AND ".join(f'"{word}"*' for word in words)
            number = _WORDS.c.rowid
            source = _WORDS.join(past_incidents, past_incidents.c.number == _WORDS.c.rowid)
            told.append(literal_column("past_words").op("MATCH")(query))
    told.append(number < asked.before)
    if asked.since_ms is not None:
        told.append(number >= first_number(asked.since_ms))
    if asked.until_ms is not None:
        told.append(number < first_number(asked.until_ms))
    return select(*_COLUMNS).select_from(source).where(and_(*told)).order_by(number.desc())
