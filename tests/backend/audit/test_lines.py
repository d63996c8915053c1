"""Lines of the audit: numbered without a gap, each holding the one before, in the transaction of what they tell."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from sqlalchemy import select

from backend.audit.lines import ACTION, BEGUN, CONTENT, altered, digest_of, note
from backend.base import caller_address
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, audit_lines
from contract.audit import after
from tests.backend.past.desk import Desk, ended


def lines_of(ledger: Ledger) -> list[Any]:
    with ledger.engine.connect() as connection:
        return list(connection.execute(select(audit_lines).order_by(audit_lines.c.number)))


def test_actions_and_all_else_stand_in_one_chain() -> None:
    ledger = Ledger(open_engine("sqlite://"))
    desk = Desk(ledger)
    ledger.publish([("incident", "i1", ended("Ngập", 0) | {"state": "new"})])
    desk.does("note", "i1", text="đã xem")
    with ledger.aside() as connection:
        note(connection, "signed-in", "ha.le", "desk-2", "10.0.0.7", {"way": "password"})
    desk.does("note", "i1", text="lần nữa")

    found = [line for line in lines_of(ledger) if line.kind in {ACTION, BEGUN, "signed-in"}]
    assert [line.kind for line in found] == [BEGUN, ACTION, "signed-in", ACTION]
    before = ""
    for number, line in enumerate(lines_of(ledger), 1):
        assert line.number == number
        assert line.digest == digest_of(line._mapping, CONTENT)
        assert line.hash == after(before, line.digest)
        before = line.hash
    with ledger.engine.connect() as connection:
        ids = list(connection.execute(select(actions.c.action_id).order_by(actions.c.audit_seq)).scalars())
    assert [line.ref for line in found if line.kind == ACTION] == ids
    assert {line.about for line in found if line.kind == ACTION} == {"incident:i1"}


def test_what_is_rolled_back_leaves_no_line_and_no_gap() -> None:
    ledger = Ledger(open_engine("sqlite://"))
    with contextlib.suppress(ZeroDivisionError), ledger.aside() as connection:
        note(connection, "signed-in", "ha.le")
        raise ZeroDivisionError
    with ledger.aside() as connection:
        note(connection, "signed-in", "ha.le")
    assert [line.number for line in lines_of(ledger)] == [1, 2]


def test_the_address_of_the_request_stands_in_a_line_that_names_none() -> None:
    ledger = Ledger(open_engine("sqlite://"))
    before = caller_address.current.set("192.0.2.4")
    try:
        with ledger.aside() as connection:
            note(connection, "signed-out", "ha.le")
    finally:
        caller_address.current.reset(before)
    assert lines_of(ledger)[-1].source == "192.0.2.4"


@pytest.mark.parametrize("field", CONTENT)
def test_an_altered_field_is_named(field: str) -> None:
    ledger = Ledger(open_engine("sqlite://"))
    with ledger.aside() as connection:
        note(connection, "signed-in", "ha.le", "desk-1", "10.0.0.7", {"way": "password"}, about="user:ha.le")
    line = dict(lines_of(ledger)[-1]._mapping)
    other = line | {field: 99 if field == "number" else "x"}
    assert altered(other, CONTENT, line["parts"]) == [field]
    assert digest_of(other, CONTENT) != line["digest"]


def test_half_a_letter_is_written_and_checked() -> None:
    ledger = Ledger(open_engine("sqlite://"))
    with ledger.aside() as connection:
        note(connection, "refused", "x", what={"user": "\ud800\x00"})
    line = lines_of(ledger)[-1]
    assert line.digest == digest_of(line._mapping, CONTENT)
