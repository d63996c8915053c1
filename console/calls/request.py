"""One request to the door of calls, read with care: it is HTTP/1.1 as a telephone system writes it, and no more."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

HEAD_MOST, BODY_MOST = 8 * 1024, 4 * 1024
HOSTS = ("127.0.0.1", "localhost")
ONCE = frozenset({"host", "authorization", "content-length", "content-type"})
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")


class Refused(Exception):  # noqa: N818 - what the door says, not what went wrong in it
    """`status` and `code` are the answer; nothing of what was sent stands in it."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass(frozen=True)
class Head:
    """The first line and the fields, by their names in small letters."""

    method: str
    target: str
    fields: Mapping[str, str]


def head_of(text: bytes) -> Head:
    """What stands before the body. Raises `Refused` for what two readers could understand in two ways."""
    first, *lines = text.removesuffix(b"\r\n\r\n").split(b"\r\n")
    parts = first.split(b" ")
    if len(parts) != 3 or not parts[2].startswith(b"HTTP/") or not first.isascii():
        raise Refused(400, "bad-request")
    if parts[2] != b"HTTP/1.1":
        raise Refused(505, "http-1.1-only")
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        key = name.decode("latin-1").lower()
        has_control = any((sign < 32 and sign != 9) or sign == 127 for sign in value)
        if not colon or not _TOKEN.match(name) or has_control or (key in ONCE and key in fields):
            raise Refused(400, "bad-request")
        fields[key] = value.decode("latin-1").strip(" \t")
    return Head(parts[0].decode("ascii"), parts[1].decode("ascii"), fields)


def judge_place(head: Head, port: int) -> None:
    """Whether it is meant for this door: a page in a browser that was led here by a name of its own is not."""
    allowed = {f"{host}:{port}" for host in HOSTS} | ({*HOSTS} if port == 80 else set())
    if head.fields.get("host", "").lower() not in allowed:
        raise Refused(421, "not-this-host")
    if "origin" in head.fields or "sec-fetch-site" in head.fields:
        raise Refused(403, "no-browsers")


def knows(head: Head, secret: str) -> bool:
    """Whether it has the secret."""
    scheme, _blank, told = head.fields.get("authorization", "").partition(" ")
    given, wanted = told.strip().encode("latin-1", "replace"), secret.encode()
    return hmac.compare_digest(given, wanted) and scheme.lower() == "bearer"


def judge_what(head: Head) -> int:
    """Whether it tells of a call; the length of its body in bytes."""
    if head.target != "/call":
        raise Refused(404, "not-found")
    if head.method != "POST":
        raise Refused(405, "post-only")
    if "transfer-encoding" in head.fields:
        raise Refused(411, "length-needed")
    if head.fields.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "json-only")
    told = head.fields.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,20}", told):
        raise Refused(411 if not told else 400, "length-needed")
    if int(told) > BODY_MOST:
        raise Refused(413, "too-large")
    return int(told)
