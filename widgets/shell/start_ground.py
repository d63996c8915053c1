"""What is seen beside the form to sign in: the city's own map, its name and the clock, and nothing of its day."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.places.city_map import NO_GROUND, Ground
from widgets.base import theme
from widgets.base.labels import label
from widgets.places.picture import PlacePicture, PlaceScene

RADIUS_M, SIDE_PX, NAME_PX, NAME_LEAST_PX, CLOCK_PX = 2500.0, 48, 72, 20, 44
SHEET_PX = 96
DIMMED = 0.55
"""How much of the map is left under the words."""


class StartGround(QWidget):
    """Setters only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = PlacePicture()
        self._scene = PlaceScene(no_map="", north="")
        self._office = label(self.tr("Intelligent operations centre"), "panel_title", self)
        self._office.set_tone("text2")
        self._name = label("IOC Console", "opened", self)
        self._clock, self._date = label("", "clock", self), label("", "text", self)
        self._date.set_tone("text2")
        self._measure()

    def set_city(self, ground: Ground) -> None:
        """The city whose map this machine knows; without one the program's own name stands there."""
        lon_lat = ground.middle
        middle = (lon_lat[1], lon_lat[0]) if lon_lat is not None and ground.is_map else None
        shown = ground if middle is not None else NO_GROUND
        self._scene = PlaceScene(ground=shown, middle=middle, radius_m=RADIUS_M, no_map="", north="")
        self._name.setText(ground.name or "IOC Console")
        self._place()
        self.update()

    @property
    def is_city(self) -> bool:
        """Whether a city is known here."""
        return self._scene.middle is not None

    def set_clock(self, clock: str, date: str) -> None:
        """The time of the city, and its day."""
        self._clock.setText(clock)
        self._date.setText(date)
        self._place()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_date"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The words stand in the corners."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The map, dimmed, or the sheet for one."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("ground0"))
        if self._scene.middle is not None:
            painter.setOpacity(DIMMED)
            painter.drawPixmap(0, 0, self._picture.of(self._scene, self.size(), self.devicePixelRatioF()))
        else:
            self._rule_sheet(painter)
        painter.end()

    def _rule_sheet(self, painter: QPainter) -> None:
        """No city is known here yet: the sheet that its map will be drawn on."""
        look = theme.current()
        painter.setOpacity(DIMMED)
        painter.setPen(look.color("line"))
        step = look.px(SHEET_PX)
        for across in range(step // 2, self.width(), step):
            painter.drawLine(across, 0, across, self.height())
        for down in range(step // 2, self.height(), step):
            painter.drawLine(0, down, self.width(), down)

    def _measure(self) -> None:
        look = theme.current()
        font = self._clock.font()
        font.setPixelSize(look.px(CLOCK_PX))
        self._clock.setFont(font)
        self._place()

    def _fit_name(self, room: int) -> None:
        """As large as there is room for: a city's name is not cut."""
        font = self._name.font()
        font.setPixelSize(theme.current().px(NAME_PX))
        wide = QFontMetrics(font).horizontalAdvance(self._name.text())
        if wide > room:
            font.setPixelSize(max(theme.current().px(NAME_LEAST_PX), font.pixelSize() * room // wide))
        self._name.setFont(font)

    def _place(self) -> None:
        side = theme.current().px(SIDE_PX)
        for part in (self._office, self._name, self._clock, self._date):
            part.adjustSize()
        self._office.move(side, side)
        low = self.height() - side
        date, clock = self._date.sizeHint(), self._clock.sizeHint()
        right = self.width() - side
        self._date.setGeometry(QRect(right - date.width(), low - date.height(), date.width(), date.height()))
        above = low - date.height() - clock.height()
        self._clock.setGeometry(QRect(right - clock.width(), above, clock.width(), clock.height()))
        room = max(1, right - max(clock.width(), date.width()) - 2 * side)
        self._fit_name(room)
        self._name.setGeometry(side, low - self._name.sizeHint().height(), room, self._name.sizeHint().height())
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
