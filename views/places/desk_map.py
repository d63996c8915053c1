"""The map in the middle of a desk: around the shown incident, with all that is open and every camera near it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from console.places.city_map import NO_GROUND, TYPE
from console.places.map_view import mean_place
from console.places.marks import around, incident_mark
from console.records.models import Camera, Incident, Indicator
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from views.places.glance import MapGlance
from views.places.map_menu import MapMenu
from views.tiles.ground import GroundKeeper
from widgets.places.moving_map import MovingMap

PLACE_M, CITY_M = 1200.0, 4000.0
"""How far it reaches around an incident, and around the city's centre."""


class DeskMap(QObject):
    """It goes to the incident that is shown, and then where a hand moves it."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._at, self._desk, self._store = at, at.desk, at.context.session.store
        self._keeper, self._ground = GroundKeeper(), NO_GROUND
        self._of: str | None = None
        self._home: tuple[float, float, float] | None = None
        self.map = MovingMap(at.desk.middle.ground)
        self.map.set_colours(everywhere=True)
        box = QVBoxLayout(at.desk.middle.ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.map)
        self.map.looked.connect(self._mark)
        self.map.homed.connect(self._go_home)
        self._glance = MapGlance(at, self.map)
        MapMenu(at, self.map)
        self.map.chosen.connect(lambda kind, key: at.run("open-thing", {"kind": kind, "id": key}))
        at.desk.incident.shown.connect(self._on_shown)
        self._refresher = Refresher(self._read, at.context.faults.met)
        self._stop = at.context.session.changes.subscribe({TYPE}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._glance.close()
        self._stop()
        self._refresher.close()

    def tick(self) -> None:
        """What is on it by now; nothing while nobody sees it."""
        if self.map.isVisible():
            self._follow()
            self._mark()
            self._glance.tick()

    def state(self) -> dict[str, Any]:
        """What is to be seen on it, as plain data."""
        shown = self.map
        at = {"middle": shown.middle, "radius_m": shown.radius_m, "marks": shown.shown()}
        return at | {"glance": self._glance.camera_id}

    async def _read(self, _ids: Ids) -> None:
        self._ground = await self._keeper.read(self._store)
        self.map.set_ground(self._ground)
        self.tick()

    def _on_shown(self) -> None:
        incident = self._at.shown()
        if (incident.id if incident is not None else None) != self._of:
            self.tick()

    def _follow(self) -> None:
        """To another incident's place, where it has one; to the city's centre until there was any."""
        incident = self._at.shown()
        key, mark = (incident.id, incident_mark(incident)) if incident is not None else (None, None)
        if mark is not None and key != self._of:
            self._of, self._home = key, (mark.lat, mark.lon, PLACE_M)
            self._go_home()
        elif self.map.middle is None:
            centre = self._centre()
            if centre is not None:
                self._home = (*centre, CITY_M)
                self._go_home()
            else:
                self.map.set_trouble(self.tr("Nobody said where this city is, so there is no map of it"))

    def _centre(self) -> tuple[float, float] | None:
        if self._ground.middle is not None:
            return self._ground.middle[1], self._ground.middle[0]
        known = self._desk.cameras.cameras
        return mean_place((one.lat, one.lon) for one in known if one.lat is not None and one.lon is not None)

    def _go_home(self) -> None:
        if self._home is not None:
            self.map.set_trouble("")
            self.map.look_at(*self._home)
            self._mark()

    def _mark(self) -> None:
        middle, desk = self.map.middle, self._desk
        if middle is None:
            return
        incident = self._at.shown()
        focus = incident_mark(incident) if incident is not None else None
        things: list[Camera | Indicator | Incident] = [
            *desk.cameras.cameras, *desk.queue.incidents(), *desk.indicators.known,
        ]  # fmt: skip
        but = frozenset({incident.id}) if incident is not None else frozenset[str]()
        found = around(middle, self.map.radius_m, things, but)
        self.map.set_marks(focus, [replace(one, metres=0.0) for one in found])
