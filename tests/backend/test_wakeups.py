"""Who waits is woken at once after a quiet while, and together with all that follows soon."""

from __future__ import annotations

import asyncio

from backend.base.wakeups import Wakeups


def test_what_follows_soon_is_told_together() -> None:
    async def told() -> list[int]:
        wakeups = Wakeups(0, pause_s=0.05)
        wakeups.attach(asyncio.get_running_loop())
        heard: list[int] = []
        first = asyncio.Event()

        async def listen() -> None:
            seq = 0
            while seq < 20:
                assert await wakeups.wait(seq, 60)
                seq = wakeups.told
                heard.append(seq)
                first.set()

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0)
        wakeups.announce(1)
        await first.wait()
        for seq in range(2, 21):
            wakeups.announce(seq)
            await asyncio.sleep(0)
        await listening
        return heard

    heard = asyncio.run(told())
    assert heard[0] == 1
    assert heard[-1] == 20
    assert len(heard) < 10, "nineteen that came within a moment"


def test_a_history_that_was_set_back_lets_everybody_go() -> None:
    async def woken() -> bool:
        wakeups = Wakeups(900)
        wakeups.attach(asyncio.get_running_loop())
        waiting = asyncio.create_task(wakeups.wait(900, 60))
        await asyncio.sleep(0)
        wakeups.begin(5)
        return await waiting

    assert asyncio.run(woken())


def test_nobody_is_woken_for_what_they_know() -> None:
    async def woken() -> bool:
        wakeups = Wakeups(3)
        wakeups.attach(asyncio.get_running_loop())
        wakeups.announce(2)
        return await wakeups.wait(3, 0.001)

    assert not asyncio.run(woken())
