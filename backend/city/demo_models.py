"""What a pack's folder `demo/` may say: all that the demo makes up, each entry by the id of what it belongs to.

A real city has none of these files: its numbers and incidents are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from backend.city.models import Entry, Identity, Severity, Text, TimeOfDay


class Scenery(Entry):
    """What the clip of a camera shows."""

    id: Identity
    scene: Literal[
        "junction", "bridge", "roundabout", "underpass", "market", "harbour", "school", "bus_station", "canal",
        "square", "hospital", "street", "industry", "riverside", "yard", "port", "pump",
    ]  # fmt: skip
    light: Literal["day", "night", "dusk"] = "day"
    weather: Literal["clear", "rain", "flood"] = "clear"


class Series(Entry):
    """How a number moves; read by `backend.demo.story.history`. Hours are local time of day."""

    kind: Literal["daily", "level", "rain", "year_sum", "day_sum", "office_sum", "office_level"]
    base: float
    min: float
    max: float
    noise: float = Field(default=0.0, ge=0)
    noise_hours: float = Field(default=6.0, gt=0)
    peaks: list[Annotated[list[float], Field(min_length=3, max_length=3)]] = Field(default_factory=list)
    weekend: float = 0.0
    tide: float = 0.0
    rain: float = 0.0
    flood: float = 0.0
    trend: float = 0.0
    start: float = Field(default=0.0, ge=0, lt=24)
    end: float = Field(default=24.0, gt=0, le=24)


class Movement(Entry):
    """How an indicator is made up."""

    id: Identity
    series: Series


class Notice(Entry):
    """An announcement that stands when the demo starts."""

    id: Identity
    text: Text
    scale: Literal["disaster_risk"] | None = None
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    started_minutes_ago: Annotated[int, Field(ge=0)] = 0
    lasts_minutes: Annotated[int, Field(ge=1)] = 1440


class Spot(Entry):
    """Where a kind of incident happens, and what there is to see and read nearby."""

    ward: Text
    place: Text
    cameras: list[Identity] = Field(default_factory=list)
    indicators: list[Identity] = Field(default_factory=list)


class Variant(Entry):
    """One way to tell it; `{place}` stands for the spot's name."""

    title: Text
    description: Text


class Happening(Entry):
    """A template that incidents of a kind are made from."""

    id: Identity
    source_name: Text
    severities: list[Severity] = Field(min_length=1)
    weight: float = Field(default=1.0, ge=0)
    rain_weight: float = Field(default=0.0, ge=0)
    deadline_minutes: Annotated[int, Field(ge=1)] | None = None
    """A limit of its own; without one the backend computes it from the city's life cycles."""
    variants: list[Variant] = Field(min_length=1)
    spots: list[Spot] = Field(min_length=1)
    alarm_of: Identity | None = None
    """The indicator whose alarm threshold makes this incident; None for one that merely happens."""


class OpeningEntry(Entry):
    """One line of history that an opening incident already has."""

    minutes_ago: Annotated[int, Field(ge=0)]
    verb: Literal["created", "note", "acknowledge", "assign", "forward", "merge"]
    actor: Text
    text: Text


class Opening(Entry):
    """One incident that is open when the demo starts."""

    kind: Identity
    title: Text
    description: Text
    source_name: Text | None = None
    severity: Severity
    ward: Text
    place: Text
    minutes_ago: Annotated[int, Field(ge=0)]
    due_minutes: int | None = None
    due_days: Annotated[int, Field(ge=0, le=14)] | None = None
    due_at: TimeOfDay | None = None
    state: Literal["new", "acknowledged", "in_progress"] = "acknowledged"
    assignee: Identity | None = None
    cameras: list[Identity] = Field(default_factory=list)
    indicators: list[Identity] = Field(default_factory=list)
    history: list[OpeningEntry] = Field(default_factory=list)


@dataclass(frozen=True)
class Demo:
    """All of it, in the author's order; nothing in a real city."""

    cameras: tuple[Scenery, ...] = ()
    indicators: tuple[Movement, ...] = ()
    incident_kinds: tuple[Happening, ...] = ()
    opening: tuple[Opening, ...] = ()
    notices: tuple[Notice, ...] = ()


FILES: tuple[tuple[str, Any], ...] = (
    ("demo/cameras.yaml", list[Scenery]),
    ("demo/indicators.yaml", list[Movement]),
    ("demo/incident_kinds.yaml", list[Happening]),
    ("demo/opening.yaml", list[Opening]),
    ("demo/notices.yaml", list[Notice]),
)
FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("demo/cameras.yaml", ("id",), "camera"),
    ("demo/indicators.yaml", ("id",), "indicator"),
    ("demo/incident_kinds.yaml", ("id",), "kind"),
    ("demo/incident_kinds.yaml", ("alarm_of",), "indicator"),
    ("demo/incident_kinds.yaml", ("spots", "ward"), "ward"),
    ("demo/incident_kinds.yaml", ("spots", "cameras"), "camera"),
    ("demo/incident_kinds.yaml", ("spots", "indicators"), "indicator"),
    ("demo/opening.yaml", ("kind",), "happening"),
    ("demo/opening.yaml", ("ward",), "ward"),
    ("demo/opening.yaml", ("assignee",), "person"),
    ("demo/opening.yaml", ("cameras",), "camera"),
    ("demo/opening.yaml", ("indicators",), "indicator"),
)
"""File, field of each entry, and what it names; read by `backend.city.references`."""


def demo_file(file: str, field: str) -> str:
    """The file of the demo that has a `field` which packs once had in `file`; empty where there is none."""
    kind = dict(FILES).get(f"demo/{file}")
    return f"demo/{file}" if kind is not None and field in get_args(kind)[0].model_fields else ""
