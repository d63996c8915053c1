"""How a wall looks to the room: text as large as the farthest seat needs it, in the theme and the light of the hour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from console.analysis.legibility import PANEL_PX, Room
from views.base.context import Context
from views.wall_node.unattended import Comfort
from views.wall_node.window import WallWindow
from views.wall_node.wish import Wished
from widgets.base import theme


def text_scale(seat_distance_m: float, pixel_pitch_mm: float, width_px: int = PANEL_PX[0]) -> float:
    """How much larger than on a desk text must be to be read from the farthest seat: what the desk's advice tells, too.

    The pitch is that of a panel of `PANEL_PX`; on one of the same size with fewer pixels each is larger.
    """
    return Room(seat_distance_m, pixel_pitch_mm * PANEL_PX[0] / width_px).scale


class WallLook:
    """Worn by the whole program: a wall shows nothing else."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._comfort = Comfort(context.session.settings)
        self._worn: tuple[str, float] = ("", 0.0)
        """Theme and scale."""

    def tick(self, windows: Sequence[WallWindow]) -> None:
        """Dim and move them as the time wants."""
        self._comfort.tick(self._context.now(), windows)

    def wear(self, wished: Wished) -> None:
        """Scale and theme as they are to be for this room at this hour."""
        width = QGuiApplication.primaryScreen().size().width()
        scale = text_scale(wished.seat_distance_m, wished.pixel_pitch_mm, width)
        name = self._comfort.theme(self._context.now(), self._context.theme.name)
        application = QApplication.instance()
        if (name, scale) != self._worn and isinstance(application, QApplication):
            self._worn = (name, scale)
            theme.apply(application, theme.load(name, wall_scale=scale))
