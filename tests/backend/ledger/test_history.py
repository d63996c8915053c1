"""Two servers over one database are one: none decides by what it knew before, and what was lost is found out."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from backend.base.problems import ProblemError
from backend.ledger import head
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import counters, records
from contract.cursors import place
from tests.harness.patience import Patience
from tests.harness.postgresql import URL


def _server(folder: Path) -> Ledger:
    """One more server over the same database, started as `serve` starts it."""
    ledger = Ledger(open_engine(f"sqlite:///{folder / 'ledger.db'}"))
    ledger.begin_line()
    return ledger


def _code(ledger: Ledger, cursor: str) -> str:
    try:
        ledger.parse_cursor(cursor)
    except ProblemError as problem:
        return problem.code
    return ""


def _set_back(ledger: Ledger, seq: int) -> None:
    """As a standby that had not heard of what came after `seq`, now that it is the database."""
    with ledger.engine.begin() as connection:
        connection.execute(update(counters).where(counters.c.name == "seq").values(value=seq))
        connection.execute(records.delete().where(records.c.seq > seq))


def test_what_two_servers_count_up_at_once_is_counted(tmp_path: Path) -> None:
    servers = [_server(tmp_path), _server(tmp_path)]
    servers[0].publish([("source", "s", {"n": 0})])

    def add(number: int) -> None:
        server = servers[number % 2]
        with server.write() as connection:
            found = server.read(connection, "source", "s")
            assert found is not None
            server.put(connection, [("source", "s", {"n": found[1]["n"] + 1})])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(100)))
    assert servers[0].current("source", "s") == (101, {"n": 100})


def test_a_server_hears_what_the_other_wrote(tmp_path: Path) -> None:
    one, other = _server(tmp_path), _server(tmp_path)
    other.bell.listen(other.look, other.begin_line)
    try:
        seq = one.publish([("source", "s", {})])
        patience = Patience(10)
        while other.wakeups.seq != seq and not patience.is_over:
            time.sleep(0.01)
        assert other.wakeups.seq == seq
    finally:
        other.bell.close()


def test_a_cursor_of_one_server_is_the_others_too(tmp_path: Path) -> None:
    one, other = _server(tmp_path), _server(tmp_path)
    seq = one.publish([("source", "s", {})])
    assert other.parse_cursor(one.cursor(seq)) == seq, "it has not been heard of yet, and is looked up"
    epoch = one.begin_epoch()
    assert _code(other, f"{epoch}.{seq}") == "", "nor has the other's new epoch"


def test_a_database_behind_what_was_given_out_begins_an_epoch(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise.append("a new epoch begins")
    ledger = _server(tmp_path)
    for number in range(4):
        ledger.publish([("source", f"s{number}", {})])
    epoch, read_by_console = ledger.epoch, ledger.cursor(4)
    _set_back(ledger, 2)
    ledger.publish([("source", "new", {})])
    assert ledger.epoch != epoch
    assert _code(ledger, read_by_console) == "epoch-changed"
    assert ledger.parse_cursor(ledger.cursor(3)) == 3


def test_a_server_that_remembers_nothing_learns_of_a_loss_from_a_console(
    tmp_path: Path, expected_noise: list[str]
) -> None:
    expected_noise.append("a new epoch begins")
    ledger = _server(tmp_path)
    for number in range(4):
        ledger.publish([("source", f"s{number}", {})])
    epoch, of_console = ledger.epoch, ledger.cursor(4)
    _set_back(ledger, 2)
    again = _server(tmp_path)
    assert _code(again, of_console) == "epoch-changed"
    assert again.epoch != epoch
    assert _code(again, f"{again.epoch}.99999") == "epoch-changed"
    assert again.epoch == place(again.cursor(2)).epoch  # type: ignore[union-attr]


def test_a_loss_is_seen_after_the_numbers_have_overtaken_it(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise.append("a new epoch begins")
    ledger = _server(tmp_path)
    for number in range(4):
        ledger.publish([("source", f"s{number}", {})])
    epoch, of_console, of_before = ledger.epoch, ledger.cursor(4), ledger.cursor(2)
    _set_back(ledger, 2)
    again = _server(tmp_path)
    again.publish([("source", f"other{number}", {}) for number in range(9)])
    assert again.parse_cursor(of_before) == 2, "up to there it is one history"
    assert _code(again, of_console) == "epoch-changed", "number 4 is another record now"
    assert again.epoch != epoch


def test_what_was_read_before_a_line_began_does_not_end_it(tmp_path: Path) -> None:
    ledger = _server(tmp_path)
    ledger.publish([("source", "s", {})])
    with ledger.engine.connect() as connection:
        before = head.read(connection)
    ledger.begin_line()
    ledger._know(before)
    ledger.publish([("source", "t", {})])
    ledger._know(before)
    epoch = ledger.epoch
    assert _server(tmp_path).parse_cursor(ledger.cursor(2)) == 2, "sealed by the line that it is of"
    assert ledger.epoch == epoch


def test_what_nobody_sealed_begins_no_epoch(tmp_path: Path) -> None:
    ledger = _server(tmp_path)
    ledger.publish([("source", "s", {})])
    epoch = ledger.epoch
    for claimed in (f"{epoch}.900", f"{epoch}.900.{'0' * 16}", f"{epoch}.1.{'0' * 16}"):
        assert _code(ledger, claimed) == "epoch-changed", claimed
    assert ledger.epoch == epoch
    assert ledger.parse_cursor(f"{epoch}.1") == 1, "given out before there were seals"


@pytest.mark.skipif(bool(URL), reason="a file is copied")
def test_a_restored_backup_is_found_out(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise.append("a new epoch begins")
    ledger = _server(tmp_path)
    ledger.publish([("source", "kept", {})])
    ledger.engine.dispose()
    shutil.copyfile(tmp_path / "ledger.db", tmp_path / "backup.db")
    ledger.publish([("source", "lost", {})])
    of_console = ledger.cursor(2)
    ledger.engine.dispose()
    for file in tmp_path.glob("ledger.db*"):
        file.unlink()
    shutil.copyfile(tmp_path / "backup.db", tmp_path / "ledger.db")
    again = _server(tmp_path)
    again.publish([("source", "other", {})])
    assert _code(again, of_console) == "epoch-changed"
