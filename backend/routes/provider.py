"""Signing in with an account of the city's identity provider."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.people.accounts import Accounts
from backend.people.callers import address_of
from backend.people.devices import Seat
from backend.people.oidc import SCOPE, Answered, Provider
from backend.people.provided import enter
from backend.routes.sign_in import OfDevice, actor_out, doorway_of
from contract.proof import HEADER
from contract.provider import ProviderOut, ProviderSignIn, SignInWays
from contract.signing_in import SignedIn

router = APIRouter(prefix="/v1/sign-in", tags=["sign-in"])


def provider_of(request: Request) -> Provider:
    """The provider. Raises `ProblemError` not-found where the city has none."""
    found: Provider | None = request.app.state.accounts.policy.provider
    if found is None:
        raise ProblemError(404, "not-found", "this server knows no identity provider")
    return found


@router.get("/ways", responses=documented(503))
async def ways(request: Request) -> SignInWays:
    """How somebody may sign in here; no token needed."""
    found: Provider | None = request.app.state.accounts.policy.provider
    if found is None:
        return SignInWays(provider=None)
    begin = await asyncio.wrap_future(found.ask(found.begin_at))
    told = ProviderOut(authorization_endpoint=begin, client_id=found.settings.client_id, scope=SCOPE)
    return SignInWays(provider=told)


@router.post("/provider", responses=documented(400, 401, 403, 404, 409, 413, 422, 503))
async def sign_in(
    request: Request, body: ProviderSignIn, provider: Annotated[Provider, Depends(provider_of)], _dpop: OfDevice = None
) -> SignedIn:
    """Exchange what the browser brought back for a token of ours, bound to the device as that of `/v1/sign-in` is."""
    accounts: Accounts = request.app.state.accounts
    proof = accounts.proofs.of_sign_in(request.headers.getlist(HEADER), request.method, address_of(request))
    seat: Seat | None = None
    if proof is not None:
        seat = Seat(proof.public, proof.thumbprint, body.device_name, body.author_key, body.enrolment_code)
    answered = Answered(body.code, body.code_verifier, body.redirect_uri, body.nonce)
    with doorway_of(request).turn_to_sign_in(request.scope):
        identity = await asyncio.wrap_future(provider.ask(partial(provider.identity, answered)))
    token, caller = await run_in_threadpool(
        enter, request.app.state.ledger, accounts, identity, body.device_id, seat
    )  # fmt: skip
    if proof is not None:
        accounts.proofs.spent(proof)
    actor = await run_in_threadpool(actor_out, request, caller)
    return SignedIn(token=token, expires_at=iso(caller.expires_ms), actor=actor, server_time=iso(now_ms()))
