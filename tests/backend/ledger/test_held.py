"""The digests that consoles compare with are those of all records, whatever happened; they are not read all again."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, update

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import counters, records
from contract.digest import Digest, digests


def _ledger(folder: Path) -> Ledger:
    return Ledger(open_engine(f"sqlite:///{folder / 'ledger.db'}"))


def _by_all(ledger: Ledger) -> dict[str, Digest]:
    with ledger.engine.connect() as connection:
        rows = connection.execute(select(records.c.type, records.c.id, records.c.version, records.c.removed)).all()
    return digests((row.type, row.id, row.version) for row in rows if not row.removed)


def test_they_are_those_of_all_records_whatever_happened(tmp_path: Path) -> None:
    ledger, chance = _ledger(tmp_path), random.Random(1)
    assert ledger.held.now(ledger.epoch) == (0, {})
    for _ in range(60):
        keys = [(chance.choice(("incident", "source")), str(chance.randrange(12))) for _ in range(6)]
        ledger.publish(
            [(kind, key, {"n": chance.random()}) for kind, key in keys[:4]],
            [(kind, key, "deleted") for kind, key in keys[4:]],
        )
        if chance.random() < 0.6:
            assert ledger.held.now(ledger.epoch) == (ledger.wakeups.seq, _by_all(ledger))
    ledger.publish((), [("source", str(number), "deleted") for number in range(12)])
    ledger.forget_removals(timedelta(days=-1))
    assert ledger.held.now(ledger.epoch)[1] == _by_all(ledger)


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path)
    ledger.publish([("source", f"s{number}", {"n": 0}) for number in range(400)])
    ledger.held.now(ledger.epoch)
    ledger.publish([("source", "s7", {"n": 1})])
    given: list[Any] = []
    event.listen(ledger.engine, "before_cursor_execute", lambda *heard: given.append(heard[3]))
    ledger.held.now(ledger.epoch)
    assert any(400 in tuple(one.values() if isinstance(one, dict) else one) for one in given), given


def test_a_history_that_was_set_back_is_counted_anew(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise.append("a new epoch begins")
    ledger = _ledger(tmp_path)
    ledger.publish([("source", "a", {"n": 1}), ("source", "b", {"n": 1})])
    ledger.publish([("source", "b", {"n": 2})])
    ledger.held.now(ledger.epoch)
    with ledger.write() as connection:  # as a backup from before the last change has it
        at_b = records.c.id == "b"
        connection.execute(update(records).where(at_b).values(seq=2, version=1, data={"n": 1}))
        connection.execute(update(counters).where(counters.c.name == "seq").values(value=2))
    assert ledger.held.now(ledger.epoch) == (2, _by_all(ledger))
    ledger.begin_epoch()
    assert ledger.held.now(ledger.epoch) == (2, _by_all(ledger))
