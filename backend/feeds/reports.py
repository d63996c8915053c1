"""What sources report, on its way into the ledger: records, removals and measured values, in one transaction.

A record may be worth a line of the shift's log (`backend.shifts.log`); a measured value passes by as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from backend.actions.shift_lines import RUNNING
from backend.ledger.ledger import Ledger, RecordTuple, RemoveTuple
from backend.plans.deed import with_own
from backend.shifts.log import ShiftLog

Series = tuple[str, Sequence[tuple[datetime, float]]]
"""Measured values of an indicator, each with its time."""


class Reports:
    """Stands before the ledger where sources write."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.shift_log = ShiftLog(ledger)

    def publish(
        self,
        records: Sequence[RecordTuple],
        removes: Sequence[RemoveTuple] = (),
        points: Sequence[Series] = (),
    ) -> int:
        """As `Ledger.publish`, with the lines that this is worth; people stay at their desks when a watch begins."""
        lines = self.shift_log.lines(records)
        for kind, key, data in records:
            if (kind, key) == ("shift", RUNNING):
                self.shift_log.change_watch(data)
        rest = [self._whole(record) for record in records if record[:2] != ("shift", RUNNING)]
        return self._ledger.publish([*rest, *lines], removes, points)

    def _whole(self, record: RecordTuple) -> RecordTuple:
        """A plan keeps what runs of it, whatever a connector knows."""
        kind, key, data = record
        if kind != "plan":
            return record
        found = self._ledger.current(kind, key)
        return kind, key, with_own(found[1] if found is not None else {}, data)

    def look(self) -> int:
        """Tell of what did not come, as `ShiftLog.look`; to be called now and then."""
        return self.shift_log.look()
