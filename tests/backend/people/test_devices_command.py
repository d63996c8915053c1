"""`python -m backend device`: codes, and who was let in."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import metadata
from backend.people.accounts import Accounts
from backend.people.devices import Devices, Seat
from backend.people.roles import Role
from backend.program import devices as devices_command


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'd.db'}"


def _said(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    parser = argparse.ArgumentParser()
    devices_command.add_parser(parser.add_subparsers())
    options = parser.parse_args(["device", *words, "--database", url, "--lang", "en"])
    code = options.run(options)
    out, err = capsys.readouterr()
    return code, out, err


def test_a_code_is_printed_once_and_kept_as_a_hash(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = Ledger(open_engine(url))
    code, out, _err = _said(url, capsys, "code")
    assert code == 0
    assert len(out.strip().replace("-", "")) == 16
    with ledger.engine.connect() as connection:
        rows = {table.name: connection.execute(table.select()).all() for table in metadata.sorted_tables}
    ledger.engine.dispose()
    assert rows["enrolment_codes"]
    assert not any(word in str(rows) for word in (out.strip(), out.strip().replace("-", "")))
    assert _said(url, capsys, "list") == (0, "", "")


def test_devices_are_listed_and_shut_out(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = Ledger(open_engine(url))
    accounts = Accounts(ledger)
    accounts.put("ha.le", "Hà", Role.OPERATOR, "", "mat-khau")
    token, _caller = accounts.sign_in("ha.le", "mat-khau", "desk-1", Seat("k" * 43, "t" * 43, "Bàn\t1"))
    assert _said(url, capsys, "disable", "--id", "desk-9")[0] == 2
    assert _said(url, capsys, "disable")[0] == 2
    assert _said(url, capsys, "disable", "--id", "desk-1")[:2] == (0, "Saved the device desk-1.\n")
    listed = _said(url, capsys, "list")[1].rstrip("\n").split("\t")
    assert (listed[:3], listed[4]) == (["desk-1", "Bàn 1", "shut out"], "ha.le")
    assert accounts.known(token) is None
    assert _said(url, capsys, "forget", "--id", "desk-1")[0] == 0
    assert Devices(ledger).all() == []
    ledger.engine.dispose()
