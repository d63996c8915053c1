"""A session on the screen: its window from the opening to the end of the program."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable

from console.base.errors import IocError
from console.session import Session
from views.base.context import Context
from views.base.faults import Faults
from views.program.collector import Collector
from views.program.command_line import Exit
from views.program.opening import Opened
from views.program.remembered_theme import put_on
from views.program.setup import Setup
from views.remote_control.doors import Doors
from views.remote_control.screenshots import Tour
from views.shell.windows import Make, Window


class Showing:
    """What is open already gives way to it; `end` lets the program end with a code."""

    def __init__(self, opened: Opened, setup: Setup, make: Make, faults: Faults, end: Callable[[int], None]) -> None:
        self._opened, self._setup, self._make, self._faults, self._end = opened, setup, make, faults, end

    async def until(self, ended: asyncio.Future[int], session: Session) -> int:
        """Show it, and come to be signed in, until the program is to end; the exit code."""
        opened, setup, options = self._opened, self._setup, self._setup.options
        window = self._make(self._context(session), self._end)
        if opened.window is not None:
            opened.window.give_way_to(window.windows()[0])
        window.open()
        # A full collection walks every object of every library, 50 to 70 ms of a still screen (decision 030).
        # What is alive by now stays alive, so it need not be walked again.
        gc.freeze()
        collector = Collector()
        doors = Doors(window, setup.data_dir, options.control, self._end, opened.application)
        entry = asyncio.ensure_future(window.enter(setup.demo))
        entry.add_done_callback(self._on_entered)
        tour = asyncio.ensure_future(self._tour(window)) if options.seconds or options.screenshots else None
        try:
            return await ended
        finally:
            for task in (entry, tour):
                if task is not None:
                    task.cancel()
            doors.close()
            collector.close()
            with contextlib.suppress(IocError):  # the sums of a minute are not worth an end in disorder
                await window.health.close()
            window.close_all()

    def _context(self, session: Session) -> Context:
        setup = self._setup
        return Context(
            session,
            setup.options,
            setup.data_dir,
            self._faults,
            self._opened.timings,
            put_on(self._opened.application, setup.options.theme, setup.data_dir),
            setup.settings.backend_url or "",
            session.time.now,
            setup.demo,
        )

    def _on_entered(self, entry: asyncio.Future[None]) -> None:
        if not entry.cancelled() and entry.exception() is not None:
            self._faults.met(entry.exception())  # type: ignore[arg-type]

    async def _tour(self, window: Window) -> None:
        folder, seconds = self._setup.options.screenshots, self._setup.options.seconds
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        try:
            await Tour(window, folder, seconds).run()
        except Exception as error:  # noqa: BLE001 - a fault on the way must end the run, with its own code
            self._faults.met(error)
            self._end(Exit.OUR_FAULT)
        self._end(Exit.OK)
