"""Brings a layout of any older form to today's, one step at a time, and never loses a field on the way.

A step to the next form (`contract.layouts.FORMAT`) is added below, with a file of the old one in
`tests/console/layouts/forms/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from contract.layouts import FORMAT

Body = dict[str, Any]


def _first_number(body: Body) -> Body:
    """1 to 2: the form gets its number; grids may be finer, screens know their size in pixels (else 1920 × 1080),
    and what is not known is kept rather than refused."""
    return body


_STEPS: Mapping[int, Callable[[Body], Body]] = MappingProxyType({1: _first_number})


def form_of(body: Mapping[str, Any]) -> int:
    """The number of a body's form; 1 where it says none. Raises ValueError where it says something else."""
    said = body.get("format", 1)
    if isinstance(said, bool) or not isinstance(said, int) or said < 1:
        raise ValueError(f"format: {said!r}")
    return said


def migrated(body: Mapping[str, Any]) -> Body:
    """The body in today's form; one of a newer form stays as it is, number and all. Raises ValueError as `form_of`."""
    fresh = dict(body)
    number = form_of(fresh)
    while number < FORMAT:
        fresh = _STEPS[number](fresh)
        number += 1
        fresh["format"] = number
    return fresh
