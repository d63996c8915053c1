"""Coming in and going out, and whether anybody is at home."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.concurrency import run_in_threadpool

from backend.base.clock import iso, now_ms
from backend.base.problems import documented
from backend.entrance.doorway import Doorway
from backend.ledger.ledger import Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.people.accounts import Accounts
from backend.people.callers import address_of, caller_of, token_of
from backend.people.devices import Seat
from backend.people.roles import Caller
from contract.proof import HEADER, LONGEST
from contract.signing_in import ActorOut, AuthorKeyIn, Me, SignedIn, SignIn
from contract.wire import Health

router = APIRouter(prefix="/v1", tags=["sign-in"])
OfDevice = Annotated[str | None, Header(alias=HEADER, max_length=LONGEST, description="The proof of the device's key.")]


def actor_out(request: Request, caller: Caller) -> ActorOut:
    """Who somebody is, as a console is told."""
    ledger: Ledger = request.app.state.ledger
    centre = ledger.noted("centre")
    return ActorOut(
        id=caller.id, name=caller.name, role=caller.role, desk=caller.desk, centre=centre, wall=caller.wall,
        node=caller.node,
    )  # fmt: skip


def doorway_of(request: Request) -> Doorway:
    """The server's."""
    found: Doorway = request.app.state.doorway
    return found


@router.get("/health", responses=documented())
def health(request: Request) -> Health:
    """That the server answers; no token needed."""
    ledger: Ledger = request.app.state.ledger
    return Health(status="ok", epoch=ledger.epoch, schema_=SCHEMA_VERSION, server_time=iso(now_ms()))


@router.post("/sign-in", responses=documented(400, 401, 403, 413, 422, 503))
async def sign_in(request: Request, body: SignIn, _dpop: OfDevice = None) -> SignedIn:
    """Exchange name and password for a token of 24 hours, bound to the key of the device, which the request proves by
    the header `DPoP` (RFC 9449).

    A device that is not known yet is let in with its key: by a good password, or only with `enrolment_code` as well.
    Its name belongs to that key from then on. `author_key` is the public half of what this person's actions there are
    signed with (`contract.signing`).
    """
    accounts: Accounts = request.app.state.accounts
    request.state.who, request.state.device = body.user, body.device_id
    doorway = doorway_of(request)
    doorway.check_sign_in(request.scope)
    proof = accounts.proofs.of_sign_in(request.headers.getlist(HEADER), request.method, address_of(request))
    seat: Seat | None = None
    if proof is not None:
        seat = Seat(proof.public, proof.thumbprint, body.device_name, body.author_key, body.enrolment_code)
    loop, sign_in = asyncio.get_running_loop(), copy_context().run
    address = doorway.sources.of_request(request.scope)
    with doorway.turn_to_sign_in(request.scope):
        token, caller = await loop.run_in_executor(
            accounts.signing_in, sign_in, accounts.sign_in, body.user, body.password, body.device_id, seat, address
        )
    if proof is not None:
        accounts.proofs.spent(proof)
    actor = await run_in_threadpool(actor_out, request, caller)
    return SignedIn(token=token, expires_at=iso(caller.expires_ms), actor=actor, server_time=iso(now_ms()))


@router.post("/sign-out", status_code=204, response_class=Response, responses=documented(401))
def sign_out(
    request: Request, token: Annotated[str, Depends(token_of)], _: Annotated[Caller, Depends(caller_of)]
) -> None:
    """End the token."""
    accounts: Accounts = request.app.state.accounts
    accounts.sign_out(token)


@router.post("/author-keys", status_code=204, response_class=Response, responses=documented(400, 401, 403, 413, 422))
def add_author_key(request: Request, caller: Annotated[Caller, Depends(caller_of)], body: AuthorKeyIn) -> None:
    """Tell the public half of the key that the caller's PIN seals at this device: what they do there during an outage
    is signed with it. It takes the place of the one before, which is good for a day more. Needs a sign-in of the last
    five minutes."""
    accounts: Accounts = request.app.state.accounts
    accounts.add_pin_key(caller, body.author_key)


@router.get("/me", responses=documented(401))
def me(request: Request, caller: Annotated[Caller, Depends(caller_of)]) -> Me:
    """Who the token stands for."""
    return Me(actor=actor_out(request, caller), expires_at=iso(caller.expires_ms), server_time=iso(now_ms()))
