"""The agencies' pages: their queue, one incident, and each step as a form of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.incidents import agencies
from backend.incidents.agency import agency_of
from backend.ledger.ledger import Ledger
from backend.web import agency_view, words
from backend.web.acting import Wish
from backend.web.agency_view import STEP_OF_SLUG, Whole
from backend.web.asking import FromHere, Signed, cookie_name, sessions_of
from backend.web.dressing import AGENCY
from backend.web.forms import File, Form, form_of
from backend.web.sessions import Session
from backend.web.templating import page
from backend.web.web import Web

router = APIRouter(prefix=AGENCY, include_in_schema=False)
STEPS: Mapping[str, str] = MappingProxyType({slug: step for step, slug in STEP_OF_SLUG} | {"hoi-lai": "ask"})
"""What an agency says of itself, by the part of the address."""
TEXT_MOST = 2000
GOOD = frozenset({"applied", "duplicate", "superseded"})


@router.get("/")
async def front(request: Request, da: str = "") -> Response:
    """The sign-in; who is signed in goes on to the queue."""
    cookie = request.cookies.get(cookie_name(request), "")
    is_in = await run_in_threadpool(_is_good, sessions_of(request), cookie)
    if is_in:
        return RedirectResponse(f"{AGENCY}/viec", 303)
    form = sessions_of(request).open_form("sign-in")
    return page("sign_in", form=form, text="", user="", needs_code=False, done=words.DONE.get(da, ""))


def _is_good(sessions: Any, cookie: str) -> bool:
    try:
        sessions.of(cookie)
    except ProblemError:
        return False
    return True


@router.get("/viec")
def queue(request: Request, session: Signed, da: str = "") -> Response:
    """What was forwarded to the agency."""
    ledger = _web(request).ledger
    rows = agency_view.queue(_own(ledger, session), agencies.noted(ledger), now_ms())
    return page(
        "queue", open=[row for row in rows if not row.is_over], over=[row for row in rows if row.is_over],
        done=words.DONE.get(da, ""), now=_clock(ledger).text(now_ms(), now_ms()), **_around(ledger, session),
    )  # fmt: skip


@router.get("/viec/{incident_id}")
def incident(request: Request, session: Signed, incident_id: str, da: str = "") -> Response:
    """One of them. Raises `ProblemError` not-found, also where it is another's."""
    return _page(request, session, incident_id, done=words.DONE.get(da, ""))


@router.post("/viec/{incident_id}/{slug}", dependencies=[FromHere])
async def step(request: Request, session: Signed, incident_id: str, slug: str) -> Response:
    """One step, once, as an action of the log. Raises `ProblemError` not-found, bad-form."""
    form = await form_of(request)
    return await run_in_threadpool(_do, request, session, (incident_id, slug), form)


@router.get("/viec/{incident_id}/hinh/{digest}")
def picture(request: Request, session: Signed, incident_id: str, digest: str) -> Response:
    """A picture of an incident that the agency sees. Raises `ProblemError` not-found."""
    web = _web(request)
    _, data = _found(web.ledger, session, incident_id)
    kept = web.pictures.find(digest, incident_id) if _names(data, digest) else None
    if kept is None:
        raise _nothing()
    return Response(kept.content, media_type=kept.media_type)


@router.api_route("/{rest:path}", methods=["GET", "POST"])
def nowhere(rest: str) -> Response:
    """Raises `ProblemError` not-found."""
    raise _nothing()


# what is done


def _do(request: Request, session: Session, where: tuple[str, str], form: Form) -> Response:
    (incident_id, slug), web = where, _web(request)
    action_id, seen = form.text("action_id", 40), form.text("version", 12)
    session.check(form.text("seal"), slug, incident_id, action_id, seen)
    try:
        kept = _picture(web, session, incident_id, form.files.get("picture")) if slug == "xong" else None
        verb, payload = _said(web.ledger, session, where, form)
        result = web.acting.act(session, Wish(action_id, verb, incident_id, int(seen), payload))
    except ProblemError as error:
        if error.code in {"not-found", "bad-form"}:
            raise
        return _page(request, session, incident_id, problem=error.code, form=form, slug=slug, status=error.status)
    if result.result not in GOOD:
        told = result.problem or {}
        code, status = str(told.get("code") or result.result), int(told.get("status") or 409)
        return _page(request, session, incident_id, problem=code, form=form, slug=slug, status=status)
    if kept is not None:
        name, digest = kept
        proof = Wish(str(uuid.uuid5(uuid.UUID(action_id), digest)), "attach", incident_id, int(seen),
                     {"name": name, "sha256": digest})  # fmt: skip
        web.acting.act(session, proof)
    stays = _sees(web.ledger, session, incident_id)
    return RedirectResponse(f"{AGENCY}/viec{f'/{incident_id}' if stays else ''}?da={slug}", 303)


