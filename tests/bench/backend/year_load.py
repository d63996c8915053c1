"""Fills a new ledger with a year of a city, as fast as two processors make it and the database takes it in."""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import select

from backend.audit.checkpoints import EVERY_LINES
from backend.audit.lines import note
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_lines
from contract.audit import AUDIT, after, head_digest
from contract.keys import public_text, thumbprint
from contract.signing import signature
from tests.bench.backend import year_points, year_rows
from tests.bench.backend.bulk import Bulk, filling
from tests.bench.backend.writers import indicator
from tests.bench.backend.year_finish import COLUMNS, Finished, finish
from tests.bench.backend.year_rows import ACTOR, DESKS, VERBS, Row, Size
from tests.harness.proven import key_of

T = TypeVar("T")
FILLED = (
    "past_incidents", "reporters", "actions", "audit_lines", "audit_checkpoints", "known_hashes", "devices",
    "device_keys", "device_people", "author_keys", "point_days", "point_rollups", "wall_contents", "wall_content_refs",
    "wall_recording",
)  # fmt: skip
RECORD = ("type", "id", "version", "seq", "removed", "reason", "changed_ms", "data")
PAST = ("number", "id", "version", "ended_ms", "words", "data", "masked")
LINE = ("number", "at", "kind", "who", "device", "source", "about", "ref", "what", "parts", "digest", "hash")
CHECKPOINT = ("number", "hash", "at", "before", "key", "signature")
BLOCK = MappingProxyType({
    "point_days": ("indicator_id", "day", "rolled", "data"), "point_rollups": ("indicator_id", "step_s", "day", "data"),
})  # fmt: skip
PORTION, AHEAD = 1_000, 6
"""Incidents of one job, and jobs that are under way."""
DONE_MS = MappingProxyType({
    "sqlite": "CAST(round((julianday(occurred_at) - 2440587.5) * 86400000) AS INTEGER)",
    "postgresql": "CAST(extract(epoch FROM occurred_at::timestamptz) * 1000 AS bigint)",
})  # fmt: skip


def load(ledger: Ledger, size: Size, processes: int = 0) -> None:
    """Fill an empty ledger, by so many processes beside this one; by as many as there are processors without.

    Raises `RuntimeError` for one that has lived. It is to be opened anew afterwards.
    """
    if not ledger.is_empty():
        raise RuntimeError("this database is somebody's: name one that is new")
    ledger.publish(("indicator", *_indicator(number)) for number in range(size.indicators))
    with ledger.write() as connection:
        note(connection, "signed-in", ACTOR, year_rows.desk_of(0))
        begun = [tuple(row) for row in connection.execute(select(audit_lines).order_by(audit_lines.c.number))]
    with (
        ProcessPoolExecutor(processes or os.cpu_count(), get_context("fork")) as pool,
        filling(ledger.engine, FILLED) as bulk,
    ):
        bulk.put("audit_lines", LINE, begun)
        _happenings(bulk, pool, size, (ledger.wakeups.seq, ledger.engine.dialect.name), begun[-1])
        _desks(bulk, ledger.engine.dialect.name)
        _points(bulk, pool, size)
        _wall(bulk, size)


def _indicator(number: int) -> tuple[str, dict[str, object]]:
    told = indicator(number, 100, iso(now_ms()))
    return told["id"], told["data"]


def _happenings(bulk: Bulk, pool: Executor, size: Size, where: tuple[int, str], last: Row) -> None:
    """Incidents and what was done to them, and the shift's log."""
    seq, dialect = where
    chain = _Chain(last)
    first, now = last[0] + 1, now_ms()
    jobs = (
        partial(finish, some, first + number * PORTION * len(VERBS), now, dialect)
        for number, some in enumerate(_portions(year_rows.acted(size, seq)))
    )
    for done in _ahead(pool, jobs):
        bulk.put("records", RECORD, done.records)
        bulk.put("past_incidents", PAST, done.past_incidents)
        bulk.put("reporters", ("incident_id", "data"), done.reporters)
        bulk.put("actions", COLUMNS, done.actions)
        bulk.put("audit_lines", LINE, chain.linked(done))
        bulk.put("audit_checkpoints", CHECKPOINT, chain.signed())
    seq += size.incidents
    lines = list(year_rows.shift_lines(size, seq))
    bulk.put("records", RECORD, lines)
    for name, value in (("seq", seq + len(lines)), ("audit", size.actions), ("lines", last[0] + size.actions)):
        bulk.run(f"UPDATE counters SET value = {value} WHERE name = '{name}'")  # noqa: S608 - our own numbers


