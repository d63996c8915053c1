"""The record store and its change feed: publish, snapshot, changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)  # fmt: skip

from backend.base.clock import now_ms
from backend.ledger import lines, past, reporters
from backend.ledger.changes import Change
from backend.ledger.held import Held
from backend.ledger.history import History
from backend.ledger.schema import counters, meta, records

RecordTuple = tuple[str, str, dict[str, Any]]
RemoveTuple = tuple[str, str, str]
Shape = Callable[[Iterable[RecordTuple], Mapping[str, dict[str, Any] | None]], list[RecordTuple]]
"""Completes what sources report before it is written; it is given what is known of the incidents among it."""
Follow = Callable[[Connection, Sequence[Change]], list[RecordTuple]]
"""Records that follow from what is about to be written, in the same transaction; each takes the place of its own."""
SNAPSHOT_PAGE = 500
Row = tuple[str, str, dict[str, Any], bool, str | None]
Known = tuple[int, dict[str, Any] | None, bool]
"""Version, data and whether it is removed."""
PAGE_CHARS = 8 * 2**20
"""A page ends early where records are large: clients take 64 MiB at most, in up to 4 bytes a sign."""
TOMBSTONE_DAYS = 30
_TEXTS = (
    records.c.type, records.c.id, records.c.version, records.c.seq, records.c.removed, records.c.reason,
    cast(records.c.data, Text).label("data"),
)  # fmt: skip
"""Data as it is stored: a page is put together from texts, nothing is parsed on the way."""
_ONE = select(records.c.version, records.c.data).where(
    records.c.type == bindparam("kind"), records.c.id == bindparam("key"), records.c.removed.is_(False)
)
_TAKE = (
    update(counters).where(counters.c.name == bindparam("counter"))
    .values(value=counters.c.value + bindparam("count")).returning(counters.c.value)
)  # fmt: skip
"""These two are put together once: they are a part of every action."""


def read_all(connection: Connection, kind: str) -> dict[str, dict[str, Any]]:
    """The data of every record of a type that is there, by its id in order."""
    where = and_(records.c.type == kind, records.c.removed.is_(False))
    rows = connection.execute(select(records.c.id, records.c.data).where(where).order_by(records.c.id))
    return {row.id: dict(row.data) for row in rows}


class Ledger(History):
    """One database of records. Safe to call from several threads."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.held = Held(engine)
        self.shape: Shape | None = None
        self.follow: Follow | None = None

    def noted(self, key: str) -> str:
        """A note of the ledger's own, such as `centre`, the city's name; empty where there is none."""
        with self.engine.connect() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none() or ""

    def note(self, key: str, value: str) -> None:
        """Write such a note anew."""
        with self.write() as connection:
            connection.execute(delete(meta).where(meta.c.key == key))
            connection.execute(insert(meta).values(key=key, value=value))

    def is_empty(self) -> bool:
        """Whether nothing was ever published."""
        return self.wakeups.seq == 0

    # writing

    def publish(self, records: Iterable[RecordTuple], removes: Iterable[RemoveTuple] = ()) -> int:
        """Write records `(type, id, data)` and removals `(type, id, reason)` in one transaction.

        Returns the newest sequence number. A record that is as it was before makes no change.
        """
        bare, people = reporters.apart(records)
        incidents = {key for kind, key, _data in bare if kind == "incident"}
        with self.write() as connection, past.at_hand(connection, incidents):
            seq = self.put(connection, _shaped(connection, self.shape, bare), removes)
            reporters.keep(connection, people)
        self.wakeups.announce(seq)
        return seq

    def put(self, connection: Connection, changed: Iterable[RecordTuple], removes: Iterable[RemoveTuple] = ()) -> int:
        """As `publish`, inside the caller's transaction; the caller announces the number after its commit."""
        rows: list[Row] = [(kind, key, data, False, None) for kind, key, data in changed]
        rows += [(kind, key, {}, True, reason) for kind, key, reason in removes]
        if not rows:
            return self.wakeups.seq
        known = known_of(connection, {(kind, key) for kind, key, *_rest in rows})
        if self.follow is not None:
            rows = _followed(connection, self.follow, rows, known)
        seq = self._take(connection, "seq", len(rows)) - len(rows)
        fresh: dict[tuple[str, str], dict[str, Any]] = {}
        changes: dict[tuple[str, str], dict[str, Any]] = {}
        for kind, key, data, removed, reason in rows:
            version, old_data, was_removed = known.get((kind, key), (0, None, True))
            if removed if was_removed else not removed and old_data == data:
                continue
            seq += 1
            known[kind, key] = (version + 1, data, removed)
            values = {"version": version + 1, "seq": seq, "removed": removed, "reason": reason, "data": data}
            values |= {"at_type": kind, "at_id": key, "changed_ms": now_ms()}
            (fresh if version == 0 or (kind, key) in fresh else changes)[kind, key] = values
        if fresh:
            connection.execute(
                insert(records).values(type=bindparam("at_type"), id=bindparam("at_id")), list(fresh.values())
            )
        if changes:
            where = and_(records.c.type == bindparam("at_type"), records.c.id == bindparam("at_id"))
            connection.execute(update(records).where(where), list(changes.values()))
        if fresh or changes:
            self.bell.ring(connection)
        return seq

    def put_done(
        self, connection: Connection, changed: Iterable[RecordTuple], removes: Iterable[RemoveTuple] = ()
    ) -> int:
        """As `put`, of what people did: what an incident has too many lines of goes beside it."""
        return self.put(connection, lines.shortened(connection, changed), removes)

    def _take(self, connection: Connection, name: str, count: int) -> int:
        """Add `count` to a counter and hold its row until the commit; the new value."""
        value: int = connection.execute(_TAKE, {"counter": name, "count": count}).scalar_one()
        return value

    def next_audit(self, connection: Connection) -> int:
        """The number of the next action in the audit log."""
        return self._take(connection, "audit", 1)

    def next_opened(self, connection: Connection) -> int:
        """The number of the next incident that is opened at a desk; nobody else's, unless the transaction fails."""
        return self._take(connection, "opened", 1)

    # reading

    def current(self, kind: str, key: str) -> tuple[int, dict[str, Any]] | None:
        """Version and data of a record; None where there is none."""
        with self.engine.connect() as connection:
            return self.read(connection, kind, key)

    def read(self, connection: Connection, kind: str, key: str) -> tuple[int, dict[str, Any]] | None:
        """As `current`, inside the caller's transaction."""
        row = connection.execute(_ONE, {"kind": kind, "key": key}).first()
        return None if row is None else (row.version, dict(row.data))

    def snapshot_page(self, page: str | None, limit: int = SNAPSHOT_PAGE) -> tuple[int, list[Any], str | None]:
        """One page of all records in the order of their last change: the number it is as of, rows with `data` as JSON
        text, and the next page's token.

        A record that changes between two pages is left out of the later one: the feed after the number brings it.
        """
        as_of, after = self._parse_page(page)
        # No upper bound: with two of them PostgreSQL sorts all that is between, as long as it has no statistics.
        where = and_(records.c.seq > after, records.c.removed.is_(False))
        found = _texts(self.engine, select(*_TEXTS).where(where).order_by(records.c.seq).limit(limit + 1))
        rows = [row for row in found if row.seq <= as_of]
        kept = _fitting(rows[:limit])
        return as_of, kept, f"{self.cursor(as_of)}.{kept[-1].seq}" if len(kept) < len(rows) else None

    def _parse_page(self, page: str | None) -> tuple[int, int]:
        if page is None:
            self.look()
            return self.wakeups.seq, 0
        cursor, _, after = page.rpartition(".")
        return self.parse_cursor(cursor), int(after)

    def changes_since(self, seq: int, limit: int) -> tuple[list[Any], int, bool]:
        """Rows changed after `seq` in their order, `data` as JSON text, the number to go on from, and whether there are
        more."""
        newest = self.wakeups.seq
        rows = _texts(self.engine, select(*_TEXTS).where(records.c.seq > seq).order_by(records.c.seq).limit(limit + 1))
        kept = _fitting(rows[:limit])
        reached = kept[-1].seq if kept else max(seq, newest)
        if reached > self.wakeups.seq:
            self.look()  # another server's, not heard yet
        return kept, reached, len(kept) < len(rows)

    def of_type(self, kind: str) -> list[Any]:
        """Rows of all records of a type, `data` as JSON text."""
        where = and_(records.c.type == kind, records.c.removed.is_(False))
        return _texts(self.engine, select(*_TEXTS).where(where))

    def forget_removals(self, older_than: timedelta = timedelta(days=TOMBSTONE_DAYS)) -> int:
        """Drop tombstones older than `older_than`; cursors from before them expire. How many were dropped."""
        limit_ms = round((datetime.now(UTC) - older_than).timestamp() * 1000)
        where = and_(records.c.removed.is_(True), records.c.changed_ms < limit_ms)
        with self.write() as connection:
            highest = connection.execute(select(func.max(records.c.seq)).where(where)).scalar()
            if highest is None:
                return 0
            connection.execute(update(meta).where(meta.c.key == "floor").values(value=str(highest)))
            forgotten = connection.execute(delete(records).where(where)).rowcount
            self.bell.ring(connection)
        self.look()
        return forgotten


