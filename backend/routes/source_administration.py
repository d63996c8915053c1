"""Looking after what lets sources in, for administrators: it is made and ended at the server itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.base.clock import iso
from backend.base.problems import documented
from backend.feeds.sources import Sources
from backend.people.callers import having
from backend.people.roles import Caller, Right
from contract.administration import SourceTokenOut, SourceTokensOut

router = APIRouter(prefix="/v1/admin", tags=["administration"])
Admin = Annotated[Caller, Depends(having(Right.ADMINISTER))]


@router.get("/source-tokens", responses=documented(401, 403))
def source_tokens(request: Request, _caller: Admin) -> SourceTokensOut:
    """The tokens of all sources: what each may write, when it last came, and when and why it was last refused."""
    feeds: Sources = request.app.state.feeds
    return SourceTokensOut(
        tokens=[
            SourceTokenOut(
                name=one.scope.name, source=one.scope.source, types=sorted(one.scope.types), prefix=one.scope.prefix,
                made_at=iso(one.made_ms), expires_at=iso(one.scope.ends_ms), last_used_at=_at(one.used_ms),
                last_refused_at=_at(one.refused_ms), refused_why=one.refused_why,
            )
            for one in feeds.credentials.seen()
        ]
    )  # fmt: skip


def _at(ms: int) -> str | None:
    return iso(ms) if ms else None
