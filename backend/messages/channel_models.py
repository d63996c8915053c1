"""The file of `--message-channels`: by what messages go out of this server, and where agencies are reached.

Kept at the server alone: addresses and secrets stand in no pack, no record and no log. Secrets are in files of their
own, which are read anew for each message.
"""

from __future__ import annotations

import json
import re
import string
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from backend.messages.answer_paths import steps_of

GATEWAY_PLACES = frozenset({"to", "text", "subject", "key", "kind"})
SECRET = "secret:"  # noqa: S105 - what a placeholder of one begins with
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_NUMBER = re.compile(r"\+?[0-9]{8,15}")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")
"""The numbering plan of Thông tư 22/2014/TT-BTTTT."""
_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")


def web_address(text: str) -> str:
    """`text`, where it is an https address without a sign-in; http is for this machine alone."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError("no_web_address") from error
    is_own = parts.hostname in ("127.0.0.1", "localhost", "::1")
    odd = not text.isascii() or not text.isprintable() or " " in text or len(text) > 2000
    if odd or parts.scheme not in ({"https", "http"} if is_own else {"https"}) or "@" in parts.netloc:
        raise ValueError("no_web_address")
    if not parts.hostname or port == 0 or parts.fragment or "{" in parts.netloc:
        raise ValueError("no_web_address")
    return text


def _mail(text: str) -> str:
    if not _MAIL.fullmatch(text):
        raise ValueError("no_mail_address")
    return text


def is_mail(text: str) -> bool:
    """Whether it is an address of mail."""
    return _MAIL.fullmatch(text.strip()) is not None


def is_mobile(text: str) -> bool:
    """Whether it is a number that takes an SMS: of Vietnam's mobile numbers, or of another country's."""
    home = _at_home(text)
    return _MOBILE.fullmatch(home) is not None or (home.startswith("+") and _NUMBER.fullmatch(home) is not None)


def is_subscriber(text: str) -> bool:
    """Whether somebody can be called there: no emergency number, and none that costs whoever calls (1900…)."""
    return is_mobile(text) or _LANDLINE.fullmatch(_at_home(text)) is not None


def _at_home(text: str) -> str:
    """A number as it is dialled in Vietnam; another country's with its plus."""
    bare = "".join(sign for sign in text if sign in "+0123456789")
    if bare.startswith("+84"):
        return f"0{bare[3:]}"
    return f"0{bare[2:]}" if bare.startswith("84") and len(bare) == len("84912345678") else bare


def _number(text: str) -> str:
    plain = text.replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise ValueError("no_number")
    return plain


def _network(text: str) -> str:
    try:
        ip_network(text)
    except ValueError as error:
        raise ValueError("bad_network") from error
    return text


def _path(text: str) -> str:
    try:
        steps_of(text)
    except ValueError as error:
        raise ValueError("bad_answer_path") from error
    return text


def _header(text: str) -> str:
    if not _HEADER.fullmatch(text):
        raise ValueError("bad_header")
    return text


def _as_json(value: dict[str, Any]) -> dict[str, Any]:
    """What YAML reads as a date is a text."""
    plain: dict[str, Any] = json.loads(json.dumps(value, default=str))
    return plain


def places_of(text: str) -> set[str]:
    """The placeholders in a text of a gateway's template. Raises ValueError where they cannot be read."""
    parts = [(name, form) for _text, name, form, _turn in string.Formatter().parse(text) if name is not None]
    return {f"{name}:{form}" if form else name for name, form in parts}


File = Annotated[Path, Field(strict=False)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Mail = Annotated[str, AfterValidator(_mail)]
Number = Annotated[str, AfterValidator(_number)]
Network = Annotated[str, AfterValidator(_network)]
AnswerPath = Annotated[str, AfterValidator(_path)]
Header = Annotated[str, AfterValidator(_header)]
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9._-]*$")]
Value = Annotated[str, Field(max_length=2000)]
Template = Annotated[dict[str, Any], AfterValidator(_as_json)]


class Entry(BaseModel):
    """Anything in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Bounded(Entry):
    """What every channel may say of how it is used."""

    a_minute: Annotated[int, Field(ge=1, le=6000)] = 60
    """So many messages a minute, a sixth of them at once."""
    tries: Annotated[int, Field(ge=1, le=50)] = 8
    """After so many the message has failed, or goes by the next channel: eight are some ten minutes."""
    timeout_s: Annotated[float, Field(ge=0.2, le=60, strict=False)] = 10.0
    """For so long the other side may take in all."""


class Online(Bounded):
    """What goes over a network."""

    authorities: File | None = None
    """A PEM file with the authorities that vouch for the other side; the system's own without it."""
    networks: list[Network] = []
    """Private networks that may be called, such as 10.20.0.0/16; without one only addresses of the internet are."""


class Smtp(Online):
    """Mail by a server that asks for a sign-in, over TLS."""

    host: Annotated[str, Field(min_length=1, max_length=253, pattern=r"^[A-Za-z0-9.:-]+$")]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls"] = "starttls"
    """`tls` from the first byte on (port 465), or begun after a greeting (port 587). Nothing goes without."""
    user: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    password_file: File | None = None
    """A file of mode 0600 whose first line is the password."""
    sender: Mail
    sender_name: Annotated[str, Field(max_length=100, pattern=r"^[^\r\n]*$")] = ""


class Webhook(Online):
    """JSON to the system of an agency, signed with its own secret (docs/reference/messages.md#webhook)."""


