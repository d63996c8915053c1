"""What every room of one console stands on: settings, folder, what is told to whom, time, and threads for files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from console.base.changes import Changes
from console.base.notices import Notices
from console.base.server_time import ServerTime
from console.base.settings import Settings

T = TypeVar("T")
WORK_THREADS = 2
"""Files have threads of their own, so that no answer that is long in coming holds up what is to be saved."""


class Surroundings:
    """Made first and ended last."""

    def __init__(self, settings: Settings, data_dir: Path) -> None:
        self.settings = settings
        self.data_dir = data_dir
        self.changes = Changes()
        self.notices = Notices()
        self.time = ServerTime()
        self._work = ThreadPoolExecutor(WORK_THREADS, thread_name_prefix="work")

    async def blocking(self, work: Callable[[], T]) -> T:
        """Run something that blocks, such as a file, on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._work, work)

    def end(self) -> None:
        """Take no more work, and wait for what runs."""
        self._work.shutdown(wait=True, cancel_futures=True)
