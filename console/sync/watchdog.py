"""Keeps loops running: one that falls over is begun again, and so is one that makes no progress within its own bound.

A loop says before each step how long the step may take; a stuck thread or a bug of ours shows as a step that does not
end. Sync loops of comparable products die silently; here that is a log line, a notice and a new beginning.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from console.base.errors import StorageError
from console.base.server_time import boot_s

_log = logging.getLogger(__name__)
_Loop = Callable[[], Coroutine[Any, Any, None]]
Tell = Callable[[str, Mapping[str, object]], None]
"""Hears of `(code, params)`."""
PAUSE_S = 2.0
CANCELLED_WITHIN_S = 2.0


class Watchdog:
    """The named loops of one owner. `free` is called before a stuck loop is begun anew, to let go of what it held."""

    def __init__(self, free: Callable[[], Awaitable[None]], tell: Tell, clock: Callable[[], float] = boot_s) -> None:
        self._free = free
        self._tell = tell
        self._clock = clock
        self._loops: dict[str, _Loop] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._due: dict[str, float] = {}
        self.restarts = 0

    @property
    def running(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._tasks)

    def start(self, loops: Mapping[str, _Loop]) -> None:
        """Begin them."""
        self._loops = dict(loops)
        for name in self._loops:
            self._begin(name)

    async def stop(self) -> None:
        """End them all and wait for it."""
        tasks, self._tasks = list(self._tasks.values()), {}
        self._due.clear()
        await _ended(tasks)

    def step(self, name: str, within_s: float) -> None:
        """The loop `name` goes on, and will again within so many seconds."""
        self._due[name] = self._clock() + within_s

    def slept(self, away_s: float) -> None:
        """Nobody made progress while the machine slept, and it is nobody's fault."""
        self._due = {name: due + away_s for name, due in self._due.items()}

    async def check(self) -> None:
        """Begin those anew whose step has not ended in time."""
        now = self._clock()
        stuck = [name for name, due in self._due.items() if now > due and name in self._tasks]
        if not stuck:
            return
        await self._free()
        for name in stuck:
            _log.error("%s has made no progress and begins anew", name)
            await _ended([self._tasks[name]])
            if name in self._tasks:  # not stopped meanwhile
                self.restarts += 1
                self._begin(name)
                self._tell("loop_restarted", {"loop": name})

    def _begin(self, name: str) -> None:
        self._due.pop(name, None)
        work = self._guard(name, self._loops[name])
        self._tasks[name] = asyncio.get_running_loop().create_task(work, name=name)

    async def _guard(self, name: str, loop: _Loop) -> None:
        """A loop that falls over is a bug of ours: it is logged and begun again, never silently dead."""
        while True:
            try:
                await loop()
                _log.error("%s ended and begins again", name)
            except StorageError as error:
                # Storage tells how it stands itself, and once; here it is only why this loop begins anew.
                _log.warning("storage: %s", error.code)
            except asyncio.CancelledError:
                raise
            except Exception:  # noqa: BLE001 - the last net of a loop; it is logged with its trace
                _log.exception("%s fell over and begins again", name)
            self.step(name, PAUSE_S + CANCELLED_WITHIN_S)
            await asyncio.sleep(PAUSE_S)
            self._due.pop(name, None)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel and wait; one that does not even end then is left behind."""
    for task in tasks:
        task.cancel()
    if tasks:
        _done, left = await asyncio.wait(tasks, timeout=CANCELLED_WITHIN_S)
        for task in left:
            _log.error("%s does not end", task.get_name())
