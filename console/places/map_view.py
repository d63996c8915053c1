"""A window onto the city's map: metres around a middle, what of each shape lies in it, and where its name may stand.

Equirectangular: within a city it is right to some metres, north is up, and a metre is as long in every direction.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from console.places.city_map import Ground, Shape
from contract.geojson import METRES_PER_DEGREE, Form, Kind
from contract.tiles import TILE_FORMS

_RADIUS = TILE_FORMS["map"].field("radius_m")
LEAST_RADIUS_M, MOST_RADIUS_M, RADIUS_M = float(_RADIUS.least), float(_RADIUS.most), float(_RADIUS.default)
BEYOND = 1.08
"""So much more than what is seen is kept, so that the edge of a clipped area is never drawn."""
GRID = 9
"""A name's place within an area is sought on so many rows and columns."""
STRAIGHT = 0.97
Point = tuple[float, float]
"""Metres east and north of the middle."""


@dataclass(frozen=True)
class View:
    """What a picture shows: its middle in degrees, and how far it reaches from there, in metres."""

    lat: float
    lon: float
    east_m: float
    north_m: float

    @classmethod
    def around(cls, lat: float, lon: float, radius_m: float, size: tuple[int, int]) -> View:
        """A picture of `size` pixels whose shorter side reaches `radius_m` from the middle."""
        width, height = max(1, size[0]), max(1, size[1])
        metres = radius_of(radius_m) / min(width, height)
        return cls(lat, lon, metres * width, metres * height)

    def metres(self, lat: float, lon: float) -> Point:
        """Where a place is, seen from the middle."""
        return (lon - self.lon) * METRES_PER_DEGREE * self._narrow, (lat - self.lat) * METRES_PER_DEGREE

    def place(self, east: float, north: float) -> tuple[float, float]:
        """Latitude and longitude of what is so many metres from the middle."""
        return self.lat + north / METRES_PER_DEGREE, self.lon + east / METRES_PER_DEGREE / self._narrow

    def holds(self, point: Point) -> bool:
        """Whether it is to be seen."""
        return abs(point[0]) <= self.east_m and abs(point[1]) <= self.north_m

    @cached_property
    def _narrow(self) -> float:
        return max(0.01, math.cos(math.radians(self.lat)))


@dataclass(frozen=True)
class Piece:
    """What of a shape lies in the view, in metres from its middle."""

    kind: Kind
    form: Form
    parts: tuple[tuple[Point, ...], ...]
    name: str
    rank: int


@dataclass(frozen=True)
class NameSpot:
    """Where a name may stand: its middle, its slope (radians, counted from east to north), and how much room it has."""

    at: Point
    slope: float = 0.0
    room_m: float = math.inf


def radius_of(value: object) -> float:
    """A radius within what a map shows; one kilometre where that is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return RADIUS_M
    return min(MOST_RADIUS_M, max(LEAST_RADIUS_M, float(value)))


def pieces(ground: Ground, view: View) -> list[Piece]:
    """What of the map lies in the view, in the map's order. Its cost grows with the number of points alone."""
    found = []
    wide, high = view.east_m * BEYOND, view.north_m * BEYOND
    for shape in ground.shapes:
        west, south, east, north = shape.box
        low, top = view.metres(south, west), view.metres(north, east)
        if low[0] > wide or low[1] > high or top[0] < -wide or top[1] < -high:
            continue
        parts = tuple(_clipped(shape, view, (wide, high)))
        if parts:
            found.append(Piece(shape.kind, shape.form, parts, shape.name, shape.rank))
    return found


def _clipped(shape: Shape, view: View, most: Point) -> Iterator[tuple[Point, ...]]:
    for part in shape.parts:
        points = [view.metres(lat, lon) for lon, lat in part]
        if shape.form == "area":
            ring = clipped_area(points, most)
            if len(ring) >= 3:
                yield tuple(ring)
        elif shape.form == "line":
            yield from (tuple(line) for line in clipped_line(points, most))
        elif abs(points[0][0]) <= most[0] and abs(points[0][1]) <= most[1]:
            yield (points[0],)


def clipped_area(ring: list[Point], most: Point) -> list[Point]:
    """The part of a ring within ±`most` (Sutherland and Hodgman: one side after the other)."""
    for axis in (0, 1):
        for sign in (1.0, -1.0):
            ring = list(_beside(ring, axis, sign, most[axis]))
            if len(ring) < 3:
                return []
    return ring


