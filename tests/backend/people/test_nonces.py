"""A nonce is good for some minutes by the server's clock alone; a proof is good once, and memory has an end."""

from __future__ import annotations

import pytest

from backend.people.nonces import AHEAD_MINUTES, GOOD_MINUTES, Nonces, Used


class Clock:
    """Told what it is."""

    def __init__(self, minute: int) -> None:
        self.minute = minute

    def __call__(self) -> float:
        return self.minute * 60.0 + 59.0


def test_a_nonce_is_good_for_its_minutes_and_at_every_server() -> None:
    clock = Clock(29_000_000)
    ours, another, stranger = Nonces(b"s", clock), Nonces(b"s", clock), Nonces(b"t", clock)
    nonce = ours.newest()
    assert (another.minute_of(nonce), stranger.minute_of(nonce)) == (29_000_000, None)
    clock.minute += GOOD_MINUTES
    assert ours.minute_of(nonce) == 29_000_000
    clock.minute += 1
    assert ours.minute_of(nonce) is None
    assert ours.newest() != nonce
    clock.minute = 29_000_000 - AHEAD_MINUTES
    assert ours.minute_of(nonce) == 29_000_000, "another server's clock may be a little ahead"
    clock.minute -= 1
    assert ours.minute_of(nonce) is None


@pytest.mark.parametrize(
    "odd", ["", ".", "29000000", "29000000.", "x.y", "-1.x", "٢٩٠٠٠٠٠٠.x", "9" * 400 + ".x", "1.é"]
)
def test_what_is_no_nonce_is_none(odd: str) -> None:
    assert Nonces(b"s", Clock(29_000_000)).minute_of(odd) is None


def test_a_proof_comes_once() -> None:
    used = Used(since=100)
    assert used.take(100, "a", 100)
    assert not used.take(100, "a", 100)
    assert used.take(101, "a", 101), "another nonce makes another proof of it"
    assert not used.take(99, "b", 100), "what came before this server began is not its own to judge"
    assert (used.remembers(99), used.remembers(100)) == (False, True)


def test_what_cannot_come_again_is_forgotten() -> None:
    used = Used(since=100)
    assert used.take(100, "a", 100)
    assert used.take(100 + GOOD_MINUTES + 1, "a", 100 + GOOD_MINUTES + 1)
    assert not used.remembers(100)
    assert not used.take(100, "a", 100 + GOOD_MINUTES + 1), "and is not good for that"


def test_with_too_many_the_oldest_minutes_are_good_no_longer() -> None:
    used = Used(since=100, most=10)
    for number in range(8):
        assert used.take(100, f"a{number}", 101)
    for number in range(8):
        assert used.take(101, f"b{number}", 101)
    assert not used.remembers(100)
    assert used.remembers(101)
    assert not used.take(100, "a0", 101), "none of them is good twice"
    assert not used.take(101, "b0", 101)
