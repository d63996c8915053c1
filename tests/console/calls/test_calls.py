"""Calls are offered until somebody sees to them or they are long over, and go forward alone."""

from __future__ import annotations

import pytest

from console.calls.call import CallIn, Event
from console.calls.calls import ENDED_S, MOST, RINGING_S, Calls


class Told:
    """Calls by a clock of the test's own."""

    def __init__(self) -> None:
        self.now, self.changes = 100.0, 0
        self.calls = Calls(self._on_change, lambda: self.now)

    def _on_change(self) -> None:
        self.changes += 1

    def say(self, key: str, event: Event, number: str = "0900 000 417", line: str = "1022") -> None:
        self.calls.told(CallIn(number=number, line=line, call=key, event=event))

    def offered(self) -> list[tuple[str, str]]:
        return [(one.key, one.event) for one in self.calls.offered()]


@pytest.fixture
def told() -> Told:
    return Told()


def test_it_is_offered_while_it_lasts_and_ten_minutes_after(told: Told) -> None:
    told.say("a", "ringing")
    told.now += 7
    told.say("a", "answered")
    [call] = told.calls.offered()
    assert (call.began_s, call.since_s) == (100, 107)
    told.now += 60
    told.say("a", "ended")
    told.now += ENDED_S - 1
    assert told.offered() == [("a", "ended")]
    told.now += 1
    assert told.offered() == []


def test_what_comes_late_changes_nothing(told: Told) -> None:
    told.say("a", "answered")
    told.say("a", "ringing")
    assert told.offered() == [("a", "answered")]
    told.say("a", "ended")
    told.say("a", "answered")
    assert told.offered() == [("a", "ended")]


def test_a_telephone_system_that_forgets_the_end_leaves_nothing_behind(told: Told) -> None:
    told.say("a", "ringing")
    told.now += RINGING_S
    assert told.offered() == []
    told.say("b", "ringing")
    assert list(told.calls._known) == ["b"]


def test_who_is_on_the_line_comes_before_who_was_and_the_newest_first(told: Told) -> None:
    for key in ("a", "b", "c"):
        told.say(key, "ringing")
        told.now += 1
    told.say("c", "ended")
    assert [key for key, _event in told.offered()] == ["b", "a", "c"]


def test_what_is_seen_to_is_offered_no_more_and_still_known(told: Told) -> None:
    told.say("a", "ringing")
    told.say("b", "ringing", number="+84 900 000 418")
    assert told.calls.take("a") is not None
    told.calls.put_aside("b")
    assert told.offered() == []
    told.say("a", "answered")
    assert told.offered() == [], "and what it says later does not bring it back"
    found = told.calls.of_number("0900000417")
    assert found is not None
    assert (found.key, found.event) == ("a", "answered")
    assert told.calls.of_number("") is None
    assert told.calls.take("unknown") is None


def test_there_are_never_more_than_so_many(told: Told) -> None:
    for number in range(MOST + 20):
        told.say(f"c-{number}", "ringing")
        told.now += 0.1
    assert len(told.calls._known) == MOST
    assert told.offered()[0][0] == f"c-{MOST + 19}"


def test_each_word_is_told_on(told: Told) -> None:
    told.say("a", "ringing")
    told.calls.put_aside("a")
    told.calls.put_aside("a")
    assert told.changes == 2


def test_nobodys_number_is_in_what_is_printed(told: Told) -> None:
    told.say("0900000417", "ringing")
    assert "417" not in repr(told.calls.offered())
