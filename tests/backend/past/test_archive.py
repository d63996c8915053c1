"""What is older than the city keeps goes into files that are read back; the log stays whole, and nothing is redone."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from backend.__main__ import main
from backend.actions.log import audit
from backend.base.clock import iso, now_ms
from backend.city.models import Retention
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, incident_lines, known_hashes, past_incidents, reporters, reveals
from backend.past import archive as archive_module
from backend.past import retention
from backend.past.archive import archive, checkpoint
from backend.past.archive_files import Checkpoint, UnlikeError, lines_of, verify
from backend.past.moving import DAY_MS, move
from backend.past.searching import one
from contract.chain import chain_hash
from tests.backend.past.desk import Desk, ended

YEARS_ON_MS = now_ms() + 2000 * DAY_MS
"""A day on which all of today is older than the city keeps."""


def _lived(ledger: Ledger) -> Desk:
    """A desk that acted ten times on an incident that then ended, and was told who reported it."""
    ledger.publish(
        [("incident", "a", ended("Ngập", 40, reporter={"phone": "0200 4000 417"})), ("source", "s", {"n": 1})]
    )
    desk = Desk(ledger)
    for number in range(8):
        assert desk.does("note", "a", text=f"Dòng {number}").result == "applied"
    assert desk.does("assign", "a", assignee_id="x", assignee_name="X", assignee_version=0).result == "rejected"
    with ledger.write() as connection:
        connection.execute(
            insert(reveals).values(incident_id="a", user_id="ca", device_id="desk-1", action_id="x", at=iso(now_ms()))
        )
    assert move(ledger, YEARS_ON_MS) == 1
    return desk


def _count(ledger: Ledger, table: Any) -> int:
    with ledger.engine.connect() as connection:
        found: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def _log(ledger: Ledger) -> list[Any]:
    with ledger.engine.connect() as connection:
        return list(connection.execute(select(actions).order_by(actions.c.audit_seq)))


def test_the_log_goes_into_files_and_its_chain_on_from_there(ledger: Ledger, tmp_path: Path) -> None:
    desk = _lived(ledger)
    whole = _log(ledger)
    with ledger.write() as connection:
        connection.execute(insert(incident_lines).values(incident_id="a", number=0, line={"text": "đầu tiên"}))
    done = archive(ledger, tmp_path / "kept", YEARS_ON_MS, YEARS_ON_MS)
    assert (done.actions, done.reveals, done.incidents) == (8, 1, 1), "the newest line of the log stays"
    assert done.folder is not None
    assert verify(done.folder) == (Checkpoint(), Checkpoint(8, whole[7].audit_hash))
    assert checkpoint(ledger.engine) == Checkpoint(8, whole[7].audit_hash)
    assert [row.audit_seq for row in _log(ledger)] == [9]
    assert desk.does("note", "b", text="?").result == "rejected"
    assert audit(_log(ledger), checkpoint(ledger.engine).audit_hash) is None
    assert audit(_log(ledger)) is not None
    month = iso(now_ms())[:7]
    (file,) = done.folder.glob("actions-*.gz")
    assert file.name == f"actions-{month}.jsonl.gz"
    assert [line["payload"]["text"] for line in lines_of(file)] == [f"Dòng {number}" for number in range(8)]
    (file,) = done.folder.glob("past_incidents-*.gz")
    (line,) = lines_of(file)
    assert (line["id"], line["reporter"], len(line["data"]["history"])) == ("a", {"phone": "0200 4000 417"}, 9)
    assert line["older_lines"] == [{"text": "đầu tiên"}]
    assert (done.folder.stat().st_mode & 0o777, one(ledger.engine, "a")) == (0o700, None)
    assert [_count(ledger, table) for table in (past_incidents, reporters, reveals, incident_lines)] == [0] * 4


def test_what_is_sent_again_after_years_is_answered_as_it_was_then(ledger: Ledger, tmp_path: Path) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 1))])
    desk = Desk(ledger)
    good, bad = desk.action("note", "a", text="Một lần"), desk.action("assign", "a", assignee_id="x", assignee_name="X",
                                                                     assignee_version=0)  # fmt: skip
    first = [desk.send(good), desk.send(bad)]
    desk.does("note", "a", text="Sau cùng")
    assert archive(ledger, tmp_path, YEARS_ON_MS, YEARS_ON_MS).actions == 2
    found = ledger.current("incident", "a")
    again = [desk.send(good), desk.send(bad)]
    assert [answer.result for answer in again] == ["duplicate", "rejected"]
    assert [(one.device_seq, one.version, one.problem) for one in again] == [
        (one.device_seq, one.version, one.problem) for one in first
    ]
    assert ledger.current("incident", "a") == found
    assert desk.does("note", "a", text="Ngày mới").result == "applied", "the device's chain goes on"


def test_the_last_link_of_each_device_stays(ledger: Ledger, tmp_path: Path) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 1))])
    desk = Desk(ledger)
    for number in range(5):
        desk.does("note", "a", text=str(number))
    away = _log(ledger)[-1].hash
    other = {
        "action_id": "00000000-0000-4000-8000-000000000001", "device_seq": 1, "actor_id": "ca", "type": "note",
        "target_type": "incident", "target_id": "a", "base_version": 1, "payload": {"text": "x"}, "mono_ms": 1,
        "occurred_at": iso(now_ms()), "boot_id": "b", "prev_hash": "", "device_id": "desk-2",
    }  # fmt: skip
    with ledger.write() as connection:
        row = dict(_log(ledger)[-1]._mapping)
        row |= other | {"hash": chain_hash(other), "audit_seq": 6}
        told = f"{_log(ledger)[-1].audit_hash}{row['hash']}{row['result']}{row['received_at']}"
        row["audit_hash"] = hashlib.sha256(told.encode()).hexdigest()
        connection.execute(insert(actions).values(row))
    assert archive(ledger, tmp_path, YEARS_ON_MS, YEARS_ON_MS).actions == 5
    with ledger.engine.connect() as connection:
        assert set(connection.execute(select(known_hashes.c.hash)).scalars()) == {away}
    assert desk.does("note", "a", text="Trở lại").result == "applied"


def test_nothing_younger_than_the_pack_says_is_touched(ledger: Ledger, tmp_path: Path) -> None:
    _lived(ledger)
    now = now_ms()
    for before in (now, YEARS_ON_MS):
        done = archive(ledger, tmp_path, before, now)
        assert (done.folder, done.actions, done.incidents) == (None, 0, 0)
    assert list(tmp_path.glob("2*")) == []
    retention.note(ledger, Retention(log_days=90))
    done = archive(ledger, tmp_path, YEARS_ON_MS, now + 100 * DAY_MS)
    assert (done.actions, done.reveals, done.incidents) == (8, 1, 0), "incidents are kept for longer"
    done = archive(ledger, tmp_path, 0, YEARS_ON_MS)
    assert done.folder is None


def test_a_log_that_somebody_changed_is_told_and_nothing_is_removed(ledger: Ledger, tmp_path: Path) -> None:
    _lived(ledger)
    row = _log(ledger)[3]
    with ledger.write() as connection:
        connection.execute(update(actions).where(actions.c.audit_seq == 4).values(result="superseded"))
    with pytest.raises(UnlikeError, match=row.action_id):
        archive(ledger, tmp_path, YEARS_ON_MS, YEARS_ON_MS)
    assert (_count(ledger, actions), _count(ledger, past_incidents)) == (9, 1)
    assert checkpoint(ledger.engine) == Checkpoint()


def test_a_file_that_reads_back_otherwise_removes_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lived(ledger)

    def spoilt(folder: Path) -> tuple[Checkpoint, Checkpoint]:
        (file,) = folder.glob("actions-*.gz")
        text = gzip.decompress(file.read_bytes()).replace("Dòng 5".encode(), "Dòng 6".encode())
        file.write_bytes(gzip.compress(text))
        return verify(folder)

    monkeypatch.setattr(archive_module, "verify", spoilt)
    with pytest.raises(UnlikeError, match="actions-"):
        archive(ledger, tmp_path, YEARS_ON_MS, YEARS_ON_MS)
    assert _count(ledger, actions) == 9


def test_what_was_broken_off_goes_on_the_next_time(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lived(ledger)

    def died(_connection: Any, rows: Any) -> None:
        if rows[0].audit_seq > 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(archive_module, "SLICE", 3)
    with monkeypatch.context() as broken:
        broken.setattr(archive_module, "_forget_links", died)
        with pytest.raises(KeyboardInterrupt):
            archive(ledger, tmp_path, YEARS_ON_MS, YEARS_ON_MS)
    assert [row.audit_seq for row in _log(ledger)] == list(range(4, 10))
    assert audit(_log(ledger), checkpoint(ledger.engine).audit_hash) is None
    done = archive(ledger, tmp_path, YEARS_ON_MS, YEARS_ON_MS + 1000)
    assert (done.actions, done.incidents) == (5, 1)
    assert [row.audit_seq for row in _log(ledger)] == [9]
    folders = sorted(tmp_path.glob("2*Z"))
    assert [verify(folder)[0].audit_seq for folder in folders] == [0, 3]


def test_the_command_says_what_it_did(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = opened(address, "en", make=True)
    _lived(ledger)
    with ledger.write() as connection:
        connection.execute(update(past_incidents).values(ended_ms=1))
    ledger.engine.dispose()
    words = ["archive", str(tmp_path / "kept"), "--database", address, "--lang", "en", "--before"]
    assert main([*words, "2026-13-01"]) == 2
    assert main([*words, "2026-01-01"]) == 0
    assert "0 actions, 0 looks at who reported, 1 incidents" in capsys.readouterr().out
    (manifest,) = (tmp_path / "kept").glob("*/manifest.json")
    assert [file["month"] for file in json.loads(manifest.read_text())["files"]] == ["1970-01"]
    assert main([*words, "2026-01-01"]) == 0
    assert "nothing to archive" in capsys.readouterr().out
    (tmp_path / "file").write_text("x")
    assert main(["archive", str(tmp_path / "file"), *words[2:], "2026-01-01"]) == 1
