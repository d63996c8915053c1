"""One thread, one clock: coroutines that wait are resumed in the order of simulated time, and so is everything."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sleep:
    """Waits so many simulated seconds."""

    seconds: float

    def __await__(self) -> Generator[Sleep, None, None]:
        yield self


@dataclass(eq=False)
class Task:
    """A coroutine on its way; `owner` is what it dies with."""

    work: Coroutine[Any, Any, None]
    name: str
    owner: object
    alive: bool = True


@dataclass(order=True)
class _Due:
    at_s: float
    number: int
    task: Task = field(compare=False)


class Scheduler:
    """Runs tasks by simulated time. `chance` is the seed's, and the only source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now_s = 0.0
        self._number = 0
        self._due: list[_Due] = []
        self._failed: Callable[[Task, Exception], None] = _raise

    def on_failure(self, failed: Callable[[Task, Exception], None]) -> None:
        """Who hears of a task that fell over; without anybody it is raised."""
        self._failed = failed

    def start(self, work: Coroutine[Any, Any, None], name: str, owner: object, after_s: float = 0.0) -> Task:
        """Let `work` begin."""
        task = Task(work, name, owner)
        self._put(task, after_s)
        return task

    def kill(self, owner: object) -> None:
        """End everything of `owner` where it stands, as a killed process would: nothing of it runs any more."""
        for due in self._due:
            if due.task.owner is owner and due.task.alive:
                due.task.alive = False
                due.task.work.close()

    def run(self, until_s: float, done: Callable[[], bool] = lambda: False) -> bool:
        """Go on until that time, or until `done`; whether it was."""
        while self._due and self._due[0].at_s <= until_s:
            due = heapq.heappop(self._due)
            if not due.task.alive:
                continue
            self.now_s = due.at_s
            self._step(due.task)
            if done():
                return True
        self.now_s = until_s
        return done()

    def _step(self, task: Task) -> None:
        try:
            waits = task.work.send(None)
        except StopIteration:
            task.alive = False
        except Exception as error:  # noqa: BLE001 - whoever listens judges it
            task.alive = False
            self._failed(task, error)
        else:
            assert isinstance(waits, Sleep), "a simulated task may wait for simulated time alone"
            self._put(task, waits.seconds)

    def _put(self, task: Task, after_s: float) -> None:
        self._number += 1
        heapq.heappush(self._due, _Due(self.now_s + after_s, self._number, task))


def _raise(_task: Task, error: Exception) -> None:
    raise error
