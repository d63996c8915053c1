"""The map of a place: the city's own ground, north up, with its scale; one mark that has a colour, and quiet ones.

Ground and marks are painted once into a picture and only again when something of them is new, so that a repaint is
no more than putting that picture up (`widgets.places.picture`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.places.city_map import Ground
from console.places.map_view import radius_of
from console.places.marks import Mark
from widgets.base import theme
from widgets.places.picture import PlacePicture, PlaceScene, mark_at
from widgets.places.words import near_words

NEAR_M = 400.0
"""So far one sees around a place that is shown beside other things."""


class PlaceMap(QWidget):
    """Setters only; whoever holds it moves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = PlacePicture()
        no_map = self.tr("This city has no map of its own yet: distances alone")
        self._scene = PlaceScene(no_map=no_map, north=self.tr("N"))
        self.setAccessibleName(self.tr("Map"))

    # what to show

    def set_ground(self, ground: Ground) -> None:
        """What lies below the marks; without shapes the city has no map, and the map says so."""
        self._show(replace(self._scene, ground=ground))

    def look_at(self, lat: float, lon: float, radius_m: float) -> None:
        """Show this place, and so many metres around it."""
        self._show(replace(self._scene, middle=(lat, lon), radius_m=radius_of(radius_m)))

    def set_marks(self, focus: Mark | None, marks: Sequence[Mark]) -> None:
        """`focus` is what the map is about; where that is an incident, it is the one that has a colour."""
        self._show(replace(self._scene, focus=focus, marks=tuple(marks)))

    def set_captions(self, left: str, right: str = "") -> None:
        """The strip at the foot, as a camera's; two empty ones leave it out."""
        self._show(replace(self._scene, captions=(left, right)))

    def show_place(self, ground: Ground, mark: Mark | None) -> None:
        """Where something is, with the streets around it; nothing is shown where nobody said where that is."""
        self.setVisible(mark is not None)
        if mark is not None:
            self.set_ground(ground)
            self.look_at(mark.lat, mark.lon, NEAR_M)
            self.set_marks(mark, ())

    def set_trouble(self, words: str) -> None:
        """Why there is no map to see; empty where there is one."""
        self._show(replace(self._scene, trouble=words))

    def _show(self, scene: PlaceScene) -> None:
        if scene.ground is self._scene.ground and scene == self._scene:  # never point by point
            return
        self._scene = scene
        self.setAccessibleDescription(_words(scene))
        self.update()

    def set_colours(self, *, everywhere: bool) -> None:
        """Whether every incident has the colour of its severity, where the map is to be worked with."""
        self._show(replace(self._scene, calm=not everywhere))

    # what is shown

    @property
    def radius_m(self) -> float:
        """How far it reaches from the middle, on its shorter side."""
        return self._scene.radius_m

    @property
    def middle(self) -> tuple[float, float] | None:
        """Latitude and longitude of its middle."""
        return self._scene.middle

    @property
    def renders(self) -> Mapping[str, int]:
        """How often ground and whole were painted anew."""
        return MappingProxyType(self._picture.renders)

    def shown(self) -> list[str]:
        """Ids of the marks within the picture, the place's own first."""
        view = self._scene.view(self.size())
        if view is None:
            return []
        own = [self._scene.focus] if self._scene.focus is not None else []
        return [one.id for one in (*own, *self._scene.marks) if view.holds(view.metres(one.lat, one.lon))]

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark that lies under this point of the map, the place's own too."""
        return mark_at(self._scene, self.size(), at)

    def place_at(self, at: QPointF) -> tuple[float, float] | None:
        """Latitude and longitude of what lies under this point; None where nothing is shown."""
        view, box = self._scene.view(self.size()), self._scene.box(self.size())
        if view is None:
            return None
        middle = box.center()
        east = (at.x() - middle.x()) / (box.width() / 2) * view.east_m
        return view.place(east, (middle.y() - at.y()) / (box.height() / 2) * view.north_m)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Some room to see streets in."""
        look = theme.current()
        return QSize(look.px(640), look.px(420))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Put up what was painted before."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture.of(self._scene, self.size(), self.devicePixelRatioF()))
        painter.end()


def _words(scene: PlaceScene) -> str:
    """The map for those who hear it: the place, and what is near, with distance and direction."""
    if scene.trouble:
        return scene.trouble
    place = scene.focus.name if scene.focus is not None else scene.captions[0]
    near = near_words(scene.middle, scene.marks) if scene.middle is not None else ""
    return "; ".join(part for part in (place, near, "" if scene.ground.is_map else scene.no_map) if part)
