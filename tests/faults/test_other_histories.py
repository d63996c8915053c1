"""History set back, or words of another time: nothing saved is lost, and the screen says how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.faults.room import DOWN_S, read_only
from tests.faults.seen import Seen
from tests.faults.side_by_side import Desk, one_desk
from tests.harness.rewriting_proxy import Answer, Asked

NOTES = 12


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A city and a desk of the test's own: its server is ended and started."""
    with one_desk(tmp_path) as made:
        yield made


def test_row_17_a_restored_backup(desk: Desk, tmp_path: Path, seen: Seen) -> None:
    """What was sent and settled after the backup is forgotten by the server; this desk still has it."""
    copy = tmp_path / "backup.db"
    kept = desk.write("trước khi sao lưu", NOTES)
    desk.settle()
    desk.town.back_up(copy)
    forgotten = desk.write("sau khi sao lưu", NOTES)
    desk.settle()
    desk.town.kill_backend()
    waiting = desk.write("khi máy chủ vắng", 3)
    desk.town.restore(copy)
    assert desk.arrived() == kept, "the backup knows nothing of the rest"
    desk.town.start_backend()
    settled_s = desk.settle(60)
    desk.console.until(
        lambda _s: desk.arrived() == kept + forgotten + waiting, 20, "all of it in the log once, in order"
    )
    there = _truth(desk)
    desk.console.until(lambda _s: _copy(desk) == there, 20, "a copy that is the server's truth again")
    assert not desk.outbox("SELECT 1 FROM actions WHERE state NOT IN ('settled')")
    seen(
        17,
        f"A backup was restored (`python -m backend restored`) that lacked {NOTES} settled notes; 3 more waited here.",
        "The copy was rebuilt in the new epoch; the forgotten notes were offered again with their own keys, and all "
        "are in the log once, in order, with numbers without a gap.",
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def _truth(desk: Desk) -> set[tuple[str, int]]:
    query = "SELECT id, version FROM records WHERE type = 'incident' AND removed = 0"
    return {(key, version) for key, version in read_only(desk.town.database, query)}


def _copy(desk: Desk) -> set[tuple[str, int]]:
    return {(key, version) for key, version in desk.cache("SELECT id, version FROM records WHERE type = 'incident'")}


def test_an_old_console_and_a_new_server(desk: Desk) -> None:
    """The server reads nothing to old consoles any more: what waits is drained first, and the update is asked for."""
    desk.town.kill_backend()
    notes = desk.write("lời của bản cũ")
    shown = len(desk.console.state()["rows"])
    desk.town.oldest_schema = 2
    desk.town.start_backend()
    try:
        desk.console.until(
            lambda s: s["links"]["incidents"]["reason"] == "update_needed", DOWN_S, "asks for the update"
        )
        desk.console.until(lambda _s: desk.arrived() == notes, 20, "what was saved is delivered all the same")
        later = desk.write("và tiếp tục làm việc")
        desk.console.until(lambda _s: desk.arrived() == notes + later, 20, "and so is what is done meanwhile")
        state = desk.console.state()
        assert len(state["rows"]) == shown, "what is known stays on the screen"
        assert state["standing"] == ["update_needed"]
    finally:
        desk.town.oldest_schema = 1
        desk.town.kill_backend()
        desk.town.start_backend()
    desk.settle(30)


@pytest.mark.parametrize(("schema", "code"), [(2, "schema_too_new"), (0, "server_too_old")])
def test_pages_of_another_schema(desk: Desk, schema: int, code: str) -> None:
    """Pages that this console cannot read, or no longer: none is applied, the cursor stays, what is done is sent."""

    def rewrite(_asked: Asked, answer: Answer) -> Answer:
        body: Any = answer.body
        return (
            replace(answer, body={**body, "schema": schema}) if isinstance(body, dict) and "schema" in body else answer
        )

    desk.inner.rewrite = rewrite
    notes = desk.write("giữa hai phiên bản")
    desk.console.until(lambda s: s["links"]["incidents"]["reason"] == code, DOWN_S, code)
    desk.console.until(lambda _s: desk.arrived() == notes, 20, "delivered")
    cursor = desk.cursor()
    desk.write("thêm", 1)
    desk.console.until(lambda _s: len(desk.arrived()) == len(notes) + 1, 20, "delivered as well")
    assert desk.cursor() == cursor, "nothing was applied"
    standing = "server_too_old" if code == "server_too_old" else "update_needed"
    desk.console.until(lambda s: s["standing"] == [standing], 3, standing)
    desk.inner.rewrite = lambda _asked, answer: answer
    desk.settle(30)
    assert desk.cursor() != cursor, "read on from where it stood"
