"""What changed on a wall is told in words, whoever changed it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.plans.walls import GIVEN_BACK, PUT_UP
from backend.walls.rules import RULES
from contract.records.wall import Told
from views.wall_control.words import told_words


@pytest.mark.parametrize("verb", sorted({*RULES, PUT_UP, GIVEN_BACK} - {"wall_identify"}))
def test_every_change_that_the_server_tells_has_words(verb: str) -> None:
    told = Told(revision=2, at=datetime(2026, 11, 21, tzinfo=UTC), actor_name="An", verb=verb, screens=("t1",))
    assert told_words(told) != verb
