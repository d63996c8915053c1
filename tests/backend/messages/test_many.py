"""Ten thousand messages that wait cost an action nothing: not a statement more, and none reads the queue as a whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from backend.base.clock import now_ms
from backend.ledger.engine import engine_of
from backend.ledger.schema import metadata
from backend.messages.queue import Queue
from backend.migrations import upgrade
from tests.backend.messages.post_room import PostRoom
from tests.harness.grown_past import grow_messages
from tests.harness.postgresql import URL, begun, drop

MANY = 10_000


def grown(room: PostRoom, state: str = "waiting") -> None:
    """So many more of an agency's messages, due for a moment."""
    grow_messages(room.ledger.engine, MANY, state, now_ms() - 1000)


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What this thread asks of the database meanwhile."""
    asked: list[tuple[str, Any]] = []
    mine = threading.get_ident()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if threading.get_ident() == mine:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PostRoom]:
    if request.param == "postgresql" and not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    (tmp_path / "out").mkdir()
    database = begun(URL, "messages") if request.param == "postgresql" else ""
    if database:
        upgrade(engine_of(database), metadata)
    said = {"file": {"folder": str(tmp_path / "out")}, "agencies": {"thoat-nuoc": {"file": "tn"}}}
    made = PostRoom(tmp_path, said, database)
    yield made
    made.close()
    if database:
        drop(URL, "messages")


def _plans(engine: Engine, asked: list[tuple[str, Any]]) -> list[str]:
    """How the database goes about each of those that is a question to the queue."""
    found = []
    with engine.connect() as connection:
        for statement, parameters in asked:
            if "messages" not in statement or statement.lstrip().startswith(("INSERT", "EXPLAIN")):
                continue
            word = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
            rows = connection.exec_driver_sql(f"{word} {statement}", parameters).all()
            found.append(f"{statement}\n" + "\n".join(str(row) for row in rows))
    return found


def test_an_action_asks_as_little_as_of_an_empty_queue(room: PostRoom) -> None:
    room.open()
    with statements(room.ledger.engine) as before:
        room.forward("Thoát nước")
    grown(room)
    grown(room, "sent")
    with room.ledger.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    with statements(room.ledger.engine) as after:
        room.forward("Thoát nước")
        room.open(agency="Công an TP")
    assert [one for one, _said in after][: len(before)] == [one for one, _said in before]
    plans = _plans(room.ledger.engine, after)
    assert plans
    for plan in plans:
        assert not ("SCAN messages" in plan and "INDEX" not in plan), plan
        assert "Seq Scan on messages" not in plan, plan


def test_the_look_for_what_is_due_reads_what_is_due(room: PostRoom) -> None:
    room.open()
    grown(room)
    grown(room, "sent")
    with room.ledger.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    queue = Queue(room.ledger)
    with statements(room.ledger.engine) as asked:
        assert len(queue.claim("file", 4, [])) == 1, "one for each receiver"
        queue.stranded(["file"])
        queue.failed(10)
        with room.ledger.engine.connect() as connection:
            queue.find(connection, "sms", "gw-1")
        queue.forget(30)
    for plan in _plans(room.ledger.engine, asked):
        assert not ("SCAN messages" in plan and "INDEX" not in plan), plan
        assert "Seq Scan on messages" not in plan, plan


def test_a_receiver_far_behind_holds_no_other_back(room: PostRoom) -> None:
    """Ten thousand of one agency that cannot be reached, and one message of another after them."""
    room.open()
    grown(room)
    key = room.forward("Thoát nước")
    for _again in range(3):
        room.step()
    assert room.record(key)["state"] == "sent"
