"""Writing: the operators' batch of actions, and the one door for connectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.actions.log import ActionLog
from backend.base.problems import ProblemError, documented
from backend.feeds.reports import Reports
from backend.people.auth import Caller, Role, only
from backend.points.door import Series
from backend.ptz.camera_access import has_sign_in
from contract import door
from contract.instants import parse_ms
from contract.wire import Batch, BatchAnswer, FaultOut, FeedAnswer, FeedIn, RefusedRecord

router = APIRouter(prefix="/v1", tags=["write"])
Acting = Annotated[Caller, Depends(only(Role.OPERATOR, Role.DUTY_OFFICER))]
WITHOUT_SIGN_IN = FaultOut(field="main_url", expected="an address without a sign-in; it is configured apart")
Feeding = Annotated[Caller, Depends(only(Role.ADMIN))]


@router.post("/actions:batch", responses=documented(400, 401, 403, 413, 422))
def actions_batch(request: Request, caller: Acting, body: Batch) -> BatchAnswer:
    """Take operator actions exactly once; each is answered by itself."""
    log: ActionLog = request.app.state.action_log
    return log.take(caller, body)


@router.post("/feeds/records", responses=documented(400, 401, 403, 413, 422))
def feed_records(request: Request, _caller: Feeding, body: FeedIn, partial: bool = False) -> FeedAnswer:
    """Write what an outside system reports, in one transaction.

    Every record is held against its type: a field that is unknown, missing or out of bounds, a time without its offset,
    a sign that turns a line around. One that does not fit refuses the request; with `partial` only itself, and the
    answer lists what was left out.
    """
    refused = tuple(_refused(body))
    if refused and not partial:
        raise _problem(refused)
    left_out = {one.index for one in refused}
    reports: Reports = request.app.state.reports
    seq = reports.publish(
        [(one.type, one.id, one.data) for index, one in enumerate(body.records) if index not in left_out],
        [(gone.type, gone.id, gone.reason) for gone in body.removes],
        _series(body),
    )
    return FeedAnswer(last_seq=seq, refused=list(refused))


def _refused(body: FeedIn) -> Iterator[RefusedRecord]:
    for index, record in enumerate(body.records):
        found = [FaultOut(field=one.field, expected=one.expected) for one in door.faults(record.type, record.data)]
        if record.type == "camera" and has_sign_in(record.data):
            found.append(WITHOUT_SIGN_IN)
        if found:
            yield RefusedRecord(index=index, type=record.type, id=record.id, faults=found)


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
