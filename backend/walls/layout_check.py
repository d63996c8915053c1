"""Whether a layout can be shown, by the form that the contract has for it (`contract.layouts`): the first fault."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from contract.layouts import ScreenSpec, WallLayout

MAX_CHARS = 512 * 1024


class Fault(NamedTuple):
    """The first thing wrong: where, and what."""

    field: str
    hint: str


def layout_fault(body: object) -> Fault | None:
    """What is wrong with a layout's body; None where it can be shown."""
    return _fault(WallLayout, body, "body")


def screen_fault(screen: object) -> Fault | None:
    """As `layout_fault`, for a screen that stands by itself."""
    return _fault(ScreenSpec, screen, "screen")


def screens_in(body: Mapping[str, Any]) -> int:
    """How many screens a layout has; 0 where that cannot be read."""
    screens = body.get("screens")
    return len(screens) if isinstance(screens, list) else 0


def _fault(model: type[BaseModel], data: object, whole: str) -> Fault | None:
    if not isinstance(data, dict):
        return Fault(whole, "must be an object")
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return Fault(whole, "must be plain JSON without NaN")
    if len(text) > MAX_CHARS:
        return Fault(whole, f"is longer than {MAX_CHARS // 1024} KiB")
    if "\\u0000" in text:
        return Fault(whole, "holds a NUL")
    try:
        model.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or whole
        return Fault(field, first["msg"].removeprefix("Value error, "))
    return None
