"""Arguments of the commands on the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from views.arguments.reading import Arguments

Mode = Literal["state", "show", "changes", "advice"]
Shown = Literal["camera", "cameras", "bundle"]
LEAD_MIN = 15
"""How long control is taken for where nobody says: about as long as one thing is led through."""


@dataclass(frozen=True, kw_only=True)
class ShowWall(Arguments):
    """Which wall by its id, what the list beside it tells, and the screen that is chosen."""

    wall: str | None = None
    mode: Mode | None = None
    screen: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShowWallRecorder(Arguments):
    """What is looked for; a screen, a camera and an incident by their ids."""

    text: str = ""
    screen: str | None = None
    camera: str | None = None
    incident: str | None = None


@dataclass(frozen=True, kw_only=True)
class LeadWall(Arguments):
    """For how many minutes."""

    minutes: int = LEAD_MIN


@dataclass(frozen=True, kw_only=True)
class IdentifyWall(Arguments):
    """For how many seconds the numbers stand on the screens."""

    seconds: int | None = None


@dataclass(frozen=True, kw_only=True)
class WallChange(Arguments):
    """Whether it is only tried out."""

    dry: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether it names what is changed; else a person chooses it."""
        return True


@dataclass(frozen=True, kw_only=True)
class ApplyWallPreset(WallChange):
    """The preset by its id."""

    preset: str | None = None

    @property
    def is_chosen(self) -> bool:
        """A preset was named."""
        return self.preset is not None


@dataclass(frozen=True, kw_only=True)
class RollBackWall(WallChange):
    """The revision of the change that is taken back with all after it; the last one where none is named."""

    to: int | None = None

    @property
    def is_chosen(self) -> bool:
        """A change was named."""
        return self.to is not None


@dataclass(frozen=True, kw_only=True)
class OfScreen(WallChange):
    """A screen by its id; the chosen one where none is named."""

    screen: str | None = None


@dataclass(frozen=True, kw_only=True)
class PushToWall(OfScreen):
    """What is put there: a wish as the contract writes it, a screen of a layout by its place from 0, a row of wall
    control's list, or what the desk shows."""

    wish: Mapping[str, object] | None = None
    layout: str | None = None
    index: int = 0
    row: str | None = None
    what: Shown | None = None

    @property
    def is_chosen(self) -> bool:
        """Something to show was named."""
        return any(one is not None for one in (self.wish, self.layout, self.row, self.what))


@dataclass(frozen=True, kw_only=True)
class SwapWallScreens(OfScreen):
    """The other screen."""

    with_: str | None = None

    @property
    def is_chosen(self) -> bool:
        """The other screen was named."""
        return self.with_ is not None


@dataclass(frozen=True, kw_only=True)
class TurnWallScreen(OfScreen):
    """Whether it is black, or frozen, from now on; the other way round where that is not said."""

    on: bool | None = None

    @property
    def is_chosen(self) -> bool:
        """A screen was named."""
        return self.screen is not None


@dataclass(frozen=True, kw_only=True)
class SaveWallPreset(Arguments):
    """Its name, which a form asks for, and the screens that it is about; all where none are named."""

    name: str | None = None
    screens: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class RemoveWallPreset(Arguments):
    """The preset by its id; the chosen one where none is named."""

    preset: str | None = None