class _Chain:
    """The chain of the audit's lines, and its heads."""

    def __init__(self, last: Row) -> None:
        self._hash = str(last[-1])
        self._key = key_of("a year's audit")
        self._before = 0
        self._heads: list[Row] = []

    def linked(self, done: Finished) -> Iterator[Row]:
        """The lines with their hashes."""
        for line in done.lines:
            self._hash = after(self._hash, line[-1])
            yield (*line, self._hash)
            if line[0] % EVERY_LINES == 0:
                self._sign(line)

    def signed(self) -> list[Row]:
        """The heads of what was linked since this was asked."""
        found, self._heads = self._heads, []
        return found

    def _sign(self, line: Row) -> None:
        digest = head_digest(line[0], self._hash, line[1], self._before)
        told = (public_text(self._key), signature(self._key, AUDIT, digest))
        self._heads.append((line[0], self._hash, line[1], self._before, *told))
        self._before = line[0]


def _desks(bulk: Bulk, dialect: str) -> None:
    """The devices, the keys that their actions are signed with, and the links of their chains."""
    links = f"SELECT device_id, hash, {DONE_MS[dialect]} FROM actions ORDER BY device_id, hash"  # noqa: S608 - our own
    bulk.run(f"INSERT INTO known_hashes (device_id, hash, done_ms) {links}")
    bulk.run(
        "INSERT INTO devices (device_id, last_seq) SELECT device_id, max(device_seq) FROM actions GROUP BY device_id"
    )
    names = [year_rows.desk_of(number) for number in range(DESKS)]
    bulk.put("device_people", ("device_id", "user_id"), [(name, ACTOR) for name in names])
    keys = [(name, public_text(key_of(name)), "", 0, False) for name in names]
    bulk.put("device_keys", ("device_id", "key", "name", "enrolled_ms", "disabled"), keys)
    authors = [public_text(year_rows.author_of(number)) for number in range(DESKS)]
    told = [(thumbprint(key), ACTOR, name, key, "author", 0) for name, key in zip(names, authors, strict=True)]
    bulk.put("author_keys", ("thumbprint", "user_id", "device_id", "key", "kind", "made_ms"), told)


def _points(bulk: Bulk, pool: Executor, size: Size) -> None:
    today, patterns = now_ms() // year_rows.DAY_MS, min(year_points.PATTERNS, size.indicators)
    jobs = (partial(year_points.blocks, number, today, size.days) for number in range(patterns))
    packed = list(_ahead(pool, jobs))
    names = [_indicator(number)[0] for number in range(size.indicators)]
    for table, rows in year_points.rows(packed, names):
        bulk.put(table, BLOCK[table], rows)


def _wall(bulk: Bulk, size: Size) -> None:
    contents, refs, shown = year_rows.recording(size)
    bulk.put("wall_contents", ("hash", "tiles"), contents)
    bulk.put("wall_content_refs", ("kind", "ref", "hash"), refs)
    bulk.put("wall_recording", ("wall", "screen", "from_ms", "to_ms", "hash", "still"), shown)


def _portions(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while part := list(itertools.islice(iterator, PORTION)):
        yield part


def _ahead(pool: Executor, jobs: Iterable[partial[T]]) -> Iterator[T]:
    """What they give, in their order; a few are worked on while one is taken."""
    under_way: deque[Future[T]] = deque()
    for job in jobs:
        under_way.append(pool.submit(job))
        if len(under_way) > AHEAD:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
