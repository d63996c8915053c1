"""The one door for connectors, and what came to it and could not be taken."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request

from backend.base.problems import documented
from backend.entrance.bodies import Beside
from backend.feeds import keys
from backend.feeds.door import Door
from backend.people.callers import Caller, Right, having
from contract.wire import DeadLetters, FeedAnswer, FeedIn, Key

router = APIRouter(prefix="/v1/feeds", tags=["feeds"], route_class=Beside)
Feeding = Annotated[Caller, Depends(having(Right.FEED))]
Looking = Annotated[Caller, Depends(having(Right.SEE_LETTERS))]
IdempotencyKey = Annotated[str | None, Header(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")]


async def _request(
    request: Request, caller: Feeding, idempotency_key: IdempotencyKey = None, partial: bool = False
) -> keys.Request | None:
    """The request by its key, if it has one. It is the same one where every byte of the body is the same."""
    if idempotency_key is None:
        return None
    digest = hashlib.sha256(await request.body()).hexdigest()
    return keys.Request(caller.id, idempotency_key, f"{digest}{'?partial' if partial else ''}")


Keyed = Annotated[keys.Request | None, Depends(_request)]


@router.post("/records", responses=documented(400, 401, 403, 409, 413, 422))
def feed_records(request: Request, caller: Feeding, body: FeedIn, keyed: Keyed, partial: bool = False) -> FeedAnswer:
    """Write what an outside system reports.

    Every record is held against its type before anything is written: a field that is unknown or out of bounds, a time
    without its offset, a sign that turns a line around. Of a record that exists some fields are enough; a new one needs
    all that it cannot be without. One that does not fit refuses the request; with `partial` only itself. A source
    changes its own fields alone (`x-owner` in the schema of a type), and never by a report that is older than what
    stands there. Many records are written in parts, so that nobody waits for them.

    With `Idempotency-Key` the same request again does nothing and is answered as before, for a day at least.
    """
    feeds: Door = request.app.state.feeds
    answer = feeds.take(caller.id, body, partial=partial, request=keyed)
    request.app.state.operations.metrics.points.inc(sum(len(one.points) for one in body.points))
    return answer


@router.get("/dead-letters", responses=documented(401, 403, 422))
def dead_letters(
    request: Request, _caller: Looking, source: Key | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> DeadLetters:
    """What sources sent, could not be taken, and has not come well since; the newest first."""
    feeds: Door = request.app.state.feeds
    return DeadLetters(letters=feeds.letters.newest(source, limit))
