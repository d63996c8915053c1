"""The map on the sheet: where the incident is, moved by hand, with what is open and which cameras stand around it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.places.city_map import NO_GROUND, Ground
from console.places.marks import Mark, around
from console.places.named import Named, named_places
from console.places.near import distance_m
from console.places.wards import ward_at
from console.records.models import Camera, Incident
from views.desk.desk import Desk
from widgets.places.moving_map import MovingMap

CLOSE_M, CITY_M = 150.0, 3000.0
NEAR_PLACE_M = 500.0


class SheetMap(QObject):
    """`moved(lat, lon)`: a hand has moved it, and the incident is at its middle now."""

    moved = Signal(float, float)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._ground: Ground = NO_GROUND
        self._named: Sequence[Named] = ()
        self._incidents: Sequence[Incident] = ()
        self._place = ""
        self.map = MovingMap()
        self.map.looked.connect(self._on_looked)

    def set_ground(self, ground: Ground) -> None:
        """What lies below."""
        if ground is not self._ground:
            self._ground, self._named = ground, tuple(named_places(ground).values())
            self.map.set_ground(ground)

    def ward_at(self, lat: float, lon: float) -> str:
        """In which ward that is, by the map."""
        return ward_at(self._ground, lat, lon)

    def words_at(self, lat: float, lon: float) -> str:
        """What is near, for a place that nobody named; empty where nothing has a name."""
        near = [(distance_m(lat, lon, one.lat, one.lon), one.name) for one in self._named if one.kind == "place"]
        metres, name = min(near, default=(NEAR_PLACE_M, ""))
        if not name or metres >= NEAR_PLACE_M:
            return self.ward_at(lat, lon)
        return QCoreApplication.translate("opening", "Near {place}").format(place=name)

    def show(self, at: tuple[float, float] | None, place: str, incidents: Sequence[Incident]) -> None:
        """Go there; to the middle of the city while nobody has said where it is."""
        self._place, self._incidents = place, incidents
        if at is not None:
            self.map.look_at(*at, CLOSE_M)
            self._mark(at)
        elif self._ground.middle is not None:
            self.map.look_at(self._ground.middle[1], self._ground.middle[0], CITY_M)
            self.map.set_marks(None, ())

    def _on_looked(self) -> None:
        if self.map.middle is not None:
            self._mark(self.map.middle)
            self.moved.emit(*self.map.middle)

    def _mark(self, at: tuple[float, float]) -> None:
        things: list[Camera | Incident] = [*self._desk.cameras.cameras, *self._incidents]
        self.map.set_marks(Mark("place", "", self._place, *at), around(at, self.map.radius_m, things))
