"""What all routes of walls share: the wall that is meant, its screens, pictures and instants as OpenAPI tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Path, Request

from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from contract.instants import parse_ms
from contract.wire import Key

Screen = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$")]


def jpeg_told() -> dict[str, Any]:
    """A picture, as OpenAPI tells it."""
    return {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}


def wall_of(request: Request, wall: Annotated[Key, Path()]) -> Mapping[str, Any]:
    """The wall's record. Raises `ProblemError` not-found."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.current("wall", wall)
    if found is None:
        raise ProblemError(404, "not-found", "there is no such wall")
    return found[1]


Hung = Annotated[Mapping[str, Any], Depends(wall_of)]


def instant_ms(text: str, field: str) -> int:
    """ISO 8601 with its offset as ms since 1970. Raises `ProblemError` bad-instant."""
    try:
        return max(0, parse_ms(text))
    except (ValueError, OverflowError) as error:
        raise ProblemError(422, "bad-instant", f"{field} is not an ISO 8601 instant with its offset") from error
