"""A wall comes in by a code that somebody types at the city's identity provider (RFC 8628)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.people.accounts import Accounts
from backend.people.callers import address_of
from backend.people.oidc import Provider
from backend.people.wall_codes import WallCodes
from backend.routes.sign_in import OfDevice, actor_out, doorway_of
from backend.walls.nodes import layouts, nodes_of_walls
from contract.proof import HEADER, Proof
from contract.provider import WallCodeAnswer, WallCodeIn, WallCodeOut, WallCodePoll
from contract.signing_in import SignedIn

router = APIRouter(prefix="/v1/sign-in/wall", tags=["sign-in"])
T = TypeVar("T")


def provider_of(request: Request) -> Provider:
    """The provider. Raises `ProblemError` code-unsupported where the city has none."""
    found: Provider | None = request.app.state.accounts.policy.provider
    if found is None:
        raise ProblemError(404, "code-unsupported", "this server knows no identity provider")
    return found


async def proof_of(request: Request, _dpop: OfDevice = None) -> Proof:
    """That of the device's key, without which no wall comes in, whatever else a city allows. Raises `ProblemError`
    bad-proof, use-dpop-nonce."""
    accounts: Accounts = request.app.state.accounts
    return accounts.proofs.looked(request.headers.getlist(HEADER), request.method, address_of(request))


Asking = Annotated[Provider, Depends(provider_of)]
Proven = Annotated[Proof, Depends(proof_of)]


def _codes(request: Request, provider: Provider) -> WallCodes:
    return WallCodes(request.app.state.ledger, request.app.state.accounts, provider)


def _check_wall(request: Request, wall: str, node: str) -> None:
    """Raise `ProblemError` unknown-wall before anybody types a code for nothing; a database without any wall cannot
    tell."""
    known, alone = nodes_of_walls(request.app.state.ledger), layouts(request.app.state.ledger)
    is_there = not known or wall in known or wall in alone
    if not is_there or (node and node not in known.get(wall, (node,))):
        raise ProblemError(404, "unknown-wall", "there is no such wall, or it has no such node")


async def _asking(request: Request, provider: Provider, work: Callable[[], T]) -> T:
    with doorway_of(request).turn_to_sign_in(request.scope):
        return await asyncio.wrap_future(provider.ask(work))


@router.post("", responses=documented(400, 401, 403, 404, 413, 422, 429, 503))
async def begin(request: Request, body: WallCodeIn, provider: Asking, proof: Proven) -> WallCodeOut:
    """Begin to bring up a node of a wall: a code for it to show. Whoever types it at the address, and has a claim there
    that stands for the role `wall`, lets it in."""
    accounts: Accounts = request.app.state.accounts
    doorway = doorway_of(request)
    doorway.check_sign_in(request.scope)
    await run_in_threadpool(_check_wall, request, body.wall, body.node)
    source = doorway.sources.of_request(request.scope)
    begun = partial(_codes(request, provider).begin, body.wall, body.node, proof.thumbprint, source)
    handle, code = await _asking(request, provider, begun)
    accounts.proofs.spent(proof)
    return WallCodeOut(
        handle=handle, user_code=code.user_code, verification_uri=code.address, expires_in=code.life_s,
        interval=code.interval_s,
    )  # fmt: skip


@router.post("/answer", responses=documented(400, 401, 403, 404, 409, 413, 422, 429, 503))
async def answer(request: Request, body: WallCodePoll, provider: Asking, proof: Proven) -> WallCodeAnswer:
    """Whether the wall was let in, by the device that began: its token, for the wall and the node that it named alone.

    The provider is asked as often as it allows: who comes earlier waits for longer from then on. The token is told
    once; where that answer is lost the wall begins anew.
    """
    accounts: Accounts = request.app.state.accounts
    doorway_of(request).check_sign_in(request.scope)
    codes = _codes(request, provider)
    asked = await run_in_threadpool(codes.asked, body.handle, proof.thumbprint)
    accounts.proofs.spent(proof)
    if isinstance(asked, int):
        return WallCodeAnswer(state="waiting", interval=asked)
    request.state.who = f"wall.{asked.wall}"
    found = await _asking(request, provider, partial(codes.answer, asked, proof.thumbprint))
    if isinstance(found, int):
        return WallCodeAnswer(state="waiting", interval=found)
    token, caller = found
    actor = await run_in_threadpool(actor_out, request, caller)
    told = SignedIn(token=token, expires_at=iso(caller.expires_ms), actor=actor, server_time=iso(now_ms()))
    return WallCodeAnswer(state="signed-in", signed_in=told)
