"""`tried`: how often an attack was tried within one test, and what was seen, for the table of docs/security.md."""

from __future__ import annotations

from typing import Protocol

import pytest


class Tried(Protocol):
    """Told by a test how many attempts it made, and what came of them."""

    def __call__(self, attempts: int, seen: str = "") -> None: ...


@pytest.fixture
def tried(record_property: pytest.FixtureRequest) -> Tried:
    """`tried(1000, "0 accepted")`: without it a test counts as one attempt, and what was seen is that it held."""

    def tell(attempts: int, seen: str = "") -> None:
        record_property("attempts", attempts)  # type: ignore[operator]
        record_property("seen", seen)  # type: ignore[operator]

    return tell
