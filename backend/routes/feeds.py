"""The one door for connectors, and what came to it and could not be taken."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from backend.base.problems import ProblemError, documented
from backend.entrance.bodies import Beside
from backend.feeds import keys
from backend.feeds.credentials import Scope
from backend.feeds.sources import Sources
from backend.people.callers import Caller, Right, having
from contract.wire import DeadLetters, FeedAnswer, FeedIn, Key

router = APIRouter(prefix="/v1/feeds", tags=["feeds"], route_class=Beside)
source_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="source",
    description="The token of a source (`python -m backend token --role feed`). It opens this door alone; nobody's "
    "sign-in does.",
)
Looking = Annotated[Caller, Depends(having(Right.SEE_LETTERS))]
IdempotencyKey = Annotated[str | None, Header(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")]


async def scope_of(
    request: Request, offered: Annotated[HTTPAuthorizationCredentials | None, Depends(source_bearer)]
) -> Scope:
    """What the source may write whose token came. Raises `ProblemError` no-token, bad-token."""
    if offered is None:
        raise ProblemError(401, "no-token", "a source reports with its own token", {"WWW-Authenticate": "Bearer"})
    door: Sources = request.app.state.feeds
    scope = await run_in_threadpool(door.credentials.scope_of, offered.credentials)
    request.state.who = scope.sender
    return scope


Feeding = Annotated[Scope, Depends(scope_of)]


async def _request(
    request: Request, scope: Feeding, idempotency_key: IdempotencyKey = None, partial: bool = False
) -> keys.Request | None:
    """The request by its key, if it has one. It is the same one where every byte of the body is the same."""
    if idempotency_key is None:
        return None
    digest = hashlib.sha256(await request.body()).hexdigest()
    return keys.Request(scope.sender, idempotency_key, f"{digest}{'?partial' if partial else ''}")


Keyed = Annotated[keys.Request | None, Depends(_request)]


@router.post("/records", responses=documented(400, 401, 403, 409, 413, 422))
def feed_records(request: Request, scope: Feeding, body: FeedIn, keyed: Keyed, partial: bool = False) -> FeedAnswer:
    """Write what an outside system reports, as far as the token of its source covers it.

    Every record is held against its type before anything is written: a field that is unknown or out of bounds, a time
    without its offset, a sign that turns a line around. Of a record that exists some fields are enough; a new one needs
    all that it cannot be without. One that does not fit refuses the request; with `partial` only itself. A source
    changes its own fields alone (`x-owner` in the schema of a type), and never by a report that is older than what
    stands there; what people write it never gives, of a new record either. Many records are written in parts, so that
    nobody waits for them.

    With `Idempotency-Key` the same request again does nothing and is answered as before, for a day at least.
    """
    feeds: Sources = request.app.state.feeds
    answer = feeds.report(scope, body, partial=partial, request=keyed)
    request.app.state.operations.metrics.points.inc(sum(len(one.points) for one in body.points))
    return answer


@router.get("/dead-letters", responses=documented(401, 403, 422))
def dead_letters(
    request: Request, _caller: Looking, source: Key | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> DeadLetters:
    """What sources sent, could not be taken, and has not come well since; the newest first."""
    feeds: Sources = request.app.state.feeds
    return DeadLetters(letters=feeds.letters.newest(source, limit))
