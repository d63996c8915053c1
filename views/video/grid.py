"""The camera grid's presenter: which camera is in which place, its stream, and painting only what is new."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from console.records.models import Camera, Incident
from contract.records.incident import IncidentState
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.video.streams import ALARM_PRIORITY, FOCUS_PRIORITY, StreamTiles
from widgets.video.grid import Shape, VideoGrid
from widgets.video.tile import VideoTile

OVERVIEW_MOST = 8
"""Up to sixty-four tiles that show keyframes alone: a tenth of the work, to see where something is the matter."""


class CameraPresenter(QObject):
    """Owns the grid's tiles and streams. Tiles keep their place; only the operator moves them. `arranged_anew`: others
    are shown, or another number of them. `sided`: a grid of so many was asked for."""

    focused = Signal()
    arranged_anew = Signal()
    sided = Signal()

    def __init__(self, context: Context, grid: VideoGrid, streams: StreamTiles, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._grid = grid
        self._streams = streams
        self._cameras: dict[str, Camera] = {}
        self._order: list[str] = []
        self._shown: list[str] = []
        """The order in which they are shown: the arranged one, that of an area alone, or that of a bundle."""
        self._area = ""
        self._brought: tuple[str, ...] = ()
        self._page_before = 0
        self._linked: dict[str, int] = {}
        self._is_urgent = False
        """Whether those are of a critical incident that nobody has taken on."""
        self._page = self._page_of_grid = 0
        self._side = 3
        self._overview = False
        self._beside: Shape | None = None
        self._near: tuple[str, ...] = ()
        self._follows = True
        self._waiting: tuple[str, ...] = ()
        """Whom the other view showed: they keep their streams, so that the way back costs nobody a connection."""
        self.focus_id: str | None = None
        self._tiles: list[VideoTile] = []
        self._parked: list[VideoTile] = []
        """Unseen, with the streams of those that wait."""
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"camera"}, lambda change: self._refresher.ask(change.ids))
        grid.tile_moved.connect(self._on_moved)
        grid.tile_activated.connect(self._on_activated)

    def start(self, side: int) -> None:
        """Show `side` × `side` places and read which cameras there are."""
        self.set_side(side, remember=False)
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more; streams are closed by `StreamTiles`."""
        self._stop()
        self._refresher.close()

    @property
    def page_ids(self) -> list[str]:
        """Cameras in the places of the grid, first place first."""
        count = self._count
        return self._shown[self._page * count : (self._page + 1) * count]

    @property
    def cameras(self) -> list[Camera]:
        """All cameras of the city."""
        return list(self._cameras.values())

    @property
    def page(self) -> int:
        """Which page is shown, from 0; the overview has one, a bundle and a map leave the usual one as it is."""
        if self._overview or self._beside is not None:
            return 0 if self._overview else self._page_of_grid
        return self._page_before if self._brought else self._page

    @property
    def _count(self) -> int:
        return self._beside.places if self._beside is not None else self._side * self._side

    def bring(self, camera_ids: Iterable[str]) -> None:
        """These come to the first places, and the arrangement waits; with none it is back as it was."""
        brought = tuple(camera_id for camera_id in camera_ids if camera_id in self._cameras)
        if brought and not self._brought:
            self._page_before = self._page
        self._page = 0 if brought else self._page_before
        self._brought = brought
        self._choose()
        self._set_focus(None)
        self._place()

    @property
    def is_brought(self) -> bool:
        """Whether a bundle has taken the first places."""
        return bool(self._brought)

    @property
    def side(self) -> int:
        """How many places there are in a row."""
        return self._side

    @property
    def area(self) -> str:
        """The area whose cameras alone are shown; empty for all of the city."""
        return self._area

    @property
    def areas(self) -> list[str]:
        """Where there are cameras, in the city's order."""
        return list(dict.fromkeys(camera.area for camera in self._cameras.values() if camera.area))

    def show_area(self, area: str) -> None:
        """The cameras of this area alone; of the whole city where it is empty."""
        if area != self._area:
            self._area = area
            self._show_anew()

    @property
    def is_beside(self) -> bool:
        """Whether they stand beside a map."""
        return self._beside is not None

    @property
    def is_following(self) -> bool:
        """Whether those that are nearest to what the map is about come first; beside a map alone."""
        return self._beside is not None and self._follows

    def follow(self, camera_ids: Iterable[str]) -> None:
        """What is near the incident by now, the nearest first: so they stand beside a map that shows it."""
        near = tuple(camera_ids)
        if near != self._near:
            self._near = near
            if self.is_following:
                self._show_anew(self.focus_id)

    def set_following(self, *, on: bool) -> None:
        """Whether the cameras beside the map follow the incident."""
        before, self._follows = self._follows, on
        if on != before and self._beside is not None:
            self._area = "" if on else self._area
            self._show_anew()

    def stand_beside(self, shape: Shape | None) -> None:
        """Stand in these places beside a map from now on, or with None in those of the usual grid again. Whom the other
        view showed keeps its stream meanwhile."""
        if shape == self._beside:
            return
        if self._overview:
            self.set_side(self._context.arrangement.side or 3, remember=False)
        before, was = self._count, self._beside
        if was is None or shape is None:
            self._waiting = tuple(self.page_ids)
        if was is None:
            self._page_of_grid = self._page_before if self._brought else self._page
        self._beside = shape
        page = self._page_of_grid if shape is None else self._page * before // shape.places
        self._page_before, self._page = page, 0 if self._brought else page
        self._fill()
        self._show_anew(page=self._page)

    def _show_anew(self, focus: str | None = None, page: int = 0) -> None:
        self._page = page
        self._choose()
        self._set_focus(focus)
        self._place()

    def _fill(self) -> None:
        """As many tiles as there are places; those over and above are unseen."""
        tiles = [*self._tiles, *self._parked]
        while len(tiles) < self._count:
            tiles.append(VideoTile(self._grid))
        self._tiles, self._parked = tiles[: self._count], tiles[self._count :]
        shape = self._beside or Shape(self._side, self._side)
        self._grid.set_shape(shape.rows, shape.cols, lead=shape.lead)
        self._grid.set_tiles(self._tiles)

    def _choose(self) -> None:
        """Which are shown, in their order."""
        if self._brought or self.is_following or not self._area:
            self._shown = arranged(self._brought or (self._near if self.is_following else ()), self._order)
        else:
            self._shown = [one for one in self._order if self._cameras[one].area == self._area]
        if not self.page_ids:
            self._page = 0  # there are fewer cameras than when it was left

    def camera(self, camera_id: str) -> Camera | None:
        """A camera of the city."""
        return self._cameras.get(camera_id)

    def current_id(self) -> str | None:
        """The camera that a command means: the enlarged one, else the one with the keyboard, else the incident's."""
        if self.focus_id is not None:
            return self.focus_id
        ids = self.page_ids
        return self.with_keyboard() or next((camera_id for camera_id in self._linked if camera_id in ids), None)

    def with_keyboard(self) -> str | None:
        """The camera in whose tile the keyboard is; None where it is in none."""
        focused = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        ids = self.page_ids
        return ids[focused] if focused is not None and focused < len(ids) else None

    def show_overview(self) -> None:
        """The smallest square that holds every camera, up to the most, at keyframes; again: back to the usual grid."""
        if self._overview:
            self.set_side(self._context.arrangement.side or 3, remember=False)
            return
        side = next((side for side in range(2, OVERVIEW_MOST) if side * side >= len(self._shown)), OVERVIEW_MOST)
        self.set_side(side, remember=False, overview=True)

    def set_side(self, side: int, *, remember: bool = True, overview: bool = False) -> None:
        """`side` places in a row and in a column."""
        self._overview = overview
        before, count = self._count, side * side
        self._side, self._beside, self._waiting = side, None, ()
        self._page, self._page_before = self._page * before // count, self._page_before * before // count
        if remember:
            self._context.remember(side=side)
        self._fill()
        self._set_focus(None)
        self._place()
        self.sided.emit()

    def turn_page(self, by: int) -> None:
        """The next or the previous cameras; the last page is followed by the first."""
        pages = max(1, -(-len(self._shown) // self._count))
        self._page = (self._page + by) % pages
        self._set_focus(None)
        self._place()

    def link(self, incident: Incident | None) -> None:
        """Cameras of the selected incident get its severity as their border."""
        linked = dict.fromkeys(incident.camera_ids, incident.severity) if incident is not None else {}
        urgent = incident is not None and incident.severity == 1 and incident.state == IncidentState.NEW
        if (linked, urgent) != (self._linked, self._is_urgent):
            self._linked, self._is_urgent = linked, urgent
            self._borders()

    def toggle_focus(self, camera_id: str | None) -> None:
        """Enlarge a camera over the grid, or go back to the grid where one is enlarged."""
        if self.focus_id is not None or camera_id is None:
            self._set_focus(None)
            return
        if camera_id in self._cameras and camera_id not in self._shown:
            self.show_area("")
        if camera_id not in self.page_ids and camera_id in self._shown:
            self._page = self._shown.index(camera_id) // self._count
            self._place()
        self._set_focus(camera_id)

    def _set_focus(self, camera_id: str | None) -> None:
        ids = self.page_ids
        self.focus_id = camera_id if camera_id in ids else None
        index = ids.index(camera_id) if camera_id in ids else None
        self._grid.focus(index)
        for place, tile in enumerate(self._tiles):
            tile.set_focused(place == index)
            self._streams.set_visible(tile, index is None or place == index)
            if index is None:
                tile.reset_zoom()
        self._borders()
        self.focused.emit()

    def _on_moved(self, here: int, there: int) -> None:
        start = self._page * self._count
        here, there = here + start, there + start
        if max(here, there) < len(self._shown):
            one, other = self._shown[here], self._shown[there]
            self._shown[here], self._shown[there] = other, one
            if not self._brought and not self.is_following:
                here, there = self._order.index(one), self._order.index(other)
                self._order[here], self._order[there] = other, one
                self._context.remember(camera_ids=tuple(self._order))
            self._place()

    def _on_activated(self, place: int) -> None:
        ids = self.page_ids
        if place < len(ids):
            self.toggle_focus(ids[place])

    async def _read(self, _ids: Ids) -> None:
        cameras = await self._context.session.store.cameras()
        if {camera.id: camera for camera in cameras} == self._cameras:
            return
        self._cameras = {camera.id: camera for camera in cameras}
        if not self._order:
            self._page_of_grid = kept = self._context.arrangement.page
            self._page = kept if self._beside is None else kept * self._side * self._side // self._count
        self._order = arranged(self._context.arrangement.camera_ids, self._cameras)
        if self._area not in self.areas:
            self._area = ""
        self._choose()
        self._place()

    def _place(self) -> None:
        cameras: list[Camera | None] = [self._cameras.get(camera_id) for camera_id in self.page_ids]
        cameras += [None] * (len(self._tiles) - len(cameras))
        waiting = self._park()
        wanted = [*zip(self._tiles, cameras, strict=False), *zip(self._parked, waiting, strict=True)]
        self._streams.arrange(wanted, keyframes_only=self._overview)
        for tile in (*self._tiles, *self._parked):
            self._streams.set_aside(tile, on=tile in self._parked)
        spares = [tile for tile, camera in zip(self._parked, waiting, strict=True) if camera is None]
        self._parked = [tile for tile in self._parked if tile not in spares]
        for spare in spares:
            spare.setParent(None)
            spare.deleteLater()
        self._borders()
        self.arranged_anew.emit()

    def _park(self) -> list[Camera | None]:
        """Who waits and is not shown, for each of the unseen tiles; None for one that is not needed any more."""
        ids = self.page_ids
        waiting = [self._cameras[one] for one in self._waiting if one in self._cameras and one not in ids]
        while len(self._parked) < len(waiting):
            tile = VideoTile(self._grid)
            tile.hide()
            tile.resize(self._tiles[0].size())
            self._parked.append(tile)
        return [*waiting, *[None] * (len(self._parked) - len(waiting))]

    def _borders(self) -> None:
        ids = self.page_ids
        for place, tile in enumerate(self._tiles):
            camera_id = ids[place] if place < len(ids) else ""
            tile.set_alarm(self._linked.get(camera_id), pulses=self._is_urgent)
            focused = FOCUS_PRIORITY if camera_id and camera_id == self.focus_id else 0
            self._streams.set_priority(tile, focused or (ALARM_PRIORITY if camera_id in self._linked else 0))


def linked_camera(known: Iterable[Camera], incident: Incident | None) -> str | None:
    """The first known camera of `incident`."""
    there = {camera.id for camera in known}
    return next((camera_id for camera_id in (incident.camera_ids if incident else ()) if camera_id in there), None)


def arranged(remembered: Iterable[str], known: Iterable[str]) -> list[str]:
    """Known cameras, the remembered ones first and in the remembered order, new ones behind."""
    there = list(known)
    first = [camera_id for camera_id in remembered if camera_id in there]
    return first + [camera_id for camera_id in there if camera_id not in first]
