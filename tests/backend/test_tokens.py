"""A token is looked up once in a while, and worth nothing from the moment on in which it is taken back."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.devices import Seat
from backend.people.remembered import MOST, Remembered
from backend.people.roles import Role
from contract.keys import public_text, thumbprint
from tests.harness.proven import key_of
from tests.harness.waiting import until


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts(Ledger(open_engine(f"sqlite:///{tmp_path / 'people.db'}")))
    made.put("ha.le", "Lê Thị Hà", Role.OPERATOR, "Bàn 1", "mat-khau")
    return made


def test_a_token_that_was_just_looked_up_is_worth_nothing_once_it_is_taken_back(accounts: Accounts) -> None:
    token, caller = accounts.sign_in("ha.le", "mat-khau", "desk")
    assert accounts.known(token) is None
    assert accounts.caller(token) == accounts.known(token) == caller
    accounts.sign_out(token)
    assert accounts.known(token) is None
    with pytest.raises(ProblemError) as refused:
        accounts.caller(token)
    assert refused.value.code == "bad-token"


def test_who_became_somebody_else_signs_in_again(accounts: Accounts) -> None:
    token, _ = accounts.sign_in("ha.le", "mat-khau", "desk")
    accounts.caller(token)
    accounts.put("ha.le", "Lê Thị Hà", Role.OPERATOR, "Bàn 1", "mat-khau")
    assert accounts.caller(token).role == Role.OPERATOR, "nothing was changed"
    accounts.put("ha.le", "Lê Thị Hà", Role.DUTY_OFFICER, "Bàn 1", "mat-khau")
    assert accounts.known(token) is None
    with pytest.raises(ProblemError) as refused:
        accounts.caller(token)
    assert refused.value.code == "bad-token"
    token, caller = accounts.sign_in("ha.le", "mat-khau", "desk")
    assert caller.role == accounts.caller(token).role == Role.DUTY_OFFICER


def _signs_out(there: Accounts, token: str) -> None:
    there.sign_out(token)


def _gets_another_role(there: Accounts, _token: str) -> None:
    there.change("ha.le", {"role": str(Role.VIEWER)})


def _is_shut_out_with_the_desk(there: Accounts, _token: str) -> None:
    there.devices.disable("desk")


@pytest.mark.parametrize("taken_back", [_signs_out, _gets_another_role, _is_shut_out_with_the_desk])
def test_what_another_server_takes_back_is_forgotten_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken_back: Callable[[Accounts, str], None]
) -> None:
    """Not because the time is over for which it is remembered, but because the other rings."""
    monkeypatch.setattr("backend.people.accounts.KNOWN_S", math.inf)
    here, there = (Ledger(open_engine(f"sqlite:///{tmp_path / 'people.db'}")) for _ in range(2))
    own, other = Accounts(here), Accounts(there)
    own.put("ha.le", "Lê Thị Hà", Role.OPERATOR, "Bàn 1", "mat-khau")
    key = key_of("desk")
    token, _ = own.sign_in("ha.le", "mat-khau", "desk", Seat(public_text(key), thumbprint(public_text(key))))
    here.bell.listen(here.look, here.begin_line)
    try:
        own.caller(token)
        assert own.known(token) is not None
        taken_back(other, token)
        until(lambda: own.known(token) is None, "the token is forgotten")
    finally:
        here.bell.close()
    with pytest.raises(ProblemError):
        own.caller(token)


def test_a_token_that_has_run_out_is_not_known(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    token, caller = accounts.sign_in("ha.le", "mat-khau", "desk")
    accounts.caller(token)
    monkeypatch.setattr("backend.people.accounts.now_ms", lambda: caller.expires_ms + 1)
    assert accounts.known(token) is None
    with pytest.raises(ProblemError) as refused:
        accounts.caller(token)
    assert refused.value.code == "token-expired"


def test_what_is_remembered_is_looked_up_again_after_its_life() -> None:
    now = [100.0]
    kept: Remembered[str] = Remembered(2.0, lambda: now[0])
    kept.put("a", "A", kept.mark)
    now[0] += 1.9
    assert kept.get("a") == "A"
    now[0] += 0.1
    assert kept.get("a") is None


def test_what_was_read_before_somebody_forgot_is_not_remembered_after() -> None:
    kept: Remembered[str] = Remembered(2.0)
    mark = kept.mark
    kept.forget("a")  # meanwhile, in another thread
    kept.put("a", "as it was", mark)
    assert kept.get("a") is None


def test_no_number_of_tokens_fills_the_memory() -> None:
    kept: Remembered[int] = Remembered(2.0)
    for number in range(MOST + 5):
        kept.put(str(number), number, kept.mark)
    assert sum(kept.get(str(number)) is not None for number in range(MOST + 5)) <= MOST
    assert kept.get(str(MOST + 4)) == MOST + 4
