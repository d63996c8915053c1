"""Coming in to the agencies' pages and going out, and a new password where one is asked for."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from backend.base.problems import ProblemError
from backend.entrance.doorway import Doorway
from backend.people.administration import Administration
from backend.people.tries import Source
from backend.web import words
from backend.web.asking import FromHere, Signed, cookie_name, sessions_of
from backend.web.dressing import AGENCY, is_secure
from backend.web.forms import Form, form_of
from backend.web.templating import page
from backend.web.web import Web, web_of

router = APIRouter(prefix=AGENCY, include_in_schema=False)
SIGN_IN, PASSWORD = "sign-in", "password"
SHOWN_AGAIN = frozenset({"bad-credentials", "bad-enrolment-code", "device-unknown", "bad-form", "too-many-requests"})
"""Refusals after which the form is there once more."""


@router.post("/vao", dependencies=[FromHere])
async def sign_in(request: Request) -> Response:
    """Give a session to somebody of an agency."""
    form, sessions = await form_of(request), sessions_of(request)
    user = form.text("user", 64)
    request.state.who = user
    try:
        sessions.check_form(SIGN_IN, form.text("form"))
        address = _checked(request)
        cookie = await _with_turn(request, sessions.sign_in, user, form.fields.get("password", "")[:200], address,
                                  form.text("code", 60))  # fmt: skip
    except ProblemError as error:
        if error.code == "password-change-needed":
            return RedirectResponse(f"{AGENCY}/mat-khau?can=1", 303)
        if error.code not in SHOWN_AGAIN:
            raise
        return await _again(request, "sign_in", error, user)
    answer = RedirectResponse(f"{AGENCY}/viec", 303)
    answer.set_cookie(
        cookie_name(request), cookie, path="/", secure=is_secure(request.scope), httponly=True, samesite="strict"
    )
    return answer


@router.post("/ra", dependencies=[FromHere])
async def sign_out(request: Request, session: Signed) -> Response:
    """End the session."""
    session.check((await form_of(request)).text("seal"), "sign-out")
    await run_in_threadpool(sessions_of(request).sign_out, session)
    answer = RedirectResponse(f"{AGENCY}/?da=ra", 303)
    answer.delete_cookie(cookie_name(request), path="/", secure=is_secure(request.scope), httponly=True,
                         samesite="strict")  # fmt: skip
    return answer


@router.get("/mat-khau")
async def password_page(request: Request, can: str = "") -> Response:
    """The form for another password."""
    return page("password", text=words.problem("password-change-needed") if can else "", user="",
                form=sessions_of(request).open_form(PASSWORD))  # fmt: skip


@router.post("/mat-khau", dependencies=[FromHere])
async def change_password(request: Request) -> Response:
    """Another password for whoever knows the one that it was; all their sign-ins end."""
    form, web = await form_of(request), web_of(request)
    user = form.text("user", 64)
    request.state.who = user
    try:
        web.sessions.check_form(PASSWORD, form.text("form"))
        address = _checked(request)
        await _with_turn(request, _change, web, form, user, address)
    except ProblemError as error:
        return await _again(request, "password", error, user)
    return RedirectResponse(f"{AGENCY}/?da=mat-khau", 303)


def _change(web: Web, form: Form, user: str, address: str) -> None:
    old, new = (form.fields.get(name, "")[:200] for name in ("password", "new"))
    if new != form.fields.get("again", "")[:200]:
        raise ProblemError(422, "password-differs", "the new password was not typed twice in the same way")
    Administration(web.ledger, web.accounts, by=user).own_password(user, old, new, Source(address, "web"))


async def _again(request: Request, name: str, error: ProblemError, user: str) -> Response:
    """The form once more, with what was wrong; refusals are counted as everywhere."""
    await _refused(request, error)
    sessions = sessions_of(request)
    use = SIGN_IN if name == "sign_in" else PASSWORD
    told: dict[str, Any] = {"text": words.problem(error.code), "user": user, "form": sessions.open_form(use)}
    if name == "sign_in":
        centre = await run_in_threadpool(web_of(request).ledger.noted, "centre")
        told |= {"needs_code": error.code in {"device-unknown", "bad-enrolment-code"}, "done": "", "centre": centre}
    answer = page(name, error.status, **told)
    answer.headers.update(error.headers)
    return answer


async def _refused(request: Request, error: ProblemError) -> None:
    """Write down what the handler of refusals would (`backend.routes.written_down`)."""
    handler = request.app.exception_handlers.get(ProblemError)
    if handler is not None:
        await handler(request, error)


def _checked(request: Request) -> str:
    """From where it comes. Raises `ProblemError` too-many-requests."""
    doorway: Doorway = request.app.state.doorway
    doorway.check_sign_in(request.scope)
    return doorway.sources.of_request(request.scope)


async def _with_turn(request: Request, work: object, *arguments: object) -> str:
    """As at the desks' sign-in: in its turn, where passwords are tried, few at a time."""
    doorway: Doorway = request.app.state.doorway
    accounts, loop, run = web_of(request).accounts, asyncio.get_running_loop(), copy_context().run
    with doorway.turn_to_sign_in(request.scope):
        return await loop.run_in_executor(accounts.signing_in, run, work, *arguments)  # type: ignore[arg-type]
