"""A connector's batch is one transaction and few statements, and a page is never larger than a client takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend.ledger import ledger as ledger_module
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger


def _ledger(folder: Path) -> Ledger:
    return Ledger(open_engine(f"sqlite:///{folder / 'ledger.db'}"))


def test_what_a_batch_says_twice_or_anew_is_told_as_if_it_came_alone(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path)
    ledger.publish([("source", "a", {"n": 1}), ("source", "b", {"n": 1}), ("source", "a", {"n": 2})])
    assert ledger.current("source", "a") == (2, {"n": 2})
    before = ledger.wakeups.seq
    assert ledger.publish([("source", "a", {"n": 2})]) == before, "as it was before makes no change"
    ledger.publish([("source", "c", {"n": 1}), ("source", "b", {"n": 5})], [("source", "a", "deleted")])
    rows, newest, more = ledger.changes_since(before, 10)
    assert [(row.id, row.removed, row.version) for row in rows] == [("c", 0, 1), ("b", 0, 2), ("a", 1, 3)]
    assert (newest, more) == (rows[-1].seq, False)
    ledger.publish([("source", "a", {"n": 2})], [("source", "zz", "deleted")])
    assert ledger.current("source", "a") == (4, {"n": 2})


def test_pages_hold_every_record_once_and_end_early_where_records_are_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "PAGE_CHARS", 1000)
    ledger = _ledger(tmp_path)
    ledger.publish([("source", f"s{number}", {"text": "đ" * (5000 if number == 3 else 200)}) for number in range(20)])
    seen, sizes, page = [], [], None
    while True:
        as_of, rows, page = ledger.snapshot_page(page, limit=7)
        assert as_of == ledger.wakeups.seq
        seen += [row.id for row in rows]
        sizes.append(len(rows))
        assert all(json.loads(row.data)["text"].startswith("đđ") for row in rows)
        if page is None:
            break
    assert seen == [f"s{number}" for number in range(20)]
    assert max(sizes) < 7
    assert 1 in sizes
    rows, newest, more = ledger.changes_since(0, 100)
    assert more
    assert newest == rows[-1].seq


def test_a_record_that_changes_between_two_pages_is_left_to_the_feed(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path)
    ledger.publish([("source", f"s{number}", {"n": 0}) for number in range(4)])
    as_of, rows, page = ledger.snapshot_page(None, limit=2)
    ledger.publish([("source", "s0", {"n": 1}), ("source", "s3", {"n": 1})])
    _as_of, later, end = ledger.snapshot_page(page, limit=2)
    assert ([row.id for row in rows], [row.id for row in later], end) == (["s0", "s1"], ["s2"], None)
    assert [row.id for row in ledger.changes_since(as_of, 9)[0]] == ["s0", "s3"]
