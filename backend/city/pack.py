"""A checked city: its lists, its map, and the records that they become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backend.city import checklists, maps, plans, records, walls
from backend.city.checklists import Checklist, Contact, Template
from backend.city.demo_models import Demo
from backend.city.life_cycle_models import LifeCycle, WorkCalendar
from backend.city.maps import CityMap
from backend.city.models import (
    Agency,
    Camera,
    City,
    IncidentKind,
    Indicator,
    Layout,
    Person,
    Shift,
    Source,
    Ward,
)
from backend.city.outgoing import MessageRule
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
    life_cycles: tuple[LifeCycle, ...]
    incident_kinds: tuple[IncidentKind, ...]
    checklists: tuple[Checklist, ...]
    templates: tuple[Template, ...]
    contacts: tuple[Contact, ...]
    plans: tuple[Plan, ...]
    walls: tuple[Wall, ...]
    alarm_rules: tuple[AlarmRule, ...]
    messages: tuple[MessageRule, ...]
    layouts: tuple[Layout, ...]
    map: CityMap
    demo: Demo

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.city.time_zone)

    def records(self, camera_base: str = "rtsp://127.0.0.1:8554", now: datetime | None = None) -> Iterator[RecordTuple]:
        """What the city has, as `(type, id, data)`, and the watch that runs at `now`: nothing that was measured,
        reported or happened."""
        yield from records.of_city(self, camera_base)
        yield from checklists.records(self, {agency.id: agency.short_name for agency in self.agencies})
        yield from plans.records(self)
        yield from walls.records(self)
        yield from maps.records(self)
        yield self.watch(now or datetime.now(UTC))

    def watch(self, now: datetime) -> RecordTuple:
        """The watch of the roster that runs at `now`."""
        return records.shift_record(self, now)
