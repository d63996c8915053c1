"""Looking after people at the server itself: what is said, what comes of it, and what is refused in a sentence."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from backend.__main__ import main
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.roles import Role
from backend.people.tries import Source

GOOD = "ba con mèo trên mái ngói"
Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'people.db'}"
    Ledger(open_engine(address))
    return address


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """One command; `line` is what comes on standard input."""

    def call(*arguments: str, line: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f"{line}\n".encode())))
        code = main(["user", *arguments, "--database", url, "--lang", "en"])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_somebody_comes_changes_and_goes(run: Run, url: str) -> None:
    accounts = Accounts(Ledger(open_engine(url)))
    added = run("add", "--id", "ha.le", "--name", "Lê Thu Hà", line=GOOD)
    assert added[:2] == (0, "Added the account ha.le (operator).\n")
    token, caller = accounts.sign_in("ha.le", GOOD, "desk")
    assert caller.role == Role.OPERATOR
    code, out, _err = run("sessions", "--id", "ha.le")
    assert (code, out.split("\t")[1]) == (0, "desk")
    assert token not in out
    assert run("end-sessions", "--id", "ha.le")[1] == "Ended 1 sign-ins of ha.le.\n"
    assert run("role", "--id", "ha.le", "--role", "agency", "--agency", "Sở Xây dựng", "--area", "Ven sông")[0] == 0
    assert "agency" in run("list")[1]
    assert "areas: Ven sông; agencies: Sở Xây dựng" in run("list")[1]
    assert run("role", "--id", "ha.le", "--area", "")[0] == 0
    assert "areas" not in run("list")[1]
    assert run("disable", "--id", "ha.le")[0] == 0
    assert "disabled" in run("list")[1]
    assert run("enable", "--id", "ha.le")[0] == 0
    assert run("unlock", "--id", "ha.le")[0] == 0
    code, out, _err = run("password", "--id", "ha.le", "--make")
    made = out.strip().rsplit(" ", 1)[1]
    assert len(made) == 23
    assert accounts.proven("ha.le", made, Source()).must_change


@pytest.mark.parametrize(
    ("arguments", "line", "words"),
    [
        (("add", "--id", "an"), "ngan", "too short: it needs 12"),
        (("add", "--id", "an"), "123456789012", "guessed first"),
        (("add", "--id", "an"), "", "no password"),
        (("add", "--id", "quan.tri"), GOOD, "There is an account quan.tri"),
        (("role", "--id", "quan.tri"), "", "nothing was said to change"),
        (("role", "--id", "quan.tri", "--role", "viewer"), "", "the only administrator"),
        (("disable", "--id", "quan.tri"), "", "the only administrator"),
        (("disable", "--id", "nobody"), "", "no account nobody"),
        (("sessions", "--id", "nobody"), "", "no account nobody"),
        (("disable",), "", "It needs --id"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    run: Run, url: str, arguments: tuple[str, ...], line: str, words: str
) -> None:
    Accounts(Ledger(open_engine(url))).put("quan.tri", "Quản trị", Role.ADMIN, "", GOOD)
    code, out, err = run(*arguments, line=line)
    assert (code, out) == (2, "")
    assert words in err
    assert line not in err or not line
