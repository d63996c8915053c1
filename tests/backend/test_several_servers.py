"""What several servers over one database share: who moves a camera, and who does what one alone shall do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import pytest

from backend.base.clock import now_ms
from backend.ledger.duty import LIFE_MS, Duty
from backend.ledger.engine import open_engine
from backend.ledger.history import History
from backend.people.roles import Caller, Role
from backend.ptz.leases import LeasedError, SharedLeases


@pytest.fixture
def servers(tmp_path: Path) -> list[History]:
    return [History(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}")) for _ in range(2)]


def _caller(name: str, role: Role = Role.OPERATOR) -> Caller:
    return Caller(name, name.upper(), role, "", f"desk-{name}", 2**62)


def test_a_camera_is_lent_to_one_person_by_all_servers(servers: list[History]) -> None:
    lenders = [SharedLeases(server) for server in servers]

    def take(number: int) -> str:
        try:
            return lenders[number % 2].take("cam", _caller(f"p{number}")).holder_id
        except LeasedError as error:
            return f"not: {error.lease.holder_id}"

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(take, range(16)))
    (holder,) = [one for one in answers if not one.startswith("not")]
    assert set(answers) == {holder, f"not: {holder}"}
    assert {lender.of("cam").holder_id for lender in lenders} == {holder}  # type: ignore[union-attr]


def test_a_lease_is_taken_over_given_back_and_ends_at_every_server(servers: list[History]) -> None:
    one, other = (SharedLeases(server) for server in servers)
    officer, operator = _caller("an", Role.DUTY_OFFICER), _caller("ha")
    one.take("cam", operator)
    with pytest.raises(LeasedError):
        other.take("cam", officer)
    assert other.take("cam", officer, take_over=True).holder_id == "an"
    assert not one.give_back("cam", operator)
    with pytest.raises(LeasedError):
        one.take("cam", operator, take_over=True)
    assert one.give_back("cam", officer)
    assert other.of("cam") is None
    brief = SharedLeases(servers[0], life_s=0.0)
    brief.take("cam", operator)
    assert other.take("cam", officer).holder_id == "an", "it had ended"


def test_one_server_has_a_duty_until_it_leaves_or_falls_silent(servers: list[History]) -> None:
    one, other = (Duty(server, "rounds") for server in servers)
    assert [one.is_mine(), other.is_mine(), one.is_mine()] == [True, False, True]
    assert Duty(servers[1], "another").is_mine()
    one.leave()
    assert [other.is_mine(), one.is_mine()] == [True, False]
    with mock.patch("backend.ledger.duty.now_ms", return_value=now_ms() + LIFE_MS + 1000):
        assert one.is_mine(), "the other has not said so for half a minute"
