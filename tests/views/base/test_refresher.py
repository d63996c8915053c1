"""Bursts of changes become few re-reads; none is lost, and an error ends nothing."""

from __future__ import annotations

import asyncio

from offline_cache.errors import StorageError
from tests.harness.waiting import rests
from views.base.refresher import Refresher


def test_the_first_comes_at_once_and_a_burst_is_one_more() -> None:
    reads: list[frozenset[str] | None] = []

    async def read(ids: frozenset[str] | None) -> None:
        reads.append(ids)

    async def burst() -> None:
        refresher = Refresher(read, lambda _error: None, interval_s=0.05)
        refresher.ask(frozenset({"a"}))
        await asyncio.sleep(0.01)
        assert reads == [frozenset({"a"})]
        for number in range(100):
            refresher.ask(frozenset({f"i{number}"}))
        await asyncio.sleep(0.1)

    asyncio.run(burst())
    assert len(reads) == 2
    assert reads[1] == frozenset(f"i{number}" for number in range(100))


def test_everything_wins_over_single_ids() -> None:
    reads: list[frozenset[str] | None] = []

    async def read(ids: frozenset[str] | None) -> None:
        reads.append(ids)

    async def both() -> None:
        refresher = Refresher(read, lambda _error: None, interval_s=0.01)
        refresher.ask(frozenset({"a"}))
        refresher.ask(None)
        await asyncio.sleep(0.05)

    asyncio.run(both())
    assert reads == [None]


def test_an_error_is_told_and_the_next_read_still_comes() -> None:
    errors: list[BaseException] = []
    count = 0

    async def read(_ids: frozenset[str] | None) -> None:
        nonlocal count
        count += 1
        if count == 1:
            raise ValueError("broken")

    async def twice() -> None:
        refresher = Refresher(read, errors.append, interval_s=0.01)
        refresher.ask()
        await asyncio.sleep(0.03)
        refresher.ask()
        await asyncio.sleep(0.03)

    asyncio.run(twice())
    assert count == 2
    assert [str(error) for error in errors] == ["broken"]


def test_what_bad_luck_kept_from_being_read_comes_with_the_next_and_a_fault_of_ours_does_not() -> None:
    reads: list[frozenset[str] | None] = []
    meets: list[Exception] = [StorageError("busy"), ValueError("broken")]

    async def read(ids: frozenset[str] | None) -> None:
        reads.append(ids)
        if meets:
            raise meets.pop(0)

    async def three() -> None:
        refresher = Refresher(read, lambda _error: None, interval_s=0.0)
        for key in ("a", "b", "c"):
            refresher.ask(frozenset({key}))
            await rests(set())

    asyncio.run(three())
    assert reads == [frozenset({"a"}), frozenset({"a", "b"}), frozenset({"c"})]