def _beside(ring: list[Point], axis: int, sign: float, limit: float) -> Iterator[Point]:
    before = ring[-1]
    for point in ring:
        inside, was_inside = sign * point[axis] <= limit, sign * before[axis] <= limit
        if inside != was_inside:
            share = (sign * limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if inside:
            yield point
        before = point


def clipped_line(points: list[Point], most: Point) -> list[list[Point]]:
    """The parts of a line within ±`most`, each in one piece (Liang and Barsky, segment by segment)."""
    found: list[list[Point]] = []
    for start, end in itertools.pairwise(points):
        kept = _segment(start, end, most)
        if kept is None:
            continue
        if found and found[-1][-1] == kept[0]:
            found[-1].append(kept[1])
        else:
            found.append([kept[0], kept[1]])
    return found


def _segment(start: Point, end: Point, most: Point) -> tuple[Point, Point] | None:
    low, high = 0.0, 1.0
    by = end[0] - start[0], end[1] - start[1]
    for axis in (0, 1):
        for sign in (1.0, -1.0):
            toward, room = sign * by[axis], most[axis] - sign * start[axis]
            if toward == 0:
                if room < 0:
                    return None
            elif toward > 0:
                high = min(high, room / toward)
            else:
                low = max(low, room / toward)
    if low >= high:
        return None
    first = (start[0] + low * by[0], start[1] + low * by[1]) if low > 0 else start
    last = (start[0] + high * by[0], start[1] + high * by[1]) if high < 1 else end
    return first, last


def name_spots(piece: Piece, view: View) -> list[NameSpot]:
    """Where the piece's name may stand, the best first; none where there is no room."""
    if piece.form == "point":
        return [NameSpot(piece.parts[0][0])]
    if piece.form == "line":
        return [spot for line in sorted(piece.parts, key=_length, reverse=True)[:2] for spot in _along(line)]
    ring = max(piece.parts, key=lambda part: abs(_area(part)))
    return _within(ring, view)


def _along(line: tuple[Point, ...]) -> Iterator[NameSpot]:
    """At the middle of the line, then at its thirds; level with the line there."""
    whole = _length(line)
    if whole == 0:
        return
    for share in (0.5, 0.3, 0.7):
        before, after = _at(line, whole * (share - 0.12)), _at(line, whole * (share + 0.12))
        if math.dist(before, after) < STRAIGHT * 0.24 * whole:
            continue  # a bend: words would lie beside the line
        slope = math.atan2(after[1] - before[1], after[0] - before[0])
        if slope > math.pi / 2:
            slope -= math.pi
        elif slope <= -math.pi / 2:
            slope += math.pi
        yield NameSpot(_at(line, whole * share), slope, whole * 0.8)


def _at(line: tuple[Point, ...], metres: float) -> Point:
    """The point so far along the line."""
    for start, end in itertools.pairwise(line):
        step = math.dist(start, end)
        if step >= metres and step > 0:
            share = metres / step
            return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
        metres -= step
    return line[-1]


def _length(line: tuple[Point, ...]) -> float:
    return sum(math.dist(start, end) for start, end in itertools.pairwise(line))


def _area(ring: tuple[Point, ...]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def _within(ring: tuple[Point, ...], view: View) -> list[NameSpot]:
    """The place inside the ring, and in sight, that is farthest from its sides."""
    wests, norths = [point[0] for point in ring], [point[1] for point in ring]
    west, east = max(min(wests), -view.east_m), min(max(wests), view.east_m)
    south, north = max(min(norths), -view.north_m), min(max(norths), view.north_m)
    thin = ring[:: max(1, len(ring) // 120)]
    best: tuple[float, Point] | None = None
    for row in range(1, GRID + 1):
        for column in range(1, GRID + 1):
            at = west + (east - west) * column / (GRID + 1), south + (north - south) * row / (GRID + 1)
            if not _is_inside(at, thin):
                continue
            far = min(math.dist(at, corner) for corner in thin)
            if best is None or far > best[0]:
                best = far, at
    return [NameSpot(best[1], 0.0, east - west)] if best is not None else []


def _is_inside(at: Point, ring: tuple[Point, ...]) -> bool:
    inside = False
    for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (a[1] > at[1]) != (b[1] > at[1]) and at[0] < a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
            inside = not inside
    return inside


def round_length(most_m: float) -> float:
    """The longest of 1, 2, 5, 10 … metres that is not longer than this: what a scale bar tells."""
    if not math.isfinite(most_m) or most_m <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most_m))
    return next(power * step for step in (5.0, 2.0, 1.0) if power * step <= most_m)


def direction(lat: float, lon: float, other_lat: float, other_lon: float) -> int:
    """Which of the eight directions the other place is in: 0 north, 2 east, 7 north-west."""
    east, north = View(lat, lon, 1, 1).metres(other_lat, other_lon)
    return round(math.degrees(math.atan2(east, north)) / 45) % 8


def mean_place(places: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of these latitudes and longitudes; None of none."""
    known = list(places)
    if not known:
        return None
    return sum(one[0] for one in known) / len(known), sum(one[1] for one in known) / len(known)
