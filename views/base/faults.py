"""Catches what nobody caught: logs it, tells the operator that it is our fault, and the program goes on."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from console.base.errors import IocError
from views.base.commands import CommandRefusedError
from views.words.sentences import sentence

_log = logging.getLogger(__name__)
NOT_SAVED = frozenset({"full", "read_only", "io_error", "disk_full", "bad_file"})
"""What somebody did is nowhere: that is told in red, and stays until it is read."""
Show = Callable[[str, str], None]
"""Shows a sentence at a level: `info`, `warning` or `error`."""


def worded(error: BaseException) -> tuple[str, str]:
    """Code and sentence of a failure: bad luck gets its advice, a fault of ours says that it is one."""
    if isinstance(error, (IocError, CommandRefusedError)):
        return error.code, sentence(error.code, error.params)
    if isinstance(error, OSError):
        return "bad_luck", sentence("bad_luck", {"what": error.strerror or str(error)})
    return "our_fault", sentence("our_fault")


class Faults:
    """The last net under slots and tasks; `show` is replaced as soon as there is a window to show in."""

    def __init__(self) -> None:
        self.show: Show = lambda _text, _level: None
        self.count = 0

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Catch for Qt slots (they end in `sys.excepthook`) and for tasks of `loop`."""
        sys.excepthook = self._on_exception
        loop.set_exception_handler(self._on_task)

    def met(self, error: BaseException, *, of_a_deed: bool = False) -> None:
        """A failure that a view cannot handle by itself: log it if it is ours, and say so; in red what of a deed of
        somebody's was not saved."""
        if isinstance(error, asyncio.CancelledError):
            return
        code, text = worded(error)
        if code == "our_fault":
            self.count += 1
            _log.error("unhandled", exc_info=error)
            self.show(text, "error")
        else:
            _log.info("%s: %s", code, text)
            self.show(text, "error" if of_a_deed and code in NOT_SAVED else "warning")

    def show_code(self, code: str, level: str = "info") -> None:
        """Show the sentence of `code`."""
        self.show(sentence(code), level)

    def _on_exception(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            asyncio.get_event_loop().stop()
            return
        self.met(error)

    def _on_task(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.met(error)
        else:
            _log.warning("event loop: %s", context.get("message"))
