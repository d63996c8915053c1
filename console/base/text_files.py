"""The one door for a text file that a person hands over, whatever program wrote it: settings, layouts, tokens.

Editors mark UTF-8 with a BOM (Notepad), write UTF-16 (Notepad's "Unicode", PowerShell's `>`), and end lines in three
ways. All of that is read; every other encoding is refused with the byte that shows it: a guess would change names.
What is wrong in a TOML, YAML or JSON file is told with line and column as a word of `WHYS`, which `views.words.files`
puts into a sentence: a parser's own words help nobody.
"""

from __future__ import annotations

import codecs
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from offline_cache.plain_files import MOST_BYTES, read_bytes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPACES = MappingProxyType({0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x200B: None, 0xFEFF: None})
_CURLY = "“”„‘’"
_INVISIBLE = "\u200b\ufeff"
SECRET_MOST = 16 * 2**10
"""Bytes of a file with one word in it; a token has some hundred."""
DEEPEST = 100
"""Levels: no file that a person writes nests deeper than ten, and a parser in C ends the process at some thousand."""
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHYS = (
    "comment", "trailing_comma", "decimal_comma", "single_quotes", "curly_quotes", "quotes", "backslash",
    "equals", "tab", "colon", "ended", "deep", "twice", "sign",
)  # fmt: skip


class NotTextError(ValueError):
    """It is no text in UTF-8 or UTF-16: `position` is the first byte that shows it, in its `line`, both from 1."""

    def __init__(self, position: int, line: int) -> None:
        super().__init__(f"byte {position} in line {line} is not UTF-8")
        self.position = position
        self.line = line


class NotParsedError(ValueError):
    """It does not follow its form: `line` and `column` from 1, and `why`, one of `WHYS`."""

    def __init__(self, line: int, column: int, why: str, said: str) -> None:
        super().__init__(said)
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


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """The text of the file at `path`, as it was meant. Raises `NotTextError`, OSError, of which `OddFileError` for what
    is no regular file, or larger than `most` bytes."""
    return decoded(read_bytes(path, most))


def read_words(path: Path, most: int = MOST_BYTES) -> str:
    """As `read_text`, for a file of names and values: ordinary spaces for the kinds that nobody can see, and letters
    with their marks composed (NFC), as everything here compares them. Raises `NotTextError`, OSError."""
    return unicodedata.normalize("NFC", read_text(path, most).translate(_SPACES))


def read_secret(path: Path) -> str:
    """The one word in the file at `path`, without spaces of any kind around it. Raises OSError, and ValueError where it
    is no text or not one word of plain signs."""
    text = read_text(path, SECRET_MOST).strip().strip(_INVISIBLE).strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("not one word")
    return text


def parsed(text: str, ending: str) -> object:
    """What `text` says in the form that `ending` names (.toml, .json, else YAML). Raises `NotParsedError`."""
    try:
        if ending == ".toml":
            return tomllib.loads(text)
        return json.loads(text) if ending == ".json" else _yaml(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(error, text) from error
    except json.JSONDecodeError as error:
        raise NotParsedError(error.lineno, error.colno, _why_no_json(text, error.pos), error.msg) from error
    except yaml.YAMLError as error:
        raise _no_yaml(error, text) from error
    except RecursionError as error:
        raise NotParsedError(1, 1, "deep", "nested too deeply") from error
    except ValueError as error:  # a date that there is not, a number of a million digits
        raise NotParsedError(1, 1, "sign", str(error)[:120]) from error


def _yaml(text: str) -> object:
    """Judged by its events before anything is built of it: each level costs a parser stack, and what stands for other
    parts of the file can be a million times as large as the file. Raises RecursionError, `NotParsedError`."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line, column = (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)
            raise NotParsedError(line + 1, column + 1, "sign", "an alias (*name) is not read here")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise RecursionError
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - the safe one, in C where there is one


def _no_toml(error: tomllib.TOMLDecodeError, text: str) -> NotParsedError:
    """The library tells the place in its words alone: “… (at line 3, column 5)”, or “(at end of document)”."""
    rows = text.split("\n")
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    if found is None:
        return NotParsedError(*_last(rows), "ended", str(error))
    line, column = int(found[1]), int(found[2])
    return NotParsedError(line, column, _why_no_toml(str(error), rows[line - 1], column), str(error))


def _last(rows: list[str]) -> tuple[int, int]:
    """Where the last line with something in it ends."""
    line = max((number for number, row in enumerate(rows, start=1) if row.strip()), default=1)
    return line, len(rows[line - 1]) + 1


def _why_no_toml(said: str, row: str, column: int) -> str:
    value = row.partition("=")[2].strip()
    if any(sign in _CURLY for sign in row[column - 1 : column + 1]):
        return "curly_quotes"
    if re.match(r"[-+]?\d+,\d", value):
        return "decimal_comma"
    if "\\" in value and ("\\" in said or "hex" in said or "escape" in said.lower()):
        return "backslash"
    if "Cannot overwrite" in said or "declare" in said:
        return "twice"
    if "=" not in row:
        return "equals" if ":" in row else "sign"
    if not value:
        return "ended"
    return "quotes" if value[0].isalpha() or value[0] in "/\\" else "sign"


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
    return "single_quotes" if after[0] == "'" else "sign"


def _no_yaml(error: yaml.YAMLError, text: str) -> NotParsedError:
    mark = getattr(error, "problem_mark", None)
    rows = text.split("\n")
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    row = rows[line] if line < len(rows) else ""
    said = " ".join(str(error).split())
    indent = row[: len(row) - len(row.lstrip())]
    why = "sign"
    if "\t" in indent or row[column : column + 1] == "\t":
        why = "tab"
    elif "mapping values are not allowed" in said:
        why = "colon"
    elif "end of stream" in said or "end>" in said.rpartition("found")[2] or line >= len(rows) - 1:
        why = "ended"
    return NotParsedError(line + 1, column + 1, why, said)
