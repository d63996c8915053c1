"""The door of calls over real sockets: who knows the secret is heard, and each bad thing costs itself alone."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest

from console.calls import door as door_module
from console.calls.door import HERE, TOGETHER
from console.calls.request import BODY_MOST, HEAD_MOST
from tests.console.calls.door_room import SECRET, Room, at_door, called


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "WRONG_S", 0.05)


def test_a_call_is_heard_and_answered_by_nothing() -> None:
    async def story(room: Room) -> None:
        status, fields, body = await room.send(room.raw())
        assert (status, body) == (204, b"")
        assert fields["Connection"] == "close"
        assert not any(name.lower().startswith("access-control") for name in fields)
        [said] = room.told
        assert (said.number, said.line, said.event) == ("0900000417", "1022, máy 3", "ringing")
        assert (await room.send(room.raw(Host=f"localhost:{room.port}")))[0] == 204

    at_door(story)


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"Authorization": "Bearer " + "t" * 43}, 401, "wrong-secret"),
        ({"Authorization": None}, 401, "wrong-secret"),
        ({"Authorization": "Basic " + SECRET}, 401, "wrong-secret"),
        ({"Authorization": "Bearer "}, 401, "wrong-secret"),
        ({"Authorization": "Bearer \xff"}, 401, "wrong-secret"),
        ({"Host": "attacker.example"}, 421, "not-this-host"),
        ({"Host": "attacker.example:80"}, 421, "not-this-host"),
        ({"Host": "127.0.0.1:1"}, 421, "not-this-host"),
        ({"Host": None}, 421, "not-this-host"),
        ({"Origin": "http://127.0.0.1"}, 403, "no-browsers"),
        ({"Sec_Fetch_Site": "cross-site"}, 403, "no-browsers"),
        ({"first": "GET /call HTTP/1.1"}, 405, "post-only"),
        ({"first": "OPTIONS /call HTTP/1.1"}, 405, "post-only"),
        ({"first": "POST /call/ HTTP/1.1"}, 404, "not-found"),
        ({"first": "POST /../calls.secret HTTP/1.1"}, 404, "not-found"),
        ({"first": "POST /call HTTP/1.0"}, 505, "http-1.1-only"),
        ({"first": "POST  /call HTTP/1.1"}, 400, "bad-request"),
        ({"first": "x"}, 400, "bad-request"),
        ({"Content_Type": "text/plain"}, 415, "json-only"),
        ({"Content_Type": None}, 415, "json-only"),
        ({"Content_Length": None}, 411, "length-needed"),
        ({"Transfer_Encoding": "chunked"}, 411, "length-needed"),
        ({"Content_Length": "-1"}, 400, "length-needed"),
        ({"Content_Length": "+5"}, 400, "length-needed"),
        ({"Content_Length": str(10**9)}, 413, "too-large"),
        ({"Content_Length": str(BODY_MOST + 1)}, 413, "too-large"),
        ({"X": "a\r\nHost: 127.0.0.1"}, 400, "bad-request"),
        ({"X": "a\r\n folded: b"}, 400, "bad-request"),
        ({"X": "a\x00b"}, 400, "bad-request"),
        ({"X": "x" * HEAD_MOST}, 431, "head-too-large"),
        ({"body": b"{"}, 422, "bad-json"),
        ({"body": b"[" * 4000}, 422, "bad-json"),
        ({"body": b"\xff\xfe"}, 422, "bad-json"),
        ({"body": b"[]"}, 422, "bad-json"),
        ({"body": called(number="0900 drop table")}, 422, "bad-number"),
        ({"body": called(number="0900000417\n")}, 422, "bad-number"),
        ({"body": called(number="0" * 21)}, 422, "bad-number"),
        ({"body": called(number=900000417)}, 422, "bad-number"),
        ({"body": called(number="٠٩٠٠")}, 422, "bad-number"),
        ({"body": called(event="hung")}, 422, "bad-event"),
        ({"body": called(call="")}, 422, "bad-call"),
        ({"body": called(call="a b")}, 422, "bad-call"),
        ({"body": called(line=["a"])}, 422, "bad-line"),
        ({"body": called(more=1)}, 422, "unknown-field"),
    ],
)  # fmt: skip
def test_each_bad_thing_is_refused_by_its_name_and_the_next_call_is_heard(
    changed: dict[str, Any], status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(room: Room) -> None:
        found, _fields, body = await room.send(room.raw(**changed))
        assert (found, json.loads(body)) == (status, {"code": code})
        assert room.told == []
        assert (await room.send(room.raw()))[0] == 204
        assert len(room.told) == 1

    at_door(story)
    assert "0900" not in caplog.text
    assert SECRET not in caplog.text


def test_a_name_of_the_line_that_is_odd_costs_itself_and_not_the_call() -> None:
    odd = "<b>1022</b>\x1b[31m\r\n\u202egnp.exe\u200b\ttổng đài" + "x" * 300

    async def story(room: Room) -> None:
        assert (await room.send(room.raw(called(line=odd))))[0] == 204
        [said] = room.told
        assert said.line.startswith("<b>1022</b> [31m gnp.exe tổng đài")
        assert said.line.isprintable()
        assert len(said.line) <= 60

    at_door(story)


def test_a_body_of_a_gigabyte_is_refused_before_any_of_it_came() -> None:
    async def story(room: Room) -> None:
        raw = room.raw(Content_Length=str(2**30), Expect="100-continue").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        assert (await room.send(raw))[0] == 413

    at_door(story)


def test_who_writes_slowly_is_told_so_and_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "PATIENCE_S", 0.3)

    async def story(room: Room) -> None:
        assert (await room.send(b"POST /call HTTP/1.1\r\nHost: "))[0] == 408
        assert (await room.send(room.raw(Content_Length="400")))[0] == 408, "a body that does not come"

    at_door(story)


def test_a_wrong_secret_waits_and_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "WRONG_S", 3600.0)
    monkeypatch.setattr(door_module, "PATIENCE_S", 3600.0)

    async def story(room: Room) -> None:
        guess = asyncio.ensure_future(room.send(room.raw(Authorization="Bearer guess")))
        assert (await room.send(room.raw()))[0] == 204
        assert not guess.done()
        guess.cancel()

    at_door(story)


def test_a_hundred_that_say_nothing_keep_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "PATIENCE_S", 3600.0)

    async def story(room: Room) -> None:
        held = [await asyncio.open_connection(HERE, room.port) for _number in range(100)]
        assert (await room.send(room.raw()))[0] == 204
        assert len(room.door._inside) <= TOGETHER
        ends = [await asyncio.wait_for(reader.read(), 10) for reader, _writer in held[: 100 - TOGETHER]]
        assert set(ends) == {b""}, "those that were there longest were sent away"
        for _reader, writer in held:
            writer.close()

    at_door(story)


def test_one_request_a_connection() -> None:
    async def story(room: Room) -> None:
        assert (await room.send(room.raw() + room.raw(called(call="b-2"))))[0] == 204
        assert [said.call for said in room.told] == ["a-1"]

    at_door(story)


def test_it_listens_on_this_machine_alone() -> None:
    async def story(room: Room) -> None:
        assert room.door._server is not None
        assert [one.getsockname() for one in room.door._server.sockets] == [("127.0.0.1", room.port)]

    at_door(story)


def test_closing_ends_whoever_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "PATIENCE_S", 3600.0)

    async def story(room: Room) -> None:
        reader, writer = await asyncio.open_connection(HERE, room.port)
        writer.write(b"POST")
        assert (await room.send(room.raw()))[0] == 204, "so the first one is inside"
        await room.door.close()
        assert await reader.read() == b""
        writer.close()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(HERE, room.port)

    at_door(story)
