"""Coming in and going out, and whether anybody is at home."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from backend.base.clock import iso, now_ms
from backend.base.problems import documented
from backend.ledger.ledger import Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.people.accounts import Accounts
from backend.people.callers import caller_of, token_of
from backend.people.roles import Caller
from contract.wire import ActorOut, Health, Me, SignedIn, SignIn

router = APIRouter(prefix="/v1", tags=["sign-in"])


def _actor(request: Request, caller: Caller) -> ActorOut:
    ledger: Ledger = request.app.state.ledger
    centre = ledger.noted("centre")
    return ActorOut(
        id=caller.id, name=caller.name, role=caller.role, desk=caller.desk, centre=centre, wall=caller.wall,
        node=caller.node,
    )  # fmt: skip


@router.get("/health")
def health(request: Request) -> Health:
    """That the server answers; no token needed."""
    ledger: Ledger = request.app.state.ledger
    return Health(status="ok", epoch=ledger.epoch, schema_=SCHEMA_VERSION, server_time=iso(now_ms()))


@router.post("/sign-in", responses=documented(400, 401, 413, 422, 429))
async def sign_in(request: Request, body: SignIn) -> SignedIn:
    """Exchange name and password for a bearer token of 24 hours."""
    accounts: Accounts = request.app.state.accounts
    loop = asyncio.get_running_loop()
    token, caller = await loop.run_in_executor(
        accounts.signing_in, accounts.sign_in, body.user, body.password, body.device_id
    )
    actor = await run_in_threadpool(_actor, request, caller)
    return SignedIn(token=token, expires_at=iso(caller.expires_ms), actor=actor, server_time=iso(now_ms()))


@router.post("/sign-out", status_code=204, response_class=Response, responses=documented(401))
def sign_out(
    request: Request, token: Annotated[str, Depends(token_of)], _: Annotated[Caller, Depends(caller_of)]
) -> None:
    """End the token."""
    accounts: Accounts = request.app.state.accounts
    accounts.sign_out(token)


@router.get("/me", responses=documented(401))
def me(request: Request, caller: Annotated[Caller, Depends(caller_of)]) -> Me:
    """Who the token stands for."""
    return Me(actor=_actor(request, caller), expires_at=iso(caller.expires_ms), server_time=iso(now_ms()))
