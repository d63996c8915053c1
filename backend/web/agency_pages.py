"""The agencies' pages: their queue, one incident, and each step as a form of its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from backend.base.problems import ProblemError
from backend.web import agency_view, words
from backend.web.acting import Wish
from backend.web.agency_incident import TEXT_MOST, found, hour, incident_page, nothing, others, queue_page, sees
from backend.web.asking import FromHere, Signed, cookie_name
from backend.web.dressing import AGENCY
from backend.web.forms import File, Form, form_of
from backend.web.sessions import Session
from backend.web.templating import page
from backend.web.web import Web, web_of

router = APIRouter(prefix=AGENCY, include_in_schema=False)
STEPS: Mapping[str, str] = MappingProxyType(
    {slug: step for step, slug in agency_view.STEP_OF_SLUG} | {"hoi-lai": "ask"}
)  # fmt: skip
"""What an agency says of itself, by the part of the address."""
GOOD = frozenset({"applied", "duplicate", "superseded"})


@router.get("/")
async def front(request: Request, da: str = "") -> Response:
    """The sign-in; who is signed in goes on to the queue."""
    web, cookie = web_of(request), request.cookies.get(cookie_name(request), "")
    is_in = await run_in_threadpool(_is_good, web, cookie)
    if is_in:
        return RedirectResponse(f"{AGENCY}/viec", 303)
    form, centre = web.sessions.open_form("sign-in"), await run_in_threadpool(web.ledger.noted, "centre")
    return page(
        "sign_in", form=form, text="", user="", needs_code=False, done=words.DONE.get(da, ""), centre=centre
    )  # fmt: skip


def _is_good(web: Web, cookie: str) -> bool:
    try:
        web.sessions.of(cookie)
    except ProblemError:
        return False
    return True


@router.get("/viec")
def queue(request: Request, session: Signed, da: str = "") -> Response:
    """What was forwarded to the agency."""
    return queue_page(web_of(request), session, words.DONE.get(da, ""))


@router.get("/viec/{incident_id}")
def incident(request: Request, session: Signed, incident_id: str, da: str = "") -> Response:
    """One of them. Raises `ProblemError` not-found, also where it is another's."""
    return incident_page(web_of(request), session, incident_id, done=words.DONE.get(da, ""))


@router.post("/viec/{incident_id}/{slug}", dependencies=[FromHere])
async def step(request: Request, session: Signed, incident_id: str, slug: str) -> Response:
    """One step, once, as an action of the log. Raises `ProblemError` not-found, bad-form."""
    form = await form_of(request)
    return await run_in_threadpool(_do, web_of(request), session, (incident_id, slug), form)


@router.get("/viec/{incident_id}/hinh/{digest}")
def picture(request: Request, session: Signed, incident_id: str, digest: str) -> Response:
    """A picture of an incident that the agency sees. Raises `ProblemError` not-found."""
    web = web_of(request)
    _, data = found(web.ledger, session, incident_id)
    is_named = any(one.get("sha256") == digest for one in data.get("attachments") or ())
    kept = web.pictures.find(digest, incident_id) if is_named else None
    if kept is None:
        raise nothing()
    return Response(kept.content, media_type=kept.media_type)


@router.api_route("/{rest:path}", methods=["GET", "POST"])
def nowhere(rest: str) -> Response:
    """Raises `ProblemError` not-found."""
    raise nothing()


def _do(web: Web, session: Session, where: tuple[str, str], form: Form) -> Response:
    (incident_id, slug), action_id, seen = where, form.text("action_id", 40), form.text("version", 12)
    session.check(form.text("seal"), slug, incident_id, action_id, seen)
    try:
        kept = _picture(web, session, incident_id, form.files.get("picture")) if slug == "xong" else None
        verb, payload = _said(web, session, where, form)
        result = web.acting.act(session, Wish(action_id, verb, incident_id, int(seen), payload))
    except ProblemError as error:
        if error.code in {"not-found", "bad-form"}:
            raise
        return incident_page(
            web, session, incident_id, problem=error.code, form=form, slug=slug, status=error.status
        )  # fmt: skip
    if result.result not in GOOD or result.problem:  # what is superseded may have a reason that people must hear
        told = result.problem or {}
        code, status = str(told.get("code") or result.result), int(told.get("status") or 409)
        return incident_page(web, session, incident_id, problem=code, form=form, slug=slug, status=status)
    if kept is not None:
        proof_id = str(uuid.uuid5(uuid.UUID(action_id), kept["sha256"]))
        web.acting.act(session, Wish(proof_id, "attach", incident_id, int(seen), kept))
    stays = sees(web.ledger, session, incident_id)
    return RedirectResponse(f"{AGENCY}/viec{f'/{incident_id}' if stays else ''}?da={slug}", 303)


def _said(web: Web, session: Session, where: tuple[str, str], form: Form) -> tuple[str, dict[str, Any]]:
    """Verb and payload of a form. Raises `ProblemError` not-found where there is no such step, bad-payload."""
    (incident_id, slug), text = where, form.text("text", TEXT_MOST)
    if slug in STEPS:
        return "agency_step", {"step": STEPS[slug], "text": text}
    if slug == "xong":
        return "resolve", {"resolution": text}
    if slug == "chuyen":
        agency = form.text("agency", 200)
        if agency not in others(web.ledger, session):
            raise ProblemError(422, "bad-payload", "this is none of the other agencies")
        version = form.text("assignee_version", 12)
        session.check(form.text("assignee_seal"), "assignee", incident_id, version)
        return "forward", {"agency": agency, "assignee_version": int(version)}
    raise nothing()


def _picture(web: Web, session: Session, incident_id: str, sent: File | None) -> dict[str, str] | None:
    """Keep what was sent with a result: its name and SHA-256. Raises `ProblemError` not-picture, no-room, not-found."""
    if sent is None:
        return None
    found(web.ledger, session, incident_id)
    kept = web.pictures.keep(sent.content, incident_id, session.caller.id)
    ending = "png" if kept.media_type == "image/png" else "jpg"
    return {"name": f"Hình kết quả {hour(web.ledger).replace(':', 'h')}.{ending}", "sha256": kept.digest}
