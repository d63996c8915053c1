"""Who a request comes from, asked once for all routes, and whom a route lets in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials
from fastapi.security.http import HTTPBase

from backend.base import caller_address
from backend.base.problems import ProblemError
from backend.people.accounts import Accounts
from backend.people.roles import Caller, Right, Role
from contract.proof import HEADER, SCHEME

__all__ = [
    "COOKIE", "SECURE_COOKIE", "Caller", "Right", "accounts_of", "acting", "address_of", "caller_of", "having",
    "token_in", "token_of",
]  # fmt: skip
COOKIE, SECURE_COOKIE = "ioc", "__Host-ioc"
"""The one cookie there is, of a sign-in at the server's own pages (`backend.web`). A browser takes the second over TLS
alone, and gives it to this host alone."""

_scheme = HTTPBase(
    scheme=SCHEME,
    scheme_name=SCHEME,
    auto_error=False,
    description="The token that sign-in gave; each request proves that it comes from the device whose key the token is "
    "bound to, by a proof in the header `DPoP` (RFC 9449).",
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)]


# What asks no database is answered in the loop itself: a thread for each of these cost more than what it did.


async def token_of(credentials: Credentials) -> str:
    """The token of a request. Raises `ProblemError` 401 where there is none."""
    if credentials is None or credentials.scheme.lower() not in {SCHEME.lower(), "bearer"}:
        raise ProblemError(401, "no-token", "sign in first", {"WWW-Authenticate": SCHEME})
    return credentials.credentials


async def caller_of(request: Request, credentials: Credentials, token: Annotated[str, Depends(token_of)]) -> Caller:
    """Who a request comes from, proven."""
    accounts: Accounts = request.app.state.accounts
    found = accounts.known(token)
    if found is None:
        found = await run_in_threadpool(accounts.caller, token)
    request.state.who, request.state.device = found.id, found.device_id
    caller_address.who.set(found.id)
    proves = credentials is not None and credentials.scheme.lower() == SCHEME.lower()
    return await _proven(request, token, found, request.headers.getlist(HEADER) if proves else ())


async def _proven(request: Request, token: str, found: Caller, offered: Sequence[str]) -> Caller:
    """The caller, where the request is proven to come from the device of its token, or needs not to be.

    Raises `ProblemError` bad-proof, use-dpop-nonce.
    """
    accounts: Accounts = request.app.state.accounts
    proofs = accounts.proofs
    if not offered and not found.key and not proofs.required:
        return found
    # A proof is 0.15 ms of work: less than to hand it to a thread (docs/decisions/068-who-did-it.md).
    proof = proofs.looked(offered, request.method, address_of(request), token)
    if not found.key and found.role == Role.WALL:
        found = await run_in_threadpool(accounts.bind, token, proof.thumbprint)
    if found.key != proof.thumbprint:
        raise proofs.refusal(401, "bad-proof", "the token is bound to another key, or to none")
    proofs.spent(proof)
    return found


def address_of(request: Request) -> str:
    """The address that a proof has to name: as it was asked for, without what stands between."""
    path = request.scope.get("raw_path") or request.scope["path"].encode()
    return f"http://{request.headers.get('Host', '')}{path.decode('latin-1').partition('?')[0]}"


def accounts_of(request: Request) -> Accounts:
    """Those of the server."""
    found: Accounts = request.app.state.accounts
    return found


def token_in(request: Request) -> str:
    """The token in the cookie of a request, unproven; empty where none came."""
    cookies = request.cookies
    return (cookies.get(SECURE_COOKIE) or cookies.get(COOKIE) or "").partition(".")[0]


def having(right: Right) -> Callable[[Caller], Awaitable[Caller]]:
    """A dependency that lets in who has `right` alone; others get 403."""

    async def check(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
        if not caller.may(right):
            raise _forbidden(caller)
        return caller

    check.right = right  # type: ignore[attr-defined]
    return check


async def acting(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """Who has a verb at all, whatever it is that they may do; others get 403."""
    if not caller.scope.rights.does:
        raise _forbidden(caller)
    return caller


def _forbidden(caller: Caller) -> ProblemError:
    return ProblemError(403, "forbidden", f"a {caller.role.replace('_', ' ')} may not do this")
