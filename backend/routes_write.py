"""Writing: the operators' batch of actions, and the one door for connectors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.actions import ActionLog
from backend.auth import Caller, Role, only
from backend.camera_access import has_sign_in
from backend.clock import parse_ms
from backend.problems import ProblemError, documented
from backend.shift_log import ShiftLog
from backend.wire import Batch, BatchAnswer, FeedAnswer, FeedIn

router = APIRouter(prefix="/v1", tags=["write"])
Acting = Annotated[Caller, Depends(only(Role.OPERATOR, Role.DUTY_OFFICER))]
Feeding = Annotated[Caller, Depends(only(Role.ADMIN))]


@router.post("/actions:batch", responses=documented(400, 401, 403, 413, 422))
def actions_batch(request: Request, caller: Acting, body: Batch) -> BatchAnswer:
    """Take operator actions exactly once; each is answered by itself."""
    log: ActionLog = request.app.state.action_log
    return log.take(caller, body)


@router.post("/feeds/records", responses=documented(400, 401, 403, 413, 422))
def feed_records(request: Request, _caller: Feeding, body: FeedIn) -> FeedAnswer:
    """Write what an outside system reports, in one transaction."""
    if any(record.type == "camera" and has_sign_in(record.data) for record in body.records):
        raise ProblemError(
            422, "sign-in-in-address", "a camera's address may not hold a sign-in; it is configured apart"
        )
    try:
        series = [
            (
                one.id,
                [
                    (datetime.fromtimestamp(parse_ms(at) / 1000, UTC), value)
                    for at, value in ((point.at, point.value) for point in one.points)
                ],
            )
            for one in body.points
        ]
    except (ValueError, OverflowError, OSError) as error:
        raise ProblemError(422, "bad-instant", "a point's time is not an ISO 8601 instant with its offset") from error
    log: ShiftLog = request.app.state.shift_log
    seq = log.publish(
        [(record.type, record.id, record.data) for record in body.records],
        [(gone.type, gone.id, gone.reason) for gone in body.removes],
        series,
    )
    return FeedAnswer(last_seq=seq)
