"""The connectors' door: a report is looked at as a whole, then taken; each record has its answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from sqlalchemy import and_, select, tuple_

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.feeds.keys import Answered, Keys, Request
from backend.feeds.letters import Letters, Refused
from backend.feeds.reports import Reports
from backend.feeds.unfit import WITHOUT_SIGN_IN, unfit
from backend.ledger.ledger import Ledger
from backend.ledger.schema import records as record_rows
from backend.points.door import PointStore, Series
from contract import door
from contract.instants import parse_ms
from contract.wire import FaultOut, FeedAnswer, FeedIn, RecordIn, RecordResult, RefusedRecord

_CHUNK = 400


class Door:
    """Takes reports of sources, once each."""

    def __init__(self, ledger: Ledger, reports: Reports | None = None) -> None:
        self._ledger = ledger
        self.reports = reports or Reports(ledger)
        self._keys = Keys(ledger)
        self.letters = Letters(ledger)

    @classmethod
    def over(cls, ledger: Ledger, points: PointStore | None) -> Self:
        """One whose measured values go to `points`, or into the ledger's own database."""
        return cls(ledger, Reports(ledger, points))

    def take(self, sender: str, body: FeedIn, *, partial: bool, request: Request | None) -> FeedAnswer:
        """Write what fits, tell what does not, keep that as dead letters.

        `request` is known by its key: the same one again is answered as before. Raises `ProblemError`: bad-records and
        sign-in-in-address where something does not fit and not `partial`, bad-instant, key-reused, in-progress.
        """
        if request is None:
            return self._take(sender, body, partial=partial)
        before = self._keys.begin(request)
        if before is not None:
            return _again(before)
        try:
            answer = self._take(sender, body, partial=partial)
        except ProblemError as error:
            self._keys.end(request, Answered(error.status, _kept(error)))
            raise
        except Exception:
            self._keys.give_up(request)
            raise
        self._keys.end(request, Answered(200, answer.model_dump_json()))
        return answer

    def forget(self) -> None:
        """Drop answers and letters that are too old."""
        self._keys.forget(now_ms())
        self.letters.forget(now_ms())

    def _take(self, sender: str, body: FeedIn, *, partial: bool) -> FeedAnswer:
        series = _series(body)
        self._tell_ahead(sender, body)
        refused, parts = self._looked_at(body)
        letters = [_letter(body, one) for one in refused]
        if refused and not partial:
            self.letters.settle(sender, body.source, letters, ())
            raise _problem(refused)
        left_out = {one.index for one in refused}
        places = [place for place in range(len(body.records)) if place not in left_out]
        told = [self._data(body.records[place]) for place in places]
        taken = self.reports.take(
            [
                (body.records[place].type, body.records[place].id, data)
                for place, (data, _gone) in zip(places, told, strict=True)
            ],
            [(gone.type, gone.id, gone.reason) for gone in body.removes],
            series,
            {number for number, place in enumerate(places) if place in parts},
        )
        results = [
            one.model_copy(update={"index": places[one.index], "kept": [*one.kept, *told[one.index][1]]})
            for one in taken.records
        ]
        late = [one for one in results if one.status == "refused"]
        letters += [_letter(body, one) for one in late]
        well = [(one.type, one.id) for one in results if one.status in {"applied", "unchanged"}]
        self.letters.settle(sender, body.source, letters, well)
        results += [RecordResult(**one.model_dump(), status="refused") for one in refused]
        results.sort(key=lambda one: one.index)
        return FeedAnswer(last_seq=taken.seq, refused=refused, results=results, removed=taken.removed)

    def _data(self, record: RecordIn) -> tuple[dict[str, Any], Sequence[str]]:
        """What of a record is taken, and the fields that are left out."""
        return record.data, ()

    def _tell_ahead(self, sender: str, body: FeedIn) -> None:
        """Raise `ProblemError` future-instant where a value was measured in the future, and keep that as letters."""
        late_ms = now_ms() + door.AHEAD_MOST // timedelta(milliseconds=1)
        first = {one.id: point for one in body.points for point in one.points if parse_ms(point.at) > late_ms}
        if not first:
            return
        fault = FaultOut(field="points.at", expected=door.IN_TIME)
        told = [Refused("indicator", key, {"as_of": one.at, "value": one.value}, [fault]) for key, one in first.items()]
        self.letters.settle(sender, body.source, told, ())
        names = ", ".join(sorted(first)[:10])
        raise ProblemError(422, "future-instant", f"measured after now by the server's clock, at {names}")

    def _looked_at(self, body: FeedIn) -> tuple[list[RefusedRecord], set[int]]:
        """What does not fit, and the places of records that are there: of these some fields are enough."""
        refused: list[RefusedRecord] = []
        parts, now = set[int](), datetime.now(UTC)
        there = self._there({(one.type, one.id) for one in body.records})
        for index, record in enumerate(body.records):
            is_part = (record.type, record.id) in there
            if is_part:
                parts.add(index)
            found = door.faults(record.type, record.data, is_part=is_part) or door.ahead(record.data, now)
            told = [FaultOut(field=one.field, expected=one.expected) for one in found] + unfit(record)
            if told:
                refused.append(RefusedRecord(index=index, type=record.type, id=record.id, faults=told))
            else:
                there.add((record.type, record.id))
        return refused, parts

    def _there(self, names: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of these records that exist."""
        asked, found = sorted(names), set[tuple[str, str]]()
        columns = tuple_(record_rows.c.type, record_rows.c.id)
        with self._ledger.engine.connect() as connection:
            for start in range(0, len(asked), _CHUNK):
                where = and_(columns.in_(asked[start : start + _CHUNK]), record_rows.c.removed.is_(False))
                rows = connection.execute(select(record_rows.c.type, record_rows.c.id).where(where))
                found |= {(row.type, row.id) for row in rows}
        return found


def _letter(body: FeedIn, one: RefusedRecord | RecordResult) -> Refused:
    return Refused(one.type, one.id, body.records[one.index].data, one.faults)


def _problem(refused: Sequence[RefusedRecord]) -> ProblemError:
    if any(WITHOUT_SIGN_IN in one.faults for one in refused):
        return ProblemError(
            422, "sign-in-in-address", "a camera's address may not hold a sign-in; it is configured apart"
        )
    first = refused[0]
    where = ".".join(part for part in (f"records.{first.index}.data", first.faults[0].field) if part)
    detail = f"{len(refused)} records do not fit; {where}: expected {first.faults[0].expected}"
    return ProblemError(422, "bad-records", detail, records=[one.model_dump() for one in refused])


def _series(body: FeedIn) -> list[Series]:
    try:
        return [
            (one.id, [(datetime.fromtimestamp(parse_ms(point.at) / 1000, UTC), point.value) for point in one.points])
            for one in body.points
        ]
    except (ValueError, OverflowError, OSError) as error:
        raise ProblemError(422, "bad-instant", "a point's time is not an ISO 8601 instant with its offset") from error


def _kept(error: ProblemError) -> str:
    return json.dumps({"code": error.code, "detail": error.detail, "more": error.more})


def _again(before: Answered) -> FeedAnswer:
    """The answer that was given before. Raises it where it was a problem."""
    if before.status == 200:
        return FeedAnswer.model_validate_json(before.body)
    told = json.loads(before.body)
    raise ProblemError(before.status, told["code"], told["detail"], **told["more"])
