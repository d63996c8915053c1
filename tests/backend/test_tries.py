"""Wrong passwords are counted by all servers together, and forgotten after a minute."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.history import History
from backend.ledger.schema import wrong_sign_ins
from backend.people.tries import MOST, WITHIN_S, Tries


def test_two_servers_give_no_more_tries_than_one(tmp_path: Path) -> None:
    now = [1_000_000]
    servers = [History(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}")) for _ in range(2)]
    doors = [Tries(server, lambda: now[0]) for server in servers]
    for number in range(MOST):
        doors[number % 2].check("ha")
        doors[number % 2].wrong("ha")
        now[0] += 1000
    for door in doors:
        with pytest.raises(ProblemError) as refused:
            door.check("ha")
        assert refused.value.code == "too-many-requests"
        assert refused.value.headers == {"Retry-After": str(round(WITHIN_S) - MOST)}
        door.check("an")
    now[0] += round(WITHIN_S * 1000)
    doors[1].check("ha")
    doors[1].wrong("an")
    with servers[0].engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(wrong_sign_ins)).scalar() == 1, (
            "nothing older is kept"
        )
