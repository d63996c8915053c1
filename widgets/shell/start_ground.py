"""What is seen beside the form to sign in: the city's own map, its name and the clock, and nothing of its day."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.places.city_map import NO_GROUND, Ground
from widgets.base import icons, theme
from widgets.base.labels import label
from widgets.places.picture import PlacePicture, PlaceScene

RADIUS_M, SIDE_PX, MARK_PX, MARK_GAP_PX = 2500.0, 64, 48, 20
NAME_PX, NAME_LEAST_PX, CLOCK_PX, DATE_PX, TITLE_PX = 96, 20, 56, 20, 22
NARROW_PX = 1300
"""A ground of this width has its words as large as they are drawn; a narrower one has them smaller, in proportion."""
KINDS = ("thành phố ", "tỉnh ", "tp. ", "tp ", "city of ")
"""What a name of a city may begin with."""
SHEET_PX = 96
"""Of a square of the sheet where no map is known yet."""
DIMMED = 0.55
"""How much of the map is left under the words."""


class StartGround(QWidget):
    """Setters only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = PlacePicture()
        self._scene = PlaceScene(is_backdrop=True)
        self._office = label(self.tr("Intelligent operations centre"), "panel_title", self)
        self._office.set_tone("text2")
        self._title = label("", "title", self)
        self._name = label("IOC Console", "opened", self)
        self._clock, self._date = label("", "clock", self), label("", "text", self)
        self._date.set_tone("text2")
        self._place()

    def set_city(self, ground: Ground) -> None:
        """The city whose map this machine knows; without one the program's own name stands there."""
        lon_lat = ground.middle
        middle = (lon_lat[1], lon_lat[0]) if lon_lat is not None and ground.is_map else None
        shown = ground if middle is not None else NO_GROUND
        self._scene = PlaceScene(ground=shown, middle=middle, radius_m=RADIUS_M, is_backdrop=True)
        short = short_name(ground.name)
        self._title.setText(ground.name if ground.name != short else "")
        self._name.setText(short or "IOC Console")
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
            self._place()

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
        painter.setOpacity(1.0)
        side, mark = self._px(SIDE_PX), self._px(MARK_PX)
        icons.paint(painter, QRectF(side, side, mark, mark), "landmark", "accent")
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

    def _px(self, drawn: float) -> int:
        """As large as it is drawn where there is room, in proportion where there is less."""
        look = theme.current()
        return round(look.px(drawn) * min(1.0, max(0.5, self.width() / max(1, look.px(NARROW_PX)))))

    def _measure(self) -> None:
        for part, size in ((self._clock, CLOCK_PX), (self._date, DATE_PX), (self._title, TITLE_PX)):
            font = part.font()
            font.setPixelSize(max(theme.current().px(13), self._px(size)))
            part.setFont(font)

    def _fit_name(self, room: int) -> None:
        """As large as there is room for: a city's name is not cut."""
        font = self._name.font()
        font.setPixelSize(self._px(NAME_PX))
        wide = QFontMetrics(font).horizontalAdvance(self._name.text())
        if wide > room:
            font.setPixelSize(max(theme.current().px(NAME_LEAST_PX), font.pixelSize() * room // wide))
        self._name.setFont(font)

    def _place(self) -> None:
        self._measure()
        side = self._px(SIDE_PX)
        for part in (self._office, self._title, self._name, self._clock, self._date):
            part.adjustSize()
        beside = side + self._px(MARK_PX) + self._px(MARK_GAP_PX)
        lines = [self._office, self._title] if self._title.text() else [self._office]
        top = side + (self._px(MARK_PX) - sum(line.height() for line in lines)) // 2
        for line in lines:
            line.move(beside, top)
            top += line.height()
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


def short_name(name: str) -> str:
    """A city without what it is, as its people call it."""
    for kind in KINDS:
        if name.lower().startswith(kind) and len(name) > len(kind):
            return name[len(kind) :].strip()
    return name
