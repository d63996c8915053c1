"""Which open incidents may be one and the same, and which a person has joined.

Alike are two of the same kind within 200 m and 30 minutes of each other, or two with the same code of the same source.
That only suggests: a person joins them, and can part them again. The centre's habit gives the numbers; the pack's
kinds decide what counts as the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TypeVar

from console.records.models import Incident

NEAR_M = 200.0
WITHIN = timedelta(minutes=30)
METRES_PER_DEGREE = 111_320.0
"""Along a meridian; along a parallel it is less by the cosine of the latitude (WGS84 as a sphere, within 0.6 %)."""
POLAR = 85.0
"""Beyond this latitude cells would grow without end; nobody is there."""

Cell = tuple[str, int, int, int]


def metres(one: Incident, other: Incident) -> float:
    """How far apart two incidents are, by the plane that touches the earth between them; infinite without places."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    north = (one.lat - other.lat) * METRES_PER_DEGREE
    turn = (one.lon - other.lon + 180.0) % 360.0 - 180.0
    east = turn * METRES_PER_DEGREE * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(north, east)


def alike(one: Incident, other: Incident) -> bool:
    """Whether two different incidents may be one and the same; the order does not matter."""
    if one.id == other.id:
        return False
    if one.source_code and one.source_code == other.source_code and one.source_name == other.source_name:
        return True
    return (
        bool(one.kind)
        and one.kind == other.kind
        and abs(one.created_at - other.created_at) <= WITHIN
        and metres(one, other) <= NEAR_M
    )


class Likeness:
    """Suggestions among many incidents, kept by id: neighbours are looked for in neighbouring cells only.

    Deterministic: the answer depends on what is known and not on the order in which it came.
    """

    def __init__(self) -> None:
        self._known: dict[str, Incident] = {}
        self._cells: dict[Cell, set[str]] = defaultdict(set)
        self._codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._answers: dict[str, tuple[str, ...]] = {}

    def put(self, incident: Incident) -> None:
        """Know this incident as it is now."""
        known = self._known.get(incident.id)
        self._known[incident.id] = incident
        if known is not None and _facts(known) == _facts(incident):
            return
        if known is not None:
            self._take_out(known)
        cell = _cell(incident)
        if cell is not None:
            self._cells[cell].add(incident.id)
        if incident.source_code:
            self._codes[incident.source_name, incident.source_code].add(incident.id)
        self._forget_answers(incident)

    def remove(self, incident_id: str) -> None:
        """Know it no longer."""
        known = self._known.pop(incident_id, None)
        if known is not None:
            self._take_out(known)

    def like(self, incident_id: str) -> tuple[str, ...]:
        """Ids of those that may be the same as this one, in the order of ids; those joined with it are no news."""
        found = self._answers.get(incident_id)
        one = self._known.get(incident_id)
        if found is None:
            others = (self._known[other] for other in self._near(one)) if one is not None else ()
            found = tuple(sorted(other.id for other in others if one is not None and alike(one, other)))
            self._answers[incident_id] = found
        return found

    def _near(self, incident: Incident) -> Iterator[str]:
        seen = set(self._codes.get((incident.source_name, incident.source_code), ())) if incident.source_code else set()
        for cell in _cells_around(incident):
            seen |= self._cells.get(cell, frozenset())
        return iter(seen)

    def _take_out(self, incident: Incident) -> None:
        self._forget_answers(incident)
        cell = _cell(incident)
        if cell is not None:
            _leave(self._cells, cell, incident.id)
        _leave(self._codes, (incident.source_name, incident.source_code), incident.id)

    def _forget_answers(self, incident: Incident) -> None:
        self._answers.pop(incident.id, None)
        for other in self._near(incident):
            self._answers.pop(other, None)


K = TypeVar("K")


def _leave(index: dict[K, set[str]], key: K, incident_id: str) -> None:
    held = index.get(key)
    if held is not None:
        held.discard(incident_id)
        if not held:
            del index[key]


def _facts(incident: Incident) -> tuple[object, ...]:
    return incident.kind, incident.lat, incident.lon, incident.created_at, incident.source_name, incident.source_code


def _cell(incident: Incident) -> Cell | None:
    if not incident.kind or incident.lat is None or incident.lon is None or abs(incident.lat) > POLAR:
        return None
    row = math.floor(incident.lat * METRES_PER_DEGREE / NEAR_M)
    return incident.kind, row, _column(incident.lon, row), math.floor(incident.created_at.timestamp() / _SPAN_S)


_SPAN_S = WITHIN.total_seconds()


def _column(lon: float, row: int) -> int:
    """The column of a longitude in this row of cells; each row has its own width, so that a cell is never too small."""
    return math.floor(lon / _width(row))


def _width(row: int) -> float:
    # As wide as at the pole side of the row and one more: any two within reach are in neighbouring columns of it.
    edge = (abs(row) + 2) * NEAR_M / METRES_PER_DEGREE
    return NEAR_M / (METRES_PER_DEGREE * math.cos(math.radians(min(edge, 89.0))))


def _cells_around(incident: Incident) -> Iterator[Cell]:
    home = _cell(incident)
    if home is None or incident.lon is None:
        return
    kind, row, _column_here, span = home
    for near_row in (row - 1, row, row + 1):
        column = _column(incident.lon, near_row)
        for near_column in (column - 1, column, column + 1):
            for near_span in (span - 1, span, span + 1):
                yield kind, near_row, near_column, near_span


def main_of(incident: Incident, known: Mapping[str, Incident]) -> str:
    """The incident that answers for this one: itself unless it was joined into one that is still known.

    Two operators who were apart may join two incidents into each other: then the smaller id answers for the ring, so
    that nobody loses sight of both.
    """
    way = [incident.id]
    here = incident
    while here.joined_into is not None and here.joined_into in known:
        if here.joined_into in way:
            return min(way[way.index(here.joined_into) :])
        here = known[here.joined_into]
        way.append(here.id)
    return here.id


class Families:
    """Which incidents are folded under which, by id, known or not."""

    def __init__(self) -> None:
        self._main: dict[str, str] = {}
        self._children: dict[str, set[str]] = {}

    def put(self, incident_id: str, main: str | None) -> None:
        """It is folded under `main` now, or under none."""
        before = self._main.pop(incident_id, None)
        if before is not None:
            _leave(self._children, before, incident_id)
        if main is not None:
            self._main[incident_id] = main
            self._children.setdefault(main, set()).add(incident_id)

    def of(self, incident_id: str) -> set[str]:
        """It and all that are folded under it, directly or under one another."""
        found, ahead = {incident_id}, [incident_id]
        while ahead:
            for child in self._children.get(ahead.pop(), ()):
                if child not in found:
                    found.add(child)
                    ahead.append(child)
        return found
