"""Layouts as files: TOML, YAML and JSON, read and written whole, so that they can be kept beside a city pack.

TOML is written here: the standard library reads it only, and the few shapes that a layout has (texts, numbers, yes
and no, lists, tables) need no library. What was written is read back before it counts.
"""

from __future__ import annotations

import errno
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from console.base.text_files import NotParsedError, NotTextError, parsed, read_words
from console.layouts.findings import LayoutError
from offline_cache.plain_files import replace

ENDINGS = (".toml", ".yaml", ".yml", ".json")
MOST_BYTES = 2_000_000
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".svg")


@dataclass(frozen=True)
class LayoutFile:
    """What a file holds: the layout's body, and its id where the file says one (a city pack's do)."""

    body: dict[str, Any]
    id: str = ""


def read_file(path: Path) -> LayoutFile:
    """The body in the file at `path`. Raises `LayoutError` that names the file and, where known, the line."""
    if path.suffix.lower() not in ENDINGS:
        raise _wrong("layout_file_ending", path, endings=", ".join(ENDINGS))
    try:
        text = read_words(path, MOST_BYTES)
    except NotTextError as error:
        raise _wrong("layout_file_encoding", path, line=error.line, position=error.position) from error
    except OSError as error:
        if error.errno == errno.EOVERFLOW:
            raise _wrong("layout_file_large", path) from error
        raise _wrong("layout_file_unreadable", path, hint=error.strerror or str(error)) from error
    body = _parsed(path, text)
    if not isinstance(body, dict):
        raise _wrong("layout_file_no_table", path)
    found = {str(name): value for name, value in body.items()}
    return LayoutFile({name: value for name, value in found.items() if name != "id"}, str(found.get("id") or ""))


def write_file(path: Path, body: Mapping[str, Any], layout_id: str = "") -> None:
    """Write the body to `path`, in the form that its name ends in. Raises `LayoutError`, OSError."""
    whole = {"id": layout_id, **body} if layout_id else dict(body)
    text = written(path.suffix.lower(), whole, path)
    replace(path, text)


def written(ending: str, body: Mapping[str, Any], path: Path = Path("layout")) -> str:
    """The text of a file with this ending. Raises `LayoutError` for an unknown one, and for what TOML cannot hold."""
    if ending == ".json":
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    if ending in (".yaml", ".yml"):
        return yaml.safe_dump(dict(body), allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
    if ending != ".toml":
        raise _wrong("layout_file_ending", path, endings=", ".join(ENDINGS))
    try:
        text = _toml(body)
        if tomllib.loads(text) == body:
            return text
    except (TypeError, tomllib.TOMLDecodeError) as error:
        raise _wrong("layout_file_not_toml", path, hint=str(error)) from error
    raise _wrong("layout_file_not_toml", path)


def _parsed(path: Path, text: str) -> object:
    try:
        return parsed(text, path.suffix.lower())
    except NotParsedError as error:
        where = {"line": error.line, "column": error.column, "why": error.why}
        raise _wrong("layout_file_broken", path, hint=str(error), **where) from error


def _wrong(code: str, path: Path, **params: object) -> LayoutError:
    return LayoutError(code, (), **{"file": path.name, "field": "file", "hint": "", "at": "layout", **params})


def _toml(body: Mapping[str, Any]) -> str:
    """Plain values first, then the screens as tables of their own with a tile a line."""
    plain = {name: value for name, value in body.items() if name != "screens"}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in plain.items()]
    for screen in body.get("screens", ()):
        if not isinstance(screen, Mapping):
            raise TypeError("Not a table: a screen")
        lines += ["", "[[screens]]"]
        lines += [f"{_key(name)} = {_value(value)}" for name, value in screen.items() if name != "tiles"]
        tiles = screen.get("tiles", ())
        lines += ["tiles = [", *(f"  {_value(tile)}," for tile in tiles), "]"] if "tiles" in screen else []
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(part) for part in value)}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(name))} = {_value(part)}" for name, part in value.items()) + " }"
    raise TypeError(type(value).__name__)
