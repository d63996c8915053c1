"""What a map tile is of: a place, a camera, an incident or the city's centre, and what stands near it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.base.changes import Change
from console.places.map_view import View, mean_place, radius_of
from console.places.marks import Mark, around, camera_mark, incident_mark
from console.places.typed import said_place
from console.records.models import Camera, Incident, Indicator
from console.storage.store import Store
from views.tiles.binding import Binding, Stage
from views.tiles.ground import GroundKeeper
from views.tiles.kind import Config
from views.tiles.named import pick
from widgets.base.formats import number_text
from widgets.places.map import PlaceMap

INCIDENT = "incident"
"""A reserved place names the incident that it shows; no layout does."""


class ShownPlace:
    """What a map is of, and what stands on it: read when something changes, put up once a second at most."""

    def __init__(self, tile: PlaceMap, stage: Stage, config: Config) -> None:
        self._tile, self._stage, self._config = tile, stage, config
        self._keeper = GroundKeeper()
        self._cameras: list[Camera] = []
        self._indicators: list[Indicator] = []
        self._things: list[Camera | Indicator | Incident] = []
        self._news, self._read_news = 1, 0
        """How often anything but incidents has changed, and how much of that has been read."""
        self._focus: Mark | None = None
        self._fresh = self._has_shown = False
        self.middle: tuple[float, float] | None = None

    def moved(self, _change: Change) -> bool:
        """Something besides incidents changed: it is read again as well."""
        self._news += 1
        return True

    async def read(self, binding: Binding) -> None:
        """Map, cameras, indicators and open incidents as they are now."""
        store, news = self._stage.session.store, self._news
        if news != self._read_news:
            await self._keeper.read(store)
            self._cameras, self._indicators = await store.cameras(), await store.indicators()
            self._read_news = news
        await self._stage.incidents.ready()
        self._things = [*self._cameras, *self._stage.incidents.index.known.values(), *self._indicators]
        await self._find(store, self._cameras)
        binding.name, binding.ref = self._named(), self._focus.id if self._focus is not None else ""
        self._fresh = True
        if not self._has_shown:
            self.show()

    async def _find(self, store: Store, cameras: list[Camera]) -> None:
        """The middle, and the mark of what the map is about; an incident that has ended stays where it was."""
        wanted, incident = self._config.get("camera"), self._config.get(INCIDENT)
        if incident:
            found = await store.incident(str(incident))
            mark = incident_mark(found) if found is not None else None
            if mark is not None and found is not None:
                self._focus = replace(mark, name=found.place or found.ward or mark.name)
        elif wanted:
            camera = pick(cameras, wanted)
            self._focus = camera_mark(camera) if camera is not None else None
        said = said_place(self._config)
        if self._focus is not None:
            self.middle = self._focus.lat, self._focus.lon
        elif wanted or incident or said is not None:
            self.middle = said
        else:
            self.middle = self._centre(cameras)

    def _centre(self, cameras: list[Camera]) -> tuple[float, float] | None:
        """The city's; an older server does not say where that is, but its cameras are in it."""
        if self._keeper.ground.middle is not None:
            return self._keeper.ground.middle[1], self._keeper.ground.middle[0]
        return mean_place((one.lat, one.lon) for one in cameras if one.lat is not None and one.lon is not None)

    def _named(self) -> str:
        title = str(self._config.get("title") or "")
        if title or self._focus is not None:
            return title or (self._focus.name if self._focus is not None else "")
        plain = QCoreApplication.translate("tiles", "Map")
        if self._keeper.ground.name and said_place(self._config) is None and not self._config.get("camera"):
            return self._keeper.ground.name
        return plain

    def tick(self, _now: datetime) -> None:
        """Put up what was read since."""
        if self._fresh:
            self.show()

    def show(self) -> None:
        """The map as it is known now."""
        self._fresh, self._has_shown = False, True
        tile, radius = self._tile, radius_of(self._config.get("radius_m"))
        if self.middle is None:
            tile.set_trouble(QCoreApplication.translate("tiles", "Nobody said where this is, so there is no map of it"))
            return
        tile.set_trouble("")
        tile.set_ground(self._keeper.ground)
        tile.look_at(*self.middle, radius)
        itself = frozenset({self._focus.id}) if self._focus is not None else frozenset[str]()
        tile.set_marks(self._focus, around(self.middle, radius, self._things, itself))
        if not self._config.get(INCIDENT):
            tile.set_captions(self._named(), self._count(radius))

    def _count(self, radius: float) -> str:
        """How many incidents are open within the picture, those too that lie over one another."""
        assert self.middle is not None  # noqa: S101 - asked by the caller
        view = View.around(*self.middle, radius, (self._tile.width(), self._tile.height()))
        places = [(one.lat, one.lon) for one in self._things if isinstance(one, Incident)]
        seen = sum(view.holds(view.metres(lat, lon)) for lat, lon in places if lat is not None and lon is not None)
        return QCoreApplication.translate("tiles", "{n} open here").format(n=number_text(seen)) if seen else ""
