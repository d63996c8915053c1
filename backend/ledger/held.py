"""What the ledger holds in figures, for consoles that compare: counts and digests of all records (`contract.digest`).

Each console asks once an hour and after each return, all of them at once after a restart. So the sums are kept here,
and what changed since they were last asked for is all that is read: by the number of the feed, never the whole table
again.
"""

from __future__ import annotations

import threading

from sqlalchemy import Engine, func, select

from backend.ledger.schema import meta, records
from contract.digest import Digest, Tally

_PORTION = 5000
"""Rows that are in memory at once while all are read for the first time."""


class Held:
    """Of one database. Safe to call from several threads. A record that goes leaves a removal behind, which is how this
    learns of it; only removals are ever deleted from the table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._begin("")

    def _begin(self, epoch: str) -> None:
        self._epoch = epoch
        self._newest = 0
        self._versions: dict[str, dict[str, int]] = {}
        self._tally = Tally()

    def now(self, epoch: str) -> tuple[int, dict[str, Digest]]:
        """The newest number of the feed, and the digests of all records that are there, as of one moment. A history
        that was set back is counted anew."""
        with self._lock, self._engine.connect() as connection:
            floor = int(connection.execute(select(meta.c.value).where(meta.c.key == "floor")).scalar_one())
            newest = max(connection.execute(select(func.max(records.c.seq))).scalar() or 0, floor)
            # Removals up to the floor are forgotten: who has not read them by then begins anew, as a console does.
            if epoch != self._epoch or not floor <= self._newest <= newest:
                self._begin(epoch)
            changed = select(records.c.type, records.c.id, records.c.version, records.c.seq, records.c.removed)
            rows = connection.execution_options(yield_per=_PORTION).execute(changed.where(records.c.seq > self._newest))
            newest = max(self._newest, floor)
            for kind, key, version, seq, removed in rows:
                newest = max(newest, seq)
                self._learn(kind, key, None if removed else version)
            self._newest = newest
            return self._newest, self._tally.digests()

    def _learn(self, kind: str, key: str, version: int | None) -> None:
        known = self._versions.setdefault(kind, {})
        before = known.pop(key, None)
        if before is not None:
            self._tally.take(kind, key, before)
        if version is not None:
            known[key] = version
            self._tally.add(kind, key, version)
