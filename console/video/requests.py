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

from console.errors import IocError
from console.video.place import Place

PATIENCE_S = 30.0


class CannotKeepError(IocError):
    """A still or clip that cannot be had: no_picture, nothing_kept, bad_stream, disk_full, bad_file, no_decoder."""


@dataclass
class _Asked:
    order: dict[str, Any]
    fd: int
    future: Future[dict[str, Any]]
    until: float


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
        self._new.put(_Asked(order | {"request": self._count}, fd, future, time.monotonic() + PATIENCE_S))
        return future

    def pass_on(self, places: Sequence[Place]) -> None:
        """Hand new requests to the workers concerned; fail those that waited too long."""
        while not self._new.empty():
            asked = self._new.get()
            number = asked.order["stream"]
            decoder = next((place.decoder for place in places if number in place.streams), None)
            sent = decoder is not None and decoder.send(asked.order, asked.fd)
            os.close(asked.fd)
            if sent:
                with self._lock:
                    self._open[asked.order["request"]] = asked
            else:
                asked.future.set_exception(CannotKeepError("no_decoder"))
        now = time.monotonic()
        for number in [number for number, asked in self._open.items() if now > asked.until]:
            self._end(number, {"error": "no_decoder"})

    def answered(self, message: dict[str, Any]) -> None:
        """A worker's answer."""
        self._end(int(message["answer"]), message)

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
        if "facts" in message:
            asked.future.set_result(message["facts"])
        else:
            asked.future.set_exception(CannotKeepError(str(message.get("error", "no_decoder"))))
