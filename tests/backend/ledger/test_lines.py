"""An incident carries its newest lines; the older ones are kept beside it, in their order, and asked for by pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.ledger import lines
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.lines import older
from tests.backend.past.desk import Desk, ended


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """With an incident that somebody works on; it carries six lines at most, and three after it had more."""
    monkeypatch.setattr(lines, "MOST", 6)
    monkeypatch.setattr(lines, "KEPT", 3)
    made = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    made.publish([("incident", "a", ended("Ngập", 1, state="in_progress", history=[]))])
    return made


def _carried(ledger: Ledger) -> tuple[list[str], int]:
    found = ledger.current("incident", "a")
    assert found is not None
    return [line["text"] for line in found[1]["history"]], found[1].get("history_before", 0)


def _older(ledger: Ledger, before: int, limit: int) -> tuple[list[str], int | None]:
    found, following = older(ledger.engine, "a", before, limit)
    return [line["text"] for line in found], following


def test_nothing_that_was_done_is_lost(ledger: Ledger) -> None:
    desk = Desk(ledger)
    for number in range(6):
        desk.does("note", "a", text=str(number))
    assert _carried(ledger) == (["0", "1", "2", "3", "4", "5"], 0)
    assert _older(ledger, 0, 10) == ([], None)
    for number in range(6, 13):
        desk.does("note", "a", text=str(number))
    assert _carried(ledger) == (["8", "9", "10", "11", "12"], 8)
    assert _older(ledger, 8, 5) == (["3", "4", "5", "6", "7"], 3)
    assert _older(ledger, 3, 5) == (["0", "1", "2"], None)
    assert _older(ledger, 2**31 - 1, 100)[0] == [str(number) for number in range(8)]


def test_a_source_that_brings_a_long_history_loses_none_of_it(ledger: Ledger) -> None:
    told = [{"at": "2026-11-01T00:00:00Z", "verb": "note", "text": f"s{number}"} for number in range(300)]
    ledger.publish([("incident", "a", ended("Ngập", 1, state="in_progress", history=told))])
    Desk(ledger).does("note", "a", text="1")
    assert _carried(ledger) == (["s298", "s299", "1"], 298)
    assert len(_older(ledger, 298, 500)[0]) == 298


def test_a_refusal_moves_nothing(ledger: Ledger) -> None:
    desk = Desk(ledger)
    for number in range(6):
        desk.does("note", "a", text=str(number))
    assert desk.does("close", "a").result == "rejected"
    assert (_carried(ledger)[1], _older(ledger, 9, 9)) == (0, ([], None))
