"""What a city has and what is told of it: cameras, indicators, sources, notices, layouts, its map."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from contract.fields import Count, Latitude, Longitude, Moment, Number, Rate, Share, Side
from contract.records.base import SERVER, SOURCE, Owner, Part


class Camera(Part):
    """A camera that the backend listed. Addresses carry no credentials; those come apart."""

    OWNER: ClassVar[Owner | None] = "source"

    name: str
    area: str = ""
    ward: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    main_url: str = ""
    sub_url: str = ""
    main_size: tuple[Side, Side] = (1280, 720)
    sub_size: tuple[Side, Side] = (640, 360)
    main_fps: Rate = 25.0
    sub_fps: Rate = 15.0
    needs_sign_in: bool = False
    ptz: bool = False
    """Whether the backend can turn it."""
    masks: tuple[tuple[Share, Share, Share, Share], ...] = ()
    """Privacy masks: left, top, width and height in shares (0 to 1) of the picture."""


class Indicator(Part):
    """A number the city watches: latest value with its own time, target, thresholds, owner and source."""

    OWNER: ClassVar[Owner | None] = "source"

    name: str
    short_name: str = ""
    domain: str = ""
    unit: str = ""
    decimals: Annotated[Count, Field(le=10)] = 0
    period: str = "hour"
    """How often the source is meant to report: minute, five_minutes, hour, day, month."""
    owner: str = ""
    source: str = ""
    target: Number | None = None
    warn: Number | None = None
    alarm: Number | None = None
    high_is_bad: bool = True
    scale: str | None = None
    """Name of a legal scale that the value is read on, such as `vn_aqi`; None for a plain number."""
    value: Number | None = None
    as_of: Moment | None = None
    guidance: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None


class LastRefused(Part):
    """The last record of a source that could not be taken, and the first thing that was wrong with it."""

    at: Moment
    type: str
    id: str
    field: str = ""
    """By its path with dots; empty for the record itself."""
    expected: str = ""


class Source(Part):
    """A system that reports to the centre: whose it is, when it last did, when it must have."""

    name: Annotated[str, SOURCE]
    agency: Annotated[str, SOURCE] = ""
    last_report_at: Annotated[Moment | None, SOURCE] = None
    cut_off: Annotated[str | None, SOURCE] = None
    refused: Annotated[Count, SERVER] = 0
    """How many of its records could not be taken, and did not come well since (`GET /v1/feeds/dead-letters`)."""
    last_refused: Annotated[LastRefused | None, SERVER] = None


class Notice(Part):
    """A standing announcement of the city, such as a disaster risk level in force."""

    OWNER: ClassVar[Owner | None] = "source"

    text: str
    scale: str | None = None
    level: Count | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None


class Layout(Part):
    """A named wall or desk arrangement as plain data (docs/reference/layouts.md); once brought, it is the room's."""

    OWNER: ClassVar[Owner | None] = "person"

    name: str
    body: dict[str, Any] = Field(default_factory=dict)


class CityMap(Part):
    """The middle of the city and its features as GeoJSON (RFC 7946)."""

    OWNER: ClassVar[Owner | None] = "server"

    name: str = ""
    centre: Any = None
    features: Any = ()
