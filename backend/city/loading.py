"""Loads a city pack: one folder of plain YAML files, checked as a whole before anything of it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.city import checklists, life_cycle_checks, maps, plans, references, walls
from backend.city.checking import check
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
from backend.city.pack import CityPack
from backend.city.problems import CityPackError, Problem
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
        problems.extend(references.crossed(documents, layouts, [name for name, _kind in _LISTS]))
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


def _timed(documents: dict[str, Document], checked: dict[str, Any]) -> Iterator[Problem]:
    name = "life_cycles.yaml"
    yield from life_cycle_checks.calendar(documents["calendar.yaml"], checked["calendar.yaml"], documents["city.yaml"])
    yield from life_cycle_checks.life_cycles(documents[name], checked[name])
