"""What belongs to the report of an incident, in which order, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from console.evidence.saved_pictures import Picture
from console.measures import after_action
from console.records.models import Incident
from console.records.shift import ShiftEntry
from console.sync import outage_log
from console.sync.outage_log import Outage

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _incident(**facts: object) -> Incident:
    lines = [
        {"at": NOW + MINUTE, "verb": "acknowledge", "actor_name": "Lê Hà", "text": ""},
        {"at": NOW + 9 * MINUTE, "verb": "note", "actor_name": "Lê Hà", "text": "Đã tới", "offline": True},
        {"at": NOW + 30 * MINUTE, "verb": "resolve", "actor_name": "Tuấn", "text": "Xong"},
    ]
    usual = {
        "id": "i", "version": 1, "code": "SC-1", "title": "Ngập", "severity": 2, "channel": "sensor",
        "created_at": NOW, "state": "closed", "history": lines, "source_name": "Cảm biến",
    }  # fmt: skip
    return Incident.model_validate(usual | facts)


def _log(minute: int, text: str = "", **facts: object) -> ShiftEntry:
    usual = {"id": f"l{minute}{text}", "version": 1, "at": NOW + minute * MINUTE, "text": text, "actor_name": "Lê Hà"}
    return ShiftEntry.model_validate(usual | facts)


def _told(report: after_action.Report) -> list[str]:
    return [f"{one.kind}:{one.text or one.code}" for one in report.moments]


def test_one_timeline_of_all_that_is_known() -> None:
    found = after_action.report(
        _incident(deadlines=[{"kind": "acknowledge", "name": "Hạn nhận", "due": NOW + 30 * timedelta(seconds=1),
                              "met_at": NOW + MINUTE}]),
        log=[_log(4, "Đã gọi điện lực", incident_id="i"), _log(5, "Mưa to"), _log(6, "khác", incident_id="j")],
        pictures=[Picture(Path("a.png"), "Cầu", NOW + 7 * MINUTE, "Lê Hà", "ab")],
        outages=[Outage(NOW + 8 * MINUTE, NOW + 10 * MINUTE), Outage(NOW - timedelta(days=1), NOW - 20 * 60 * MINUTE)],
        now=NOW + timedelta(days=2),
    )  # fmt: skip
    assert _told(found) == [
        "came:Ngập", "deadline:Hạn nhận", "action:", "log:Đã gọi điện lực",
        "log:Mưa to", "picture:Cầu", "outage:lost", "action:Đã tới", "outage:back", "action:Xong",
    ]  # fmt: skip
    assert found.people == ("Lê Hà", "Tuấn")
    assert found.offline == 1
    assert found.after_s("acknowledge") == 60
    assert found.after_s("forward") is None


@pytest.mark.parametrize(
    ("line", "there"),
    [
        (_log(-59, "vừa trước"), True),
        (_log(-61, "quá sớm"), False),
        (_log(89, "vừa sau"), True),
        (_log(91, "quá muộn"), False),
        (_log(600, "muộn mà nhắc tới", incident_id="i"), True),
        (_log(5, "đã đính chính", corrected_by="x"), False),
        (_log(5, kind="automatic", event="signed_on"), False),
        (_log(5, kind="automatic", event="escalated", incident_id="i"), False),
        (_log(5, kind="automatic", event="source_down"), True),
    ],
)
def test_which_lines_of_the_log_belong(line: ShiftEntry, there: bool) -> None:
    found = after_action.report(_incident(), log=[line], now=NOW + timedelta(days=2))
    assert any(one.line is line for one in found.moments) is there


def test_an_outage_that_lasts_and_a_source_that_is_lost_are_outages() -> None:
    report = after_action.report(
        _incident(state="in_progress"),
        log=[_log(5, kind="automatic", event="source_down")],
        outages=[Outage(NOW + 2 * MINUTE)],
        now=NOW + 3 * MINUTE,
    )
    assert [one.code for one in report.moments if one.kind == "outage"] == ["lost", "source_down"]


@pytest.fixture
def notes() -> Iterator[Database]:
    database = Database(memory=True)
    database.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
    yield database
    database.conn.close()


def test_outages_are_remembered_and_bounded(notes: Database) -> None:
    assert outage_log.kept(notes) == []
    for number in range(outage_log.KEPT_MOST + 5):
        outage_log.keep(notes, NOW + number * MINUTE, NOW + (number + 1) * MINUTE)
    found = outage_log.kept(notes)
    assert len(found) == outage_log.KEPT_MOST
    assert found[-1] == Outage(NOW + 404 * MINUTE, NOW + 405 * MINUTE)
    notes.execute("UPDATE meta SET value = 'torn'")
    assert outage_log.kept(notes) == []
