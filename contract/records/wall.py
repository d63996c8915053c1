"""A wall: its screens, what they are wished to show and who leads them (docs/reference/wall.md)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from contract.fields import Count, Moment, Number, Whole
from contract.records.base import PERSON, SERVER, SOURCE, Owner, Part


class Wish(Part):
    """What one screen is to show: a screen of a layout, a screen of its own, or several in turn."""

    layout: str | None = None
    index: Count = 0
    screen: dict[str, Any] | None = None
    tour: tuple[Wish, ...] = ()
    dwell_s: Annotated[Number, Field(ge=0)] = 0.0
    """Seconds that each wish of a tour stays."""
    blank: bool = False
    """Black, with the clock."""
    frozen: bool = False
    """What is shown stays, marked as frozen."""

    def as_data(self) -> dict[str, Any]:
        """As it is written: only what is said, a layout always with its index."""
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


class WallScreen(Part):
    """One screen of a wall: on which node, and which of its monitors."""

    id: str
    node: str
    monitor: str = ""
    """The name that the system gives it, or `#1`, `#2` … by its place from the left."""
    title: str = ""
    row: Count | None = None
    """Where it stands in the room, from 0 at the top; None where nobody said."""
    col: Count | None = None
    """From 0 at the left."""


class Preset(Part):
    """What screens of the wall show together, under a name."""

    id: str
    name: str
    screens: dict[str, Wish] = Field(default_factory=dict)


class KeptPreset(Part):
    """Who of the room saved or removed a preset last, and how often that was done."""

    revision: Whole = 0
    at: Moment | None = None
    actor_id: str = ""
    actor_name: str = ""


class Lease(Part):
    """Who leads the wall, and until when."""

    holder_id: str
    holder_name: str = ""
    device_id: str = ""
    until: Moment


class Told(Part):
    """One change of the wall, and what stood on its screens before."""

    revision: Whole = 0
    at: Moment
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


class ChangedBy(Part):
    """Who changed a screen last, and with which revision of the wall."""

    revision: Whole = 0
    actor_id: str = ""
    actor_name: str = ""


class Wall(Part):
    """A named set of screens, what they are wished to show, and who leads them."""

    name: Annotated[str, SOURCE] = ""
    seats: Annotated[Count, SOURCE] = 0
    """Watchers in the room."""
    seat_distance_m: Annotated[Number, Field(ge=0.3, le=100), SOURCE] = 4.0
    """Farthest seat."""
    pixel_pitch_mm: Annotated[Number, Field(ge=0.05, le=20), SOURCE] = 0.53
    screens: Annotated[tuple[WallScreen, ...], SOURCE] = ()
    presets: Annotated[tuple[Preset, ...], SOURCE] = ()
    """The source's, but those that the room saved over or removed."""
    kept_presets: Annotated[dict[str, KeptPreset], PERSON] = Field(default_factory=dict)
    """Those that the room saved or removed, by id."""
    desired: Annotated[dict[str, Wish], PERSON] = Field(default_factory=dict)
    """A source gives it for screens that are new."""
    lease: Annotated[Lease | None, PERSON] = None
    told: Annotated[tuple[Told, ...], SERVER] = ()
    revision: Annotated[Whole, SERVER] = 0
    changed: Annotated[dict[str, ChangedBy], SERVER] = Field(default_factory=dict)
    identify_until: Annotated[Moment | None, PERSON] = None
    """Until when each screen shows its id large."""


class AlarmRule(Part):
    """Which incidents fill a reserved slot, with what, for how long."""

    OWNER: ClassVar[Owner | None] = "source"

    name: str = ""
    kinds: tuple[str, ...] = ()
    """Incident kinds; empty for all."""
    severities: tuple[Whole, ...] = ()
    """1 (the worst) to 4; empty for all."""
    wards: tuple[str, ...] = ()
    """Empty for all."""
    cameras: str | tuple[str, ...] = "linked"
    """`linked` to the incident, `nearest` to its place, or ids."""
    indicators: str | tuple[str, ...] = ()
    """`linked` to the incident, or ids."""
    map: bool = False
    """Whether the map of the place stands beside them."""
    minutes: Annotated[Number, Field(ge=0, le=525_600)] = 5.0
    """How long it stays; it leaves before when the incident ends."""
    order: Whole = 100
    """Among rules that match: the smallest wins."""
