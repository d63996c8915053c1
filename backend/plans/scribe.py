"""Brings what is being written to the plans that run, in the same transaction: their logs tell of it by themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from backend.base.clock import now_ms
from backend.ledger.changes import Change
from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.schema import meta, records
from backend.plans.automatic import KINDS, Pen, Silence, running

_PLANS = select(
    records.c.id, records.c.data["running"].as_string().label("real"),
    records.c.data["running_drill"].as_string().label("drill"),
).where(records.c.type == "plan", records.c.removed.is_(False))  # fmt: skip


class Scribe:
    """Stands in the ledger's own write. Asks for plans only where something came that might be worth a line."""

    def __init__(self, ledger: Ledger, clock: Callable[[], int] = now_ms) -> None:
        self._ledger = ledger
        self._clock = clock

    def follow(self, connection: Connection, changes: Sequence[Change]) -> list[RecordTuple]:
        """The activations that these changes are told in, with their new lines."""
        worth = [one for one in changes if one.kind in KINDS]
        coming = {(one.kind, one.key): one for one in changes if one.kind in {"plan", "activation"}}
        if not worth and not any(kind == "activation" for kind, _key in coming):
            return []
        told: list[RecordTuple] = []
        for plan, key in self._running(connection, coming):
            mine = coming.get(("activation", key))
            found = mine.after if mine is not None else self._read(connection, "activation", key)
            if found is None:
                continue
            pen, more = self._pen(connection, plan, key, found)
            if found.get("ended_at"):
                pen.sum_up(over=True)
            for one in worth:
                pen.record(one)
            told += _kept(connection, key, pen, found, more)
        return told

    def look(self, silent: Iterable[Silence]) -> int:
        """Tell of what time alone brings; to be called now and then. How many activations have new lines."""
        silences = list(silent)
        with self._ledger.write() as connection:
            told: list[RecordTuple] = []
            for plan, key in self._running(connection, {}):
                found = self._read(connection, "activation", key)
                if found is None:
                    continue
                pen, more = self._pen(connection, plan, key, found)
                pen.look(silences)
                told += _kept(connection, key, pen, found, more)
            seq = self._ledger.put(connection, told)
        if told:
            self._ledger.wakeups.announce(seq)
        return len(told)

    def _pen(
        self, connection: Connection, plan: str, key: str, activation: Mapping[str, Any]
    ) -> tuple[Pen, dict[str, int]]:
        """What writes into an activation, and what was counted before."""
        noted = connection.execute(select(meta.c.value).where(meta.c.key == _note(key))).scalar_one_or_none()
        more: dict[str, int] = json.loads(noted) if noted else {}
        return Pen(self._read(connection, "plan", plan) or {}, activation, self._clock(), more), more

    def _running(self, connection: Connection, coming: dict[tuple[str, str], Change]) -> list[tuple[str, str]]:
        """What runs, before or after what is being written: one that ends now has still something to sum up."""
        plans: list[tuple[str, dict[str, Any]]] = [
            (row.id, {"running": row.real, "running_drill": row.drill}) for row in connection.execute(_PLANS)
        ]
        plans += [(key, dict(one.after or {})) for (kind, key), one in coming.items() if kind == "plan"]
        return list(dict.fromkeys(running(plans)))

    def _read(self, connection: Connection, kind: str, key: str) -> dict[str, Any] | None:
        found = self._ledger.read(connection, kind, key)
        return found[1] if found is not None else None


def _note(key: str) -> str:
    """Where it is counted what has no line; a note's key is short."""
    return f"flood:{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _kept(
    connection: Connection, key: str, pen: Pen, activation: Mapping[str, Any], more: Mapping[str, int]
) -> list[RecordTuple]:
    """The activation if it has new lines; what was counted is written at once."""
    if pen.more != more:
        connection.execute(delete(meta).where(meta.c.key == _note(key)))
        if pen.more:
            connection.execute(insert(meta).values(key=_note(key), value=json.dumps(pen.more)))
    return [("activation", key, pen.activation)] if pen.activation != activation else []
