"""Calls at this desk: the door opened where the settings say so, and what came in by it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol, TypeVar

from console.base.changes import Changes
from console.base.notices import Notices
from console.base.settings import Settings
from console.calls.calls import Calls
from console.calls.door import CallDoor
from console.calls.secret import secret_in

T = TypeVar("T")
_log = logging.getLogger(__name__)
CHANGE = "calls"


class Host(Protocol):
    """What is needed of a session."""

    settings: Settings
    changes: Changes
    notices: Notices
    data_dir: Path

    def blocking(self, work: Callable[[], T]) -> Awaitable[T]:
        """Run something that blocks, such as a file, on a thread."""


class CallRoom:
    """One console's; its door is shut unless a port is set."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.calls = Calls(lambda: host.changes.emit(CHANGE))
        self._door = CallDoor(self.calls.told)

    async def start(self) -> None:
        """Open the door. A port that somebody else has costs the calls, and not the desk."""
        port = self._host.settings.calls_port
        if not port:
            return
        try:
            secret = await self._host.blocking(lambda: secret_in(self._host.data_dir))
            await self._door.open(port, secret)
        except OSError as error:
            _log.warning("no door for calls at port %d: %s", port, error.strerror or type(error).__name__)
            self._host.notices.post("calls_shut", "warning")
            return
        _log.info("calls are told at port %d of this machine", port)

    async def stop(self) -> None:
        """Shut it."""
        await self._door.close()
