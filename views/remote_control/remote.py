"""What the control channel may ask for: every command of the screen, its state as data, pictures, gaps of the loop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from views.arguments.desk import OfFile, SelectIncident
from views.arguments.outside import OUTSIDE, Figures, PressKeys, TypeText
from views.base.commands import CommandRefusedError, Registry, taken
from views.remote_control.keyboard import press, strike, type_text
from views.remote_control.pictures import saved
from views.remote_control.pulse import Pulse

_log = logging.getLogger(__name__)


class Screen(Protocol):
    """A window, or a wall of them, that commands can be given to."""

    registry: Registry

    def state(self) -> dict[str, Any]:
        """What is on screen, as plain data."""

    def row_version(self, incident_id: str) -> int | None:
        """The server's version of an incident as the queue shows it; None where it does not."""

    def windows(self) -> list[QWidget]:
        """The windows that pictures are taken of."""

    def video_figures(self, *, reset: bool) -> dict[str, Any]:
        """What the tiles received and painted since the last reset."""

    def raise_up(self) -> None:
        """Bring the window to the front."""


class Remote:
    """Obeys one line at a time."""

    def __init__(self, screen: Screen, pulse: Pulse, end: Callable[[int], None]) -> None:
        self._screen = screen
        self._pulse = pulse
        self._end = end

    async def raise_only(self, name: str, _args: Mapping[str, Any]) -> object:
        """The door of the single instance: it can bring the window to the front and nothing else."""
        if name != "raise":
            raise CommandRefusedError("unknown_command", name=name)
        self._screen.raise_up()
        _log.info("brought to the front")
        return True

    async def obey(self, name: str, args: Mapping[str, Any]) -> object:
        """Do `name`; what it gives back is plain data."""
        if name not in OUTSIDE:
            return await self._screen.registry.run(name, args)
        said = taken(name, OUTSIDE[name], args)
        match said:
            case SelectIncident():  # light enough to be asked a hundred times a second
                return self._screen.row_version(said.incident)
            case Figures() if name == "loop-gap":
                report = self._pulse.report()
                if said.reset:
                    self._pulse.reset()
                return report
            case Figures():
                return self._screen.video_figures(reset=said.reset)
            case OfFile():
                return self._picture(Path(said.path))
            case TypeText():
                return type_text(self._screen.windows()[0], said.text)
            case PressKeys():
                return (press if name == "press" else strike)(self._screen.windows()[0], said.keys)
        if name == "quit":
            self._end(0)
            return True
        return self._screen.state() if name == "show-state" else await self.raise_only(name, args)

    def _picture(self, path: Path) -> list[str]:
        written = []
        for number, window in enumerate(self._screen.windows()):
            place = path if number == 0 else path.with_stem(f"{path.stem}-{number + 1}")
            if not saved(window, place):
                raise CommandRefusedError("bad_luck", what=str(place))
            written.append(str(place))
        return written
