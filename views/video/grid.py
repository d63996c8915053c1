"""The camera grid's presenter: which camera is in which place, its stream, and painting only what is new."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from console.records.models import Camera, Incident
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.video.streams import ALARM_PRIORITY, FOCUS_PRIORITY, StreamTiles
from widgets.video.grid import VideoGrid
from widgets.video.tile import VideoTile

OVERVIEW_MOST = 8
"""Up to sixty-four tiles that show keyframes alone: a tenth of the work, to see where something is the matter."""


class CameraPresenter(QObject):
    """Owns the grid's tiles and streams. Tiles keep their place; only the operator moves them. `arranged_anew`: others
    are shown, or another number of them."""

    focused = Signal()
    arranged_anew = Signal()

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
        self._page = 0
        self._side = 3
        self._overview = False
        self.focus_id: str | None = None
        self._tiles: list[VideoTile] = []
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
        count = self._side * self._side
        return self._shown[self._page * count : (self._page + 1) * count]

    @property
    def cameras(self) -> list[Camera]:
        """All cameras of the city."""
        return list(self._cameras.values())

    @property
    def page(self) -> int:
        """Which page is shown, from 0; the overview has one, a bundle leaves the usual one as it is."""
        return 0 if self._overview else self._page_before if self._brought else self._page

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
            self._area, self._page = area, 0
            self._choose()
            self._set_focus(None)
            self._place()

    def _choose(self) -> None:
        """Which are shown, in their order."""
        if self._brought or not self._area:
            self._shown = arranged(self._brought, self._order)
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
        focused = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        if focused is not None and focused < len(ids):
            return ids[focused]
        return next((camera_id for camera_id in self._linked if camera_id in ids), None)

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
        before, count = self._side * self._side, side * side
        self._side = side
        self._page, self._page_before = self._page * before // count, self._page_before * before // count
        if remember:
            self._context.remember(side=side)
        tiles, spares = self._tiles[: side * side], self._tiles[side * side :]
        while len(tiles) < side * side:
            tiles.append(VideoTile(self._grid))
        self._tiles = tiles
        self._grid.set_shape(side, side)
        self._grid.set_tiles(tiles)
        for spare in spares:
            self._streams.release(spare)
            spare.setParent(None)
            spare.deleteLater()
        self._set_focus(None)
        self._place()

    def turn_page(self, by: int) -> None:
        """The next or the previous cameras; the last page is followed by the first."""
        pages = max(1, -(-len(self._shown) // (self._side * self._side)))
        self._page = (self._page + by) % pages
        self._set_focus(None)
        self._place()

    def link(self, incident: Incident | None) -> None:
        """Cameras of the selected incident get its severity as their border."""
        linked = dict.fromkeys(incident.camera_ids, incident.severity) if incident is not None else {}
        if linked != self._linked:
            self._linked = linked
            self._borders()

    def toggle_focus(self, camera_id: str | None) -> None:
        """Enlarge a camera over the grid, or go back to the grid where one is enlarged."""
        if self.focus_id is not None or camera_id is None:
            self._set_focus(None)
            return
        if camera_id in self._cameras and camera_id not in self._shown:
            self.show_area("")
        if camera_id not in self.page_ids and camera_id in self._shown:
            self._page = self._shown.index(camera_id) // (self._side * self._side)
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
        start = self._page * self._side * self._side
        here, there = here + start, there + start
        if max(here, there) < len(self._shown):
            one, other = self._shown[here], self._shown[there]
            self._shown[here], self._shown[there] = other, one
            if not self._brought:
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
            self._page = self._context.arrangement.page
        self._order = arranged(self._context.arrangement.camera_ids, self._cameras)
        if self._area not in self.areas:
            self._area = ""
        self._choose()
        self._place()

    def _place(self) -> None:
        cameras = [self._cameras.get(camera_id) for camera_id in self.page_ids]
        cameras += [None] * (len(self._tiles) - len(cameras))
        self._streams.arrange(list(zip(self._tiles, cameras, strict=False)), keyframes_only=self._overview)
        self._borders()
        self.arranged_anew.emit()

    def _borders(self) -> None:
        ids = self.page_ids
        for place, tile in enumerate(self._tiles):
            camera_id = ids[place] if place < len(ids) else ""
            tile.set_alarm(self._linked.get(camera_id))
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
