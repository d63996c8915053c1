"""Stills and clips that were asked for: handed to the worker that plays the camera, answered, or failed in time.

The worker never holds the file itself: it writes into memory, which is sealed when it has answered and only then
copied, so that nothing can be altered after it was handed over.
"""

from __future__ import annotations

import errno
import fcntl
import os
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from console.base.errors import IocError
from console.video.decoder import Decoder
from console.video.post import Post

PATIENCE_S = 120.0
"""A minute that has to be encoded anew takes its time. A worker that falls meanwhile is noticed at once."""
MOST_OPEN = 32
"""Each has a descriptor open, and whoever asks for more than that does not look at what comes back."""


class CannotKeepError(IocError):
    """A still or clip that cannot be had: no_picture, nothing_kept, bad_stream, disk_full, bad_file, no_decoder,
    too_many, no_memory."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass
class _Asked:
    order: dict[str, Any]
    fd: int
    future: Future[dict[str, Any]]
    until: float
    decoder: Decoder | None = None
    memory: int = -1
    """What the worker writes into; sealed when it has answered."""

    def close(self) -> None:
        """Give both descriptors back."""
        for fd in (self.fd, self.memory):
            if fd >= 0:
                os.close(fd)
        self.fd = self.memory = -1


class Requests:
    """Asked by the screen's thread, passed on and answered by the supervisor's."""

    def __init__(self) -> None:
        self._new: queue.SimpleQueue[_Asked] = queue.SimpleQueue()
        self._open: dict[int, _Asked] = {}
        self._lock = threading.Lock()

    def add(self, order: dict[str, Any], fd: int) -> Future[dict[str, Any]]:
        """Ask; `fd` is closed once it is written, or nothing came of it."""
        future: Future[dict[str, Any]] = Future()
        if len(self._open) + self._new.qsize() >= MOST_OPEN:
            os.close(fd)
            future.set_exception(CannotKeepError("too_many"))
            return future
        number = int.from_bytes(os.urandom(7), "big")  # one that no other worker can answer in this one's place
        self._new.put(_Asked(order | {"request": number}, fd, future, time.monotonic() + PATIENCE_S))
        return future

    def pass_on(self, posts: Sequence[Post]) -> None:
        """Hand new requests to the workers concerned; fail those that waited too long."""
        while not self._new.empty():
            asked = self._new.get()
            number = asked.order["stream"]
            decoder = next((post.decoder for post in posts if number in post.streams), None)
            asked.decoder = decoder
            with self._lock:
                self._open[asked.order["request"]] = asked
            if decoder is None or not _hand_over(asked, decoder):
                self._end(asked.order["request"], {"error": "no_decoder"})
        now, there = time.monotonic(), {id(post.decoder) for post in posts}
        for number, asked in list(self._open.items()):
            if now > asked.until or id(asked.decoder) not in there:
                self._end(number, {"error": "no_decoder"})

    def answered(self, message: dict[str, Any]) -> None:
        """A worker's answer; one to nothing that was asked counts for nothing."""
        if isinstance(message["answer"], int):
            self._end(message["answer"], message)

    def fail_all(self) -> None:
        """Nobody will answer any more."""
        for number in list(self._open):
            self._end(number, {"error": "no_decoder"})
        while not self._new.empty():
            asked = self._new.get()
            asked.close()
            asked.future.set_exception(CannotKeepError("no_decoder"))

    def _end(self, number: int, message: dict[str, Any]) -> None:
        with self._lock:
            asked = self._open.pop(number, None)
        if asked is None:
            return
        facts, error = message.get("facts"), str(message.get("error", "no_decoder"))
        try:
            if isinstance(facts, dict):
                facts["bytes"] = _sealed_copy(asked)
        except OSError as problem:
            facts, error = None, "disk_full" if problem.errno in _FULL else "bad_file"
        finally:
            asked.close()
        if isinstance(facts, dict):
            asked.future.set_result(facts)
        else:
            asked.future.set_exception(CannotKeepError(error))


def _hand_over(asked: _Asked, decoder: Decoder) -> bool:
    """Order it, to be written into memory; whether that was said."""
    try:
        asked.memory = os.memfd_create("ioc-kept", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    except OSError:
        return False
    return decoder.send(asked.order, asked.memory)


def _sealed_copy(asked: _Asked) -> int:
    """What the worker wrote, in the file; its size in bytes. Raises OSError, also where it holds on to the memory."""
    seals = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
    fcntl.fcntl(asked.memory, fcntl.F_ADD_SEALS, seals)
    size, done = os.fstat(asked.memory).st_size, 0
    while done < size:
        done += os.sendfile(asked.fd, asked.memory, done, size - done)
    return size
