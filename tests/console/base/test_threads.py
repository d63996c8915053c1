"""Threads for calls that block: none waits behind one that never comes back."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from typing import Any

import pytest

from console.base.threads import Threads

TAKING_S, SOON_S = 0.3, 5.0


class SlowHands:
    """A queue of jobs from which a job is gone for a while before its taker goes on, as on a busy machine."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.taken = threading.Event()

    def put(self, job: Any) -> None:
        """Hand one in."""
        self._jobs.put(job)

    def qsize(self) -> int:
        """How many nobody has taken."""
        return self._jobs.qsize()

    def get(self) -> Any:
        """Take one, slowly."""
        job = self._jobs.get()
        self.taken.set()
        time.sleep(TAKING_S)
        return job


def test_a_job_that_comes_while_another_is_being_taken_gets_a_thread_of_its_own() -> None:
    """The stream of wake-ups had just been taken by the only thread, and the first pull waited behind it."""

    async def run() -> None:
        threads, over = Threads("slow", 3), threading.Event()
        hands = SlowHands()
        threads._jobs = hands  # type: ignore[assignment]
        stream = asyncio.ensure_future(threads.run(over.wait))
        await asyncio.sleep(0)
        assert await asyncio.to_thread(hands.taken.wait, SOON_S)
        async with asyncio.timeout(SOON_S):
            assert await threads.run(lambda: "pulled") == "pulled"
        assert not stream.done()
        over.set()
        assert await stream
        threads.stop(SOON_S)

    asyncio.run(run())


def test_what_waits_goes_on_once_those_that_hang_are_given_up() -> None:
    async def run() -> None:
        threads, over = Threads("hung", 2), threading.Event()
        hung = [asyncio.ensure_future(threads.run(over.wait)) for _ in range(2)]
        await asyncio.sleep(0.1)
        waiting = asyncio.ensure_future(threads.run(lambda: "asked"))
        await asyncio.sleep(0.1)
        assert not waiting.done(), "two threads, and both hang"
        assert threads.write_off(0.05) == 2
        async with asyncio.timeout(SOON_S):
            assert await waiting == "asked"
        over.set()
        await asyncio.gather(*hung)
        threads.stop(SOON_S)

    asyncio.run(run())


def test_no_more_threads_than_may_be() -> None:
    async def run() -> None:
        threads = Threads("few", 3)
        together = threading.Barrier(3, timeout=SOON_S)
        await asyncio.gather(*(threads.run(together.wait) for _ in range(9)))
        assert threads._made == 3
        threads.stop(SOON_S)
        with pytest.raises(RuntimeError):
            await threads.run(lambda: None)

    asyncio.run(run())
