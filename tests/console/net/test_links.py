"""Each channel by its own evidence and by the times of the contract, with clocks of the test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.net.links import Links
from console.records.models import LinkChannel, LinkState

INCIDENTS, INDICATORS, ORDERS = LinkChannel.INCIDENTS, LinkChannel.INDICATORS, LinkChannel.ORDERS
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Room:
    """Links that live, with a clock that only goes on and a time of day that can be set."""

    def __init__(self) -> None:
        self.clock_s = 1000.0
        self.set_by = timedelta(0)
        self.told = 0
        self.links = Links(self._on_change, lambda: self.clock_s, self.now)
        self.links.heard()
        self.links.pulled(catching_up=False)

    def now(self) -> datetime:
        return NOON + self.set_by + timedelta(seconds=self.clock_s - 1000)

    def _on_change(self) -> None:
        self.told += 1

    def passed(self, seconds: float) -> None:
        self.clock_s += seconds
        self.links.judge()

    def lives(self) -> None:
        self.links.heard()
        self.links.pulled(catching_up=False)

    def states(self) -> tuple[LinkState, ...]:
        return tuple(self.links.state(channel) for channel in (INCIDENTS, INDICATORS, ORDERS))


LIVE, LATE, DOWN, CATCHING_UP = LinkState.LIVE, LinkState.LATE, LinkState.DOWN, LinkState.CATCHING_UP


def test_the_times_of_the_contract() -> None:
    room = Room()
    assert room.states() == (LIVE, LIVE, LIVE)
    room.passed(15)
    assert room.states() == (LIVE, LIVE, LIVE), "a heartbeat of 15 s ago is one"
    room.passed(1)
    assert room.states() == (LATE, LATE, LIVE), "orders need no stream"
    assert room.links.all()[INCIDENTS].reason == "no_stream"
    room.passed(14)
    assert room.states() == (LATE, LATE, LIVE)
    room.passed(1)
    assert room.states() == (DOWN, DOWN, DOWN), "no answer for more than 30 s"
    assert room.links.all()[INCIDENTS].since == NOON, "down since the last answer, not since it was noticed"


def test_a_pull_that_is_too_old_is_late_though_the_stream_beats() -> None:
    room = Room()
    for _ in range(4):
        room.passed(8)
        room.links.heard()
    assert room.states() == (LATE, LATE, LIVE)


def test_orders_fail_alone() -> None:
    room = Room()
    room.links.sent("server_error")
    assert room.states() == (LIVE, LIVE, LATE)
    assert room.links.all()[ORDERS].reason == "server_error"
    began = room.now()
    for _ in range(4):
        room.passed(8)
        room.lives()
        room.links.sent("server_error")
    assert room.states() == (LIVE, LIVE, DOWN), "30 s without an answer to what is sent"
    assert room.links.all()[ORDERS].since == began
    room.links.sent()
    assert room.states() == (LIVE, LIVE, LIVE)


def test_indicators_are_late_without_their_histories() -> None:
    room = Room()
    room.links.histories("timed_out")
    assert room.states() == (LIVE, LATE, LIVE)
    room.links.histories()
    assert room.states() == (LIVE, LIVE, LIVE)


def test_a_return_is_told_apart_for_what_comes_and_what_goes() -> None:
    room = Room()
    room.passed(40)
    room.links.pulled(catching_up=True, orders_catching_up=True)
    assert room.states() == (CATCHING_UP, CATCHING_UP, CATCHING_UP)
    room.links.heard()
    room.links.pulled(catching_up=False, orders_catching_up=True)
    assert room.states() == (LIVE, LIVE, CATCHING_UP)
    room.links.pulled(catching_up=False)
    assert room.states() == (LIVE, LIVE, LIVE)


def test_slow_answers_are_late_and_one_slow_answer_is_not() -> None:
    room = Room()
    for _ in range(10):
        room.links.took(0.1)
    room.links.took(9.0)
    assert room.states() == (LIVE, LIVE, LIVE)
    assert room.links.pace.may_be_slow
    room.links.took(3.1)
    assert room.states() == (LATE, LATE, LATE)
    assert room.links.all()[INCIDENTS].reason == "slow"
    for _ in range(6):
        room.passed(10.1)
        room.lives()
    assert room.states() == (LIVE, LIVE, LIVE), "what was slow a minute ago says nothing about now"
    for number in range(20):
        room.links.took(4.0 if number == 3 else 0.2)
    assert room.states() == (LIVE, LIVE, LIVE), "19 of 20 were quick"


def test_a_clock_that_is_set_moves_no_state_and_no_age() -> None:
    room = Room()
    room.passed(5)
    told = room.told
    for moved in (timedelta(days=1), timedelta(days=-1)):
        room.set_by = moved
        room.passed(0.5)
        assert room.states() == (LIVE, LIVE, LIVE)
        link = room.links.all()[INCIDENTS]
        assert link.last_ok is not None
        assert timedelta(seconds=5) <= room.now() - link.last_ok < timedelta(seconds=7)
    assert room.told == told


def test_answers_that_were_asked_for_before_a_sleep_do_not_make_the_link_slow() -> None:
    room = Room()
    room.links.took(8.0)
    room.links.pace.woke()
    room.passed(0.2)
    room.links.took(8.4)
    room.links.took(8.3)
    room.lives()
    assert room.states() == (LIVE, LIVE, LIVE)
    room.passed(9.0)
    room.links.took(8.4)
    room.links.took(8.3)
    assert room.states()[0] == LATE, "slow since then"
