"""Loads a city pack: one folder of plain YAML files, checked as a whole before anything of it is used."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from backend.city import checklists, history, incidents, life_cycle_checks, maps, plans, records, references, walls
from backend.city.checking import check
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
from backend.city.problems import CityPackError, Problem
from backend.city.records import RecordTuple
from backend.city.walls import AlarmRule, Wall
from backend.city.yaml_lines import Document, read

_LISTS: tuple[tuple[str, Any], ...] = (
    ("wards.yaml", list[Ward]),
    ("agencies.yaml", list[Agency]),
    ("people.yaml", list[Person]),
    ("cameras.yaml", list[Camera]),
    ("sources.yaml", list[Source]),
    ("indicators.yaml", list[Indicator]),
    ("shifts.yaml", list[Shift]),
    ("notices.yaml", list[Notice]),
    ("life_cycles.yaml", list[LifeCycle]),
    ("incident_kinds.yaml", list[IncidentKind]),
    ("opening.yaml", list[Opening]),
    *checklists.FILES,
    *plans.FILES,
    *walls.FILES,
)
DEFAULT_CITY = Path(__file__).resolve().parents[2] / "resources" / "cities" / "song-may"
MAX_LAYOUTS = 64
LATER = frozenset({"plans.yaml", "walls.yaml", "alarm_rules.yaml"})
"""Files that a pack from before they were known has not: nothing of theirs is in such a city."""


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


def load(path: Path | str) -> CityPack:
    """The pack in the folder `path`. Raises `CityPackError` with every fault found: file, line, field."""
    root = Path(path)
    if not root.is_dir():
        raise CityPackError([Problem("missing_folder", root.name or str(root), params={"path": str(root)})])
    problems: list[Problem] = []
    documents = _documents(root, problems)
    checked = {name: check(documents[name], kind, problems) for name, kind in kinds() if name in documents}
    layouts = {name: check(documents[name], Layout, problems) for name in documents if name.startswith("layouts/")}
    if not problems:
        problems.extend(_crossed(documents, layouts))
    if not problems:
        problems.extend(_timed(documents, checked))
    drawn = _drawn(root, checked.get("city.yaml"), problems)
    if problems:
        raise CityPackError(problems)
    lists = {name.removesuffix(".yaml"): tuple(checked[name]) for name, _kind in _LISTS}
    city, calendar = checked["city.yaml"], checked["calendar.yaml"]
    return CityPack(root=root, city=city, calendar=calendar, layouts=tuple(layouts.values()), map=drawn, **lists)


def _drawn(root: Path, city: City | None, problems: list[Problem]) -> CityMap:
    """The pack's map; its faults go to `problems`, as do everybody's."""
    try:
        return maps.load(root, city) if city is not None else CityMap()
    except CityPackError as error:
        problems.extend(error.problems)
        return CityMap()


def kinds() -> Iterator[tuple[str, Any]]:
    """Every file of a pack but its layouts and its map, and the type that it is held against."""
    yield "city.yaml", City
    yield "calendar.yaml", WorkCalendar
    yield from _LISTS


def _documents(root: Path, problems: list[Problem]) -> dict[str, Document]:
    names = [name for name, _kind in kinds()]
    names += sorted(f"layouts/{file.name}" for file in (root / "layouts").glob("*.yaml"))[:MAX_LAYOUTS]
    documents = {}
    for name in names:
        if name in LATER and not (root / name).exists():
            documents[name] = Document(name, [], {})
            continue
        try:
            documents[name] = read(root, name)
        except CityPackError as error:
            problems.extend(error.problems)
    return documents


def _crossed(documents: dict[str, Document], layouts: dict[str, Layout]) -> Iterator[Problem]:
    yield from references.time_zone(documents["city.yaml"])
    for name, _kind in _LISTS:
        yield from references.duplicates(documents[name])
    yield from references.due(documents["opening.yaml"])
    yield from checklists.crossed(documents["checklists.yaml"])
    yield from plans.crossed(documents["plans.yaml"])
    ids = functools.partial(_column, documents)
    names = {
        "area": frozenset(documents["city.yaml"].data["areas"]),
        "ward": ids("wards.yaml", "name"),
        "agency": ids("agencies.yaml", "id"),
        "person": ids("people.yaml", "id"),
        "camera": ids("cameras.yaml", "id"),
        "source": ids("sources.yaml", "id"),
        "indicator": ids("indicators.yaml", "id"),
        "kind": ids("incident_kinds.yaml", "id"),
        "contact": ids("contacts.yaml", "id"),
    }
    yield from references.unknown(documents, names)
    for file, layout in layouts.items():
        yield from references.tiles(documents[file], layout, names)
    yield from walls.crossed(documents["walls.yaml"], documents["alarm_rules.yaml"], layouts, names)
    yield from plans.presets(documents["plans.yaml"], walls.presets_of(documents["walls.yaml"]))


def _timed(documents: dict[str, Document], checked: dict[str, Any]) -> Iterator[Problem]:
    name = "life_cycles.yaml"
    yield from life_cycle_checks.calendar(documents["calendar.yaml"], checked["calendar.yaml"], documents["city.yaml"])
    yield from life_cycle_checks.life_cycles(documents[name], checked[name])


def _column(documents: dict[str, Document], file: str, field: str) -> frozenset[str]:
    return frozenset(entry[field] for entry in documents[file].data)
