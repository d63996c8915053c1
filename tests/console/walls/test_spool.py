"""What a cut-off node showed: kept over a kill, within bounds, told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from console.walls.spool import Spool

T0 = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
A: list[dict[str, Any]] = [{"type": "camera", "ref": "cam-01"}]
B: list[dict[str, Any]] = [{"type": "camera", "ref": "cam-02"}]


def _at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def test_what_stays_is_one_entry_and_begins_where_the_last_report_ended(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.jsonl")
    for second in range(5, 60, 5):
        spool.note(_at(second), {"S1": A}, since=T0)
    spool.note(_at(60), {"S1": B}, since=T0)
    spool.close(_at(70))
    first, second_one = spool.batch()
    assert (first["from"], first["to"]) == (T0.isoformat(), _at(60).isoformat())
    assert (second_one["from"], second_one["to"], second_one["tiles"]) == (_at(60).isoformat(), _at(70).isoformat(), B)


def test_a_screen_that_is_gone_ends_its_entry(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.jsonl")
    spool.note(_at(0), {"S1": A, "S2": B})
    spool.note(_at(9), {"S2": B})
    assert [(one["screen"], one["to"]) for one in spool.batch()] == [("S1", _at(9).isoformat())]


def test_a_kill_costs_what_was_not_written_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "spool.jsonl"
    spool = Spool(path)
    spool.note(_at(0), {"S1": A})
    spool.note(_at(10), {"S1": B})
    spool.to_write()()
    spool.note(_at(15), {"S1": B})
    with path.open("a", encoding="utf-8") as file:
        file.write('{"screen": "S1", "from": "nửa')  # a power cut in the middle of a line
    after = Spool(path)
    after.load()
    found = [(one["from"], one["to"], one["tiles"][0]["ref"]) for one in after.batch()]
    assert found == [
        (_at(0).isoformat(), _at(10).isoformat(), "cam-01"),
        (_at(10).isoformat(), _at(10).isoformat(), "cam-02"),
    ]
    after.told(2)
    after.to_write()()
    again = Spool(path)
    again.load()
    assert again.is_empty


def test_it_is_bounded_and_the_oldest_go_first(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.jsonl", most_bytes=2_000)
    for second in range(200):
        spool.note(_at(second), {"S1": A if second % 2 else B})
    spool.to_write()()
    assert spool.lost > 100
    assert (tmp_path / "spool.jsonl").stat().st_size < 3_000
    assert spool.batch()[-1]["to"] == _at(199).isoformat()
