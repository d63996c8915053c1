"""What is wrong or odd in a layout, as codes with file, screen, tile and field; `views.words.sentences` words them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pydantic_core import ErrorDetails

from console.base.errors import IocError

WRONG, ODD = "wrong", "odd"


class LayoutError(IocError):
    """A layout that cannot be shown; the code of the first thing wrong, with `file`, `field` and `hint`."""

    def __init__(self, code: str, findings: Sequence[Finding] = (), **params: object) -> None:
        super().__init__(code, **params)
        self.findings = tuple(findings)
        """Everything that is wrong, where the text could be read at all."""


@dataclass(frozen=True)
class Finding:
    """One thing. `wrong` keeps the layout from being shown, `odd` does not: it is kept and told."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    level: str = WRONG

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Which screen and which tile of it, from 0; None where it is about the whole."""
        screen, tile = self.params.get("screen"), self.params.get("tile")
        return (
            screen - 1 if isinstance(screen, int) else None,
            tile - 1 if isinstance(tile, int) else None,
        )


_KINDS = ("int", "float", "string", "list", "tuple", "dict", "bool", "model")
_BOUNDS: Mapping[str, str] = MappingProxyType(
    {"ge": "layout_least", "gt": "layout_above", "le": "layout_most", "lt": "layout_below"}
)


def from_validation(errors: Iterable[ErrorDetails], body: Mapping[str, Any], file: str) -> list[Finding]:
    """Every error of the schema as a finding."""
    told = list(errors)
    within = {error["loc"][:depth] for error in told for depth in range(len(error["loc"]))}
    # A list whose members are all wrong is not also too short.
    told = [error for error in told if not (error["type"] == "too_short" and error["loc"] in within)]
    return [_finding(error, body, file) for error in told]


def _finding(error: ErrorDetails, body: Mapping[str, Any], file: str) -> Finding:
    kind, context = error["type"], dict(error.get("ctx") or {})
    params = where(error["loc"], body, file) | {"hint": error["msg"]}
    if kind == "missing":
        return Finding("layout_no_value", params)
    if kind.startswith("layout_"):
        return Finding(kind, params | context | {"at": "tile"})
    found = error.get("input")
    params["found"] = found if isinstance(found, (int, float, str)) else type(found).__name__
    bound = next((name for name in _BOUNDS if name in context), None)
    if bound is not None:
        return Finding(_BOUNDS[bound], params | {"bound": context[bound]})
    if kind in ("too_long", "string_too_long"):
        return Finding("layout_too_many", params | {"most": context.get("max_length")})
    if kind in ("too_short", "string_too_short"):
        return Finding("layout_no_value", params)
    if kind.startswith(_KINDS):
        return Finding("layout_kind", params)
    return Finding("bad_layout", params)


def where(path: Sequence[int | str], body: Mapping[str, Any], file: str) -> dict[str, object]:
    """File, screen and tile (from 1), the tile's type and the field, as far as `path` tells."""
    params: dict[str, object] = {"file": file, "field": ".".join(str(part) for part in path) or "layout"}
    name = [part for part in path if isinstance(part, str) and part not in ("screens", "tiles")]
    params["name"] = name[-1] if name else (str(path[-1]) if path and isinstance(path[-1], str) else "")
    params["at"] = "layout"
    if len(path) > 1 and path[0] == "screens" and isinstance(path[1], int):
        params |= {"screen": path[1] + 1, "at": "screen"}
        if len(path) > 3 and path[2] == "tiles" and isinstance(path[3], int):
            params |= {"tile": path[3] + 1, "type": _type_of(body, path[1], path[3]), "at": "tile"}
    return params


def _type_of(body: Mapping[str, Any], screen: int, tile: int) -> str:
    try:
        return str(body["screens"][screen]["tiles"][tile].get("type", "?"))
    except (KeyError, IndexError, TypeError, AttributeError):
        return "?"
