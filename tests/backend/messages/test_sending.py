"""The queue loses nothing, sends nothing twice without need, and lets nobody wait for whoever hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sqlalchemy.exc import OperationalError

from backend.base.clock import now_ms
from backend.ledger.schema import messages
from backend.messages.measure import Measure
from backend.messages.queue import BEFORE_NEXT, LEASE_MS, pause_ms
from tests.backend.messages.peer import Peer, Says
from tests.backend.messages.post_room import HERE, PostRoom, secret_file
from tests.harness.waiting import until

Rooms = Callable[..., PostRoom]


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer() as running:
        yield running


@pytest.fixture
def rooms(tmp_path: Path, peer: Peer) -> Iterator[Rooms]:
    """Servers over one database, with a webhook for two agencies and a folder for one of them."""
    made: list[PostRoom] = []
    (tmp_path / "out").mkdir()
    secret = secret_file(tmp_path, "hook", "bí mật")

    def begin(**webhook: Any) -> PostRoom:
        hook = {"url": f"{peer.url}/hook", "secret_file": secret}
        said = {
            "webhook": {"networks": HERE, "timeout_s": 5, **webhook}, "file": {"folder": str(tmp_path / "out")},
            "agencies": {"thoat-nuoc": {"webhook": hook, "file": "tn"}, "cong-an": {"webhook": hook}},
        }  # fmt: skip
        made.append(PostRoom(tmp_path, said))
        return made[-1]

    yield begin
    for one in made:
        one.close()


def test_a_message_goes_out_once_and_the_room_sees_it(rooms: Rooms, peer: Peer) -> None:
    room = rooms()
    room.open()
    key = room.forward()
    room.step()
    room.step()
    record = room.record(key)
    assert (record["state"], record["tries"], record["reason"]) == ("delivered", 1, "")
    assert record["sent_at"]
    assert record["delivered_at"]
    assert peer.keys == [key]
    assert (room.row(key).subject, room.row(key).body) == ("", ""), "what has arrived needs no text any more"


def test_whose_turn_it_is_is_asked_where_there_is_work_alone(rooms: Rooms) -> None:
    room = rooms()
    room.open()
    asked: list[int] = []

    def alone(work: Callable[[], object]) -> Callable[[], object]:
        def one() -> object:
            asked.append(1)
            return work()

        return one

    send = next(one for one in room.post.beats(alone) if one.name == "send-messages")
    send.work()
    assert asked == []
    key = room.forward("Công an TP")
    send.work()
    assert room.post.sender.rest(60)
    assert (asked, room.record(key)["state"]) == ([1], "delivered")
    send.work()
    assert asked == [1]


def test_what_fails_for_a_while_comes_again_with_the_same_key(rooms: Rooms, peer: Peer) -> None:
    room = rooms()
    room.open()
    key = room.forward("Công an TP")
    peer.says += [Says(500), Says(502), Says(429)]
    room.step()
    record = room.record(key)
    assert (record["state"], record["reason"], record["tries"]) == ("waiting", "server-error", 1)
    assert record["next_try_at"]
    room.step()
    assert len(peer.taken) == 1, "it rests first"
    assert room.until(key, "delivered")["tries"] == 4
    assert peer.keys == [key] * 4
    assert room.log() == []


def test_what_is_refused_for_good_is_told_once_and_tried_no_more(rooms: Rooms, peer: Peer) -> None:
    room = rooms()
    room.open()
    key = room.forward("Công an TP")
    peer.usually = Says(404)
    for _again in range(3):
        room.due()
        room.step()
    record = room.record(key)
    assert (record["state"], record["reason"], record["tries"]) == ("failed", "refused", 1)
    assert record["reason_text"] == "bên nhận từ chối tin"
    (line,) = room.log()
    assert line["params"] == {
        "to": "Công an TP", "kind": "forwarding", "channel": "webhook", "reason": "refused",
        "reason_text": "bên nhận từ chối tin",
    }  # fmt: skip
    assert len(peer.taken) == 1


def test_who_cannot_be_reached_is_left_alone_with_all_that_waits_for_them(rooms: Rooms, peer: Peer) -> None:
    room = rooms()
    room.open()
    keys = [room.forward("Công an TP") for _again in range(3)]
    peer.says.append(Says(500))
    for _again in range(3):
        room.step()
    assert len(peer.taken) == 1
    for key in keys:
        room.until(key, "delivered")


def test_after_its_tries_it_is_a_dead_letter(rooms: Rooms, peer: Peer) -> None:
    room = rooms(tries=3)
    room.open()
    key = room.forward("Công an TP")
    peer.usually = Says(500)
    assert room.until(key, "failed")["tries"] == 3
    assert len(peer.taken) == 3
    assert len(room.log()) == 1
    assert [row.id for row in room.post.queue.failed(10)] == [key]


def test_where_one_channel_fails_the_next_one_is_taken(rooms: Rooms, peer: Peer, tmp_path: Path) -> None:
    room = rooms()
    room.open()
    key = room.forward("Thoát nước")
    peer.usually = Says(500)
    record = room.until(key, "sent")
    assert (record["channel"], len(peer.taken)) == ("file", BEFORE_NEXT)
    assert [one.name for one in (tmp_path / "out" / "tn").iterdir()] == [f"{key}.txt"]
    assert room.log() == []


def test_a_channel_that_the_server_lost_leaves_nothing_behind(rooms: Rooms, peer: Peer, tmp_path: Path) -> None:
    room = rooms()
    room.open()
    lost, other = room.forward("Công an TP"), room.forward("Thoát nước")
    bare = PostRoom(tmp_path, {"file": {"folder": str(tmp_path / "out")}, "agencies": {"thoat-nuoc": {"file": "tn"}}})
    bare.step()
    bare.step()
    assert (bare.record(lost)["state"], bare.record(lost)["reason"]) == ("failed", "no-channel")
    assert (bare.record(other)["state"], bare.record(other)["channel"]) == ("sent", "file")
    assert peer.taken == []
    bare.close()


def test_two_servers_send_each_message_once(rooms: Rooms, peer: Peer) -> None:
    servers = [rooms(a_minute=6000), rooms(a_minute=6000)]
    servers[0].open()
    keys = {servers[0].forward(name) for name in ["Công an TP", "Thoát nước"] * 10}

    def work(server: PostRoom) -> None:
        while any(server.record(key)["state"] == "waiting" for key in keys):
            server.step()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, servers))
    assert sorted(peer.keys) == sorted(keys)


def test_who_hangs_keeps_nobody_else_waiting(rooms: Rooms, peer: Peer) -> None:
    room = rooms(timeout_s=60)
    room.open()
    peer.says.append(Says(hangs=True))
    room.forward("Công an TP")
    behind = room.forward("Công an TP")
    room.post.sender.step()
    until(lambda: peer.taken, "the first one is on its way")
    other = room.forward("Thoát nước")
    room.post.sender.step()
    until(lambda: room.record(other)["state"] == "delivered", "the other agency has its own")
    room.post.sender.step()
    assert room.record(behind)["state"] == "waiting", "one at a time for each receiver"
    peer.over.set()


def test_what_was_taken_by_a_server_that_died_goes_out_from_the_next(rooms: Rooms, peer: Peer) -> None:
    dead, alive = rooms(), rooms()
    dead.open()
    key = dead.forward("Công an TP")
    (claimed,) = dead.post.queue.claim("webhook", 4, [])
    assert claimed.id == key
    alive.step()
    assert peer.taken == [], "it may be on its way"
    with mock.patch("backend.messages.queue.now_ms", return_value=now_ms() + LEASE_MS + 1):
        alive.step()
    assert peer.keys == [key]


def test_an_outcome_that_cannot_be_written_is_written_later(
    rooms: Rooms, peer: Peer, expected_noise: list[str]
) -> None:  # fmt: skip
    expected_noise.append("what became of a message is written later: OperationalError")
    room = rooms()
    room.open()
    key = room.forward("Công an TP")
    away = OperationalError("x", {}, Exception())
    with mock.patch.object(room.post.queue, "change", side_effect=[0, 0, away]):
        room.step()
    assert room.record(key)["state"] == "waiting"
    room.step()
    assert room.record(key)["state"] == "delivered"
    assert peer.keys == [key], "it was sent once"


def test_no_more_goes_than_a_minute_allows(rooms: Rooms, peer: Peer) -> None:
    room = rooms(a_minute=12)
    room.open()
    now = [0.0]
    room.post.sender._measures["webhook"] = Measure(12, lambda: now[0])
    for number in range(5):
        room.forward("Công an TP" if number % 2 else "Thoát nước")
    for _again in range(5):
        room.step()
    assert len(peer.taken) == 2, "a sixth of them at once"
    now[0] += 5
    for _again in range(5):
        room.step()
    assert len(peer.taken) == 3


def test_pauses_double_and_never_meet() -> None:
    assert [pause_ms(tries, 0, 1.0) for tries in (1, 2, 3, 4)] == [5_000, 10_000, 20_000, 40_000]
    assert pause_ms(60, 0, 1.0) == 900_000
    assert pause_ms(3, 0, 0.0) == 10_000, "half of it at least"
    assert pause_ms(1, 120.0, 0.0) == 120_000, "what was asked for"
    assert len({pause_ms(5, 0) for _again in range(50)}) > 10


def test_what_is_settled_for_long_is_forgotten_with_its_text(rooms: Rooms) -> None:
    room = rooms()
    room.open()
    old, new, waits = (room.forward("Thoát nước") for _again in range(3))
    room.until(old, "delivered")
    with room.ledger.aside() as connection:
        connection.execute(messages.update().where(messages.c.id == old).values(settled_ms=now_ms() - 31 * 86_400_000))
        connection.execute(
            messages.update().where(messages.c.id == waits).values(state="waiting", settled_ms=None, made_ms=0)
        )
    assert room.post.queue.forget(30) == 1
    assert room.ledger.current("message", old) is None
    assert {room.row(key).id for key in (new, waits)} == {new, waits}


def test_the_end_of_a_server_waits_a_moment_and_starts_no_more(rooms: Rooms, peer: Peer) -> None:
    room = rooms()
    room.open()
    key = room.forward("Công an TP")
    room.post.sender.close()
    assert room.post.sender.step() == 0
    assert room.record(key)["state"] == "waiting"
    assert not any(one.name.startswith("send-") for one in threading.enumerate())
