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
from backend.people.roles import Scope
from backend.people.scopes import in_reach, is_whole
from backend.privacy.sight import Sight, shown, sight_of

CURSOR_LIFE_S = TOMBSTONE_DAYS * 24 * 3600
KEPT = 64
"""Pages: one for each scope at each of the numbers that consoles stand at."""


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
    scope: Scope
    seq: int
    limit: int


class Pages:
    """Of one server. Safe to call from several threads: who asks for what is being put together waits for it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Asked, tuple[tuple[str, int], Future[Page]]] = OrderedDict()
        self._coming: dict[_Asked, asyncio.Task[Page]] = {}

    def page(self, scope: Scope, seq: int, limit: int) -> Page:
        """At most `limit` changes after `seq`, as `scope` may have them. Raises `ProblemError` epoch-changed."""
        asked = _Asked(scope, seq, limit)
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

    def covering(self, scope: Scope, seq: int, limit: int, device_id: str, last: int) -> Page:
        """As `page`, and surely with what the actions of a device up to its `last` one came to: another server may
        have taken them that was not heard yet."""
        found = self.page(scope, seq, limit)
        if found.devices.get(device_id, 0) >= last:
            return found
        return self._read(_Asked(scope, seq, limit), self.ledger.epoch)

    def ready(self, scope: Scope, seq: int, limit: int) -> Page | None:
        """The page where it is at hand."""
        with self._lock:
            known = self._kept.get(_Asked(scope, seq, limit))
        if known is None or known[0] != self._stands() or not known[1].done() or known[1].exception() is not None:
            return None
        return known[1].result()

    async def coming(self, scope: Scope, seq: int, limit: int) -> Page:
        """As `page`, for many that are woken in one loop at the same moment: one thread reads, and nobody else needs
        one to wait in."""
        asked = _Asked(scope, seq, limit)
        task = self._coming.get(asked)
        if task is None:
            task = self._coming[asked] = asyncio.create_task(run_in_threadpool(self.page, scope, seq, limit))
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
        parts = [change(asked.scope, row) for row in changed if asked.scope.rights.sees(row.type)]
        return Page(f'{json.dumps(head)[:-1]}, "changes": [{",".join(parts)}]', newest, more, last)


def change(scope: Scope, row: Any) -> str:
    """One change as JSON. What is out of reach now may have been in it before: it is taken away."""
    data = None if row.removed else data_text(scope, row)
    head = {
        "seq": row.seq,
        "type": row.type,
        "id": row.id,
        "op": "remove" if data is None else "upsert",
        "reason": "out_of_scope" if data is None and not row.removed else row.reason,
        "version": row.version,
    }
    return spliced(head, "null" if data is None else data)


def data_text(scope: Scope, row: Any) -> str | None:
    """A record's data as JSON; None where it is out of reach. What may be had whole goes out as it is stored: parsing
    it would cost the most."""
    is_all, sight = is_whole(scope, row.type), sight_of(scope.role)
    if is_all and sight == Sight.WHOLE:
        return str(row.data)
    data = orjson.loads(row.data)
    if not is_all and not in_reach(scope, row.type, data):
        return None
    return str(row.data) if sight == Sight.WHOLE else orjson.dumps(shown(scope.role, row.type, data)).decode()


def spliced(head: Mapping[str, Any], data: str) -> str:
    """A head with data that is JSON already."""
    return f'{orjson.dumps(head).decode()[:-1]},"data":{data}}}'
