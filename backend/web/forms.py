"""What a browser sends with a form: its fields, and the one file that may be among them.

Read here because nothing that we have does: the framework's reader is a package of its own, and a whole form is in
memory anyway once its size was held against a bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request

from backend.base.problems import ProblemError

FIELDS_MOST = 20
FIELD_MOST = 8000
"""Letters: more than any field of ours may have."""
_BOUNDARY = re.compile(rb'boundary="?([0-9A-Za-z\'()+_,./:=? -]{1,70})"?')
_PARAMETER = re.compile(r'([a-z]+)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class File:
    """As it was sent; its name is whatever the sender calls it."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Form:
    """Fields by their names, and files that are not empty."""

    fields: Mapping[str, str]
    files: Mapping[str, File] = field(default_factory=dict)

    def text(self, name: str, most: int = FIELD_MOST) -> str:
        """A field without the blanks around it and with plain line ends; empty where it is missing."""
        return self.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()[:most]


async def form_of(request: Request) -> Form:
    """The form of a request whose body the entrance has bounded. Raises `ProblemError` bad-form."""
    kind = request.headers.get("content-type", "")
    body = await request.body()
    if kind.startswith("multipart/form-data"):
        return _of_parts(kind, body)
    if kind.partition(";")[0].strip() == "application/x-www-form-urlencoded":
        return Form(_of_pairs(body))
    raise bad_form("this is no form")


def bad_form(why: str) -> ProblemError:
    """The refusal of what no page of ours sends."""
    return ProblemError(400, "bad-form", why)


def _of_pairs(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_MOST)
    except ValueError as error:  # not ASCII, not UTF-8, or too many
        raise bad_form("these are no fields of a form") from error
    return _once(pairs)


def _once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise bad_form("a field came twice")
    return found


def _of_parts(kind: str, body: bytes) -> Form:
    """A form in parts (RFC 7578)."""
    told = _BOUNDARY.search(kind.encode("latin-1", "replace"))
    if told is None:
        raise bad_form("the form does not say where its parts end")
    mark = b"\r\n--" + told.group(1)
    parts = (b"\r\n" + body).split(mark, FIELDS_MOST + 2)
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise bad_form("the form is not whole, or has too many parts")
    pairs: list[tuple[str, str]] = []
    files: dict[str, File] = {}
    for part in parts[1:-1]:
        head, gap, content = part.partition(b"\r\n\r\n")
        if not gap:
            raise bad_form("a part of the form has no head")
        told_by = _parameters(head)
        name = told_by.get("name", "")
        try:
            if "filename" not in told_by:
                pairs.append((name, content.decode()))
            elif content:
                files[name] = File(told_by["filename"], content)
        except UnicodeDecodeError as error:
            raise bad_form("a field is no text") from error
    return Form(_once(pairs), files)


def _parameters(head: bytes) -> dict[str, str]:
    """Those of a part's Content-Disposition; a browser writes a quote in a name as %22."""
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return {key: said.replace("%22", '"') for key, said in _PARAMETER.findall(value)}
    return {}
