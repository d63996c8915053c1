"""The map of an incident's place over the desk: closer and farther by + and −, moved by arrows, and back with 0."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.places.city_map import Ground
from console.places.marks import Mark
from widgets.base.desk_page import DeskPage
from widgets.base.labels import ElidedLabel, label
from widgets.places.moving_map import MovingMap
from widgets.places.nearby import metres_text
from widgets.places.words import near_words

RADIUS_M = 800.0
"""As far as the list of what is near reaches (`console.places.near.WITHIN_M`)."""


class PlaceSheet(DeskPage):
    """`looked(lat, lon, radius_m)`: the map was moved, and wants the marks of where it is now."""

    looked = Signal(float, float, float)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Map of the place"))
        self._home, self._far = (0.0, 0.0), RADIUS_M
        self.map = MovingMap(self)
        self.map.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its keys come to it from here, wherever the keyboard is
        self.map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.map.setMinimumHeight(160)
        self._near = ElidedLabel("", "text", self, lines=2)
        self._near.set_tone("text2")
        self._radius = label("", "text", self)
        hint = self.tr("+ − closer, farther · arrows move · 0 back to the place · Esc closes")
        keys = ElidedLabel(hint, "caption", self)
        self.map.looked.connect(self._look)
        self.map.homed.connect(self._go_home)
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

    def _look(self) -> None:
        lat, lon = self.map.middle or self._home
        self._radius.setText(self.tr("{metres} around").format(metres=metres_text(self.map.radius_m)))
        self.looked.emit(lat, lon, self.map.radius_m)

    def _go_home(self) -> None:
        self.map.look_at(*self._home, self._far)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Plus, minus, arrows and 0, which are the map's, and Esc."""
        if event.key() == Qt.Key.Key_M:
            self.close()  # the key that opened it
        else:
            self.map.keyPressEvent(event)
        super().keyPressEvent(event)
