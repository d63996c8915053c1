"""Somebody tries to come in as another, or to keep another out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people import passwords
from backend.people import policy as policy_module
from backend.people.accounts import Accounts
from backend.people.administration import Administration
from backend.people.policy import Policy
from backend.people.roles import Person, Role
from backend.people.tries import FREE, LONGEST_S, Source, Tries

GOOD = "ba con mèo trên mái ngói"


class Clock:
    """Says what it is told to."""

    ms = 1_800_000_000_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'people.db'}"))
    yield found
    found.engine.dispose()


@pytest.fixture
def accounts(ledger: Ledger) -> Accounts:
    made = Accounts(ledger)
    for role in (Role.OPERATOR, Role.VIEWER, Role.ADMIN):
        made.put(str(role), str(role), role, "", GOOD)
    return made


# coming in


def _wait_s(tries: Tries, user: str, source: Source) -> int:
    """How long somebody is told to wait; 0 where their try was made."""
    try:
        tries.begin(user, source)
    except ProblemError as error:
        return int(error.headers["Retry-After"])
    return 0


def test_ten_thousand_guesses_from_as_many_sources_try_forty_passwords(ledger: Ledger) -> None:
    """A password is guessed once a second for three hours, each time from another address."""
    clock = Clock()
    tries, made = Tries(ledger, clock), 0
    for number in range(10_000):
        source = Source(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", f"d{number}")
        made += not _wait_s(tries, "ha.le", source)
        clock.ms += 1000
    assert FREE < made < 40


def test_who_guesses_shuts_nobody_out_of_their_own_desk(ledger: Ledger, accounts: Accounts) -> None:
    """Somebody gives wrong passwords for a colleague all day, so that the colleague cannot come in."""
    clock = Clock()
    tries = Tries(ledger, clock)
    tries.ended(tries.begin("ha.le", Source("10.1.1.1", "desk-1")))
    for _ in range(200):
        for source in (Source("10.6.6.6", "x"), Source("10.1.1.1", "x")):
            assert _wait_s(tries, "ha.le", source) <= LONGEST_S, "nor is anybody kept out for long elsewhere"
        clock.ms += 30_000
        tries.ended(tries.begin("ha.le", Source("10.1.1.1", "desk-1")))


def test_one_address_that_tries_everybody_waits(ledger: Ledger) -> None:
    """One address tries the same password for thousands of names."""
    clock = Clock()
    tries, made = Tries(ledger, clock), 0
    for number in range(2_000):
        try:
            tries.begin(f"person-{number}", Source("10.6.6.6", f"d{number}"))
            made += 1
        except ProblemError:
            clock.ms += 1000
    assert made < 50


def test_a_good_password_of_ones_own_buys_no_more_guesses(ledger: Ledger) -> None:
    """Who has an account signs in between the guesses, so that the count of the address begins anew."""
    clock = Clock()
    tries, made = Tries(ledger, clock), 0
    for number in range(1_000):
        try:
            tries.begin(f"person-{number}", Source("10.6.6.6", "x"))
            made += 1
        except ProblemError:
            clock.ms += 1000
        try:
            tries.ended(tries.begin("mine", Source("10.6.6.6", f"y{number}")))
        except ProblemError:
            continue
    assert made < 60


def test_a_try_is_counted_before_the_password_is_looked_at(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Many requests at once, so that all are let through before the first of them is found wrong."""
    hashed: list[str] = []

    def counting(password: str, salt: str) -> str:
        hashed.append(password)
        # While this one is being looked at, as many as are free come, and more.
        waits = [_wait_s(accounts.tries, "operator", Source(f"10.0.0.{number}", "x")) for number in range(FREE)]
        assert waits == [0] * (FREE - 1) + [1]
        return "no"

    monkeypatch.setattr(policy_module, "hashed", counting)
    with pytest.raises(ProblemError, match="wrong password"):
        accounts.sign_in("operator", "guess", "x", address="10.0.0.1")
    with pytest.raises(ProblemError) as refused:
        accounts.sign_in("operator", "guess", "x", address="10.0.0.1")
    assert refused.value.code == "too-many-requests"
    assert hashed == ["guess"], "who waits costs no hashing"


