"""Threads for calls that block, where a call that never comes back costs its own thread and nobody else's."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Future[Any], Callable[[], Any]]


class Threads:
    """A small pool, made as needed. Its threads are daemons: the program's end waits for none that hangs."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._busy_since: dict[threading.Thread, float | None] = {}
        self._waiting = 0
        """Jobs that no thread has begun. One that is just being taken counts until its thread is marked as busy: a
        thread that holds a stream for hours must never be thought free for the job that comes next."""
        self._made = 0
        self._ended = False

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work` on a thread. Cancelling the wait does not stop the work, only the interest in it."""
        if self._ended:
            raise RuntimeError("these threads have ended")
        future: Future[T] = Future()
        with self._lock:
            self._waiting += 1
            self._jobs.put((future, work))
            self._make_enough()
        return await asyncio.wrap_future(future)

    def write_off(self, older_than_s: float) -> int:
        """Give up threads whose call has lasted longer than that, so that others take their place; how many."""
        now = time.monotonic()
        with self._lock:
            hung = [
                thread for thread, since in self._busy_since.items() if since is not None and now - since > older_than_s
            ]
            for thread in hung:
                del self._busy_since[thread]
            self._make_enough()
        return len(hung)

    def stop(self, timeout_s: float) -> None:
        """Take no more work and wait for what runs, at most `timeout_s` in all."""
        self._ended = True
        end = time.monotonic() + timeout_s
        with self._lock:
            threads = tuple(self._busy_since)
        for _thread in threads:
            self._jobs.put(None)
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _make_enough(self) -> None:
        """A thread for each job that waits, as far as there may be so many. Called with the lock held."""
        free = sum(since is None for since in self._busy_since.values())
        for _more in range(min(self._waiting - free, self._most - len(self._busy_since))):
            self._made += 1
            thread = threading.Thread(target=self._serve, name=f"{self._name}_{self._made}", daemon=True)
            self._busy_since[thread] = None
            thread.start()

    def _serve(self) -> None:
        me = threading.current_thread()
        while (job := self._jobs.get()) is not None:
            with self._lock:
                self._waiting -= 1
                self._busy_since[me] = time.monotonic()
            _do(*job)
            del job  # whatever it holds on to shall not end here, in the next hour's call
            with self._lock:
                if me not in self._busy_since:
                    return
                self._busy_since[me] = None
        with self._lock:
            self._busy_since.pop(me, None)


def _do(future: Future[Any], work: Callable[[], Any]) -> None:
    """Run it, unless nobody waits for it any more."""
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
            future.set_exception(error)
