"""What a request to the pages says of itself: from where its form came, and in whose session."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from backend.base import caller_address
from backend.base.problems import ProblemError
from backend.people.callers import COOKIE, SECURE_COOKIE
from backend.web.dressing import is_secure
from backend.web.sessions import Session, Sessions


def cookie_name(request: Request) -> str:
    """That of the session's cookie, by how the browser came."""
    return SECURE_COOKIE if is_secure(request.scope) else COOKIE


def sessions_of(request: Request) -> Sessions:
    """Those of the server."""
    found: Sessions = request.app.state.web.sessions
    return found


async def session_of(request: Request) -> Session:
    """In whose session it comes. Raises `ProblemError` no-token, bad-token, token-expired."""
    cookie = request.cookies.get(cookie_name(request), "")
    if not cookie:
        raise ProblemError(401, "no-token", "sign in first")
    sessions = sessions_of(request)
    found = sessions.known(cookie)
    if found is None:
        found = await run_in_threadpool(sessions.of, cookie)
    request.state.who, request.state.device = found.caller.id, found.caller.device_id
    caller_address.who.set(found.caller.id)
    return found


Signed = Annotated[Session, Depends(session_of)]


async def from_here(request: Request) -> None:
    """Raise `ProblemError` bad-form for a form that a browser says came from a page of somebody else's.

    Browsers say so since 2020 at the latest; one that says nothing still has the seal of the form against it.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin", "none"):
        raise ProblemError(403, "bad-form", "the form came from another site")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise ProblemError(403, "bad-form", "the form came from another address")


FromHere = Depends(from_here)
