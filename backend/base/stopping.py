"""A requested end that cannot get lost."""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType
from typing import Self


class Stopping:
    """While it is entered, SIGTERM and SIGINT make its pipe readable, for whoever waits for something anyway.

    With `at_once` they raise `SystemExit` besides, for those who are at work just then. That alone is not enough: where
    it is raised while a process is being forked, or something is being collected, Python prints it and goes on.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self._at_once = at_once

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._before = {number: signal.signal(number, self._asked) for number in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def fileno(self) -> int:
        """Readable once the end was asked for."""
        return self._read

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(BlockingIOError):  # then it is full of the same wish
            os.write(self._write, b"x")
        if self._at_once:
            self._at_once = False  # once: what ends in order is not to be broken off
            raise SystemExit(0)
