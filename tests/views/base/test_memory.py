"""What a desk remembers: written on a thread, the newest last, and told where the disk will not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from views.base.arrangement import Arrangement, load, save
from views.base.memory import Memory


class Disk:
    """Writes when it is let, on other threads; keeps the pages that were written, in their order."""

    def __init__(self) -> None:
        self.free, self.works = threading.Event(), True
        self.free.set()
        self.pages: list[int] = []
        self.threads: set[str] = set()
        self.told = 0
        self.memory = Memory(self._blocking, self._write, self._in_trouble)

    async def _blocking(self, work: Callable[[], bool]) -> bool:
        return await asyncio.get_running_loop().run_in_executor(None, work)

    def _write(self, arrangement: Arrangement) -> bool:
        self.threads.add(threading.current_thread().name)
        self.free.wait(30)
        if self.works:
            self.pages.append(arrangement.page)
        return self.works

    def _in_trouble(self) -> None:
        self.told += 1

    def put(self, page: int) -> None:
        self.memory.put(Arrangement(page=page))


def test_it_is_written_beside_the_screen_and_what_is_old_by_then_is_left_out() -> None:
    async def story() -> None:
        disk = Disk()
        disk.free.clear()
        disk.put(1)
        await asyncio.sleep(0)  # it is on its way
        for page in (2, 3, 4):
            disk.put(page)
        disk.free.set()
        assert await disk.memory.settled()
        assert disk.pages == [1, 4]
        assert threading.current_thread().name not in disk.threads

    asyncio.run(story())


def test_a_disk_that_will_not_is_told_once_until_it_does_again() -> None:
    async def story() -> None:
        disk = Disk()
        disk.works = False
        for page in (1, 2):
            disk.put(page)
            assert not await disk.memory.settled()
        assert disk.told == 1
        disk.works = True
        disk.put(3)
        assert await disk.memory.settled()
        disk.works = False
        disk.put(4)
        assert not await disk.memory.settled()
        assert disk.told == 2

    asyncio.run(story())


def test_an_end_writes_what_is_on_its_way_and_nothing_older_after_it() -> None:
    async def story() -> None:
        disk = Disk()
        disk.free.clear()
        disk.put(1)
        await asyncio.sleep(0.01)
        disk.put(2)
        threading.Timer(0.05, disk.free.set).start()
        disk.memory.close()
        await asyncio.sleep(0.01)
        assert disk.pages[-1] == 2
        disk.put(3)
        assert disk.pages[-1] == 3, "nothing is held back any more"

    asyncio.run(story())


def test_a_disk_says_whether_it_keeps(tmp_path: Path) -> None:
    assert save(tmp_path, Arrangement(page=5))
    assert load(tmp_path).page == 5
    assert not save(tmp_path / "gone", Arrangement())
