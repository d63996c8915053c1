"""What sources report, on its way in: records and removals into the ledger, measured values into their own store.

A record may be worth a line of the shift's log (`backend.shifts.log`); a measured value passes by as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from backend.actions.shift_lines import RUNNING
from backend.ledger.ledger import Ledger, RecordTuple, RemoveTuple
from backend.plans.deed import with_own
from backend.points.database import DatabasePoints
from backend.points.door import PointsDownError, PointStore, Series
from backend.shifts.log import ShiftLog


class Reports:
    """Stands before the ledger where sources write."""

    def __init__(self, ledger: Ledger, points: PointStore | None = None) -> None:
        """Values go into `points`, or into the ledger's own database."""
        self._ledger = ledger
        self.points = points or DatabasePoints(ledger.engine)
        self.shift_log = ShiftLog(ledger)

    def publish(
        self,
        records: Sequence[RecordTuple],
        removes: Sequence[RemoveTuple] = (),
        points: Sequence[Series] = (),
    ) -> int:
        """As `Ledger.publish`, with the lines that this is worth; people stay at their desks when a watch begins.

        Values go first, in a transaction of their own. Where the ledger's then fails, the source repeats all of it, and
        a value that is there already is no second one. Where what keeps values is down, records are taken all the same;
        then raises `PointsDownError`, for the source to repeat all of it.
        """
        down = self._put(points)
        lines = self.shift_log.lines(records)
        for kind, key, data in records:
            if (kind, key) == ("shift", RUNNING):
                self.shift_log.change_watch(data)
        rest = [self._whole(record) for record in records if record[:2] != ("shift", RUNNING)]
        seq = self._ledger.publish([*rest, *lines], removes)
        if down is not None:
            raise down
        return seq

    def _put(self, points: Sequence[Series]) -> PointsDownError | None:
        try:
            self.points.put(points)
        except PointsDownError as error:
            return error
        return None

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
