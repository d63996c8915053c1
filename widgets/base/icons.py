"""The few pictograms of the interface (Tabler, MIT), drawn in the colour of their role."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from widgets.base import theme

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
NAMES = frozenset({"search", "x", "alert-triangle", "info-circle", "history"})
SIDES_PX = (16, 20, 32)


@lru_cache(maxsize=32)
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, role: str = "text2") -> QIcon:
    """The icon `name` in the colour of `role` of the present theme; raises FileNotFoundError where there is none."""
    look = theme.current()
    svg = _source(name).replace("currentColor", look.color(role).name())
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    made = QIcon()
    for side in SIDES_PX:
        pixmap = QPixmap(look.px(side), look.px(side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
