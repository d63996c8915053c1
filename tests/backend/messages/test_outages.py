"""A gateway that is away as a whole costs nobody their tries, and what has another way goes by that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.messages.outages import Outages
from backend.messages.queue import BEFORE_NEXT
from tests.backend.messages.peer import Peer, Says
from tests.backend.messages.post_room import HERE, PostRoom

MANY = 8


@pytest.fixture
def zalo() -> Iterator[Peer]:
    with Peer() as running:
        yield running


@pytest.fixture
def sms() -> Iterator[Peer]:
    with Peer() as running:
        yield running


class Clocked:
    """Citizens to be answered by gateways, and a clock for how long these are away."""

    def __init__(self, folder: Path, **gateways: Peer) -> None:
        said: dict[str, Any] = {
            name: {"url": f"{peer.url}/", "networks": HERE, "body": {"to": "{to}"}, "a_minute": 6000}
            for name, peer in gateways.items()
        }
        self.room = PostRoom(folder, said)
        self.now = 1000.0
        self.room.post.sender._outages.clock = lambda: self.now
        self.keys = []
        for number in range(MANY):
            self.room.open(f"i{number}", reporter={"name": "Tư", "phone": f"091234567{number}"})
            self.keys += self.room.do("reply", f"i{number}", text="Đã xong")

    def step(self, passes_s: float = 0.0) -> None:
        """A while passes, all are due, and what may go goes."""
        self.now += passes_s
        self.room.due()
        self.room.step()

    def states(self) -> set[str]:
        return {self.room.record(key)["state"] for key in self.keys}


def test_one_looks_whether_it_is_back_and_the_others_keep_their_tries(tmp_path: Path, sms: Peer) -> None:
    town = Clocked(tmp_path, sms=sms)
    sms.usually = Says(500)
    town.step()
    first = len(sms.taken)
    assert 0 < first <= 4, "those that were on their way together"
    town.step()
    assert len(sms.taken) == first, "it is left alone"
    for look in range(1, 6):
        town.step(61)
        town.step()
        assert len(sms.taken) == first + look, "one at a time"
    assert sum(town.room.record(key)["tries"] for key in town.keys) == first + 5
    sms.usually = Says()
    town.step(61)
    for _again in range(MANY):
        town.step()
    assert town.states() == {"sent"}
    assert town.room.log() == []
    town.room.close()


def test_what_has_another_way_goes_by_that(tmp_path: Path, zalo: Peer, sms: Peer) -> None:
    town = Clocked(tmp_path, zalo=zalo, sms=sms)
    zalo.usually = Says(503)
    for _again in range(BEFORE_NEXT + MANY):
        town.step(61)
    assert town.states() == {"sent"}
    assert {town.room.record(key)["channel"] for key in town.keys} == {"sms"}
    assert len(sms.taken) == MANY
    assert len(zalo.taken) < MANY + BEFORE_NEXT, "nobody has to find out for themselves"
    town.room.close()


def test_a_gateway_that_asks_to_wait_is_left_alone_for_as_long(tmp_path: Path, sms: Peer) -> None:
    town = Clocked(tmp_path, sms=sms)
    sms.usually = Says(429, headers={"Retry-After": "100"})
    town.step()
    first = len(sms.taken)
    town.step(99)
    assert len(sms.taken) == first
    town.step(2)
    assert len(sms.taken) == first + 1
    town.room.close()


def test_who_refuses_a_message_is_there(tmp_path: Path, sms: Peer) -> None:
    town = Clocked(tmp_path, sms=sms)
    sms.usually = Says(500)
    town.step()
    sms.usually = Says(404)
    town.step(61)
    for _again in range(MANY):
        town.step()
    assert town.states() == {"failed"}, "each of them was told no"
    town.room.close()


def test_agencies_own_systems_are_away_each_for_itself() -> None:
    outages = Outages(lambda: 0.0)
    outages.failed("webhook", "unreachable")
    outages.failed("sms", "refused")
    assert (outages.room("webhook", 1, 4), outages.room("sms", 0, 4), outages.given_up()) == (3, 4, {})
