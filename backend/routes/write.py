"""Writing: the operators' batch of actions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.actions.log import ActionLog
from backend.base.problems import documented
from backend.entrance.bodies import Beside
from backend.people.callers import acting
from backend.people.roles import Caller
from contract.wire import Batch, BatchAnswer

router = APIRouter(prefix="/v1", tags=["write"], route_class=Beside)
Acting = Annotated[Caller, Depends(acting)]


@router.post("/actions:batch", responses=documented(400, 401, 403, 413, 422))
def actions_batch(request: Request, caller: Acting, body: Batch) -> BatchAnswer:
    """Take operator actions exactly once; each is answered by itself."""
    log: ActionLog = request.app.state.action_log
    return log.take(caller, body)
