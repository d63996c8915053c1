"""What points to persons goes after its days by itself, and on request; that it went is written down."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from backend.__main__ import main
from backend.base.clock import iso, now_ms
from backend.city.models import Kept, PersonalData
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.ledger.schema import erasures, past_incidents, reporters, reveals
from backend.past.moving import DAY_MS, move
from backend.past.searching import one
from backend.privacy.erasing import Erased, Reason, erase, erase_due
from backend.privacy.extract import extract, incidents_of
from backend.privacy.purposes import NOTE, purposes_of
from tests.backend.past.desk import NOW_MS, ended

PERSON = {"name": "Trần Văn A", "phone": "0912 345 678", "address": "Ngõ 3, Chợ Hòa An"}
LINES = [{"at": "2026-01-01T00:00:00.000Z", "verb": "note", "text": "đã gọi lại 0912.345.678"}]
WHY = Reason("Trưởng ca", "Đơn số 12/2026")


def _reporters(ledger: Ledger) -> set[str]:
    with ledger.engine.connect() as connection:
        return set(connection.execute(select(reporters.c.incident_id)).scalars())


def _erased(ledger: Ledger) -> list[tuple[str, list[str], str]]:
    with ledger.engine.connect() as connection:
        return [(row.what, row.incidents, row.who) for row in connection.execute(select(erasures))]


def _past(ledger: Ledger, key: str) -> dict[str, Any]:
    row = one(ledger.engine, key)
    assert row is not None
    return dict(row.data)


def _reported(days_ago: float, **more: Any) -> dict[str, Any]:
    return ended("Ngập", days_ago, reporter=PERSON, history=LINES, **more)


def test_a_reporter_goes_after_the_citys_days_and_no_other_does(ledger: Ledger) -> None:
    ledger.publish([("incident", "old", _reported(400)), ("incident", "young", _reported(300))])
    move(ledger, NOW_MS)
    assert erase_due(ledger, NOW_MS) == Erased(reporters=1, texts=0)
    assert _reporters(ledger) == {"young"}
    assert _past(ledger, "old")["reporter_masked"] == ""
    assert _past(ledger, "young")["reporter_masked"] == "•••• 678"
    assert _erased(ledger) == [("reporter", ["old"], "server")]
    assert erase_due(ledger, NOW_MS) == Erased(0, 0), "once"


def test_numbers_in_texts_go_after_theirs_and_the_text_stays(ledger: Ledger) -> None:
    ledger.publish([("incident", key, _reported(2000)) for key in ("a", "b")] + [("incident", "c", _reported(900))])
    move(ledger, NOW_MS)
    assert erase_due(ledger, NOW_MS) == Erased(reporters=3, texts=2)
    assert _past(ledger, "a")["history"][0]["text"] == "đã gọi lại ••••678"
    assert "345" in _past(ledger, "c")["history"][0]["text"]
    assert ("free_text", ["a", "b"], "server") in _erased(ledger)
    ledger.publish([("incident", "d", _reported(2001))])
    move(ledger, NOW_MS)
    assert erase_due(ledger, NOW_MS) == Erased(reporters=1, texts=1), "what came late and ended before all of them"
    assert erase_due(ledger, NOW_MS) == Erased(0, 0), "once"
    with ledger.engine.connect() as connection:
        assert len(connection.execute(select(past_incidents.c.id)).all()) == 4


def test_what_ends_later_is_looked_at_later(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", _reported(1200))])
    move(ledger, NOW_MS)
    assert erase_due(ledger, NOW_MS).texts == 1
    ledger.publish([("incident", "b", _reported(1050))])
    move(ledger, NOW_MS)
    assert erase_due(ledger, NOW_MS).texts == 0
    assert erase_due(ledger, NOW_MS + 100 * DAY_MS).texts == 1


def test_the_pack_says_what_for_and_for_how_long(ledger: Ledger) -> None:
    said = PersonalData(reporter=Kept(purpose="Xử lý tin báo", days=60))
    ledger.note(NOTE, said.model_dump_json())
    ledger.publish([("incident", "a", _reported(70))])
    move(ledger, NOW_MS)
    assert erase_due(ledger, NOW_MS).reporters == 1
    ledger.note(NOTE, '{"reporter": 1}')
    assert purposes_of(ledger) == PersonalData(), "words of a newer program"


def test_on_request_it_goes_at_once_of_all_that_is_over(ledger: Ledger) -> None:
    ledger.publish([
        ("incident", "past", _reported(40)), ("incident", "ended", _reported(2)),
        ("incident", "open", _reported(0, state="in_progress")), ("incident", "other", ended("Cháy", 40)),
    ])  # fmt: skip
    move(ledger, NOW_MS)
    found = extract(ledger, "+84 912 345 678")
    assert incidents_of(found) == ["ended", "open", "past"]
    assert erase(ledger, incidents_of(found), WHY, now_ms()) == ["open"]
    assert _reporters(ledger) == {"open"}
    current = ledger.current("incident", "ended")
    assert current is not None
    assert current[1]["history"][0]["text"] == "đã gọi lại ••••678"
    assert (current[0], current[1]["reporter_masked"]) == (2, "")
    assert incidents_of(extract(ledger, "0912345678")) == ["open"]
    assert {(what, who) for what, _ids, who in _erased(ledger)} == {("reporter", WHY.who), ("free_text", WHY.who)}


def test_who_asks_is_told_all_that_is_held_and_who_saw_it(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", _reported(2)), ("log_entry", "l", {"text": "gọi 0912345678", "at": iso(0)})])
    with ledger.write() as connection:
        told = {"incident_id": "a", "user_id": "ha.le", "device_id": "d", "action_id": "x", "at": iso(0)}
        connection.execute(insert(reveals).values(told))
    found = extract(ledger, "0912 345 678")
    assert found["reported"] == [{"incident": "a", **PERSON, "told_to": [{"at": iso(0), "who": "ha.le"}]}]
    assert {(one["type"], one["id"], one["field"]) for one in found["mentioned"]} == {
        ("incident", "a", "history.0.text"), ("log_entry", "l", "text"),
    }  # fmt: skip
    assert found["kept"]["reporter"]["days"] == 365
    assert extract(ledger, "0912 345 679")["reported"] == []


class _Input:
    """Standard input with one line."""

    def __init__(self, line: str) -> None:
        self.buffer = io.BytesIO(line.encode())


def test_the_command_takes_the_number_from_its_input_and_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/city.db"
    ledger = opened(url, "en", make=True)
    ledger.publish([("incident", "a", _reported(2)), ("incident", "o", _reported(0, state="new"))])
    ledger.engine.dispose()

    def run(what: str, *more: str, line: str = "0912 345 678\n") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", _Input(line))
        code = main(["personal", what, "--database", url, "--lang", "en", *more])
        said = capsys.readouterr()
        return code, said.out, said.err

    code, out, _err = run("extract")
    assert (code, len(json.loads(out)["reported"])) == (0, 2)
    assert run("erase")[0] == 2, "nobody says who decided it"
    assert run("extract", line="12\n")[0] == 2, "no number"
    code, out, err = run("erase", "--who", "Trưởng ca", "--why", "Đơn số 12")
    assert (code, out) == (1, "Personal data of 1 incidents was erased; the log of actions stays as it is until its"
                           " own days are over.\n")  # fmt: skip
    assert "still open: o" in err
    assert "\treporter\tTrưởng ca\tĐơn số 12\ta" in run("list")[1]
