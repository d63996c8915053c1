"""The map of an incident's place over the desk: closer and farther by + and −, moved by arrows, and back with 0."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.places.city_map import Ground
from console.places.map_view import View, radius_of
from console.places.marks import Mark
from widgets.base.desk_page import DeskPage
from widgets.base.labels import ElidedLabel, label
from widgets.places.map import PlaceMap
from widgets.places.nearby import metres_text
from widgets.places.words import near_words

RADIUS_M = 800.0
"""As far as the list of what is near reaches (`console.places.near.WITHIN_M`)."""
ZOOM = 1.5
STEP = 0.3
"""An arrow moves by this share of what is seen from the middle to the side."""
WHEEL_NOTCH = 120
_ARROWS = ((Qt.Key.Key_Left, -1, 0), (Qt.Key.Key_Right, 1, 0), (Qt.Key.Key_Up, 0, 1), (Qt.Key.Key_Down, 0, -1))


class PlaceSheet(DeskPage):
    """`looked(lat, lon, radius_m)`: the map was moved, and wants the marks of where it is now."""

    looked = Signal(float, float, float)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Map of the place"))
        self._home, self._far = (0.0, 0.0), RADIUS_M
        self._dragged: QPointF | None = None
        self.map = PlaceMap(self)
        self.map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.map.setMinimumHeight(160)
        self._near = ElidedLabel("", "text", self, lines=2)
        self._near.set_tone("text2")
        self._radius = label("", "text", self)
        hint = self.tr("+ − closer, farther · arrows move · 0 back to the place · Esc closes")
        keys = ElidedLabel(hint, "caption", self)
        self.box.addWidget(self.map, 1)
        self.box.addWidget(self._near)
        foot = QHBoxLayout()
        foot.addWidget(keys, 1)
        foot.addWidget(self._radius)
        self.box.addLayout(foot)

    def show_place(self, title: str, at: tuple[float, float], far: float = RADIUS_M) -> None:
        """Begin at this latitude and longitude, under this title, so many metres around."""
        self._title.setText(title)
        self._home, self._far = at, far
        self.map.look_at(*at, far)
        self._look()

    def show_marks(self, ground: Ground, focus: Mark | None, marks: Sequence[Mark]) -> None:
        """What stands on it now; `marks` tell how far they are from the place."""
        self.map.set_ground(ground)
        self.map.set_marks(focus, marks)
        near = near_words(self._home, [one for one in marks if one.metres <= RADIUS_M])
        self._near.setText(near or self.tr("No camera, incident or indicator is near"))

    def zoom(self, notches: float) -> None:
        """Closer for more than 0, farther for less."""
        middle = self.map.middle or self._home
        self.map.look_at(*middle, radius_of(self.map.radius_m / ZOOM**notches))
        self._look()

    def move_by(self, east: float, north: float) -> None:
        """Move by shares of what is seen from the middle to the nearer side."""
        middle, far = self.map.middle or self._home, self.map.radius_m
        found = View(*middle, far, far).place(east * far, north * far)
        self.map.look_at(max(-85.0, min(85.0, found[0])), found[1], far)
        self._look()

    def _look(self) -> None:
        lat, lon = self.map.middle or self._home
        self._radius.setText(self.tr("{metres} around").format(metres=metres_text(self.map.radius_m)))
        self.looked.emit(lat, lon, self.map.radius_m)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Plus, minus, arrows, 0 and Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(-1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.map.look_at(*self._home, self._far)
            self._look()
        elif key == Qt.Key.Key_M:
            self.close()  # the key that opened it
        for arrow, east, north in _ARROWS:
            if key == arrow:
                self.move_by(east * STEP, north * STEP)
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt names it
        """As plus and minus."""
        self.zoom(event.angleDelta().y() / WHEEL_NOTCH)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Take the map."""
        on_map = self.map.geometry().contains(event.position().toPoint())
        self._dragged = event.position() if on_map and event.button() == Qt.MouseButton.LeftButton else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """The ground follows the hand."""
        if self._dragged is None:
            return
        by, self._dragged = event.position() - self._dragged, event.position()
        half = max(1, min(self.map.width(), self.map.height())) / 2
        self.move_by(-by.x() / half, by.y() / half)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Let it go."""
        self._dragged = None
        event.accept()
