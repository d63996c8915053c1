"""Who a request comes from, asked once for all routes, and which roles a route lets in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from backend.base.problems import ProblemError
from backend.people.accounts import Accounts
from backend.people.roles import Caller, Role

bearer = HTTPBearer(auto_error=False, description="The token that sign-in gave.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


# What asks no database is answered in the loop itself: a thread for each of these cost more than what it did.


async def token_of(credentials: Bearer) -> str:
    """The bearer token of a request. Raises `ProblemError` 401 where there is none."""
    if credentials is None:
        raise ProblemError(401, "no-token", "sign in first", {"WWW-Authenticate": "Bearer"})
    return credentials.credentials


async def caller_of(request: Request, token: Annotated[str, Depends(token_of)]) -> Caller:
    """Who a request comes from."""
    accounts: Accounts = request.app.state.accounts
    found = accounts.known(token)
    return found if found is not None else await run_in_threadpool(accounts.caller, token)


def only(*roles: Role) -> Callable[[Caller], Awaitable[Caller]]:
    """A dependency that lets in `roles` alone; others get 403."""

    async def check(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
        if caller.role not in roles:
            raise ProblemError(403, "forbidden", f"a {caller.role.replace('_', ' ')} may not do this")
        return caller

    return check
