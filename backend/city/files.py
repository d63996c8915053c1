"""Which files a city pack has, and what each of them holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.city import checklists, demo_models, outgoing, plans, walls
from backend.city.life_cycle_models import LifeCycle, WorkCalendar
from backend.city.models import Agency, Camera, City, IncidentKind, Indicator, Person, Shift, Source, Ward
from backend.city.problems import Problem

LISTS: tuple[tuple[str, Any], ...] = (
    ("wards.yaml", list[Ward]),
    ("agencies.yaml", list[Agency]),
    ("people.yaml", list[Person]),
    ("cameras.yaml", list[Camera]),
    ("sources.yaml", list[Source]),
    ("indicators.yaml", list[Indicator]),
    ("shifts.yaml", list[Shift]),
    ("life_cycles.yaml", list[LifeCycle]),
    ("incident_kinds.yaml", list[IncidentKind]),
    *checklists.FILES,
    *plans.FILES,
    *walls.FILES,
    *outgoing.FILES,
    *demo_models.FILES,
)
"""Files that hold a list, in the order in which they are checked."""
LATER = frozenset({"plans.yaml", "walls.yaml", "alarm_rules.yaml", "messages.yaml"})
"""Files that a pack from before they were known has not: nothing of theirs is in such a city."""
OPTIONAL = LATER | {name for name, _kind in demo_models.FILES}


def kinds() -> Iterator[tuple[str, Any]]:
    """Every file of a pack but its layouts and its map, and the type that it is held against."""
    yield "city.yaml", City
    yield "calendar.yaml", WorkCalendar
    yield from LISTS


def moved(root: Path) -> Iterator[Problem]:
    """Files of the demo where packs had them once: read there, they would be missed without a word."""
    known = {name for name, _kind in kinds()}
    for name, _kind in demo_models.FILES:
        before = name.removeprefix("demo/")
        if before not in known and (root / before).exists():
            yield Problem("moved_file", before, params={"file": name})