def _said(ledger: Ledger, session: Session, where: tuple[str, str], form: Form) -> tuple[str, dict[str, Any]]:
    """Verb and payload of a form. Raises `ProblemError` not-found where there is no such step, bad-payload."""
    (incident_id, slug), text = where, form.text("text", TEXT_MOST)
    if slug in STEPS:
        return "agency_step", {"step": STEPS[slug], "text": text}
    if slug == "xong":
        return "resolve", {"resolution": text}
    if slug == "chuyen":
        agency = form.text("agency", 200)
        if agency not in agencies.noted(ledger).names or agency in session.caller.limits.agencies:
            raise ProblemError(422, "bad-payload", "this is none of the other agencies")
        version = form.text("assignee_version", 12)
        session.check(form.text("assignee_seal"), "assignee", incident_id, version)
        return "forward", {"agency": agency, "assignee_version": int(version)}
    raise _nothing()


def _picture(web: Web, session: Session, incident_id: str, sent: File | None) -> tuple[str, str] | None:
    """Keep what was sent with a result: its name and SHA-256. Raises `ProblemError` not-picture, no-room, not-found."""
    if sent is None:
        return None
    _found(web.ledger, session, incident_id)
    kept = web.pictures.keep(sent.content, incident_id, session.caller.id)
    at = _clock(web.ledger).text(now_ms(), now_ms()).replace(":", "h")
    return f"Hình kết quả {at}.{'png' if kept.media_type == 'image/png' else 'jpg'}", kept.digest


# what is seen


def _own(ledger: Ledger, session: Session) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The incidents that the agency sees. Most are others': what does not name it is not even read."""
    scope = session.caller.scope
    names = [one for name in scope.limits.agencies for one in (name, orjson.dumps(name).decode(), ascii(name)[1:-1])]
    for row in ledger.of_type("incident"):
        if any(name in row.data for name in names):
            data = orjson.loads(row.data)
            if agency_view.is_shown(scope, data):
                yield row.id, data


def _found(ledger: Ledger, session: Session, incident_id: str) -> tuple[int, Mapping[str, Any]]:
    """Version and data. Raises `ProblemError` not-found, for another's as for none."""
    found = ledger.current("incident", incident_id)
    if found is None or not agency_view.is_shown(session.caller.scope, found[1]):
        raise _nothing()
    return found


def _sees(ledger: Ledger, session: Session, incident_id: str) -> bool:
    found = ledger.current("incident", incident_id)
    return found is not None and agency_view.is_shown(session.caller.scope, found[1])


def _page(request: Request, session: Session, incident_id: str, *, done: str = "", problem: str = "",
          form: Form | None = None, slug: str = "", status: int = 200) -> Response:  # fmt: skip
    """One incident with the forms of what is possible now; `form` is what was typed and not taken."""
    ledger = _web(request).ledger
    version, data = _found(ledger, session, incident_id)
    known = agencies.noted(ledger)
    seen = agency_view.whole(incident_id, version, data, known, now_ms())
    others = [name for name in known.names if name not in session.caller.limits.agencies]
    assignee = str(data.get("assignee_version") or 0)
    return page(
        "incident", status, it=seen, row=seen.row, forms=_forms(session, seen), others=others, done=done,
        problem=words.problem(problem) if problem else "", typed=form.text("text", TEXT_MOST) if form else "",
        slug=slug, assignee=(assignee, session.seal("assignee", incident_id, assignee)), is_with=agency_of(data),
        text_most=TEXT_MOST, kept=_web(request).pictures.of(incident_id), **_around(ledger, session),
    )  # fmt: skip


def _forms(session: Session, seen: Whole) -> dict[str, dict[str, str]]:
    """The hidden fields of each step that is possible: the action has its id before it is done, so that it is done once
    however often it is sent."""
    found = {}
    for slug in seen.can:
        action_id, version = str(uuid.uuid4()), str(seen.version)
        seal = session.seal(slug, seen.row.id, action_id, version)
        found[slug] = {"action_id": action_id, "version": version, "seal": seal}
    return found


def _around(ledger: Ledger, session: Session) -> dict[str, Any]:
    """What stands on every page of somebody who is signed in."""
    own = [name for name in agencies.noted(ledger).names if name in session.caller.limits.agencies]
    return {
        "centre": ledger.noted("centre"), "person": session.caller.name, "agency": " · ".join(own),
        "out_seal": session.seal("sign-out"),
    }  # fmt: skip


def _clock(ledger: Ledger) -> agency_view.Clock:
    return agency_view.Clock(agencies.noted(ledger).zone)


def _names(data: Mapping[str, Any], digest: str) -> bool:
    return any(one.get("sha256") == digest for one in data.get("attachments") or ())


def _nothing() -> ProblemError:
    return ProblemError(404, "not-found", "there is no such page")


def _web(request: Request) -> Web:
    found: Web = request.app.state.web
    return found