class Meaning(Entry):
    """What a gateway's answer means, where its status does not say it all."""

    ok: AnswerPath | None = None
    """Where the answer says how it went, such as $.code."""
    ok_is: list[str | int | bool] = []
    """What stands there when the message was taken."""
    again_is: list[str | int | bool] = []
    """What stands there when it may be tried again; everything else is a refusal."""
    id: AnswerPath | None = None
    """Where it says what it calls the message."""


class Receipts(Entry):
    """How the other side tells what became of a message: to `/v1/messages/receipts/CHANNEL`."""

    secret_file: File
    """A file of mode 0600 with what a receipt is signed with, or with the token that it carries."""
    token_header: Header | None = None
    """The header with the token, for gateways that cannot sign; without it a receipt is signed as a webhook's is."""
    id: AnswerPath = "$.id"
    """Where it says which message: by our `key`, or by what the gateway calls it."""
    state: AnswerPath = "$.state"
    delivered: list[str | int] = ["delivered"]
    read: list[str | int] = ["read"]
    failed: list[str | int] = ["failed"]


class Gateway(Online):
    """A service over HTTP, by a template: SMS, calls that read a text out, Zalo OA.

    Placeholders: `{to}`, `{text}`, `{subject}`, `{key}` (the same at each try), `{kind}`, and `{secret:NAME}` of
    `secrets`, which stand in no address.
    """

    url: WebAddress
    method: Literal["POST", "GET", "PUT"] = "POST"
    headers: dict[Header, Value] = {}
    body: Template = {}
    """What is sent, as JSON or as fields of a form; nothing where it is empty."""
    body_type: Literal["json", "form"] = "json"
    secrets: dict[Name, File] = {}
    """Files of mode 0600, by the names that placeholders have for their first lines."""
    number: Literal["national", "international", "plus"] = "international"
    """How a number is written: 0912…, 84912…, or +84912…"""
    longest: Annotated[int, Field(ge=60, le=4000)] = 918
    """Letters of a text; what is longer is cut, with an ellipsis. 918 are six parts of an SMS."""
    answer: Meaning = Meaning()
    receipts: Receipts | None = None

    @model_validator(mode="after")
    def _places_are_known(self) -> Gateway:
        known = GATEWAY_PLACES | {f"{SECRET}{name}" for name in self.secrets}
        try:
            in_address = places_of(self.url)
            found = in_address.union(*map(places_of, (*self.headers.values(), *texts_of(self.body))))
        except ValueError as error:
            raise ValueError("bad_gateway_place") from error
        if not found <= known or any(one.startswith(SECRET) for one in in_address):
            raise ValueError("bad_gateway_place")
        return self


def texts_of(value: Any) -> list[str]:
    """Every text within a value of JSON."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts_of(one)]
    return [value] if isinstance(value, str) else []


class Cap(Online):
    """Warnings for the public in the Common Alerting Protocol 1.2 (OASIS): into a folder, or to a webhook."""

    sender: Annotated[str, Field(min_length=3, max_length=120, pattern=r"^[^\s,<&]+$")]
    """Who warns, by a name that is the world's own, such as canhbao@thanhpho.gov.vn."""
    sender_name: Annotated[str, Field(min_length=1, max_length=200)]
    """The same for people."""
    area: Annotated[str, Field(min_length=1, max_length=200)]
    """Where, in words."""
    polygon: Annotated[list[Annotated[list[float], Field(min_length=2, max_length=2)]], Field(max_length=200)] = []
    """The same as corners, latitude first; the last is the first one again."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "vi-VN"
    web: WebAddress | None = None
    """Where more is told."""
    hours: Annotated[int, Field(ge=1, le=168)] = 24
    """After so many a warning that nobody took back is over."""
    folder: File | None = None
    url: WebAddress | None = None
    secret_file: File | None = None
    """What goes to `url` is signed with its first line, as a webhook's is."""

    @model_validator(mode="after")
    def _has_one_way_out(self) -> Cap:
        if (self.folder is None) == (self.url is None) or (self.secret_file is not None and self.url is None):
            raise ValueError("one_way_out")
        return self


class Folder(Bounded):
    """One file for each message, for agencies without a network: somebody, or something, carries them on."""

    folder: File


class Hook(Entry):
    """Where an agency's own system takes messages."""

    url: WebAddress
    secret_file: File
    """A file of mode 0600 with what its messages and its receipts are signed with: known to it and to us alone."""


class Receiver(Entry):
    """How an agency, or a number of the pack, is reached."""

    email: Annotated[list[Mail], Field(max_length=20)] = []
    webhook: Hook | None = None
    sms: Number | None = None
    voice: Number | None = None
    zalo: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9+]+$")] | None = None
    """Its number, or its id at the OA."""
    file: Name | None = None
    """Its folder within that of `file`."""


class ChannelsFile(Entry):
    """By what messages go out; a channel that is not named here is not used."""

    email: Smtp | None = None
    """Mail."""
    webhook: Webhook | None = None
    """Agencies' own systems."""
    sms: Gateway | None = None
    """Short messages."""
    voice: Gateway | None = None
    """Calls that read a text out."""
    zalo: Gateway | None = None
    """The city's Zalo OA."""
    cap: Cap | None = None
    """Warnings for the public."""
    file: Folder | None = None
    """For agencies without a network."""
    agencies: dict[Name, Receiver] = {}
    """By the agency's id in the pack: a [Receiver](#receiver) each."""
    contacts: dict[Name, Receiver] = {}
    """By the id of a number of the pack (`contacts.yaml`): a [Receiver](#receiver) each."""
