"""Brings what is being written to the plans that run, in the same transaction: their logs tell of it by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, select

from backend.changes import Change
from backend.clock import now_ms
from backend.ledger import Ledger, RecordTuple
from backend.plans.automatic import KINDS, Pen, Silence, running
from backend.schema import records


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
            pen = Pen(self._read(connection, "plan", plan) or {}, found, self._clock())
            if found.get("ended_at"):
                pen.sum_up(over=True)
            for one in worth:
                pen.record(one)
            if pen.activation != found:
                told.append(("activation", key, pen.activation))
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
                pen = Pen(self._read(connection, "plan", plan) or {}, found, self._clock())
                pen.look(silences)
                if pen.activation != found:
                    told.append(("activation", key, pen.activation))
            seq = self._ledger.put(connection, told)
        if told:
            self._ledger.wakeups.announce(seq)
        return len(told)

    def _running(self, connection: Connection, coming: dict[tuple[str, str], Change]) -> list[tuple[str, str]]:
        """What runs, before or after what is being written: one that ends now has still something to sum up."""
        real, drill = records.c.data["running"].as_string(), records.c.data["running_drill"].as_string()
        where = and_(records.c.type == "plan", records.c.removed.is_(False))
        rows = connection.execute(select(records.c.id, real.label("real"), drill.label("drill")).where(where))
        plans: list[tuple[str, dict[str, Any]]] = [
            (row.id, {"running": row.real, "running_drill": row.drill}) for row in rows
        ]
        plans += [(key, dict(one.after or {})) for (kind, key), one in coming.items() if kind == "plan"]
        return list(dict.fromkeys(running(plans)))

    def _read(self, connection: Connection, kind: str, key: str) -> dict[str, Any] | None:
        found = self._ledger.read(connection, kind, key)
        return found[1] if found is not None else None
