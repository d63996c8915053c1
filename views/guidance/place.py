"""The map of the place that the shown incident is at, with what is near: from what the desk has anyway, offline too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from console.places.city_map import NO_GROUND, TYPE
from console.places.marks import Mark, around, incident_mark
from console.places.named import Named, named_places
from console.places.near import distance_m
from console.records.models import Camera, Incident, Indicator
from views.arguments.incident import ShowMap
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from views.tiles.ground import GroundKeeper
from widgets.places.sheet import PlaceSheet

AGAIN_MS = 1000


class PlacePresenter(QObject):
    """Opens the map over the desk, and keeps its marks as they are while it is open."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._context, self._desk = at.context, at.desk
        self._keeper = GroundKeeper()
        self._ground = NO_GROUND
        self._incident: Incident | None = None
        self._place: Named | None = None
        """What the map is about where that is no incident."""
        self.sheet = PlaceSheet(at.window)
        at.overlays.add("map", self.sheet)
        self.sheet.looked.connect(lambda _lat, _lon, _radius: self._show())
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self._show)
        self.sheet.opened.connect(self._timer.start)
        self.sheet.closed.connect(self._timer.stop)
        self._refresher = Refresher(self._read, at.context.faults.met)
        self._stop = at.context.session.changes.subscribe({TYPE}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_MAP, self._open, self._why_off)

    def state(self) -> dict[str, Any]:
        """What is to be seen on it, as plain data; None while it is closed."""
        if not self.sheet.isVisible():
            return {"map": None}
        shown = self.sheet.map
        return {
            "map": {
                "incident": self._incident.id if self._incident is not None else None,
                "radius_m": shown.radius_m,
                "middle": shown.middle,
                "marks": shown.shown(),
                "shapes": len(self._ground.shapes),
                "words": shown.accessibleDescription(),
            }
        }

    async def _read(self, _ids: Ids) -> None:
        self._ground = await self._keeper.read(self._context.session.store)
        if self.sheet.isVisible():
            self._show()

    def _why_off(self, args: ShowMap) -> str | None:
        if args.place:
            return None if self._named(args.place) is not None else "unknown_place"
        incident = self._desk.known(args.incident)
        if incident is None:
            return "no_incident"
        return None if incident_mark(incident) is not None else "no_place"

    def _named(self, name: str) -> Named | None:
        return named_places(self._ground).get(name)

    def _open(self, args: ShowMap) -> None:
        named = self._named(args.place) if args.place else None
        if named is not None:
            self._place, self._incident = named, None
            self.sheet.open()
            self.sheet.show_place(named.name, (named.lat, named.lon), named.reach_m)
            return
        incident = self._desk.known(args.incident)
        mark = incident_mark(incident) if incident is not None else None
        if incident is None or mark is None:
            raise CommandRefusedError("no_place")
        self._incident, self._place = incident, None
        parts = (incident.code, incident.place, incident.ward)
        self.sheet.open()
        self.sheet.show_place(" · ".join(dict.fromkeys(part for part in parts if part)), (mark.lat, mark.lon))

    def _show(self) -> None:
        """The marks of where the map is now; they tell how far they are from what the map is about."""
        incident, middle = self._incident, self.sheet.map.middle
        if middle is None or (incident is None and self._place is None):
            return
        incident = (self._desk.queue.incident(incident.id) or incident) if incident is not None else None
        focus = _focus(incident) if incident is not None else _mark(self._place)
        desk = self._desk
        things: list[Camera | Indicator | Incident] = [
            *desk.cameras.cameras,
            *desk.queue.incidents(),
            *desk.indicators.known,
        ]
        but = frozenset({incident.id} if incident is not None else ())
        found = around(middle, self.sheet.map.radius_m, things, but)
        if focus is not None:
            found = [replace(one, metres=_metres(focus, one)) for one in found]
        self.sheet.show_marks(self._ground, focus, found)


def _mark(named: Named | None) -> Mark | None:
    return Mark("place", named.name, named.name, named.lat, named.lon) if named is not None else None


def _focus(incident: Incident) -> Mark | None:
    """The incident by the name of its place: that is what a map is asked for."""
    mark = incident_mark(incident)
    return replace(mark, name=incident.place or incident.ward or mark.name) if mark is not None else None


def _metres(focus: Mark, other: Mark) -> float:
    return distance_m(focus.lat, focus.lon, other.lat, other.lon)
