"""SMS, voice and Zalo by whatever gateway a city has: a request by a template, an answer read by paths."""

from __future__ import annotations

import json
import string
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from backend.messages.adapters.http import Answer, Request, ask, taken
from backend.messages.adapters.reaching import Bounds
from backend.messages.adapters.secret import secret_in
from backend.messages.answer_paths import is_one_of, value_at
from backend.messages.channel_models import SECRET, Gateway
from backend.messages.letter import Address, Letter, NotSentError, Sent

REF_MOST = 200


class GatewayAdapter:
    """The key goes wherever the template has `{key}`, and as `Idempotency-Key`."""

    def __init__(self, said: Gateway) -> None:
        self._said = said

    def send(self, letter: Letter, address: Address) -> Sent:
        """As `Adapter`."""
        said = self._said
        values = {
            "to": number(address.values[0], said.number), "text": shortened(letter.text, said.longest),
            "subject": letter.subject, "key": letter.key, "kind": letter.kind,
        }  # fmt: skip
        values |= {f"{SECRET}{name}": secret_in(path) for name, path in said.secrets.items()}
        url = filled(said.url, {name: quote(value, safe="") for name, value in values.items()})
        headers = {name: _one_line(filled(text, values)) for name, text in said.headers.items()}
        headers = {"Idempotency-Key": letter.key, **headers}
        body = None
        if said.body and said.method != "GET":
            body, kind = _body(said, values)
            headers = {"Content-Type": kind, **headers}
        bounds = Bounds(said.networks, said.timeout_s, said.authorities)
        answer = taken(ask(Request(said.method, url, headers, body), bounds), of_all=True)
        return Sent(_ref(said, answer))


def number(text: str, form: str) -> str:
    """A number as the gateway wants it; what is none, such as an id at an OA, stays as it is."""
    bare = text.replace(" ", "").replace(".", "").replace("-", "")
    if not bare.removeprefix("+").isdigit():
        return text
    world = f"84{bare[1:]}" if bare.startswith("0") else bare.removeprefix("+")
    if form == "plus":
        return f"+{world}"
    return world if form == "international" or not world.startswith("84") else f"0{world[2:]}"


def shortened(text: str, longest: int) -> str:
    """No more than so many letters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled, each once: what a value holds is never read as a template."""
    parts = []
    for before, name, form in _parsed(text):
        parts.append(before)
        if name is not None:
            parts.append(values[f"{name}:{form}" if form else name])
    return "".join(parts)


def _parsed(text: str) -> list[tuple[str, str | None, str]]:
    return [(before, name, form or "") for before, name, form, _turn in string.Formatter().parse(text)]


def _one_line(text: str) -> str:
    """A header in latin-1 without breaks: what somebody wrote begins no header of its own."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return plain.encode("latin-1", "replace").decode("latin-1")


def _body(said: Gateway, values: Mapping[str, str]) -> tuple[bytes, str]:
    made = _made(said.body, values)
    if said.body_type == "form":
        fields = {name: one if isinstance(one, str) else json.dumps(one) for name, one in made.items()}
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    return json.dumps(made, ensure_ascii=False).encode(), "application/json; charset=utf-8"


def _made(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _made(one, values) for name, one in value.items()}
    if isinstance(value, list):
        return [_made(one, values) for one in value]
    return filled(value, values) if isinstance(value, str) else value


def _ref(said: Gateway, answer: Answer) -> str:
    """What the gateway calls the message. Raises `NotSentError` where its answer says that it did not take it."""
    meaning = said.answer
    if meaning.ok is None and meaning.id is None:
        return ""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise NotSentError("odd-answer") from error
    if meaning.ok is not None:
        found = value_at(data, meaning.ok)
        if found is None:
            raise NotSentError("odd-answer")
        if is_one_of(found, meaning.again_is):
            raise NotSentError("busy")
        if not is_one_of(found, meaning.ok_is):
            raise NotSentError("refused", final=True)
    ref = value_at(data, meaning.id) if meaning.id is not None else None
    return str(ref)[:REF_MOST] if isinstance(ref, str | int) else ""
