"""Tries of a password are counted by person and by source, by all servers together, and forgotten after a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.history import History
from backend.ledger.schema import sign_in_tries
from backend.people.tries import FORGOTTEN_MS, FREE, LONGEST_S, Source, Tries, delay_ms


class Clock:
    """Says what it is told to."""

    def __init__(self) -> None:
        self.ms = 1_800_000_000_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


def servers(tmp_path: Path, clock: Clock) -> list[Tries]:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    return [Tries(History(open_engine(url)), clock) for _ in range(2)]


def wait_s(tries: Tries, user: str, source: Source) -> int:
    """How long somebody is told to wait; 0 where the try was counted."""
    try:
        tries.begin(user, source)
    except ProblemError as error:
        return int(error.headers["Retry-After"])
    return 0


def test_a_whole_shift_signs_in_at_once_at_two_servers_whose_clocks_differ(tmp_path: Path, clock: Clock) -> None:
    """What was counted without a wait keeps nobody waiting, though it was counted by a clock that is ahead."""
    ahead, behind = servers(tmp_path, clock)
    assert wait_s(ahead, "ha", Source("10.0.0.9", "x")) == 0
    clock.ms -= 400
    assert [wait_s(behind, name, Source("10.0.0.9", name)) for name in ("an", "lan", "tuan")] == [0, 0, 0]


def test_two_servers_give_no_more_tries_than_one(tmp_path: Path, clock: Clock) -> None:
    doors = servers(tmp_path, clock)
    for number in range(FREE):
        assert wait_s(doors[number % 2], "ha", Source("10.0.0.9", "x")) == 0
    assert [wait_s(door, "ha", Source("10.0.0.9", "x")) for door in doors] == [1, 1]
    assert wait_s(doors[1], "an", Source("10.0.0.9", "x")) == 0, "somebody else is not meant"


def test_each_wait_is_twice_the_one_before(tmp_path: Path, clock: Clock) -> None:
    door = servers(tmp_path, clock)[0]
    waits = []
    for _ in range(FREE + 12):
        waited = wait_s(door, "ha", Source("10.0.0.9", "x"))
        if waited:
            waits.append(waited)
            clock.ms += waited * 1000
            assert wait_s(door, "ha", Source("10.0.0.9", "x")) == 0
    assert waits == [min(2**step, LONGEST_S) for step in range(len(waits))]
    assert waits[-1] == LONGEST_S == delay_ms(1000, FREE) // 1000


def test_the_right_password_ends_the_count_and_makes_the_place_known(tmp_path: Path, clock: Clock) -> None:
    door, home = servers(tmp_path, clock)[0], Source("10.0.0.1", "desk-1")
    for _ in range(FREE - 1):
        door.begin("ha", home)
    door.ended(door.begin("ha", home))
    for _ in range(FREE):
        assert wait_s(door, "ha", Source("10.9.9.9", "x")) == 0
    assert wait_s(door, "ha", Source("10.9.9.9", "x")) == 1
    assert wait_s(door, "ha", home) == 0, "another place shuts out nobody here"
    door.forget_sources("ha")
    assert wait_s(door, "ha", home) == 1, "known no more"
    door.forget("ha")
    assert wait_s(door, "ha", home) == 0, "an administrator let them in"


def test_a_device_that_proves_its_key_is_known_wherever_it_is(tmp_path: Path, clock: Clock) -> None:
    door = servers(tmp_path, clock)[0]
    door.ended(door.begin("ha", Source("10.0.0.1", "key", is_proven=True)))
    for _ in range(FREE + 1):
        wait_s(door, "ha", Source("10.0.0.7", "x"))
    assert wait_s(door, "ha", Source("10.0.0.7", "key", is_proven=True)) == 0
    assert wait_s(door, "ha", Source("10.0.0.1", "key")) == 1, "a name that is merely claimed is none"


def test_a_count_of_yesterday_is_none(tmp_path: Path, clock: Clock) -> None:
    door = servers(tmp_path, clock)[0]
    for user in ("ha", "nobody"):
        for _ in range(FREE):
            door.begin(user, Source("10.0.0.9", "x"))
    clock.ms += FORGOTTEN_MS + 1
    door.ended(door.begin("ha", Source("10.0.0.9", "x")))
    with door._history.engine.connect() as connection:
        users = connection.execute(select(sign_in_tries.c.user_id, func.count()).group_by(sign_in_tries.c.user_id))
        assert dict(row._tuple() for row in users) == {"": 1}, "nothing older is kept"
