"""What ended long ago leaves the feed, and comes back whole when somebody has something to say of it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from backend.city.models import Retention
from backend.feeds.reports import Reports
from backend.ledger.ledger import Ledger
from backend.ledger.schema import past_incidents, records, reporters
from backend.past import moving, retention
from backend.past.moving import move
from backend.past.searching import one
from tests.backend.past.desk import NOW_MS, Desk, ended


def _kept(ledger: Ledger) -> set[str]:
    _as_of, rows, _page = ledger.snapshot_page(None)
    return {row.id for row in rows}


def _changes(ledger: Ledger, since: int) -> list[tuple[str, bool, str | None, int]]:
    return [(row.id, bool(row.removed), row.reason, row.version) for row in ledger.changes_since(since, 100)[0]]


def test_what_ended_before_the_citys_days_leaves_the_feed_and_nothing_else_does(ledger: Ledger) -> None:
    ledger.publish([
        ("incident", "old", ended("Ngập", 31)),
        ("incident", "refused", ended("Báo nhầm", 300, state="refused")),
        ("incident", "young", ended("Cháy", 29)),
        ("incident", "resolved", ended("Chưa đóng", 90, state="resolved")),
        ("incident", "open", ended("Đang xử lý", 90, state="in_progress")),
        ("incident", "touched", ended("Ghi chú muộn", 90, updated_at=ended("", 2)["updated_at"])),
        ("camera", "c", {"state": "closed", "updated_at": "2020-01-01T00:00:00Z"}),
    ])  # fmt: skip
    before = ledger.wakeups.seq
    assert move(ledger, NOW_MS) == 2
    assert _kept(ledger) == {"young", "resolved", "open", "touched", "c"}
    assert _changes(ledger, before) == [("refused", True, "out_of_scope", 2), ("old", True, "out_of_scope", 2)]
    found = one(ledger.engine, "old")
    assert found is not None
    assert (found.version, found.data["title"], found.data["history"][0]["text"]) == (1, "Ngập", "đã xong")
    assert move(ledger, NOW_MS) == 0


def test_what_is_resolved_goes_where_the_citys_life_cycle_ends_with_that(ledger: Ledger) -> None:
    stages = [{"id": "a", "state": "new"}, {"id": "b", "state": "resolved"}]
    ledger.publish([
        ("life_cycle", "short", {"stages": stages}),
        ("life_cycle", "long", {"stages": [*stages, {"id": "c", "state": "closed"}]}),
        ("incident", "a", ended("Ngập", 40, state="resolved", life_cycle="short")),
        ("incident", "b", ended("Cháy", 40, state="resolved", life_cycle="long")),
        ("incident", "c", ended("Cây đổ", 40, state="closed", life_cycle="long")),
    ])  # fmt: skip
    assert move(ledger, NOW_MS) == 2
    assert _kept(ledger) == {"short", "long", "b"}


def test_the_pack_says_for_how_long(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 8)), ("incident", "b", ended("Cháy", 6))])
    retention.note(ledger, Retention(incident_days=7))
    assert move(ledger, NOW_MS) == 1
    assert _kept(ledger) == {"b"}


def test_days_that_cannot_be_read_are_the_usual_ones(ledger: Ledger) -> None:
    ledger.note(retention.NOTE, '{"incident_days": -5, "of_tomorrow": true}')
    assert retention.retention_of(ledger) == Retention()


def test_a_late_note_brings_it_back_with_all_that_was_done(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 40))])
    move(ledger, NOW_MS)
    before = ledger.wakeups.seq
    answer = Desk(ledger).does("note", "a", text="Ghi lúc mất mạng")
    assert (answer.result, answer.version) == ("applied", 3), "the next number after its removal's"
    found = ledger.current("incident", "a")
    assert found is not None
    assert [line["text"] for line in found[1]["history"]] == ["đã xong", "Ghi lúc mất mạng"]
    assert _changes(ledger, before) == [("a", False, None, 3)]
    assert one(ledger.engine, "a") is None, "nothing is now and past at once"


def test_a_reopen_brings_it_back_when_even_its_removal_is_forgotten(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 40)), ("incident", "b", ended("Cháy", 1))])
    move(ledger, NOW_MS)
    assert ledger.forget_removals(timedelta(days=-1)) == 1
    desk = Desk(ledger)
    assert desk.does("reopen", "a", reason="Ngập lại").result == "applied"
    found = ledger.current("incident", "a")
    assert found is not None
    assert (found[0], found[1]["state"]) == (2, "in_progress")
    assert _kept(ledger) == {"a", "b"}


def test_what_is_refused_leaves_it_in_the_past(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 40)), ("incident", "b", ended("Cháy", 50))])
    move(ledger, NOW_MS)
    ledger.forget_removals(timedelta(days=-1))
    ledger.publish([("incident", "c", ended("Cây đổ", 60))])
    move(ledger, NOW_MS)
    before, desk = ledger.wakeups.seq, Desk(ledger)
    for key in ("a", "c"):
        answer = desk.does("acknowledge", key)
        assert (answer.result, (answer.problem or {})["code"]) == ("rejected", "incident-closed")
    assert _kept(ledger) == set()
    assert _changes(ledger, before) == []
    with ledger.engine.connect() as connection:
        there = connection.execute(select(records.c.id, records.c.removed)).all()
        assert [(row.id, bool(row.removed)) for row in there] == [("c", True)], "as it was before"
        assert set(connection.execute(select(past_incidents.c.id)).scalars()) == {"a", "b", "c"}


def test_what_is_past_is_not_opened_again(ledger: Ledger) -> None:
    key = "d-00000000-0000-4000-8000-000000000001"
    ledger.publish([("incident", key, ended("Ngập", 40))])
    move(ledger, NOW_MS)
    answer = Desk(ledger).does("open", key, title="Ngập nữa", severity=3)
    assert (answer.problem or {})["code"] == "exists"
    found = one(ledger.engine, key)
    assert found is not None
    assert (found.data["title"], _kept(ledger)) == ("Ngập", set())


def test_nobody_is_still_an_answer(ledger: Ledger) -> None:
    answer = Desk(ledger).does("note", "never-there", text="?")
    assert (answer.problem or {})["code"] == "unknown-target"


def test_a_source_that_says_the_same_again_brings_nothing_back(ledger: Ledger) -> None:
    data = ended("Ngập", 40)
    ledger.publish([("incident", "a", data)])
    move(ledger, NOW_MS)
    before = ledger.wakeups.seq
    ledger.publish([("incident", "a", data)])
    assert _changes(ledger, before) == []
    assert one(ledger.engine, "a") is not None
    ledger.publish([("incident", "a", {**data, "severity": 1})])
    assert _changes(ledger, before) == [("a", False, None, 3)]
    assert one(ledger.engine, "a") is None


def test_the_door_of_sources_finds_what_is_past(ledger: Ledger) -> None:
    data = ended("Ngập", 40)
    reports = Reports(ledger)
    reports.publish([("incident", "a", data)])
    assert move(ledger, NOW_MS) == 1
    before = ledger.wakeups.seq
    reports.publish([("incident", "a", data)])
    assert _changes(ledger, before) == []
    reports.publish([("incident", "a", data)], [("incident", "a", "deleted")])
    assert _kept(ledger) == set()
    assert one(ledger.engine, "a") is not None, "a source takes nothing out of the past"
    reports.publish([("incident", "a", {**data, "title": "Ngập nặng"})])
    found = ledger.current("incident", "a")
    assert found is not None
    assert (found[1]["title"], found[1]["history"][0]["text"]) == ("Ngập nặng", "đã xong")


def test_what_people_did_is_known_to_the_citys_rules_when_a_source_reports_it_again(ledger: Ledger) -> None:
    told: dict[str, Any] = {}

    def shape(reported: Any, known: Any) -> Any:
        told.update(known)
        return list(reported)

    ledger.publish([("incident", "a", ended("Ngập", 40))])
    move(ledger, NOW_MS)
    ledger.shape = shape
    ledger.publish([("incident", "a", ended("Ngập nặng", 40))])
    assert told["a"]["history"][0]["text"] == "đã xong"


def test_who_reported_stays_known_through_the_past(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 40, reporter={"phone": "0200 4000 417"}))])
    move(ledger, NOW_MS)
    past = one(ledger.engine, "a")
    assert past is not None
    assert (past.data["reporter_masked"], "reporter" in past.data) == ("•••• 417", False)
    with ledger.engine.connect() as connection:
        assert connection.execute(select(reporters.c.data)).scalar_one() == {"phone": "0200 4000 417"}
    assert Desk(ledger).does("reveal", "a", reason="Gọi lại hỏi số nhà").result == "applied"


def test_others_write_between_two_slices(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.publish([("incident", f"i{number:03}", ended("Ngập", 40)) for number in range(12)])
    seqs: list[int] = []

    def others(_seconds: float) -> None:
        seqs.append(ledger.publish([("source", "s", {"n": len(seqs)})]))

    monkeypatch.setattr(moving, "SLICE", 5)
    monkeypatch.setattr(moving, "time", SimpleNamespace(sleep=others))
    assert move(ledger, NOW_MS) == 12
    assert seqs == [18, 24, 27], "after five, five and two of them"
