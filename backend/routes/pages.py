"""Pages of changes, each put together once for all who have read as far: a city's consoles stand at the same one."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any, NamedTuple

import orjson
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import TOMBSTONE_DAYS, Ledger
from backend.ledger.schema import SCHEMA_VERSION, devices
from backend.people.roles import Role
from backend.privacy.sight import Sight, may_see, shown, sight_of

CURSOR_LIFE_S = TOMBSTONE_DAYS * 24 * 3600
KEPT = 64
"""Pages: one for each role at each of the numbers that consoles stand at."""


class Page(NamedTuple):
    """A page but for what is told to one device alone."""

    text: str
    """The answer without its last brace."""
    next_seq: int
    more: bool
    devices: Mapping[str, int]
    """The number of the last action of each device that the log held before the page was read."""

    def body(self, cursor: str, device_id: str) -> str:
        """The answer that the contract calls `ChangesPage`, to one device that asked from `cursor` on."""
        rest = {"cursor": cursor, "server_time": iso(now_ms()), "last_device_seq": self.devices.get(device_id, 0)}
        return f"{self.text}, {json.dumps(rest)[1:]}"


class _Asked(NamedTuple):
    role: Role
    seq: int
    limit: int


class Pages:
    """Of one server. Safe to call from several threads: who asks for what is being put together waits for it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Asked, tuple[tuple[str, int], Future[Page]]] = OrderedDict()
        self._coming: dict[_Asked, asyncio.Task[Page]] = {}

    def page(self, role: Role, seq: int, limit: int) -> Page:
        """At most `limit` changes after `seq`, as `role` may have them. Raises `ProblemError` epoch-changed."""
        asked = _Asked(role, seq, limit)
        with self._lock:
            stands = self._stands()
            known = self._kept.get(asked)
            if known is not None and known[0] == stands:
                mine, found = False, known[1]
            else:
                mine, found = True, Future()
                self._keep(asked, stands, found)
        if mine:
            try:
                found.set_result(self._read(asked, stands[0]))
            except Exception as error:  # noqa: BLE001 - told to everybody who waits for the same page
                with self._lock:
                    self._kept.pop(asked, None)
                found.set_exception(error)
        return found.result()

    def covering(self, role: Role, seq: int, limit: int, device_id: str, last: int) -> Page:
        """As `page`, and surely with what the actions of a device up to its `last` one came to: another server may
        have taken them that was not heard yet."""
        found = self.page(role, seq, limit)
        if found.devices.get(device_id, 0) >= last:
            return found
        return self._read(_Asked(role, seq, limit), self.ledger.epoch)

    def ready(self, role: Role, seq: int, limit: int) -> Page | None:
        """The page where it is at hand."""
        with self._lock:
            known = self._kept.get(_Asked(role, seq, limit))
        if known is None or known[0] != self._stands() or not known[1].done() or known[1].exception() is not None:
            return None
        return known[1].result()

    async def coming(self, role: Role, seq: int, limit: int) -> Page:
        """As `page`, for many that are woken in one loop at the same moment: one thread reads, and nobody else needs
        one to wait in."""
        asked = _Asked(role, seq, limit)
        task = self._coming.get(asked)
        if task is None:
            task = self._coming[asked] = asyncio.create_task(run_in_threadpool(self.page, role, seq, limit))
            task.add_done_callback(lambda _done: self._coming.pop(asked, None))
        return await asyncio.shield(task)

    def _stands(self) -> tuple[str, int]:
        return self.ledger.epoch, self.ledger.wakeups.seq

    def _keep(self, asked: _Asked, stands: tuple[str, int], found: Future[Page]) -> None:
        self._kept[asked] = (stands, found)
        self._kept.move_to_end(asked)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _read(self, asked: _Asked, epoch: str) -> Page:
        ledger = self.ledger
        with ledger.engine.connect() as connection:
            rows = connection.execute(select(devices.c.device_id, devices.c.last_seq))
            last = {row.device_id: row.last_seq for row in rows}
        changed, newest, more = ledger.changes_since(asked.seq, asked.limit)
        if ledger.epoch != epoch:
            raise ProblemError(409, "epoch-changed", "the server's history began anew; take a snapshot")
        head = {
            "epoch": epoch,
            "schema": SCHEMA_VERSION,
            "next_cursor": ledger.cursor(newest),
            "has_more": more,
            "cursor_life_s": CURSOR_LIFE_S,
        }
        parts = [change(asked.role, row) for row in changed if may_see(asked.role, row.type)]
        return Page(f'{json.dumps(head)[:-1]}, "changes": [{",".join(parts)}]', newest, more, last)


def change(role: Role, row: Any) -> str:
    """One change as JSON."""
    head = {
        "seq": row.seq,
        "type": row.type,
        "id": row.id,
        "op": "remove" if row.removed else "upsert",
        "reason": row.reason,
        "version": row.version,
    }
    return spliced(head, "null" if row.removed else data_text(role, row))


def data_text(role: Role, row: Any) -> str:
    """A record's data as JSON. What a role may have whole goes out as it is stored: parsing it would cost the most."""
    if sight_of(role) == Sight.WHOLE:
        return str(row.data)
    return orjson.dumps(shown(role, row.type, orjson.loads(row.data))).decode()


def spliced(head: Mapping[str, Any], data: str) -> str:
    """A head with data that is JSON already."""
    return f'{orjson.dumps(head).decode()[:-1]},"data":{data}}}'
