"""What the sheet offers while somebody types: kinds and places of this city, without marks, the best first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication

from console.places.city_map import Ground
from console.places.named import named_places
from console.places.wards import ward_at
from console.records.models import Camera
from console.verbs.life_cycle import LifeCycle
from contract.records.incident import Channel, Severity
from contract.records.life_cycle import Kind
from widgets.places.words import place_kind_word
from widgets.shell.ranking import fit, searchable

MOST = 5
KINDS_FIRST: Sequence[str] = ("place", "ward", "road", "green", "water")
T = TypeVar("T")


@dataclass(frozen=True)
class Spot:
    """A place that can be chosen by its name. `key` is `place:…`, `camera:…`; `ward` is empty where no map tells it."""

    key: str
    name: str
    beside: str
    lat: float
    lon: float
    ward: str = ""
    camera: str = ""


@dataclass(frozen=True)
class Offers(Generic[T]):
    """Things by their searchable words, looked through at each letter."""

    things: Sequence[tuple[str, T]] = field(default=())

    def find(self, text: str, most: int = MOST) -> list[T]:
        """Those that fit all words of `text`, the best first; the first ones where nothing is typed."""
        asked = searchable(text).split()
        fitting = [(how, len(words), place) for place, (words, _one) in enumerate(self.things)
                   if (how := fit(words, asked)) is not None]  # fmt: skip
        best = sorted(fitting)[:most] if asked else fitting[:most]
        return [self.things[place][1] for _how, _long, place in best]


def kinds_of(cycles: Iterable[LifeCycle]) -> Offers[Kind]:
    """Every kind of incident that the city has; one that names no channel comes by its life cycle's first."""
    found = []
    for cycle in cycles:
        for kind in cycle.kinds:
            channel = kind.channel or next(iter(cycle.channels), Channel.FIELD_REPORT)
            one = kind.model_copy(update={"channel": str(channel)})
            found.append((searchable(kind.name), one))
    return Offers(sorted(found, key=lambda entry: entry[0]))


def severity_of(kind: Kind | None) -> Severity:
    """What the city proposes for a kind; the middle where it proposes nothing that is known here."""
    proposed = kind.severity if kind is not None else None
    return Severity(proposed) if proposed in set(Severity) else Severity.MEDIUM


def spots_of(ground: Ground, cameras: Iterable[Camera]) -> Offers[Spot]:
    """Every named place of the map, and every camera that has a place. May run in any thread."""
    named = named_places(ground).values()
    order = {kind: place for place, kind in enumerate(KINDS_FIRST)}
    found = [
        (searchable(one.name), Spot(f"place:{one.name}", one.name, place_kind_word(one.kind), one.lat, one.lon,
                                    one.name if one.kind == "ward" else ward_at(ground, one.lat, one.lon)))
        for one in sorted(named, key=lambda one: (order.get(one.kind, len(order)), one.name))
    ]  # fmt: skip
    known = {spot.name for _words, spot in found}
    camera = QCoreApplication.translate("palette", "Camera")
    found += [(searchable(one.name), spot) for one in cameras
              if (spot := spot_of(one, camera, ground)) is not None and one.name not in known]  # fmt: skip
    return Offers(found)


def spot_of(camera: Camera, beside: str, ground: Ground) -> Spot | None:
    """Where a camera stands; None where nobody said."""
    lat, lon = camera.lat, camera.lon
    if lat is None or lon is None:
        return None
    ward = camera.ward or ward_at(ground, lat, lon)
    return Spot(f"camera:{camera.id}", camera.name, beside, lat, lon, ward, camera.id)
