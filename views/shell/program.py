"""One run of the console around its session: storage, window from the cache, and only then the network."""

from __future__ import annotations

import asyncio
import os
import signal

from console.base.errors import StorageError
from console.session import Session
from views.base.faults import Faults
from views.program.command_line import Exit
from views.program.opening import Opened
from views.program.setup import Setup
from views.program.supervisor import RESTARTED
from views.remote_control.doors import bring_to_front
from views.shell.refusal import refuse_start
from views.shell.showing import Showing
from views.shell.windows import Make
from views.words.language import Words


class Program:
    """From storage to the exit code. `make` makes the window that it shows."""

    def __init__(self, opened: Opened, setup: Setup, words: Words, make: Make) -> None:
        self.application = opened.application
        self._opened, self._setup, self._words = opened, setup, words
        self._faults = Faults()
        self._showing = Showing(opened, setup, make, self._faults, self.end)
        self._ended: asyncio.Future[int] | None = None

    async def run(self, loop: asyncio.AbstractEventLoop) -> int:
        """Start, show, wait for the end, stop; the exit code."""
        self._faults.install(loop)
        self._ended = loop.create_future()
        if self._opened.window is not None:
            self._opened.window.left.connect(self.end)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: self.end())
        session = Session(self._setup.settings, self._setup.data_dir)
        try:
            await session.start()
        except StorageError as error:
            await self._stop_demo()
            return self._no_storage(error)
        if os.environ.pop(RESTARTED, ""):
            session.notices.post("restarted", "warning")
        try:
            return await self._showing.until(self._ended, session)
        finally:
            await session.stop()
            await self._stop_demo()

    def end(self, code: int = Exit.OK) -> None:
        """Let the program end with `code`."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(code)

    def _no_storage(self, error: StorageError) -> int:
        if error.code == "in_use" and bring_to_front(self._setup.data_dir):
            return Exit.OK
        return refuse_start(error, self._setup.data_dir, self._words)

    async def _stop_demo(self) -> None:
        if self._setup.demo is not None:
            await self._setup.demo.stop()
