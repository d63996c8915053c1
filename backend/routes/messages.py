"""Messages: how one will look, which have failed, and what the other side tells of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.concurrency import run_in_threadpool

from backend.audit.lines import note
from backend.base.problems import ProblemError, documented
from backend.following import Post
from backend.ledger.ledger import Ledger
from backend.messages import preview as previews
from backend.messages import receipts, texts
from backend.people.callers import Caller, Right, acting, having
from backend.people.scopes import in_reach, why_not
from backend.routes import failed_messages
from contract.messages import FailedMessages, MessageAnswer, Preview, PreviewIn
from contract.wire import Key

router = APIRouter(prefix="/v1/messages", tags=["messages"])
Acting = Annotated[Caller, Depends(acting)]
Looking = Annotated[Caller, Depends(having(Right.SEE_LETTERS))]
Channel = Annotated[str, Path(pattern="^[a-z]{1,20}$")]
MessageId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
_PLACE = re.compile(r"\{(\w+)\}")


def post_of(request: Request) -> Post | None:
    """What brings messages out, where this server sends any."""
    found: Post | None = request.app.state.post
    return found


@router.post("/preview", responses=documented(400, 401, 403, 404, 413, 422))
def preview(request: Request, caller: Acting, body: PreviewIn) -> Preview:
    """How the messages of a deed will look that is not done yet: an answer as the citizen will see it, cut as the
    channel cuts it. No address is told, and nothing is written."""
    data = _incident(request, caller, body.about, body.verb)
    post = post_of(request)
    return Preview(text=body.text, messages=previews.previewed(post, caller, body, data) if post is not None else [])


@router.get("/preview", responses=documented(401, 403, 404, 422))
def preview_of_template(request: Request, caller: Acting, about: Key, template: Key) -> Preview:
    """The same of one of the city's templates, its places filled from the incident."""
    data = _incident(request, caller, about, "reply")
    ledger: Ledger = request.app.state.ledger
    found = ledger.current("template", template)
    if found is None:
        raise ProblemError(404, "unknown-template", "there is no such template")
    post = post_of(request)
    if post is None:
        raise ProblemError(404, "no-messages", "this server sends no messages")
    values = previews.values_for(caller, post.wording, about, data)
    text = _PLACE.sub(lambda place: values.get(place[1]) or texts.UNKNOWN, str(found[1].get("text", "")))
    asked = PreviewIn(about=about, text=text[:4000])
    return Preview(text=text, messages=previews.previewed(post, caller, asked, data))


@router.get("/failed", responses=documented(401, 403, 422))
def failed(
    request: Request, caller: Looking, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> FailedMessages:  # fmt: skip
    """Messages that nobody tries any more, of what the caller sees; the newest first. No text and no address."""
    post = post_of(request)
    return FailedMessages(messages=failed_messages.listed(post, caller, limit) if post is not None else [])


@router.post("/{message_id}/again", responses=documented(401, 403, 404, 409, 422))
def again(request: Request, caller: Looking, message_id: MessageId) -> MessageAnswer:
    """Try one that has failed once more, by the channels that the city's pack names for it now. It keeps its key."""
    post = post_of(request)
    if post is None:
        raise ProblemError(404, "unknown-message", "this server sends no messages")
    ledger: Ledger = request.app.state.ledger
    with ledger.write() as connection:
        seq = failed_messages.begun_again(post, caller, connection, message_id)
        note(
            connection, "message-again", caller.id, caller.device_id, what={"message": message_id},
            about=f"message:{message_id}",
        )  # fmt: skip
    ledger.wakeups.announce(seq)
    return MessageAnswer(id=message_id)


@router.post("/receipts/{channel}", responses=documented(401, 404, 413, 422))
async def receipt(request: Request, channel: Channel) -> MessageAnswer:
    """What a gateway, or an agency's system, tells of a message: delivered, read, or not to be delivered. Signed over
    its time and its body, or with the token that the channel's file names. The same again changes nothing."""
    post, body = post_of(request), await request.body()
    if post is None:
        raise ProblemError(404, "no-receipts", "this server sends no messages")
    return MessageAnswer(id=await run_in_threadpool(receipts.taken, post, channel, request.headers, body))


def _incident(request: Request, caller: Caller, key: str, verb: str) -> Mapping[str, Any]:
    """An incident that the caller sees and may do this at. Raises `ProblemError` unknown-target, forbidden."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.current("incident", key)
    if found is None or not in_reach(caller.scope, "incident", found[1]):
        raise ProblemError(404, "unknown-target", "there is no such incident")
    reason = why_not(caller.scope, verb, "incident", found[1])
    if reason is not None:
        raise ProblemError(403, "forbidden", reason)
    return found[1]
