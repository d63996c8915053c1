"""Where in an answer something stands, written as a small part of JSONPath: `$.data.id`, `$.results[0].status`."""

from __future__ import annotations

import re
from typing import Any

_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]{0,63})|\[(\d{1,4})\]")
DEEPEST = 12


def steps_of(path: str) -> tuple[str | int, ...]:
    """The names and numbers of a path. Raises ValueError."""
    if not path.startswith("$"):
        raise ValueError(path)
    found: list[str | int] = []
    at = 1
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None or len(found) == DEEPEST:
            raise ValueError(path)
        found.append(step[1] if step[1] is not None else int(step[2]))
        at = step.end()
    return tuple(found)


def value_at(data: Any, path: str) -> Any:
    """What stands there; None where nothing does."""
    for step in steps_of(path):
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def is_one_of(value: Any, wanted: tuple[str | int | bool, ...] | list[Any]) -> bool:
    """Whether it is one of these, however it is written: 0 and "0" are the same, and true is no number."""
    return value is not None and any(_told(value) == _told(one) for one in wanted)


def _told(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
