"""The citizens' pages: a report, how it stands by its code, and how content they are in the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.entrance.turns import too_many
from backend.incidents import agencies
from backend.web import words
from backend.web.agency_view import Clock
from backend.web.asking import FromHere
from backend.web.citizens import RATED, Citizens, Told, code_of, id_of, plain
from backend.web.dressing import CITIZEN
from backend.web.forms import Form, form_of
from backend.web.templating import page
from backend.web.web import Web, web_of

router = APIRouter(prefix=CITIZEN, include_in_schema=False)
REPORT, RATE = "report", "rate"
WHAT_MOST, WHERE_MOST, WORDS_MOST = 2000, 300, 500
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{7,19}")


@router.get("/")
def front(request: Request) -> Response:
    """The form."""
    return _form(web_of(request))


@router.post("/", dependencies=[FromHere])
async def report(request: Request) -> Response:
    """Take a report. How often one address may is asked before anything of it is read.

    Raises `ProblemError` too-many-requests, bad-form.
    """
    web = web_of(request)
    wait_s = web.reports_rate.take(request.app.state.doorway.sources.of_request(request.scope))
    if wait_s:
        raise too_many(wait_s)
    return await run_in_threadpool(_report, web, await form_of(request))


@router.post("/xem", dependencies=[FromHere])
async def find(request: Request) -> Response:
    """On to a report by its code."""
    code = (await form_of(request)).text("code", 60)
    letters = "".join(one for one in code.upper() if one.isascii() and one.isalnum())
    return RedirectResponse(f"{CITIZEN}/{letters or '-'}", 303)


@router.get("/{code}")
def status(request: Request, code: str, moi: str = "", da: str = "") -> Response:
    """How a report stands. Raises `ProblemError` unknown-code."""
    return _status(web_of(request), code, is_new=moi == "1", done=words.DONE.get(da, ""))


@router.post("/{code}", dependencies=[FromHere])
async def rate(request: Request, code: str) -> Response:
    """How content whoever reported it is. Raises `ProblemError` unknown-code, bad-form."""
    return await run_in_threadpool(_rate, web_of(request), code, await form_of(request))


@router.api_route("/{rest:path}", methods=["GET", "POST"])
def nowhere(rest: str) -> Response:
    """Raises `ProblemError` not-found."""
    raise ProblemError(404, "unknown-code", "there is no such page")


def _report(web: Web, form: Form) -> Response:
    once = web.sessions.check_form(REPORT, form.text("form"))
    told = Told(plain(form.text("what", WHAT_MOST)), plain(form.text("where", WHERE_MOST)), form.text("phone", 20))
    wrong = _wrong(told, form)
    if wrong:
        return _form(web, form, wrong, 422)
    code = code_of(web.sessions.drawn("citizen code", once))
    picture = form.files.get("picture")
    try:
        kept = None if picture is None else web.pictures.keep(picture.content, id_of(code))
        key = web.citizens.report(code, told)
    except ProblemError as error:
        return _form(web, form, words.problem(error.code), error.status)
    if kept is not None:
        ending = "png" if kept.media_type == "image/png" else "jpg"
        web.citizens.attach(key, f"Hình của người dân.{ending}", kept.digest)
    return RedirectResponse(f"{CITIZEN}/{code}?moi=1", 303)


def _wrong(told: Told, form: Form) -> str:
    """What is missing, in words; empty where nothing is."""
    if not told.what:
        return "Hãy viết việc gì xảy ra."
    if not told.where:
        return "Hãy viết việc xảy ra ở đâu."
    if told.phone and not _PHONE.fullmatch(told.phone):
        return "Số điện thoại chưa đúng. Có thể để trống."
    return "" if form.text("consent") == "1" else "Cần đánh dấu đồng ý thì trung tâm mới được dùng nội dung này."


def _form(web: Web, form: Form | None = None, wrong: str = "", status: int = 200) -> Response:
    typed = {name: form.text(name) if form else "" for name in ("what", "where", "phone", "consent")}
    # A form that was refused is another one when it comes again: what was wrong with it was never taken.
    return page(
        "report", status, typed=typed, wrong=wrong, form=web.sessions.open_form(REPORT), what_most=WHAT_MOST,
        where_most=WHERE_MOST, centre=web.ledger.noted("centre"),
    )  # fmt: skip


def _status(
    web: Web, code: str, *, is_new: bool = False, done: str = "", wrong: str = "", status: int = 200
) -> Response:
    key = id_of(code)
    data = web.citizens.found(key)
    if data is None:
        raise ProblemError(404, "unknown-code", "there is no such report")
    clock, now = Clock(agencies.noted(web.ledger).zone), now_ms()
    answered = _answering(web.citizens, data)
    # What the reporter of another report was answered is between them and the room.
    replies = [(clock.of(one.get("at"), now), str(one.get("text"))) for one in data.get("replies") or ()]
    may_rate = str(data.get("state")) in RATED and not data.get("rated_at")
    return page(
        "status", status, code=code.upper(), number=str(data.get("code")), title=str(data.get("title")), is_new=is_new,
        at=clock.of(data.get("created_at"), now), state=words.CITIZEN_STATES.get(str(answered.get("state")), ""),
        agency=str(answered.get("agency") or ""), is_joined=answered is not data, replies=replies, done=done,
        wrong=wrong, form=web.sessions.open_form(f"{RATE} {key}") if may_rate else "",
        stars=int(data.get("satisfaction") or 0) if data.get("rated_at") else 0,
        said=str(data.get("rating_text") or ""), words_most=WORDS_MOST,
    )  # fmt: skip


def _answering(citizens: Citizens, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The incident that answers for a report: another one where it was folded under that."""
    other = citizens.found(str(data["joined_into"])) if data.get("joined_into") else None
    return data if other is None else other


def _rate(web: Web, code: str, form: Form) -> Response:
    key, stars = id_of(code), form.text("stars", 1)
    web.sessions.check_form(f"{RATE} {key}", form.text("form"))
    try:
        web.citizens.rate(key, int(stars) if stars in set("12345") else 0, plain(form.text("text", WORDS_MOST)))
    except ProblemError as error:
        return _status(web, code, wrong=words.problem(error.code), status=error.status)
    return RedirectResponse(f"{CITIZEN}/{code}?da=danh-gia", 303)
