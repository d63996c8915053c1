"""A checked city: its lists, its map, and the records and numbers that they become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backend.city import checklists, history, incidents, maps, plans, records, walls
from backend.city.checklists import Checklist, Contact, Template
from backend.city.life_cycle_models import LifeCycle, WorkCalendar
from backend.city.maps import CityMap
from backend.city.models import (
    Agency,
    Camera,
    City,
    IncidentKind,
    Indicator,
    Layout,
    Notice,
    Opening,
    Person,
    Shift,
    Source,
    Ward,
)
from backend.city.plans import Plan
from backend.city.records import RecordTuple
from backend.city.walls import AlarmRule, Wall


@dataclass(frozen=True)
class CityPack:
    """A checked city: its lists in the author's order."""

    root: Path
    city: City
    calendar: WorkCalendar
    wards: tuple[Ward, ...]
    agencies: tuple[Agency, ...]
    people: tuple[Person, ...]
    cameras: tuple[Camera, ...]
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    shifts: tuple[Shift, ...]
    notices: tuple[Notice, ...]
    life_cycles: tuple[LifeCycle, ...]
    incident_kinds: tuple[IncidentKind, ...]
    opening: tuple[Opening, ...]
    checklists: tuple[Checklist, ...]
    templates: tuple[Template, ...]
    contacts: tuple[Contact, ...]
    plans: tuple[Plan, ...]
    walls: tuple[Wall, ...]
    alarm_rules: tuple[AlarmRule, ...]
    layouts: tuple[Layout, ...]
    map: CityMap

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.city.time_zone)

    def records(
        self, now: datetime | None = None, camera_base: str = "rtsp://127.0.0.1:8554", seed: int = 1
    ) -> Iterator[RecordTuple]:
        """Everything but incidents as `(type, id, data)`; values and times are as of `now`."""
        yield from records.of_city(self, now or datetime.now(UTC), camera_base, seed)
        yield from checklists.records(self, {agency.id: agency.short_name for agency in self.agencies})
        yield from plans.records(self)
        yield from walls.records(self)
        yield from maps.records(self)

    def history(self, now: datetime, seed: int = 1) -> Iterator[tuple[str, list[tuple[datetime, float]]]]:
        """Thirty days of points up to `now` for every indicator."""
        return history.of_city(self.indicators, self.zone, now, seed)

    def initial_incidents(self, now: datetime, seed: int = 1) -> Iterator[RecordTuple]:
        """What is open when the demo starts, as `(type, id, data)`."""
        return incidents.opening(self, now, seed)
