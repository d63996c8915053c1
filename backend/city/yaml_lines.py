"""Reads one YAML file of a pack safely, and remembers in which line every value stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from backend.base.plain_files import OddFileError, read_bytes
from backend.base.text_files import NotTextError, decoded, plain_spaces
from backend.city.problems import CityPackError, Problem

MAX_BYTES = 512 * 1024
NEAR = 40
"""So much of a faulty line is repeated."""
Path_ = tuple[str | int, ...]
DEEPEST = 100
"""Levels; no file of a pack has more than eight."""
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A file's plain data; `lines` maps a path such as `(2, "ward")` to its line, counted from 1."""

    file: str
    data: Any
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """The line of `path`, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, code: str, path: Path_, **params: str) -> Problem:
        """A fault of this file at `path`."""
        return Problem(code, self.file, self.line(path), field_name(path), params)


def field_name(path: Path_) -> str:
    """`(2, "series", "base")` as `[3].series.base`: people count entries from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).lstrip(".")


def read(root: Path, name: str) -> Document:
    """The file `name` of the pack in `root`. Raises `CityPackError` for anything that is not sound YAML within it."""
    text = read_text(root, name)
    try:
        _bounded(text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            lines: dict[Path_, int] = {}
            problems = list(_walk(node, (), lines, set(), name)) if node is not None else []
            if problems:
                raise CityPackError(problems)
            data = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise CityPackError([_no_yaml(error, text, name)]) from error
    except RecursionError as error:
        raise CityPackError([Problem("bad_yaml", name, 0, "", {"column": "1", "near": "", "why": "deep"})]) from error
    except ValueError as error:  # what looks like a date or a number and is none, such as 2026-02-30
        raise CityPackError([Problem("bad_yaml_value", name, 0, "", {"given": str(error)[:120]})]) from error
    return Document(name, data, lines)


def _bounded(text: str) -> None:
    """Its events are looked through before anything is built of it: building goes a level of C's own stack deeper for
    each level of the text, and some ten thousand end the process. Raises RecursionError, `yaml.YAMLError`."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise RecursionError


def _no_yaml(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """What a person can do about it, at the line and column; a parser's own words help nobody."""
    mark = getattr(error, "problem_mark", None)
    rows = text.split("\n")
    row = rows[mark.line] if mark is not None and mark.line < len(rows) else ""
    column = mark.column if mark is not None else 0
    is_end = mark is not None and not "".join(rows[mark.line :]).strip()
    why = "unclosed" if is_end else _why_no_yaml(error, row, column)
    params = {"column": str(column + 1), "near": row.strip()[:NEAR], "why": why}
    return Problem("bad_yaml", name, mark.line + 1 if mark is not None else 0, "", params)


def _why_no_yaml(error: yaml.YAMLError, row: str, column: int) -> str:
    said = str(getattr(error, "problem", None) or error)
    indent = row[: len(row) - len(row.lstrip())]
    if "\t" in indent or row[column : column + 1] == "\t":
        return "tab"
    if isinstance(error, yaml.constructor.ConstructorError):
        return "tag"
    if "mapping values are not allowed" in said:
        return "colon"
    if "end of stream" in said or "end of document" in said:
        return "unclosed"
    if "block end" in said or "<block mapping" in said:
        return "indent"
    return "curly_quotes" if row[column : column + 1] in ("“", "”") else "sign"


def read_text(root: Path, name: str) -> str:
    """A file of the pack as text. Raises `CityPackError` for what is missing, too large, no text or elsewhere."""
    path = root / name
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise CityPackError([Problem("outside_pack", name)])
        return plain_spaces(decoded(read_bytes(real, MAX_BYTES)))
    except FileNotFoundError as error:
        raise CityPackError([Problem("missing_file", name)]) from error
    except NotTextError as error:
        raise CityPackError([Problem("not_utf8", name, error.line, "", {"position": str(error.position)})]) from error
    except OSError as error:
        if isinstance(error, OddFileError) and error.is_large:
            raise CityPackError([Problem("too_large", name, 0, "", {"limit": str(MAX_BYTES // 1024)})]) from error
        raise CityPackError([Problem("unreadable", name, 0, "", {"reason": error.strerror or str(error)})]) from error


def _walk(node: yaml.Node, path: Path_, lines: dict[Path_, int], seen: set[int], file: str) -> Iterator[Problem]:
    """Note the lines below `node`; an aliased node would be met twice and could grow without end."""
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if id(node) in seen:
        yield Problem("alias", file, line, field_name(path))
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield from _walk(child, (*path, number), lines, seen, file)
    elif isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            inner = (*path, str(key.value))
            if str(key.value) in keys:
                yield Problem("duplicate_key", file, key.start_mark.line + 1, field_name(inner), {"key": key.value})
            keys.add(str(key.value))
            lines[inner] = key.start_mark.line + 1
            yield from _walk(value, inner, lines, seen, file)
