"""JSON as any server may send it, read so that one odd value costs itself and never everybody else's records.

RFC 8259 leaves open what a parser does with NaN, with numbers beyond a double, with the same name twice (section 4)
and with deep nesting (section 9). Here: NaN and what is beyond a double are read as floats that are not finite, for
whoever reads the field to judge; of two equal names the last one counts; what is nested deeper than `DEEPEST` is cut
off, with a NaN in its place, which no field takes for a value; bytes that are no UTF-8 become U+FFFD.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 64
"""No record of the contract nests deeper than ten; SQLite reads 1,000 levels, Python some hundred."""
CUT = "NaN"
LONGEST_INT = 300
"""Digits: a double ends at 309 (IEEE 754), and Python refuses to read more than 4,300 (sys.int_info)."""
NO_LETTER = "\N{REPLACEMENT CHARACTER}"
_HALF = re.compile("[\ud800-\udfff]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def read_json(content: bytes | str) -> Any:
    """What the text says. Raises `ValueError` where it is no JSON."""
    try:
        return json.loads(content)
    except UnicodeDecodeError:
        assert isinstance(content, bytes)  # noqa: S101 - nothing else is decoded
        return read_json(content.decode("utf-8", "replace"))
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError):  # nested too deep, or more digits than Python reads: one page may hold both
        return json.loads(_shallow(content), parse_int=_int)


def write_json(value: Any) -> str:
    """The value as text that SQLite takes: it can be encoded, and is nowhere nested deeper than `DEEPEST`."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return json.dumps(_cut(value, DEEPEST))
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        text = json.dumps(_cut(value, DEEPEST), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return whole_letters(text)
    return text


def whole_letters(text: str) -> str:
    """The text with U+FFFD for each half of a letter (a lone surrogate), which no file and no screen can take."""
    return _HALF.sub(NO_LETTER, text)


def _int(digits: str) -> float | int:
    return int(digits) if len(digits) <= LONGEST_INT else float(digits)


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest


def _shallow(content: bytes | str) -> str:
    """The text with what is nested too deep cut out."""
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    kept: list[str] = []
    depth = end = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth == DEEPEST + 1:
                kept.append(text[end : token.start()])
        elif token[0] in "]}":
            depth -= 1
            if depth == DEEPEST:
                kept.append(CUT)
                end = token.end()
    if depth:
        raise ValueError("brackets do not match")
    return "".join((*kept, text[end:]))


def _cut(value: Any, levels: int) -> Any:
    if not isinstance(value, dict | list | tuple):
        return value
    if levels == 0:
        return float(CUT)
    if isinstance(value, dict):
        return {key: _cut(one, levels - 1) for key, one in value.items()}
    return [_cut(one, levels - 1) for one in value]
