"""How a message will look, before anybody says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.actions.deed import Act, Deed
from backend.base.clock import iso, now_ms
from backend.messages.adapters.gateway import shortened
from backend.messages.channel_models import Gateway
from backend.messages.letter import NotSentError
from backend.messages.making import Draft
from backend.messages.parts import parts_of
from backend.messages.post import Post
from backend.messages.texts import Wording, values_of
from backend.messages.words import reason_text
from backend.people.roles import Caller
from contract.messages import PreviewIn, PreviewOut

WITH_SUBJECT = frozenset({"email", "webhook", "file", "cap"})


def previewed(post: Post, caller: Caller, asked: PreviewIn, data: Mapping[str, Any]) -> list[PreviewOut]:
    """What would go out if `caller` did this now at the incident that has `data`. Nothing is written."""
    payload = {"text": asked.text} if asked.verb == "reply" else {"agency": asked.agency, "text": asked.text}
    deed = _deed(caller, asked.about, asked.verb, payload, data)
    return [_shown(post, asked.about, one) for one in post.making.drafts(deed, "incident", data)]


def values_for(caller: Caller, wording: Wording, about: str, data: Mapping[str, Any]) -> Mapping[str, str]:
    """What stands for each place of a template, as for `caller` now."""
    return values_of(wording, data, _deed(caller, about, "reply", {}, data), "")


def _deed(caller: Caller, about: str, verb: str, payload: Mapping[str, Any], data: Mapping[str, Any]) -> Deed:
    at = iso(now_ms())
    act = Act("preview", verb, 0, payload, caller.id, caller.name, str(caller.role), at, at)
    return Deed(act, "incident", about, 1, data)


def _shown(post: Post, about: str, draft: Draft) -> PreviewOut:
    way, why = _way(post, about, draft)
    channel = post.channels.by_name.get(way)
    said = channel.said if channel is not None else None
    text = shortened(draft.words.text, said.longest) if isinstance(said, Gateway) else draft.words.text
    return PreviewOut(
        to=draft.to.name, to_kind=str(draft.to.kind), kind=draft.rule.kind, channel=way,
        subject=draft.words.subject if way in WITH_SUBJECT else "", text=text,
        parts=parts_of(text) if way == "sms" else 1, reason=why, reason_text=reason_text(why, post.wording.lang),
    )  # fmt: skip


def _way(post: Post, about: str, draft: Draft) -> tuple[str, str]:
    """The first channel that has an address now, or why there is none. Who it belongs to is not told."""
    with post.queue.ledger.engine.connect() as connection:
        for one in draft.channels:
            try:
                if post.channels.address(connection, one, draft.to.key, about) is not None:
                    return one, ""
            except NotSentError:
                return one, ""  # its secret cannot be read now: that is told when it is sent
    return "", draft.why_not or "no-address"
