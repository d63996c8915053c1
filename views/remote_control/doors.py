"""The doors at which a running console can be met: one for whoever starts it again, one for whoever drives it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from views.base.faults import worded
from views.remote_control.control import Control, Obey, raise_running
from views.remote_control.pulse import Pulse
from views.remote_control.remote import Remote, Screen

RAISE_SOCKET = "raise.sock"
"""In the data folder: what is said there brings the console to the front, and does nothing else."""


class Doors:
    """Open for as long as `screen` is; `control` is where the second one is, None for none."""

    def __init__(
        self, screen: Screen, data_dir: Path, control: Path | None, end: Callable[[int], None], parent: QObject
    ) -> None:
        self._pulse = Pulse()
        self._pulse.start()
        remote = Remote(screen, self._pulse, end)
        doors: list[tuple[Obey, Path]] = [(remote.raise_only, data_dir / RAISE_SOCKET)]
        if control is not None:
            doors.append((remote.obey, control))
        self._doors = []
        for obey, path in doors:
            door = Control(obey, worded, parent)
            door.listen(path)
            self._doors.append(door)

    def close(self) -> None:
        """Let nobody in any more."""
        for door in self._doors:
            door.close()
        self._pulse.stop()


def bring_to_front(data_dir: Path) -> bool:
    """Ask the console that uses this data folder to come to the front; whether one heard it."""
    return raise_running(data_dir / RAISE_SOCKET)
