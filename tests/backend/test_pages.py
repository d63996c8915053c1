"""A page is put together once for all who stand at the same number, and is never older than what its reader did."""

from __future__ import annotations

import asyncio
import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from sqlalchemy import insert, update

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import devices
from backend.people.attendance import Attending
from backend.people.roles import Caller, Role, Scope
from backend.routes.pages import Pages
from backend.routes.stream import Telling
from backend.routes.sync import changes_page


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    with found.aside() as connection:
        connection.execute(insert(devices).values(device_id="d", last_seq=0))
    found.publish([("source", "s", {"n": 1})])
    return found


def _caller(role: Role = Role.OPERATOR) -> Caller:
    return Caller("u", "U", role, "", "d", 2**62)


def test_two_hundred_consoles_cost_one_reading(ledger: Ledger) -> None:
    pages = Pages(ledger)
    with mock.patch.object(ledger, "changes_since", wraps=ledger.changes_since) as reading:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda _one: pages.page(Scope(Role.OPERATOR), 0, 500), range(200)))
        assert reading.call_count == 1
        assert len(set(map(id, found))) == 1
        ledger.publish([("source", "s", {"n": 2})])
        assert pages.page(Scope(Role.OPERATOR), 0, 500) is not found[0], "there is something newer"
        pages.page(Scope(Role.WALL), 0, 500)
        assert reading.call_count == 3, "a wall is told other things"


def test_what_a_device_did_is_in_the_page_that_counts_it(ledger: Ledger) -> None:
    pages = Pages(ledger)
    pages.page(Scope(Role.OPERATOR), 0, 500)
    with ledger.aside() as connection:  # at another server that was not heard yet
        connection.execute(update(devices).values(last_seq=7))
    body = json.loads(pages.covering(Scope(Role.OPERATOR), 0, 500, "d", 7).body("c", "d"))
    assert body["last_device_seq"] == 7
    assert json.loads(pages.page(Scope(Role.OPERATOR), 0, 500).body("c", "d"))["last_device_seq"] == 0


def test_a_page_that_failed_is_read_again(ledger: Ledger) -> None:
    pages = Pages(ledger)
    with mock.patch.object(ledger, "changes_since", side_effect=OSError("away")), pytest.raises(OSError, match="away"):
        pages.page(Scope(Role.OPERATOR), 0, 500)
    assert pages.page(Scope(Role.OPERATOR), 0, 500).next_seq == 1


def _heard(ledger: Ledger, pages: Pages | None, count: int) -> list[tuple[str, dict[str, object]]]:
    async def listen() -> list[tuple[str, dict[str, object]]]:
        ledger.wakeups.attach(asyncio.get_running_loop())
        heard: list[tuple[str, dict[str, object]]] = []
        async for event in Telling(ledger, pages, _caller(), contextlib.nullcontext(Attending())).events(None):
            name, _id, data = (line.partition(": ")[2] for line in event.strip().split("\n"))
            heard.append((name, json.loads(data)))
            if len(heard) == count:
                return heard
            await asyncio.to_thread(ledger.publish, [("source", "s", {"n": 10 + len(heard)})])
        return heard

    return asyncio.run(listen())


def test_a_wake_up_brings_what_is_new_each_from_where_the_last_one_stood(ledger: Ledger) -> None:
    first, second, third = _heard(ledger, Pages(ledger), 3)
    assert [name for name, _data in (first, second, third)] == ["wake", "page", "page"]
    assert second[1]["cursor"] == first[1]["cursor"]
    assert third[1]["cursor"] == second[1]["next_cursor"]
    changes = third[1]["changes"]
    assert isinstance(changes, list)
    assert [one["data"] for one in changes] == [{"n": 12}]


def test_who_does_not_ask_for_pages_is_only_woken(ledger: Ledger) -> None:
    assert [name for name, _data in _heard(ledger, None, 3)] == ["wake"] * 3


def test_what_is_too_much_for_a_wake_up_is_asked_for(ledger: Ledger) -> None:
    with mock.patch("backend.routes.stream.MOST_CHARS", 10):
        assert [name for name, _data in _heard(ledger, Pages(ledger), 2)] == ["wake", "wake"]


def test_who_wrote_at_one_server_finds_it_at_the_other_at_once(ledger: Ledger) -> None:
    other = Ledger(ledger.engine)
    pages, log = Pages(other), SimpleNamespace(last_seq=lambda _device: 0)
    cursor = ledger.cursor(ledger.wakeups.seq)

    def found() -> list[str]:
        page = json.loads(bytes(changes_page(pages, log, _caller(), cursor, 500).body))  # type: ignore[arg-type]
        return [one["id"] for one in page["changes"]]

    assert found() == []
    ledger.publish([("source", "t", {})])
    assert found() == ["t"]
    ledger.publish([("source", "u", {})])
    assert [row.id for row in other.snapshot_page(None)[1]] == ["s", "t", "u"]
