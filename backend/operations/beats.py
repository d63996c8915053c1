"""What a server does again and again by itself. A beat that fails is told, counted and tried again: it never ends."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

_log = logging.getLogger(__name__)
RETRY_S = 15.0
"""How soon what failed is tried again, where it would come later by itself: an outage of a minute costs no day."""
LATE_S = 300.0
"""A beat that has not succeeded for so long after it was due is told of: shorter outages heal by themselves."""
Clock = Callable[[], float]


@dataclass(frozen=True)
class Beat:
    """One thing to be done every `every_s` seconds, on a thread of its own; at once or after the first pause."""

    name: str
    every_s: float
    work: Callable[[], object]
    at_once: bool = False


@dataclass(frozen=True)
class Standing:
    """How a beat does: seconds since it last succeeded (or since the start), and how often it failed so far."""

    name: str
    since_s: float
    failures: int
    is_late: bool


class Beats:
    """All beats of a server, each in a task of its own, so that one's fault or slowness is its own."""

    def __init__(self, beats: Sequence[Beat], clock: Clock = time.monotonic) -> None:
        self._beats = tuple(beats)
        self._clock = clock
        self._succeeded = dict.fromkeys((beat.name for beat in beats), clock())
        self._failures = dict.fromkeys((beat.name for beat in beats), 0)
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; on the loop's thread."""
        self._tasks = [asyncio.create_task(self._run(beat), name=beat.name) for beat in self._beats]

    def stop(self) -> None:
        """Go no further."""
        for task in self._tasks:
            task.cancel()

    def standing(self) -> list[Standing]:
        """How each of them does. Any thread."""
        now = self._clock()
        return [self._of(beat, now - self._succeeded[beat.name]) for beat in self._beats]

    def _of(self, beat: Beat, since_s: float) -> Standing:
        return Standing(beat.name, since_s, self._failures[beat.name], since_s > beat.every_s + LATE_S)

    async def once(self) -> None:
        """Do each of them now, whenever it is due."""
        await asyncio.gather(*(self._done(beat) for beat in self._beats))

    async def _run(self, beat: Beat) -> None:
        if not beat.at_once:
            await asyncio.sleep(beat.every_s)
        while True:
            done = await self._done(beat)
            await asyncio.sleep(beat.every_s if done else min(beat.every_s, RETRY_S))

    async def _done(self, beat: Beat) -> bool:
        try:
            await asyncio.to_thread(beat.work)
        except SQLAlchemyError as error:
            # The database is away or busy: a stack of calls tells nothing more, once for each beat and try.
            _log.warning("the round %s failed and is tried again: %s", beat.name, type(error).__name__)
        except Exception:  # noqa: BLE001 - whatever it was, the next time may be better; the log has it
            _log.exception("the round %s failed and is tried again", beat.name)
        else:
            self._succeeded[beat.name] = self._clock()
            return True
        self._failures[beat.name] += 1
        return False
