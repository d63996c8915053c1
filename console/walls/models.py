"""A wall as the console knows it: what the room wishes to see, and what its nodes say that they show.

See docs/wall.md. A screen in a wish stays plain data here: whoever shows it reads it with `console.layouts.layout` and
keeps its last good one where that fails, so that one wrong tile never hides the rest of the wall.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from console.models import Record

TOLD_MOST = 20
"""So many changes of a wall can be rolled back."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Wish(_Part):
    """What one screen is to show: a screen of a layout, a screen of its own, or several in turn."""

    layout: str | None = None
    index: int = 0
    screen: dict[str, Any] | None = None
    tour: tuple[Wish, ...] = ()
    dwell_s: float = 0.0
    """Seconds that each wish of a tour stays."""
    blank: bool = False
    """Black, with the clock."""
    frozen: bool = False
    """What is shown stays, marked as frozen."""

    def as_data(self) -> dict[str, Any]:
        """As the contract writes it: only what is said, a layout always with its index."""
        data: dict[str, Any] = {}
        if self.layout is not None:
            data |= {"layout": self.layout, "index": self.index}
        elif self.screen is not None:
            data["screen"] = self.screen
        elif self.tour:
            data |= {"tour": [one.as_data() for one in self.tour], "dwell_s": self.dwell_s}
        return data | {name: True for name in ("blank", "frozen") if getattr(self, name)}

    def layout_ids(self) -> frozenset[str]:
        """Every layout that it names."""
        own = frozenset((self.layout,)) if self.layout is not None else frozenset()
        return own.union(*(one.layout_ids() for one in self.tour))


class WallScreen(_Part):
    """One screen of a wall: on which node, and which of its monitors."""

    id: str
    node: str
    monitor: str = ""
    """The name that the system gives it, or `#1`, `#2` … by its place from the left."""
    title: str = ""
    row: int | None = None
    """Where it stands in the room, from 0 at the top; None where nobody said."""
    col: int | None = None
    """From 0 at the left."""


class Preset(_Part):
    """What screens of the wall show together, under a name."""

    id: str
    name: str
    screens: dict[str, Wish] = Field(default_factory=dict)
    pending: bool = False
    """Ours, and the server has not answered yet."""


class KeptPreset(_Part):
    """Who of the room saved or removed a preset last, and how often that was done."""

    revision: int = 0
    at: datetime | None = None
    actor_id: str = ""
    actor_name: str = ""


class Lease(_Part):
    """Who leads the wall, and until when."""

    holder_id: str
    holder_name: str = ""
    device_id: str = ""
    until: datetime


class Told(_Part):
    """One change of the wall, and what stood on its screens before."""

    revision: int = 0
    at: datetime
    actor_id: str = ""
    actor_name: str = ""
    verb: str = ""
    screens: tuple[str, ...] = ()
    before: dict[str, Wish] = Field(default_factory=dict)
    result: str = "applied"
    """`applied`, or `superseded` for a push that came after another person's."""
    against: str = ""
    """Whom it concerns besides: who was first, or whose lease was taken over."""
    against_id: str = ""
    what: str = ""
    """The name of the preset that it is about."""


class Wall(Record):
    """A named set of screens, what they are wished to show, and who leads them."""

    name: str = ""
    seats: int = 0
    """Watchers in the room."""
    seat_distance_m: float = 4.0
    """Farthest seat."""
    pixel_pitch_mm: float = 0.53
    screens: tuple[WallScreen, ...] = ()
    presets: tuple[Preset, ...] = ()
    kept_presets: dict[str, KeptPreset] = Field(default_factory=dict)
    """Those that the room saved or removed, by id."""
    desired: dict[str, Wish] = Field(default_factory=dict)
    lease: Lease | None = None
    told: tuple[Told, ...] = ()
    revision: int = 0
    identify_until: datetime | None = None
    """Until when each screen shows its id large."""
    pending: tuple[str, ...] = ()
    """Verbs of ours on this wall that the server has not yet answered; what they wish stands in `desired` already."""
    refused: tuple[str, ...] = ()
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


class AlarmRule(Record):
    """Which incidents fill a reserved slot, with what, for how long."""

    name: str = ""
    kinds: tuple[str, ...] = ()
    """Incident kinds; empty for all."""
    severities: tuple[int, ...] = ()
    """1 (the worst) to 4; empty for all."""
    wards: tuple[str, ...] = ()
    """Empty for all."""
    cameras: str | tuple[str, ...] = "linked"
    """`linked` to the incident, `nearest` to its place, or ids."""
    indicators: str | tuple[str, ...] = ()
    """`linked` to the incident, or ids."""
    map: bool = False
    """Whether the map of the place stands beside them."""
    minutes: float = 5.0
    """How long it stays; it leaves before when the incident ends."""
    order: int = 100
    """Among rules that match: the smallest wins."""


class TileReport(_Part):
    """What one tile of a screen shows, as its node says."""

    place: str = ""
    type: str = ""
    name: str = ""
    ref: str = ""
    """Id of what it shows: a camera, an indicator, a picture."""
    state: str = ""
    as_of: datetime | None = None
    incident_id: str | None = None


class ScreenReport(_Part):
    """What one screen shows, as its node says."""

    id: str
    monitor: str = ""
    present: bool = True
    """Whether the monitor is plugged in."""
    wish_revision: int = 0
    """The wall's revision that it shows."""
    frozen: bool = False
    blank: bool = False
    trouble: str = ""
    """Code of what is wrong; such as `bad_layout`, when the last good one is shown."""
    tiles: tuple[TileReport, ...] = ()


class NodeReport(_Part):
    """What a node reported last, and whether it still does."""

    node: str
    reported_at: datetime | None = None
    cut_off: bool = False
    revision: int = 0
    started_at: datetime | None = None
    at: datetime | None = None
    """By the node's own clock."""
    screens: tuple[ScreenReport, ...] = ()


class Actual(_Part):
    """What a wall really shows."""

    nodes: tuple[NodeReport, ...] = ()
    server_time: datetime | None = None

    def node(self, name: str) -> NodeReport | None:
        """What this node said last."""
        return next((one for one in self.nodes if one.node == name), None)

    @property
    def screens(self) -> Mapping[str, tuple[NodeReport, ScreenReport]]:
        """Each screen that a node reported, with that node."""
        return {screen.id: (node, screen) for node in self.nodes for screen in node.screens}


class Still(_Part):
    """A small picture of what a screen painted."""

    jpeg: bytes
    at: datetime | None = None
    etag: str = ""


class RecordingEntry(_Part):
    """What was on a screen during a while."""

    screen: str
    starts_at: datetime = Field(alias="from")
    ends_at: datetime = Field(alias="to")
    tiles: tuple[TileReport, ...] = ()
    still: str | None = None
    """Id of its picture in the recording."""


class Recording(_Part):
    """A page of the recording, the newest first."""

    entries: tuple[RecordingEntry, ...] = ()
    next_page: str | None = None


class LayoutVersion(_Part):
    """One saved version of a layout."""

    version: int
    at: Annotated[datetime | None, BeforeValidator(lambda said: said or None)] = None
    """None, as no name, for what a city pack or a connector brought."""
    actor_name: str = ""
    name: str = ""
    body: dict[str, Any] = Field(default_factory=dict)