def known_of(connection: Connection, keys: set[tuple[str, str]]) -> dict[tuple[str, str], Known]:
    """Version, data and whether it is removed, of those of `keys` that were ever published."""
    columns = (records.c.type, records.c.id, records.c.version, records.c.data, records.c.removed)
    found: dict[tuple[str, str], Known] = {}
    asked = sorted(keys)
    for start in range(0, len(asked), 400):
        where = tuple_(records.c.type, records.c.id).in_(asked[start : start + 400])
        for kind, key, version, data, removed in connection.execute(select(*columns).where(where)):
            found[kind, key] = (version, data, removed)
    return found


def _followed(
    connection: Connection, follow: Follow, rows: list[Row], known: dict[tuple[str, str], Known]
) -> list[Row]:
    """The rows, and those that follow from them; `known` then knows these as well."""
    changes: list[Change] = []
    before = {key: None if gone else data for key, (_version, data, gone) in known.items()}
    for kind, key, data, removed, _reason in rows:
        after = None if removed else data
        if before.get((kind, key)) != after:
            changes.append(Change(kind, key, before.get((kind, key)), after))
            before[kind, key] = after
    new = {(kind, key): data for kind, key, data in follow(connection, changes)}
    known |= known_of(connection, new.keys() - known.keys())
    kept = [row for row in rows if row[:2] not in new]
    return [*kept, *((kind, key, data, False, None) for (kind, key), data in new.items())]


def _shaped(connection: Connection, shape: Shape | None, reported: Iterable[RecordTuple]) -> Iterable[RecordTuple]:
    """What sources report, as it is to be written."""
    if shape is None:
        return reported
    records = list(reported)
    known = known_of(connection, {(kind, key) for kind, key, _data in records if kind == "incident"})
    return shape(records, {key: None if removed else data for (_, key), (_, data, removed) in known.items()})


def _texts(engine: Engine, query: Select[Any]) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(query))


def _fitting(rows: list[Any]) -> list[Any]:
    """The rows from the first on that fit into one page, one at least."""
    total = 0
    for count, row in enumerate(rows):
        total += len(row.data)
        if total > PAGE_CHARS and count:
            return rows[:count]
    return rows
