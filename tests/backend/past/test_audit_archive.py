"""Lines of the audit go into files with their actions, and what is left is proven from there on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from backend.audit.findings import ALTERED, DELETED, LINE, NOTE, Finding
from backend.audit.lines import note
from backend.audit.verifying import LINES_NOTE, Verified, verify
from backend.base.clock import now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_lines, meta
from backend.past import audit_lines as part
from backend.past.archive import archive
from backend.past.archive_files import UnlikeError, lines_of
from backend.past.archive_files import verify as verify_files
from backend.past.moving import DAY_MS
from tests.backend.past.desk import Desk, ended

LATER_MS = now_ms() + 2000 * DAY_MS


def _lived(ledger: Ledger) -> Desk:
    ledger.publish([("incident", "a", ended("Ngập", 1))])
    desk = Desk(ledger)
    for number in range(8):
        desk.does("note", "a", text=f"Dòng {number}")
        with ledger.aside() as connection:
            note(connection, "signed-in", f"user-{number}")
    return desk


def _numbers(ledger: Ledger) -> list[int]:
    with ledger.engine.connect() as connection:
        return list(connection.execute(select(audit_lines.c.number).order_by(audit_lines.c.number)).scalars())


def _verified(engine: Engine) -> Verified:
    with engine.connect() as connection:
        return verify(connection)


def test_lines_go_with_their_actions_and_the_rest_is_whole(ledger: Ledger, tmp_path: Path) -> None:
    desk = _lived(ledger)
    before = _numbers(ledger)
    assert _verified(ledger.engine).findings == ()
    done = archive(ledger, tmp_path, LATER_MS, LATER_MS)
    assert done.folder is not None
    verify_files(done.folder)
    (file,) = done.folder.glob("audit-*.gz")
    gone = [line["number"] for line in lines_of(file)]
    assert gone + _numbers(ledger) == [*before, before[-1] + 1], "and one that tells of it"
    found = _verified(ledger.engine)
    assert (found.findings, found.actions) == ((), 1)
    desk.does("note", "a", text="sau đó")
    again = archive(ledger, tmp_path, LATER_MS, LATER_MS + 1000)
    assert again.folder is not None
    verify_files(again.folder)
    assert _verified(ledger.engine).findings == ()


def test_one_who_takes_more_out_than_went_into_files_is_found(ledger: Ledger, tmp_path: Path) -> None:
    _lived(ledger)
    archive(ledger, tmp_path, LATER_MS, LATER_MS)
    first = _numbers(ledger)[0]
    with ledger.aside() as connection:
        connection.execute(delete(audit_lines).where(audit_lines.c.number == first))
    assert Finding(DELETED, LINE, first, first) in _verified(ledger.engine).findings
    with ledger.aside() as connection:
        noted = json.loads(connection.execute(select(meta.c.value).where(meta.c.key == LINES_NOTE)).scalar_one())
        value = json.dumps(noted | {"number": first})
        connection.execute(update(meta).where(meta.c.key == LINES_NOTE).values(value=value))
    assert Finding(ALTERED, NOTE, fields=(LINES_NOTE,)) in _verified(ledger.engine).findings


def test_a_line_that_somebody_changed_goes_nowhere(ledger: Ledger, tmp_path: Path) -> None:
    _lived(ledger)
    before = _numbers(ledger)
    with ledger.aside() as connection:
        connection.execute(update(audit_lines).where(audit_lines.c.number == 5).values(who="khác"))
    with pytest.raises(UnlikeError, match="audit 5"):
        archive(ledger, tmp_path, LATER_MS, LATER_MS)
    assert _numbers(ledger) == before


def test_what_was_broken_off_goes_on_the_next_time(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lived(ledger)
    put: Any = part._put

    def died(connection: Any, value: str) -> None:
        if json.loads(value)["number"] > 6:
            raise KeyboardInterrupt
        put(connection, value)

    monkeypatch.setattr(part, "SLICE", 3)
    with monkeypatch.context() as broken:
        broken.setattr(part, "_put", died)
        with pytest.raises(KeyboardInterrupt):
            archive(ledger, tmp_path, LATER_MS, LATER_MS)
    assert _numbers(ledger)[0] == 7
    assert _verified(ledger.engine).findings == ()
    done = archive(ledger, tmp_path, LATER_MS, LATER_MS + 1000)
    assert done.folder is not None
    verify_files(done.folder)
    assert _verified(ledger.engine).findings == ()
