"""The log of a server: a line for each event, without secrets, and without a flood where the same happens again.

JSON for whoever collects logs, text for a terminal. Both go to standard error; where they are kept is the affair of
what started the server (journald, a container).
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TextIO

from backend.base import request_id
from backend.base.clock import iso
from contract.secrets import redacted

Format = Literal["json", "text"]
MOST_A_MINUTE = 5
"""Lines of the same message in a minute. With the database away for 65 s a server says some ten things: 5 of each in
two minutes stay below 100 lines."""
WINDOW_S = 60.0
KINDS_MOST = 500
"""So many messages are told apart at a time; more would be a leak, and the oldest is forgotten."""


class TextLines(logging.Formatter):
    """As people read it on a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the stack of calls below it where there is one."""
        told = getattr(record, "request_id", "")
        return redacted(super().format(record)) + (f" [{told}]" if told else "")


class JsonLines(logging.Formatter):
    """One object in each line: `at`, `level`, `logger`, `message`, and where there are any `request_id` and `error`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "at": iso(round(record.created * 1000)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redacted(record.getMessage()),
        }
        if told := getattr(record, "request_id", ""):
            said["request_id"] = told
        if record.exc_info:
            said["error"] = redacted(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


@dataclass
class _Kind:
    began: float
    last: logging.LogRecord
    count: int = 0


class LimitedHandler(logging.StreamHandler[TextIO]):
    """Says the same message a few times a minute, then once how often it would have said it.

    Of warnings and what is worse; the rest is said each time. The same is what one place in the code says, whatever it
    names: the message before its parameters are filled in.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stream)
        self._clock = clock
        self._kinds: dict[tuple[str, int, str], _Kind] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, or count it. Called with the handler's lock held, as by `logging`."""
        now = self._clock()
        self._sum_up(now)
        record.request_id = request_id.current.get()
        if record.levelno < logging.WARNING:  # who asks for these wants each of them
            super().emit(record)
            return
        key = (record.name, record.levelno, str(record.msg))
        kind = self._kinds.setdefault(key, _Kind(now, record))
        kind.count, kind.last = kind.count + 1, record
        if kind.count <= MOST_A_MINUTE:
            super().emit(record)
        if len(self._kinds) > KINDS_MOST:
            del self._kinds[next(iter(self._kinds))]

    def sum_up(self) -> None:
        """Tell of what was left out in minutes that are over; to be called now and then."""
        self.acquire()
        try:
            self._sum_up(self._clock())
        finally:
            self.release()

    def _sum_up(self, now: float) -> None:
        for key in [key for key, kind in self._kinds.items() if now - kind.began >= WINDOW_S]:
            kind = self._kinds.pop(key)
            if kind.count > MOST_A_MINUTE:
                super().emit(_summary(kind.last, kind.count - MOST_A_MINUTE))


def install(form: Format, level: str, stream: TextIO | None = None) -> LimitedHandler:
    """From now on all that this process logs goes to `stream` (standard error), from `level` on."""
    handler = LimitedHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    return handler


def sum_up() -> None:
    """Let the log of this process tell of what it left out; to be called now and then."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LimitedHandler):
            handler.sum_up()


def _summary(last: logging.LogRecord, more: int) -> logging.LogRecord:
    said = f"{more} more within a minute, the last one: {last.getMessage()}"
    return logging.LogRecord(last.name, last.levelno, last.pathname, last.lineno, said, (), None)
