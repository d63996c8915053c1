"""A wall as the console knows it: what the room wishes to see, and what its nodes say that they show.

See docs/reference/wall.md. A screen in a wish stays plain data here: whoever shows it reads it with
`console.layouts.layout` and keeps its last good one where that fails, so that one wrong tile never hides the rest of
the wall.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from console.records.said import OURS, Record, Said
from contract import walls as contract
from contract.fields import Moment, Whole
from contract.records import wall as records
from contract.records.wall import Lease, WallScreen

TOLD_MOST = 20
"""So many changes of a wall can be rolled back."""


class Preset(Said, records.Preset):
    """What screens of the wall show together, under a name."""

    pending: Annotated[bool, OURS] = False
    """Ours, and the server has not answered yet."""


class Wall(Record, records.Wall):
    """A named set of screens, what they are wished to show, and who leads them."""

    presets: tuple[Preset, ...] = ()
    pending: Annotated[tuple[str, ...], OURS] = ()
    """Verbs of ours on this wall that the server has not yet answered; what they wish stands in `desired` already."""
    refused: Annotated[tuple[str, ...], OURS] = ()
    """Ids of our actions on this wall that the server refused or that outlived their minute."""

    def screen(self, screen_id: str) -> WallScreen | None:
        """The screen with this id."""
        return next((one for one in self.screens if one.id == screen_id), None)

    def screens_of(self, node: str) -> tuple[WallScreen, ...]:
        """The screens that a node shows."""
        return tuple(one for one in self.screens if one.node == node)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Its nodes, in the order of their screens."""
        return tuple(dict.fromkeys(one.node for one in self.screens))

    def preset(self, preset_id: str) -> Preset | None:
        """The preset with this id."""
        return next((one for one in self.presets if one.id == preset_id), None)

    def lease_at(self, now: datetime) -> Lease | None:
        """The lease that holds at `now`; None while the wall is free."""
        return self.lease if self.lease is not None and self.lease.until > now else None


class AlarmRule(Record, records.AlarmRule):
    """Which incidents fill a reserved slot, with what, for how long."""


class _Answer(Said):
    """What a server answers about walls. Derived models name the contract's first and this after it, for pydantic
    lets the last one's configuration win: a field of tomorrow is ignored here, while the server refuses a misspelt one.

    Each of them says anew only what a reader takes otherwise: a time as a time, and what it can do without.
    """

    model_config = ConfigDict(populate_by_name=True)


class _Shown(_Answer):
    """What a node says: its texts end where the contract ends them, for one too long would cost the whole report."""

    @field_validator("*", mode="before")
    @classmethod
    def _ends(cls, value: Any, info: ValidationInfo) -> Any:
        bounds = cls.model_fields[str(info.field_name)].metadata
        most = next((one.max_length for one in bounds if isinstance(one, StringConstraints)), None)
        return value.replace("\0", "")[:most] if isinstance(value, str) else value


class TileReport(contract.ShownTile, _Shown):
    """What one tile of a screen shows, as its node says."""

    as_of: Moment | None = None  # type: ignore[assignment]


class ScreenReport(contract.ShownScreen, _Shown):
    """What one screen shows, as its node says."""

    id: str
    """As the wall's record has it, whatever that is."""
    wish_revision: Whole = 0
    tiles: tuple[TileReport, ...] = ()  # type: ignore[assignment]


class NodeReport(contract.NodeState, _Answer):
    """What a node reported last, and whether it still does."""

    reported_at: Moment | None = None  # type: ignore[assignment]
    cut_off: bool = False
    revision: Whole = 0
    started_at: Moment | None = None  # type: ignore[assignment]
    at: Moment | None = None  # type: ignore[assignment]
    screens: tuple[ScreenReport, ...] = ()  # type: ignore[assignment]


class Actual(contract.ActualOut, _Answer):
    """What a wall really shows."""

    nodes: tuple[NodeReport, ...] = ()  # type: ignore[assignment]
    server_time: Moment | None = None  # type: ignore[assignment]

    def node(self, name: str) -> NodeReport | None:
        """What this node said last."""
        return next((one for one in self.nodes if one.node == name), None)

    @property
    def screens(self) -> Mapping[str, tuple[NodeReport, ScreenReport]]:
        """Each screen that a node reported, with that node."""
        return {screen.id: (node, screen) for node in self.nodes for screen in node.screens}


class Still(_Answer):
    """A small picture of what a screen painted."""

    jpeg: bytes
    at: Moment | None = None
    etag: str = ""


class RecordingEntry(contract.RecordedOut, _Answer):
    """What was on a screen during a while."""

    from_: Moment = Field(alias="from")  # type: ignore[assignment]
    to: Moment  # type: ignore[assignment]
    tiles: tuple[TileReport, ...] = ()  # type: ignore[assignment]
    still: str | None = None

    @property
    def starts_at(self) -> datetime:
        """From when it was there."""
        return self.from_

    @property
    def ends_at(self) -> datetime:
        """Until when."""
        return self.to


class Recording(contract.RecordingOut, _Answer):
    """A page of the recording, the newest first."""

    entries: tuple[RecordingEntry, ...] = ()  # type: ignore[assignment]
    next_page: str | None = None


class LayoutVersion(contract.LayoutVersionOut, _Answer):
    """One saved version of a layout."""

    at: Annotated[Moment | None, BeforeValidator(lambda said: said or None)] = None  # type: ignore[assignment]
    """None, as no name, for what a city pack or a connector brought."""
    actor_name: str = ""
    name: str = ""
    body: dict[str, Any] = Field(default_factory=dict)