def test_a_name_that_nobody_has_costs_and_says_the_same(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are learnt from the answer, from the time it takes, or from when the door shuts."""
    Administration(accounts._ledger, accounts).shut_out("viewer", is_disabled=True)
    hashed = passwords.hashed
    work: list[int] = []

    def counting(password: str, salt: str) -> str:
        work.append(1)
        return hashed(password, salt)

    monkeypatch.setattr(policy_module, "hashed", counting)
    said: dict[str, list[tuple[int, str, str]]] = {}
    for user, password in (("operator", "wrong"), ("nobody", "wrong"), ("viewer", GOOD)):
        work.clear()
        answers = []
        for number in range(FREE + 1):
            with pytest.raises(ProblemError) as refused:
                accounts.sign_in(user, password, "x", address=f"10.0.{len(said)}.{number}")
            answers.append((refused.value.status, refused.value.code, refused.value.detail))
        assert len(work) == FREE
        said[user] = answers
    assert said["operator"] == said["nobody"] == said["viewer"]


@pytest.mark.parametrize(
    "password", ["123456789012", "password1234", "qwertyuiopas", "abcabcabcabc", "ngan", "operator2026"]
)
def test_a_common_or_short_password_is_none(accounts: Accounts, password: str) -> None:
    """Somebody chooses a password that is guessed first."""
    room = Administration(accounts._ledger, accounts)
    for refused in (
        lambda: room.add(Person("new", "New", Role.OPERATOR), password),
        lambda: room.reset_password("operator", password),
        lambda: room.own_password("operator", GOOD, password, Source("10.0.0.1", "x")),
    ):
        with pytest.raises(ProblemError) as fault:
            refused()
        assert fault.value.code in {"password-too-short", "password-too-common"}
    assert accounts.sign_in("operator", GOOD, "x")[0], "and nothing was changed"


@pytest.mark.parametrize("what", ["role", "password", "own", "state", "limits", "end"])
def test_a_token_ends_with_every_change_of_its_person(accounts: Accounts, what: str) -> None:
    """A token goes on working after its person lost the role, the password, the account."""
    room = Administration(accounts._ledger, accounts)
    token, _caller = accounts.sign_in("operator", GOOD, "x")
    assert accounts.caller(token).role == Role.OPERATOR
    change = {
        "role": lambda: room.change("operator", {"role": "viewer"}),
        "password": lambda: room.reset_password("operator"),
        "own": lambda: room.own_password("operator", GOOD, GOOD + " nhà", Source("10.0.0.1", "x")),
        "state": lambda: room.shut_out("operator", is_disabled=True),
        "limits": lambda: room.change("operator", {"limits": {"areas": ["Ven sông"]}}),
        "end": lambda: room.end_sessions("operator"),
    }[what]
    change()
    assert accounts.known(token) is None
    with pytest.raises(ProblemError) as refused:
        accounts.caller(token)
    assert refused.value.code == "bad-token"


def test_a_password_that_was_made_lets_nobody_work(accounts: Accounts) -> None:
    """Whoever read the password that an administrator gave out goes on with it."""
    room = Administration(accounts._ledger, accounts)
    given = room.reset_password("operator")
    with pytest.raises(ProblemError) as refused:
        accounts.sign_in("operator", given, "x")
    assert refused.value.code == "password-change-needed"
    with pytest.raises(ProblemError) as unchanged:
        room.own_password("operator", given, given, Source("", "x"))
    assert unchanged.value.code == "password-unchanged"
    room.own_password("operator", given, GOOD, Source("", "x"))
    assert accounts.sign_in("operator", GOOD, "x")[1].role == Role.OPERATOR


def test_a_password_of_long_ago_lets_nobody_in_where_it_expires(ledger: Ledger) -> None:
    """Somebody found a password of last year."""
    old = Accounts(ledger, policy=Policy(days=30))
    for role in (Role.OPERATOR, Role.WALL):
        old.put(str(role), str(role), role, "", GOOD)
        old.change(str(role), {"password_ms": 1})
    with pytest.raises(ProblemError) as refused:
        old.sign_in("operator", GOOD, "x")
    assert refused.value.code == "password-change-needed"
    assert Accounts(ledger).sign_in("operator", GOOD, "x")[1].role == Role.OPERATOR, "where it never does"
    Administration(ledger, old).own_password("operator", GOOD, GOOD + " nhà", Source("", "x"))
    assert old.sign_in("operator", GOOD + " nhà", "x")[1].role == Role.OPERATOR


def test_the_last_administrator_stays(accounts: Accounts) -> None:
    """A stolen administrator's sign-in takes the account away from everybody."""
    room = Administration(accounts._ledger, accounts, "admin")
    for deed in (
        lambda: room.change("admin", {"role": "viewer"}),
        lambda: room.shut_out("admin", is_disabled=True),
    ):
        with pytest.raises(ProblemError) as refused:
            deed()
        assert refused.value.code == "last-admin"
