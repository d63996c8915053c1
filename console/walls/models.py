"""A wall as the console knows it: what the room wishes to see, and what its nodes say that they show.

See docs/reference/wall.md. A screen in a wish stays plain data here: whoever shows it reads it with
`console.layouts.layout` and keeps its last good one where that fails, so that one wrong tile never hides the rest of
the wall.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from console.said import OURS, Record, Said
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
    model_config = ConfigDict(populate_by_name=True)


class TileReport(_Answer):
    """What one tile of a screen shows, as its node says."""

    place: str = ""
    type: str = ""
    name: str = ""
    ref: str = ""
    """Id of what it shows: a camera, an indicator, a picture."""
    state: str = ""
    as_of: Moment | None = None
    incident_id: str | None = None


class ScreenReport(_Answer):
    """What one screen shows, as its node says."""

    id: str
    monitor: str = ""
    present: bool = True
    """Whether the monitor is plugged in."""
    wish_revision: Whole = 0
    """The wall's revision that it shows."""
    frozen: bool = False
    blank: bool = False
    trouble: str = ""
    """Code of what is wrong; such as `bad_layout`, when the last good one is shown."""
    tiles: tuple[TileReport, ...] = ()


class NodeReport(_Answer):
    """What a node reported last, and whether it still does."""

    node: str
    reported_at: Moment | None = None
    cut_off: bool = False
    revision: Whole = 0
    started_at: Moment | None = None
    at: Moment | None = None
    """By the node's own clock."""
    screens: tuple[ScreenReport, ...] = ()


class Actual(_Answer):
    """What a wall really shows."""

    nodes: tuple[NodeReport, ...] = ()
    server_time: Moment | None = None

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


class RecordingEntry(_Answer):
    """What was on a screen during a while."""

    screen: str
    starts_at: Moment = Field(alias="from")
    ends_at: Moment = Field(alias="to")
    tiles: tuple[TileReport, ...] = ()
    still: str | None = None
    """Id of its picture in the recording."""


class Recording(_Answer):
    """A page of the recording, the newest first."""

    entries: tuple[RecordingEntry, ...] = ()
    next_page: str | None = None


class LayoutVersion(_Answer):
    """One saved version of a layout."""

    version: int
    at: Annotated[Moment | None, BeforeValidator(lambda said: said or None)] = None
    """None, as no name, for what a city pack or a connector brought."""
    actor_name: str = ""
    name: str = ""
    body: dict[str, Any] = Field(default_factory=dict)
