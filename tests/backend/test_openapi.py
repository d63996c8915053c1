"""The published description: equal to the code, and held to it by a fuzzer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.program.accounts import openapi_text
from contract.roles import Role
from tests.fuzz.description import ASKING, NOBODY, SOURCE, Fuzzed
from tests.journeys.city import city

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 1
"""Made-up requests for each operation and role: all of it takes a minute of a core. `python -m tests.fuzz.description`
makes up as many as there is time for."""
OWNERS = (
    (Role.DUTY_OFFICER, "--exclude-path-regex", "^/v1/(admin|audit|feeds|walls|password|sign-in)"),
    (Role.ADMIN, "--include-path-regex", "^/v1/(admin|audit)"),
    (NOBODY, "--include-path-regex", "^/v1/(password|sign-in)"),
    (Role.WALL, "--include-path-regex", "^/v1/walls"),
    (SOURCE, "--include-path-regex", "^/v1/feeds/records"),
)  # fmt: skip
"""Who gets furthest with which operations: they try every bound of every field once, which is most of the work."""


def test_the_committed_description_is_that_of_the_code() -> None:
    assert (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8") == openapi_text()


@pytest.fixture(scope="module")
def room() -> Iterator[Fuzzed]:
    with city(cameras=False) as town:
        yield Fuzzed.of(town)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("place", "who"), list(enumerate(ASKING)), ids=ASKING)
def test_the_server_keeps_to_its_description(room: Fuzzed, place: int, who: str) -> None:
    """Each with requests of its own. How one comes in asks for no role, and each try costs a password's hash."""
    ways_in = ("--exclude-path-regex", "^/v1/(password|sign-in)") if who != NOBODY else ()
    said = room.asked_by(who, *ways_in, examples=EXAMPLES, seed=7 + place)
    assert said is None, said


@pytest.mark.timeout(900)
@pytest.mark.parametrize("owner", OWNERS, ids=[str(owner[0]) for owner in OWNERS])
def test_the_server_keeps_to_every_bound(room: Fuzzed, owner: tuple[str, ...]) -> None:
    who, *which = owner
    said = room.asked_by(who, *which, phases="coverage")
    assert said is None, said
