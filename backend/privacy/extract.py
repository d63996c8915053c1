"""Everything that is held of one person: what they may ask for (Luật 91/2025/QH15), found by a number of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, select

from backend.ledger.ledger import Ledger
from backend.ledger.schema import incident_lines, past_incidents, records, reporters, reveals
from backend.privacy.purposes import purposes_of
from contract.personal import FREE_TEXT, digits, mentions

PAGE = 500


def extract(ledger: Ledger, number: str) -> dict[str, Any]:
    """What is held of whoever has this number, of a telephone or of an identity paper.

    `reported`: incidents that they reported, with what is kept of them and who was told so. `mentioned`: texts that
    hold the number, each with the incident or record in which it stands. `kept`: what for, and for how long.
    """
    wanted = digits(number)
    reported = [_reported(ledger.engine, key, data) for key, data in _reporters(ledger.engine, wanted)]
    mentioned = [
        {"type": kind, "id": key, "field": field, "text": text}
        for kind, key, data in _texts(ledger.engine)
        for field, text in _strings(data, "")
        if mentions(text, wanted)
    ]
    said = purposes_of(ledger)
    kept = {name: getattr(said, name).model_dump() for name in ("reporter", "free_text")}
    return {"number": wanted, "reported": reported, "mentioned": mentioned, "kept": kept}


def incidents_of(found: dict[str, Any]) -> list[str]:
    """The incidents of an extract."""
    ids = {one["incident"] for one in found["reported"]}
    return sorted(ids | {one["id"] for one in found["mentioned"] if one["type"] == "incident"})


def _reporters(engine: Engine, wanted: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with engine.connect() as connection:
        for row in connection.execute(select(reporters).order_by(reporters.c.incident_id)):
            if digits(str(row.data.get("phone", ""))) == wanted:
                yield row.incident_id, dict(row.data)


def _reported(engine: Engine, key: str, data: dict[str, Any]) -> dict[str, Any]:
    query = select(reveals.c.at, reveals.c.user_id).where(reveals.c.incident_id == key).order_by(reveals.c.number)
    with engine.connect() as connection:
        told = [{"at": row.at, "who": row.user_id} for row in connection.execute(query)]
    return {"incident": key, **data, "told_to": told}


def _texts(engine: Engine) -> Iterator[tuple[str, str, Any]]:
    """Everything that people write, as `(type, id, data)`; read in pages, for a city has years of it."""
    tables = (
        (records, [records.c.type, records.c.id], records.c.data, records.c.type.in_(sorted(FREE_TEXT))),
        (past_incidents, [past_incidents.c.id], past_incidents.c.data, None),
        (incident_lines, [incident_lines.c.incident_id, incident_lines.c.number], incident_lines.c.line, None),
    )
    for table, keys, column, where in tables:
        query = select(*keys, column.label("said")).order_by(*keys)
        query = query if where is None else query.where(where)
        with engine.connect() as connection:
            for row in connection.execution_options(yield_per=PAGE).execute(query):
                kind, key = (row[0], row[1]) if table is records else ("incident", row[0])
                yield str(kind), str(key), row.said


def _strings(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Every text in `value` with the way to it."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(one, f"{at}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _strings(one, f"{at}.{place}".lstrip("."))
