"""Somebody on the desk's machine comes to the door of calls, and a colleague asks whose number that is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.base.clock import iso, now_ms
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_lines, users
from backend.people.roles import Role
from console.calls import door
from console.calls.calls import Calls
from console.calls.door import HERE, TOGETHER
from tests.attacks.conftest import Tried
from tests.backend.device import Device
from tests.backend.operations.server import PASSWORD, Served
from tests.backend.operations.server import served as serving
from tests.console.calls.door_room import SECRET, Room, at_door, called

PHONE = "0912 345 678"
PATH = "/v1/incidents/told-by"
FOR_EVER_S, PATIENT_S = 3600.0, 30.0


class Town:
    """As `Device` asks for it."""

    def __init__(self, served: Served) -> None:
        self.url, self.password, self.opened = served.url, PASSWORD, served.opened


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}"))
    with serving(ledger) as running:
        for ward in ("Phường Bến Đá", "Phường Hòa An"):
            data = {"title": "Ngập", "created_at": iso(now_ms()), "state": "new", "severity": 3, "ward": ward}
            ledger.publish(
                [("incident", {"Phường Bến Đá": "one"}.get(ward, "two"), {**data, "reporter": {"phone": PHONE}})]
            )
        yield running
    ledger.engine.dispose()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "WRONG_S", 0.01)


def test_nobody_tells_of_a_call_without_the_secret(tried: Tried) -> None:
    """Calls that are none are told of with a guessed secret, a cut one, none, or another scheme."""
    guesses = [None, "", "Bearer", "Bearer ", f"Bearer {SECRET[:-1]}", f"Bearer {SECRET}x", f"Basic {SECRET}", SECRET]

    async def story(room: Room) -> None:
        answers = [(await room.send(room.raw(Authorization=guess)))[0] for guess in guesses]
        assert set(answers) == {401}
        assert room.told == []

    at_door(story)
    tried(len(guesses), "0 heard")


def test_no_page_in_a_browser_tells_of_a_call(tried: Tried) -> None:
    """A page leads a browser of this machine to the door, by a name of its own or from where it is."""
    ways: list[dict[str, Any]] = [
        {"Host": "attacker.example"}, {"Host": "attacker.example:8022"}, {"Host": "127.0.0.1.attacker.example"},
        {"Origin": "http://attacker.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
    ]  # fmt: skip

    async def story(room: Room) -> None:
        for way in ways:
            assert (await room.send(room.raw(**way)))[0] in (403, 421)
        assert room.told == []

    at_door(story)
    tried(len(ways), "0 heard")


def test_a_hundred_silent_ones_keep_no_call_out(monkeypatch: pytest.MonkeyPatch, tried: Tried) -> None:
    """A hundred connections are opened and say nothing, for as long as they are let."""
    monkeypatch.setattr(door, "PATIENCE_S", FOR_EVER_S)

    async def story(room: Room) -> None:
        held = [await asyncio.open_connection(HERE, room.port) for _number in range(100)]
        assert (await room.send(room.raw()))[0] == 204
        assert len(room.door._inside) <= TOGETHER
        for _reader, writer in held:
            writer.close()

    at_door(story)
    tried(100, f"{TOGETHER} held at most")


def test_who_writes_slowly_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head and a body come letter by letter and never end."""
    monkeypatch.setattr(door, "PATIENCE_S", 0.3)

    async def story(room: Room) -> None:
        for begun in (b"POST /call HTTP/1.1\r\nHost: ", room.raw(Content_Length="400")):
            assert (await asyncio.wait_for(room.send(begun), PATIENT_S))[0] == 408

    at_door(story)


def test_a_gigabyte_is_refused_before_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body of a gigabyte is announced."""
    monkeypatch.setattr(door, "PATIENCE_S", 1.0)

    async def story(room: Room) -> None:
        assert (await room.send(room.raw(Content_Length=str(2**30))))[0] == 413

    at_door(story)


def test_the_name_of_a_line_turns_nothing_over(tried: Tried) -> None:
    """A line is called by marks that colour, turn around, hide or break what stands beside it."""
    odd = ["\x1b[31m1022", "\u202e2201", "10\u200b22", "1022\r\n\r\nx", "\x00", "\u2066\u2028"]

    async def story(room: Room) -> None:
        for name in odd:
            assert (await room.send(room.raw(called(line=name))))[0] == 204
        assert all(said.line.isprintable() for said in room.told)

    at_door(story)
    tried(len(odd), "each without its marks")


def test_nobodys_number_is_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    """Calls are told of, well and badly, and everything that is logged or printed of them is read."""
    caplog.set_level(logging.DEBUG)

    async def story(room: Room) -> None:
        calls = Calls(lambda: None)
        for body in (called(), called(number="0900000417x"), called(event="0900000417"), b"0900000417"):
            await room.send(room.raw(body))
        for said in room.told:
            calls.told(said)
        logging.getLogger(__name__).info("%s", calls.offered())

    at_door(story)
    assert "0900000417" not in caplog.text


def _asks(device: Device, phone: str = PHONE) -> tuple[int, list[str]]:
    answer = device.call("POST", PATH, json={"phone": phone})
    return answer.status_code, [one["id"] for one in answer.json().get("incidents", ())]


def test_nobody_asks_of_one_number_after_the_other(served: Served, tried: Tried) -> None:
    """A colleague goes through numbers, one after the other, to find those that told of something."""
    served.ledger.note("personal_data", '{"reveals": {"told_from": 1, "most": 2}}')
    served.token(Role.OPERATOR)
    desk = Device(Town(served), str(Role.OPERATOR), "desk-a")
    answers = [_asks(desk, f"0912 345 {number:03}")[0] for number in range(12)]
    assert answers == [200] * 8 + [429] * 4
    tried(len(answers), "8 answered in an hour, each in the audit")


def test_a_number_that_was_asked_of_stands_nowhere(served: Served) -> None:
    """The audit outlives erasure: it is read for the number that somebody asked of."""
    served.token(Role.OPERATOR)
    desk = Device(Town(served), str(Role.OPERATOR), "desk-a")
    assert len(_asks(desk)[1]) == 2
    with served.ledger.engine.connect() as connection:
        lines = [tuple(row) for row in connection.execute(select(audit_lines))]
    assert not any(form in str(lines) for form in (PHONE, "0912345678", "912 345"))


def test_nobody_is_told_of_what_is_out_of_their_reach(served: Served) -> None:
    """Somebody who sees one ward asks of a number that told of two."""
    served.token(Role.OPERATOR)
    with served.ledger.write() as connection:
        narrowed = update(users).where(users.c.id == str(Role.OPERATOR))
        connection.execute(narrowed.values(limits={"areas": ["Phường Bến Đá"]}))
    desk = Device(Town(served), str(Role.OPERATOR), "desk-a")
    assert _asks(desk) == (200, ["one"])
