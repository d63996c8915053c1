"""What the other side tells of a message: who says so is proven, what it means is the channel's to say."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from backend.base.problems import ProblemError
from backend.messages.adapters.secret import secret_in
from backend.messages.adapters.signing import SIGNATURE, TIMESTAMP, is_signed
from backend.messages.answer_paths import is_one_of, value_at
from backend.messages.channel_models import Gateway, Receipts
from backend.messages.letter import NotSentError
from backend.messages.post import Post

STATES = ("delivered", "read", "failed")


def taken(post: Post, channel: str, headers: Mapping[str, str], body: bytes) -> str:
    """The id of the message that a receipt is about, once it is written down. Raises `ProblemError`: no-receipts,
    bad-receipt, unknown-message. Who has no secret learns nothing of what there is."""
    said = getattr(post.channels.said, channel, None) if channel in post.channels.by_name else None
    if channel == "webhook" and said is not None:
        data, told = _of_agency(post, headers, body)
    elif isinstance(said, Gateway) and said.receipts is not None:
        data, told = _of_gateway(said.receipts, headers, body)
    else:
        raise ProblemError(404, "no-receipts", "this server takes no receipts of such a channel")
    found = post.queue.receipt(channel, data, told) if told else _known(post, channel, data)
    if found is None:
        raise ProblemError(404, "unknown-message", "there is no such message, or not any more")
    return found


def _of_agency(post: Post, headers: Mapping[str, str], body: bytes) -> tuple[str, str]:
    """Which message, and what became of it: by the secret of the agency that it went to, and by nobody else's."""
    data = _read(body)
    ref, told = str(value_at(data, "$.id") or ""), str(value_at(data, "$.state") or "")
    with post.queue.ledger.engine.connect() as connection:
        row = post.queue.find(connection, "webhook", ref[:200])
    kind, _colon, key = (row.receiver if row is not None else "").partition(":")
    receivers = post.channels.said.agencies if kind == "agency" else post.channels.said.contacts
    hook = receivers[key].webhook if key in receivers else None
    secret = _secret(hook.secret_file) if hook is not None else ""
    if not is_signed(secret, body, headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")):
        raise _unproven()
    if told not in STATES:
        raise ProblemError(422, "bad-receipt", f"state is one of: {', '.join(STATES)}")
    return ref, told


def _of_gateway(said: Receipts, headers: Mapping[str, str], body: bytes) -> tuple[str, str]:
    secret = _secret(said.secret_file)
    if said.token_header is not None:
        given = headers.get(said.token_header, "").encode("utf-8", "replace")
        is_proven = bool(secret) and hmac.compare_digest(given, secret.encode())
    else:
        is_proven = is_signed(secret, body, headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, ""))
    if not is_proven:
        raise _unproven()
    data = _read(body)
    ref, state = value_at(data, said.id), value_at(data, said.state)
    if not isinstance(ref, str | int) or isinstance(ref, bool):
        raise ProblemError(422, "bad-receipt", "it does not say which message it is about")
    meant = (("delivered", said.delivered), ("read", said.read), ("failed", said.failed))
    return str(ref)[:200], next((told for told, words in meant if is_one_of(state, words)), "")


def _known(post: Post, channel: str, ref: str) -> str | None:
    """A state that says nothing to us, such as one of on the way: the message, if there is one."""
    with post.queue.ledger.engine.connect() as connection:
        row = post.queue.find(connection, channel, ref)
    return str(row.id) if row is not None else None


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProblemError(422, "bad-receipt", "it is no JSON") from error


def _secret(path: Any) -> str:
    try:
        return secret_in(path)
    except NotSentError:
        return ""


def _unproven() -> ProblemError:
    return ProblemError(401, "receipt-not-proven", "nothing proves who sent this, or it is too old")
