"""What sources report, on its way in: records and removals into the ledger, measured values into their own store.

Each record is merged with what is there, in the transaction that writes it (`backend.feeds.merging`). Many are written
in slices, so that nobody who acts has to wait for a city's feed. A record may be worth a line of the shift's log
(`backend.shifts.log`); a measured value passes by as it is.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from backend.feeds import merging
from backend.incidents.reported import withdrawn
from backend.ledger import past, reporters
from backend.ledger.changes import Change
from backend.ledger.ledger import Ledger, RecordTuple, RemoveTuple, known_of, read_all
from backend.points.database import DatabasePoints
from backend.points.door import PointsDownError, PointStore, Series
from backend.shifts.log import ShiftLog
from contract import door
from contract.door import WHOLE, Fault
from contract.wire import FaultOut, RecordResult

SLICE = 100
"""So many records take well under 200 ms of the ledger (docs/decisions/061-what-a-source-may-change.md)."""
GAP_S = 0.001
"""Between two slices: who waits for the ledger gets it. Python's lock goes to whoever asks first, and that is us."""


@dataclass(frozen=True)
class Taken:
    """What became of a report."""

    seq: int
    """The newest number of the change feed."""
    records: list[RecordResult] = field(default_factory=list)
    removed: list[RecordResult] = field(default_factory=list)


@dataclass(frozen=True)
class _Asked:
    """One record of a report, or one removal, by its place there."""

    index: int
    kind: str
    key: str
    data: dict[str, Any] | None
    reason: str = ""
    is_part: bool = False

    @property
    def name(self) -> tuple[str, str]:
        return self.kind, self.key

    def answer(self, status: Any, faults: Iterable[Fault] = (), kept: Iterable[str] = ()) -> RecordResult:
        told = [FaultOut(field=one.field, expected=one.expected) for one in faults]
        return RecordResult(
            index=self.index, type=self.kind, id=self.key, status=status, faults=told, kept=list(kept)
        )  # fmt: skip


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
        """As `take`; the newest number of the feed."""
        return self.take(records, removes, points).seq

    def _put(self, points: Sequence[Series]) -> PointsDownError | None:
        try:
            self.points.put(points)
        except PointsDownError as error:
            return error
        return None

    def take(
        self,
        records: Sequence[RecordTuple],
        removes: Sequence[RemoveTuple] = (),
        points: Sequence[Series] = (),
        parts: Collection[int] = (),
    ) -> Taken:
        """Write what a source reports, with the lines of the log that it is worth.

        `parts`: places of records that existed a moment ago, of which some fields are enough; where one is gone
        meanwhile, and not all are there that a new one needs, it is refused.

        Values go first, in a transaction of their own. Where the ledger's then fails, the source repeats all of it, and
        a value that is there already is no second one. Where what keeps values is down, records are taken all the same;
        then raises `PointsDownError`, for the source to repeat all of it.
        """
        down = self._put(points)
        asked = [
            *(_Asked(place, *record, is_part=place in parts) for place, record in enumerate(records)),
            *(_Asked(place, kind, key, None, reason) for place, (kind, key, reason) in enumerate(removes)),
        ]
        answers: list[RecordResult] = []
        seq, pending = self._ledger.wakeups.seq, iter(asked)
        while slice_ := list(islice(pending, SLICE)):
            if answers:
                time.sleep(GAP_S)
            seq, more = self._write(slice_)
            answers += more
        if down is not None:
            raise down
        return Taken(seq, answers[: len(records)], answers[len(records) :])

    def look(self) -> int:
        """Tell of what did not come, as `ShiftLog.look`; to be called now and then."""
        return self.shift_log.look()

    def _write(self, asked: Sequence[_Asked]) -> tuple[int, list[RecordResult]]:
        """One transaction: the newest number of the feed, and an answer for each."""
        lines = self.shift_log.lines(self._worth(asked))
        reported = {one.key for one in asked if one.kind == "incident" and one.data is not None}
        with self._ledger.write() as connection, past.at_hand(connection, reported):
            slice_ = _Slice(connection, asked)
            answers = [slice_.settle(one) for one in asked]
            changed = [(*name, data) for name, data in slice_.changed.items()]
            shape = self._ledger.shape
            if shape is not None:
                changed = shape(
                    changed, {key: slice_.before[kind, key] for kind, key, _ in changed if kind == "incident"}
                )
            same = {(kind, key) for kind, key, data in changed if data == slice_.before[kind, key]}
            written = [one for one in changed if one[:2] not in same]
            seq = self._ledger.put(connection, [*written, *lines], slice_.removes)
            reporters.keep(connection, slice_.people)
        self._ledger.wakeups.announce(seq)
        return seq, [
            one.model_copy(update={"status": "unchanged"})
            if one.status == "applied" and (one.type, one.id) in same
            else one
            for one in answers
        ]

    def _worth(self, asked: Iterable[_Asked]) -> list[Change]:
        """What may be worth a line, before the ledger is held: an id of a line says what it tells, and comes once."""
        found: list[Change] = []
        for one in asked:
            if one.data is None or one.kind not in {"incident", "source", "shift"}:
                continue
            if one.kind == "incident" and one.data.get("severity") != 1:
                continue
            known = self._ledger.current(*one.name)
            before = known[1] if known is not None else None
            found.append(Change(one.kind, one.key, before, {**(before or {}), **one.data}))
        return found


class _Slice:
    """Records as one transaction finds and changes them."""

    def __init__(self, connection: Connection, asked: Sequence[_Asked]) -> None:
        self._plans = partial(read_all, connection, "plan")
        found = known_of(connection, {one.name for one in asked})
        self.before: dict[tuple[str, str], dict[str, Any] | None] = {one.name: None for one in asked}
        self.before |= {name: None if removed else data for name, (_version, data, removed) in found.items()}
        self._now = dict(self.before)
        self.changed: dict[tuple[str, str], dict[str, Any]] = {}
        self.removes: list[RemoveTuple] = []
        self.people: dict[str, dict[str, str]] = {}

    def settle(self, one: _Asked) -> RecordResult:
        """What becomes of one; `changed`, `removes` and `people` then know of it."""
        known = self._now[one.name]
        if one.data is None:
            return self._remove(one, known)
        if known is None:
            faults = door.faults(one.kind, one.data) if one.is_part else ()
        elif merging.is_stale(one.kind, known, one.data):
            return one.answer("stale")
        else:
            faults = merging.untimed(one.kind, known, one.data)
        if faults:
            return one.answer("refused", faults)
        [(_kind, _key, bare)], people = reporters.apart([(*one.name, one.data)])
        merged = merging.report(one.name, known, bare, self._plans)
        self._set(one.name, merged.data)
        self.people |= people
        return one.answer("applied", kept=merged.kept)

    def _remove(self, one: _Asked, known: Mapping[str, Any] | None) -> RecordResult:
        if known is None:
            return one.answer("unchanged")
        if merging.is_held(one.kind, known):
            self._set(one.name, withdrawn(known) if one.kind == "incident" else dict(known))
            return one.answer("refused", [Fault(WHOLE, merging.STAYS)])
        self._now[one.name] = None
        self.changed.pop(one.name, None)
        self.removes.append((*one.name, one.reason))
        return one.answer("applied")

    def _set(self, name: tuple[str, str], data: dict[str, Any]) -> None:
        self._now[name] = self.changed[name] = data
