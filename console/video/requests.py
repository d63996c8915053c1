"""Stills and clips that were asked for: handed to the worker that plays the camera, answered, or failed in time."""

from __future__ import annotations

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


@dataclass
class _Asked:
    order: dict[str, Any]
    fd: int
    future: Future[dict[str, Any]]
    until: float
    decoder: Decoder | None = None


class Requests:
    """Asked by the screen's thread, passed on and answered by the supervisor's."""

    def __init__(self) -> None:
        self._new: queue.SimpleQueue[_Asked] = queue.SimpleQueue()
        self._open: dict[int, _Asked] = {}
        self._lock = threading.Lock()
        self._count = 0

    def add(self, order: dict[str, Any], fd: int) -> Future[dict[str, Any]]:
        """Ask; `fd` is closed once it was handed over."""
        self._count += 1
        future: Future[dict[str, Any]] = Future()
        if len(self._open) + self._new.qsize() >= MOST_OPEN:
            os.close(fd)
            future.set_exception(CannotKeepError("too_many"))
            return future
        self._new.put(_Asked(order | {"request": self._count}, fd, future, time.monotonic() + PATIENCE_S))
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
            sent = decoder is not None and decoder.send(asked.order, asked.fd)
            os.close(asked.fd)
            if not sent:
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
            os.close(asked.fd)
            asked.future.set_exception(CannotKeepError("no_decoder"))

    def _end(self, number: int, message: dict[str, Any]) -> None:
        with self._lock:
            asked = self._open.pop(number, None)
        if asked is None:
            return
        if isinstance(message.get("facts"), dict):
            asked.future.set_result(message["facts"])
        else:
            asked.future.set_exception(CannotKeepError(str(message.get("error", "no_decoder"))))
