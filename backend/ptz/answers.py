"""Reading what a camera answers, without trust: no document types, bounded depth and size, names without prefixes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 64
MAX_ELEMENTS = 200_000
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"<(?:\?xml|!DOCTYPE|(?:[\w.-]+:)?Envelope)[\s>]")
"""After blanks, or after the head of the one part that a multipart answer has."""
_ENDS = re.compile(r"</(?:[\w.-]+:)?Envelope\s*>")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def tree(data: bytes, charset: str | None = None) -> Element:
    """The document, elements and attributes by their local names: cameras use prefixes that they never declare.

    `charset` is HTTP's. Raises `ExpatError`, or `ValueError` for a document type (no entities from outside, no billion
    laughs), for too deep a nest and for too many elements. One sign that XML does not allow costs that sign alone.
    """
    text = _text(data, charset)
    begins = _BEGINS.search(text)
    text = text[max(0, text.find("<")) if begins is None else begins.start() : _end(text)]
    try:
        return _parsed(text)
    except expat.ExpatError:
        mended = _BARE.sub("&amp;", _CONTROL.sub("", text))
        if mended == text:
            raise
    return _parsed(mended)


def _end(text: str) -> int:
    ends = [found.end() for found in _ENDS.finditer(text)]
    return ends[-1] if ends else text.rfind(">") + 1


def _text(data: bytes, charset: str | None) -> str:
    for name in _encodings(data, charset):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _encodings(data: bytes, charset: str | None) -> Iterator[str]:
    """What the bytes may be written in: a mark or a zero beside the first sign is sure, then what it says itself."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        yield "utf-8-sig"
    if data[1:2] == b"\x00":
        yield "utf-16-le"
    if data[:1] == b"\x00":
        yield "utf-16-be"
    declared = _DECLARED.match(data)
    if declared is not None:
        yield declared[1].decode("ascii")
    if charset:
        yield charset
    yield "utf-8"


def _parsed(text: str) -> Element:
    builder, parser = TreeBuilder(), expat.ParserCreate("utf-8")
    depth = count = 0

    def refuse(*_declared: object) -> NoReturn:
        raise ValueError("a document type is not allowed")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise ValueError("too deep or too many")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.Parse(text.encode("utf-8", "replace"), True)
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
