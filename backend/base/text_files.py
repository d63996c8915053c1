"""The one door for what a person hands over as a text: a file that some other program wrote, or a line of input.

Editors mark UTF-8 with a BOM (Notepad), write UTF-16 (Notepad's "Unicode", PowerShell's `>`), and end lines in three
ways. All of that is read; every other encoding is refused with the byte that shows it: a guess would change names.
"""

from __future__ import annotations

import codecs
import json
import re
from types import MappingProxyType
from typing import Any, BinaryIO

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPACES = MappingProxyType({0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x200B: None, 0xFEFF: None})
_CURLY = "“”„‘’"
LINE_MOST = 4096
"""So much of standard input is taken for a line."""


class NotTextError(ValueError):
    """It is no text in UTF-8 or UTF-16: `position` is the first byte that shows it, in its `line`, both from 1."""

    def __init__(self, position: int, line: int) -> None:
        super().__init__(f"byte {position} in line {line} is not UTF-8")
        self.position = position
        self.line = line


class NotJsonError(ValueError):
    """It is no JSON: `line` and `column` from 1, and `why`: comment, trailing_comma, decimal_comma, single_quotes,
    curly_quotes, space, ended, deep, or sign for anything else. Nothing of the text itself is in it."""

    def __init__(self, line: int, column: int, why: str) -> None:
        super().__init__(f"invalid JSON at line {line}, column {column}: {why}")
        self.line = line
        self.column = column
        self.why = why


def decoded(data: bytes) -> str:
    """The text in `data`, without a BOM, every line ended by a single newline. Raises `NotTextError`."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", _unmarked(data)))
    body = data[len(mark) :]
    if mark and encoding != "utf-8" and not body:
        raise NotTextError(1, 1)  # two stray bytes and no text behind them
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise NotTextError(len(mark) + error.start + 1, line) from error
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _unmarked(data: bytes) -> str:
    """All that is read here begins with an ASCII sign: a zero beside it is half a sign of UTF-16."""
    if data[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if data[:1] == b"\0" else "utf-8"


def plain_spaces(text: str) -> str:
    """`text` with ordinary spaces for the kinds that nobody can see (copied from a web page or a word processor)."""
    return text.translate(_SPACES)


def first_line(stream: BinaryIO) -> str:
    """The first line of `stream`, without spaces of any kind around it; a secret comes in so. Raises `NotTextError`."""
    line = stream.readline(LINE_MOST)
    if line.startswith(codecs.BOM_UTF16_LE) and len(line) % 2:
        line += b"\0"  # the newline's other half, which is not read yet
    return decoded(line).split("\n", 1)[0].strip().strip("\u200b\ufeff").strip()


def json_of(text: str) -> Any:
    """What the JSON in `text` says. Raises `NotJsonError`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NotJsonError(error.lineno, error.colno, _why_no_json(text, error.pos)) from None
    except RecursionError:
        raise NotJsonError(1, 1, "deep") from None
    except ValueError:  # a number with too many digits
        raise NotJsonError(1, 1, "sign") from None


def _why_no_json(text: str, position: int) -> str:
    before, after = text[:position].rstrip(), text[position:].lstrip()
    if not after:
        return "ended"
    if after[:2] in ("//", "/*") or after[0] == "#":
        return "comment"
    if (after[0] in "]}" and before.endswith(",")) or re.match(r",\s*[\]}]", after):
        return "trailing_comma"
    if (re.search(r"\d$", before) and re.match(r",\d", after)) or (re.search(r"\d,$", before) and after[0].isdigit()):
        return "decimal_comma"
    if after[0] in _CURLY:
        return "curly_quotes"
    if after[0] == "'":
        return "single_quotes"
    return "space" if text[position].isspace() or text[position] in ("\u200b", "\ufeff") else "sign"
