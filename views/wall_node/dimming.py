"""Less light by night, and a picture that wanders by a few pixels: what a panel and the eyes before it need for weeks.

Pure sums over the time of day; `Dimmer` is the one thing that paints.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.base.formats import local

FADE_S = 600.0
"""A room does not become dark at once, and nobody should see the moment."""
DAY_S = 86_400.0
SHIFT_PX, SHIFT_EVERY_S = 3, 180.0
"""Lines of a strip and edges of tiles are 1 to 2 px wide: three to each side take each of them off any pixel. Tiles
stand 6 px apart, so that nothing is ever cut off."""


@dataclass(frozen=True)
class Night:
    """From when to when how bright the wall is, as a share of full light; by the room's own clock."""

    begins: time
    ends: time
    level: float

    def brightness(self, now: datetime) -> float:
        """1 by day, `level` by night, between them within the first and the last ten minutes of the night."""
        at, begin = _second(local(now).time()), _second(self.begins)
        length = (_second(self.ends) - begin) % DAY_S
        into = (at - begin) % DAY_S
        if into >= length:
            return 1.0
        fade = min(FADE_S, length / 2)
        share = min(1.0, into / fade, (length - into) / fade) if fade else 1.0
        return 1.0 - share * (1.0 - self.level)


def _second(at: time) -> float:
    return at.hour * 3600.0 + at.minute * 60.0 + at.second


def _walk() -> tuple[tuple[int, int], ...]:
    """Every place of the square, each one pixel from the one before: row by row, to and fro, and back the same way."""
    side = range(-SHIFT_PX, SHIFT_PX + 1)
    there = [(x if row % 2 == 0 else -x, y) for row, y in enumerate(side) for x in side]
    return (*there, *there[-2:0:-1])


WALK = _walk()


def shift_at(now: datetime) -> QPoint:
    """How far the picture is moved now; one pixel every three minutes, the same after every restart."""
    return QPoint(*WALK[int(now.timestamp() // SHIFT_EVERY_S) % len(WALK)])


class Dimmer(QWidget):
    """A shade over a whole window; gone by day. It takes no mouse and no keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._brightness = 1.0
        self.hide()

    def set_brightness(self, brightness: float) -> None:
        """From 0, black, to 1, as it is; steps too small to be seen are not painted."""
        brightness = round(max(0.0, min(1.0, brightness)), 2)
        if brightness != self._brightness:
            self._brightness = brightness
            self.setVisible(brightness < 1.0)
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """As dark as the night is, and only where something changed below."""
        painter = QPainter(self)
        shade = theme.current().color("video_ground")
        shade.setAlphaF(1.0 - self._brightness)
        painter.fillRect(event.rect(), shade)
        painter.end()
