"""Dead letters: what sources sent and could not be taken, once for each record, until it comes well or grows old.

Whoever looks at sources is told of them: the `source` record says how many there are and what was wrong with the last.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_

from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger, RecordTuple, read_all
from backend.ledger.schema import dead_letters
from backend.ptz.camera_access import has_sign_in
from contract.ownership import owners
from contract.wire import DeadLetter, FaultOut

MOST = 500
"""Of one source; the oldest go. Its 501st bad record says nothing that the others did not."""
KEPT = timedelta(days=30)
RAW_MOST = 8192
WORDS_MOST = 200
"""Letters of a field's path; a connector may name its fields as it likes."""
HIDDEN = "••••"
SLICE = 100
"""So many are written at a time: whoever acts waits no longer than for as many records."""
_CHUNK = 400
Name = tuple[str, str]


@dataclass(frozen=True)
class Refused:
    """A record that could not be taken, with what was wrong."""

    kind: str
    key: str
    data: Mapping[str, Any]
    faults: Sequence[FaultOut]


class Letters:
    """The dead letters of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def settle(self, sender: str, speaks_for: str | None, refused: Sequence[Refused], taken: Iterable[Name]) -> None:
        """Keep what was refused and drop the letters of what was taken; the `source` records concerned say so.

        `sender` stands for a source that nobody knows; `speaks_for` is the source that the request itself named.
        """
        better = self._kept_of(taken)
        if not refused and not better:
            return
        with self._ledger.engine.connect() as connection:
            sources = read_all(connection, "source")
        fresh = {(speaks_for or _source_of(one, sources) or sender, one.kind, one.key): one for one in refused}
        named = Counter(source for source, _kind, _key in fresh)
        for name in [*fresh]:
            if named[name[0]] > MOST:
                named[name[0]] -= 1
                del fresh[name]  # it would be among the oldest at once
        changed = {source for source, _kind, _key in (*better, *fresh)}
        pending, at_ms = iter({*better, *fresh}), now_ms()
        while names := list(islice(pending, SLICE)):
            with self._ledger.write() as connection:
                connection.execute(delete(dead_letters).where(_columns().in_(names)))
                new = [_row(name, fresh[name], at_ms) for name in names if name in fresh]
                if new:
                    connection.execute(insert(dead_letters), new)
        with self._ledger.write() as connection:
            for source in changed:
                _cap(connection, source)
            seq = self._ledger.put(connection, _told(connection, changed, read_all(connection, "source")))
        self._ledger.wakeups.announce(seq)

    def newest(self, source: str | None, limit: int) -> list[DeadLetter]:
        """The newest first, of one source or of all."""
        query = select(dead_letters).order_by(dead_letters.c.at_ms.desc(), dead_letters.c.id).limit(limit)
        if source is not None:
            query = query.where(dead_letters.c.source == source)
        with self._ledger.engine.connect() as connection:
            return [
                DeadLetter(
                    source=row.source, at=iso(row.at_ms), type=row.type, id=row.id, faults=row.faults, raw=row.raw
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def forget(self, now: int) -> int:
        """Drop what came too long before `now` (ms); how many."""
        where = dead_letters.c.at_ms < now - round(KEPT.total_seconds() * 1000)
        with self._ledger.write() as connection:
            changed = set(connection.execute(select(dead_letters.c.source).where(where).distinct()).scalars())
            if not changed:
                return 0
            gone = connection.execute(delete(dead_letters).where(where)).rowcount
            seq = self._ledger.put(connection, _told(connection, changed, read_all(connection, "source")))
        self._ledger.wakeups.announce(seq)
        return gone

    def _kept_of(self, names: Iterable[Name]) -> list[tuple[str, str, str]]:
        """The letters of these records. Nearly always there is none at all, which costs one look."""
        asked = list(names)
        found: list[tuple[str, str, str]] = []
        with self._ledger.engine.connect() as connection:
            if not asked or connection.execute(select(dead_letters.c.id).limit(1)).first() is None:
                return found
            for start in range(0, len(asked), _CHUNK):
                where = tuple_(dead_letters.c.type, dead_letters.c.id).in_(asked[start : start + _CHUNK])
                found += [
                    (row.source, row.type, row.id) for row in connection.execute(select(dead_letters).where(where))
                ]
        return found


def _columns() -> Any:
    return tuple_(dead_letters.c.source, dead_letters.c.type, dead_letters.c.id)


def _row(name: tuple[str, str, str], one: Refused, at_ms: int) -> dict[str, Any]:
    source, kind, key = name
    faults = [{"field": fault.field[:WORDS_MOST], "expected": fault.expected[:WORDS_MOST]} for fault in one.faults]
    return {"source": source, "type": kind, "id": key, "at_ms": at_ms, "faults": faults, "raw": _raw(one)}


def _cap(connection: Connection, source: str) -> None:
    mine = dead_letters.c.source == source
    oldest = (
        select(dead_letters.c.type, dead_letters.c.id)
        .where(mine)
        .order_by(dead_letters.c.at_ms.desc(), dead_letters.c.type, dead_letters.c.id)
        .offset(MOST)
    )
    gone = [(source, row.type, row.id) for row in connection.execute(oldest)]
    if gone:
        connection.execute(delete(dead_letters).where(_columns().in_(gone)))


def _told(
    connection: Connection, changed: Iterable[str], sources: Mapping[str, Mapping[str, Any]]
) -> list[RecordTuple]:  # fmt: skip
    """The `source` records as they stand with their letters."""
    found: list[RecordTuple] = []
    for key in sorted(set(changed) & sources.keys()):
        mine = dead_letters.c.source == key
        count = connection.execute(select(func.count()).select_from(dead_letters).where(mine)).scalar_one()
        newest = select(dead_letters).where(mine).order_by(dead_letters.c.at_ms.desc(), dead_letters.c.id).limit(1)
        row, last = connection.execute(newest).first(), None
        if row is not None:
            fault = (row.faults or [{}])[0]
            last = {
                "at": iso(row.at_ms), "type": row.type, "id": row.id, "field": fault.get("field", ""),
                "expected": fault.get("expected", ""),
            }  # fmt: skip
        found.append(("source", key, {**sources[key], "refused": count, "last_refused": last}))
    return found


def _source_of(one: Refused, sources: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The id of the `source` record that this came from, as far as the record says: by id or by name."""
    if one.kind == "source":
        return one.key
    said = one.data.get("source", one.data.get("source_name"))
    if not isinstance(said, str) or not said:
        return None
    if said in sources:
        return said
    return next((key for key, data in sorted(sources.items()) if data.get("name") == said), None)


def _raw(one: Refused) -> str:
    """As it came, without anybody in it: who reported, whatever stands in fields that nobody knows, sign-ins."""
    known = owners(one.kind).keys() - {"reporter"}
    shown = {str(name): value if name in known else HIDDEN for name, value in one.data.items()}
    if one.kind == "camera" and has_sign_in(one.data):
        shown |= {name: HIDDEN for name in ("main_url", "sub_url") if name in shown}
    text = json.dumps(shown, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace")[:RAW_MOST].decode("utf-8", "ignore").replace("\x00", "")
