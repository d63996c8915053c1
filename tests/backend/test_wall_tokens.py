"""A wall's token is bound to its wall and node; one from before there were bounds goes on, and the log says so once."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import bound_tokens, tokens
from backend.people.accounts import Accounts
from backend.program import accounts as accounts_command


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(Ledger(open_engine(f"sqlite:///{tmp_path / 'w.db'}")))


@pytest.mark.parametrize(
    ("bound", "asked", "may"),
    [
        (("w", "left"), ("w", "left"), True),
        (("w", "left"), ("w", "right"), False),
        (("w", "left"), ("v", "left"), False),
        (("w", "left"), ("w", ""), True),
        (("w", ""), ("w", "right"), True),
        (("w", ""), ("v", "right"), False),
        (("", ""), ("v", "right"), True),
    ],
)
def test_for_whom_a_token_speaks(
    accounts: Accounts, bound: tuple[str, str], asked: tuple[str, str], may: bool, expected_noise: list[str]
) -> None:
    expected_noise += ["speaks for every wall"] if not bound[0] else []
    caller = accounts.caller(accounts.issue_wall_token("n", *bound))
    assert (caller.wall, caller.node) == bound
    if may:
        accounts.check_wall(caller, *asked)
        return
    with pytest.raises(ProblemError) as refused:
        accounts.check_wall(caller, *asked)
    assert (refused.value.status, refused.value.code) == (403, "other-wall")


def test_a_token_without_bounds_is_told_of_once(
    accounts: Accounts, caplog: pytest.LogCaptureFixture, expected_noise: list[str]
) -> None:
    expected_noise.append("speaks for every wall")
    old, other, new = (accounts.issue_wall_token(*one) for one in (("old",), ("other",), ("new", "w", "left")))
    with caplog.at_level(logging.WARNING, "backend.people.accounts"):
        for _time in range(3):
            for token in (old, other, new):
                accounts.check_wall(accounts.caller(token), "w", "left")
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "wall.old" in said[0]
    assert all("--wall" in line for line in said)


def test_two_tokens_of_one_account_have_each_their_own_bounds_and_they_go_with_it(accounts: Accounts) -> None:
    first, second = accounts.issue_wall_token("n", "w", "left"), accounts.issue_wall_token("n", "w", "right")
    assert (accounts.caller(first).node, accounts.caller(second).node) == ("left", "right")
    ledger = accounts._ledger
    with ledger.write() as connection:
        connection.execute(update(tokens).values(expires_ms=1))
    accounts.issue_wall_token("later", "v")
    with ledger.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(bound_tokens)).scalar() == 1


def test_the_command_line_asks_for_whom_and_names_the_account_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    accounts_command.add_parser(parser.add_subparsers())
    url = f"sqlite:///{tmp_path / 'c.db'}"
    Ledger(open_engine(url)).engine.dispose()  # as serve does: who asks for a token makes no database

    def run(*words: str) -> int:
        options = parser.parse_args(["token", "--database", url, *words])
        return int(options.run(options))

    assert run() == run("--node", "left") == run("--name", "x", "--node", "left") == 2
    assert "--wall" in capsys.readouterr().err
    assert run("--wall", "w", "--node", "left") == 0
    caller = Accounts(Ledger(open_engine(url))).caller(capsys.readouterr().out.strip())
    assert (caller.id, caller.wall, caller.node) == ("wall.w.left", "w", "left")
    assert run("--name", "old") == 0, "as before there were bounds"


def test_a_wall_or_a_node_that_is_not_there_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    accounts_command.add_parser(parser.add_subparsers())
    url = f"sqlite:///{tmp_path / 'c.db'}"
    screens = [{"id": "a", "node": "trai"}, {"id": "b", "node": "phai"}, {"id": "c"}]
    wall, layout = {"name": "Tường", "screens": screens}, {"name": "Sảnh", "body": {}}
    Ledger(open_engine(url)).publish([("wall", "phong-truc", wall), ("layout", "sanh", layout)])

    def run(*words: str) -> tuple[int, str, str]:
        options = parser.parse_args(["token", "--database", url, *words])
        code = int(options.run(options))
        said = capsys.readouterr()
        return code, said.out, said.err

    told = "Không có tường hình hay bố cục “phong-chuc”. Tường hình: phong-truc. Bố cục: sanh.\n"
    assert run("--wall", "phong-chuc") == (2, "", told)
    assert run("--wall", "sanh")[0] == 0, "a machine that shows one layout and belongs to no wall"
    code, out, told = run("--wall", "phong-truc", "--node", "giua", "--lang", "en")
    assert (code, out) == (2, "")
    assert told == "The wall “phong-truc” has no node “giua”. It has: phai, trai.\n"
    assert run("--wall", "phong-truc", "--node", "trai")[0] == run("--wall", "phong-truc")[0] == 0
